package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"viewline/graph/batch"
	"viewline/graph/hint"
	"viewline/graph/model"
	"viewline/quote"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// The bounds of a check of a quote.
const (
	maxQuote  = 500 // words; in scripts without blanks, characters
	maxPlaces = 10
	// Candidates, which are texts to compare with the quote, are read in pages. Those that
	// have all words are read until one has the quote word for word, at most pagesUntilFound
	// pages, but at least pagesOfAll where there are so many. Then, for each number of pieces,
	// at most pagesOfPieces of texts that have one of the pieces are read, and as many of those
	// that have the rarest pieces.
	candidatesPerPage         = 50
	pagesOfAll, pagesOfPieces = 6, 10
	pagesUntilFound           = 40
)

// checkQuote looks for a quote among all viewpoints and passages. Where a person is named,
// the verdict is on that person's words, and the places of others follow.
func (r *reader) checkQuote(ctx context.Context, text string, person *string) (*model.QuoteCheck, error) {
	q := quote.Parse(text)
	if q.Len() > maxQuote {
		return nil, inputError{fmt.Errorf("text has %d words; want at most %d", q.Len(), maxQuote)}
	}
	c := quoteCheck{reader: r, quote: q, places: map[placeKey]*model.QuotePlace{}}
	if person != nil {
		people, _, _, err := r.slugs(ctx, names{person: severalOf([]string{*person}), input: string(hint.Person)})
		if err != nil {
			return nil, err
		}
		if c.named = true; len(people) > 0 {
			c.person = people[0]
			if err := c.look(ctx, people); err != nil {
				return nil, err
			}
		}
	}
	if err := c.look(ctx, nil); err != nil {
		return nil, err
	}
	found := c.best()
	batch.Found(ctx, placeObjects(found.Places))
	return found, nil
}

// quoteCheck is one check of a quote.
type quoteCheck struct {
	reader *reader
	quote  quote.Quote
	named  bool   // whether the caller named a person
	person string // slug; empty where the caller named nobody, or somebody unknown
	// places are the places where the quote stands, by key, since several searches can find
	// the same piece of a post.
	places map[placeKey]*model.QuotePlace
}

// placeKey identifies a place: by the viewpoint, or by the lines of a passage.
type placeKey struct {
	viewpoint string
	lines     timeline.SourceRange
}

// look looks for the quote in the words of some people, or of anybody. A text that has the
// quote word for word has all of its words, but for pairs of characters that its punctuation
// parts, so such texts are read first. Then come texts that have all words of a half of the
// quote, of a quarter, and so on, until one of them is a place that was not known: the fewer
// words differ, the longer is the piece in which none does.
func (c *quoteCheck) look(ctx context.Context, people []string) error {
	words, had := quoteWords(c.quote.Text()), len(c.places)
	if len(words) == 0 {
		return nil
	}
	of := func(groups ...[]string) store.SearchFilter {
		f := store.SearchFilter{People: people}
		for _, words := range groups {
			f.Groups = append(f.Groups, rarest(words))
		}
		return f
	}
	_, _, err := c.read(ctx, of(words), func(pages int) bool {
		return !c.enough() && (pages < pagesOfAll || pages < pagesUntilFound && c.verbatim() == 0)
	})
	if err != nil || c.enough() {
		return err
	}
	few := func(pages int) bool { return pages < pagesOfPieces }
	for _, groups := range pieces(words, c.quote.Missing()) {
		_, all, err := c.read(ctx, of(groups...), few)
		if err == nil && !all && len(c.places) == had {
			err = c.readRarest(ctx, groups, of)
		}
		if err != nil || len(c.places) > had {
			return err
		}
	}
	return nil
}

// readRarest reads the texts that have one of several pieces, the piece that fewest texts have
// first: a text that nearly has the quote is not missed among many newer ones with a frequent
// piece.
func (c *quoteCheck) readRarest(ctx context.Context, groups [][]string, of func(...[]string) store.SearchFilter) error {
	type piece struct {
		words []string
		texts int
	}
	byTexts := make([]piece, len(groups))
	for i, words := range groups {
		n, err := c.reader.store.CountHits(ctx, of(words))
		if err != nil {
			return err
		}
		byTexts[i] = piece{words, n}
	}
	slices.SortStableFunc(byTexts, func(a, b piece) int { return cmp.Compare(a.texts, b.texts) })
	left := pagesOfPieces
	for _, p := range byTexts {
		if p.texts == 0 {
			continue
		}
		pages, _, err := c.read(ctx, of(p.words), func(pages int) bool { return pages < left })
		if left -= pages; err != nil || left <= 0 {
			return err
		}
	}
	return nil
}

// read compares the texts that a search finds with the quote, the newest first, as long as
// goOn says so after so many pages. All reports whether every text was compared.
func (c *quoteCheck) read(ctx context.Context, f store.SearchFilter, goOn func(pages int) bool) (pages int, all bool, err error) {
	q := relay.Query{Limit: candidatesPerPage, Descending: true}
	for pages == 0 || goOn(pages) {
		found, err := c.reader.store.Search(ctx, f, q)
		if err != nil {
			return pages, false, err
		}
		pages++
		for _, h := range found.Items {
			if err := ctx.Err(); err != nil { // the time of the operation is over
				return pages, false, err
			}
			c.compare(h)
		}
		if !found.HasNext || len(found.Items) == 0 {
			return pages, true, nil
		}
		q.After = store.HitCursor(false)(found.Items[len(found.Items)-1])
	}
	return pages, false, nil
}

// enough reports whether there are as many verbatim places as an answer lists, so that
// nothing better can be found.
func (c *quoteCheck) enough() bool { return c.verbatim() >= maxPlaces }

// verbatim is how many verbatim places there are, of the person where there is one.
func (c *quoteCheck) verbatim() int {
	n := 0
	for _, p := range c.places {
		if p.Verdict == quote.Verbatim && (c.person == "" || p.PersonSlug == c.person) {
			n++
		}
	}
	return n
}

// compare compares the texts of a hit with the quote.
func (c *quoteCheck) compare(h store.Hit) {
	switch {
	case h.Viewpoint != nil:
		c.compareViewpoint(h.Viewpoint)
	case h.Appearance != nil:
		c.comparePassages(h.Appearance)
	}
}

// compareViewpoint compares a viewpoint's own texts, and those of its points. The question
// of a viewpoint is left out: somebody else asked it.
func (c *quoteCheck) compareViewpoint(v *timeline.Viewpoint) {
	var best quote.Match
	for i, text := range spoken(v) {
		if m := c.quote.In(text); i == 0 || quote.Compare(m, best) < 0 {
			best = m
		}
	}
	place := &model.QuotePlace{Match: best, Viewpoint: v, Appearance: v.Appearance, PersonSlug: v.PersonSlug, Range: v.Source()}
	if len(v.Timestamps) > 0 {
		place.Timestamp = v.Timestamps[0]
	}
	c.add(place)
	for _, p := range v.Points {
		c.compareViewpoint(p)
	}
}

// spoken are the texts of a viewpoint, each to be compared by itself: label and text
// together, each quotation and each passage.
func spoken(v *timeline.Viewpoint) []string {
	texts := []string{strings.TrimSpace(string(v.Label) + "\n" + v.Text.Plain)}
	for _, q := range v.Quotes {
		texts = append(texts, q.Plain)
	}
	for _, p := range v.Parts {
		if p.Passage != nil {
			texts = append(texts, p.Passage.Text.Plain)
		}
	}
	return texts
}

// comparePassages compares the texts of an appearance that are not viewpoints: the post
// does not say whose words they are.
func (c *quoteCheck) comparePassages(a *timeline.Appearance) {
	add := func(text string, line int) {
		c.add(&model.QuotePlace{
			Match: c.quote.In(text), Appearance: a,
			Range: &timeline.SourceRange{Path: a.PostPath, StartLine: line, EndLine: line},
		})
	}
	if a.Summary != nil {
		add(a.Summary.Plain, a.Line)
	}
	passages := func(pieces []timeline.Content) {
		for _, piece := range pieces {
			if p, ok := piece.(*timeline.Passage); ok {
				add(p.Text.Plain, p.Line)
			}
		}
	}
	passages(a.Content())
	for s := range timeline.AllSections(a.Sections) {
		passages(s.Content())
	}
}

func (c *quoteCheck) add(p *model.QuotePlace) {
	if p.Verdict == quote.Absent {
		return
	}
	key := placeKey{lines: *p.Range}
	if p.Viewpoint != nil {
		key.viewpoint = p.Viewpoint.Key
	}
	if old := c.places[key]; old == nil || quote.Compare(p.Match, old.Match) < 0 {
		c.places[key] = p
	}
}

// best has the verdict and the best places: those of the person first, and among equals the
// newest.
func (c *quoteCheck) best() *model.QuoteCheck {
	found := &model.QuoteCheck{Verdict: quote.Absent}
	for _, p := range c.places {
		found.Places = append(found.Places, p)
		if (!c.named || c.person != "" && p.PersonSlug == c.person) && quote.Compare(p.Match, quote.Match{Verdict: found.Verdict}) < 0 {
			found.Verdict = p.Verdict
		}
	}
	others := func(p *model.QuotePlace) int {
		if c.person != "" && p.PersonSlug != c.person {
			return 1
		}
		return 0
	}
	place := func(p *model.QuotePlace) string {
		if p.Appearance == nil {
			return ""
		}
		return p.Appearance.Place()
	}
	slices.SortFunc(found.Places, func(a, b *model.QuotePlace) int {
		return cmp.Or(cmp.Compare(others(a), others(b)), quote.Compare(a.Match, b.Match), strings.Compare(place(b), place(a)),
			strings.Compare(a.Range.Path, b.Range.Path), cmp.Compare(a.Range.StartLine, b.Range.StartLine), cmp.Compare(a.Range.EndLine, b.Range.EndLine), strings.Compare(keyOf(a.Viewpoint), keyOf(b.Viewpoint)))
	})
	found.Places = found.Places[:min(len(found.Places), maxPlaces)]
	return found
}

func keyOf(v *timeline.Viewpoint) string {
	if v == nil {
		return ""
	}
	return v.Key
}

// placeObjects are the viewpoints and appearances of the places, each once.
func placeObjects(places []*model.QuotePlace) []any {
	var objects []any
	seen := map[any]bool{}
	for _, p := range places {
		var object any = p.Viewpoint
		if p.Appearance != nil {
			object = p.Appearance
		}
		if !seen[object] {
			seen[object] = true
			objects = append(objects, object)
		}
	}
	return objects
}
