package post

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"viewline/markdown"
	"viewline/timeline"
)

// Coverage measures what of a post's visible text its documents hold, and hold
// in the order of the post: the share, 0 to 1, in letters and digits, and the
// lines that are not found whole or stand elsewhere. What is a field of the post
// or of a whole appearance, such as a title or a detail, has no place in the
// order and counts wherever it stands. A post that shows nothing has a share of 1.
func Coverage(src []byte, doc *Document) (share float64, lost []string) {
	r := newReader(doc.Post.Path, src, nil)
	r.readFrontMatter()
	r.body = src[r.start:]
	tree := markdown.Parse(r.body)
	if len(doc.labels) > 0 {
		r.splitTurns(tree) // the documents have what stands on neighbouring lines apart
	}
	lines := strings.Split(markdown.Plain(r.body, tree), "\n")
	k := newKeptText(doc)
	var words []wording
	for i, line := range lines {
		words = append(words, k.wordings(i, line)...)
	}
	k.align(words)
	found, total := 0, 0
	for i := range words {
		w := &words[i]
		total += w.letters
		if w.ordered || k.inField(w.folded) {
			found += w.letters
		} else if n := len(lost); n == 0 || w.line != words[i-1].line || lost[n-1] != lines[w.line] {
			lost = append(lost, lines[w.line])
		}
	}
	if total == 0 {
		return 1, nil
	}
	return float64(found) / float64(total), lost
}

// keptText is what the documents hold, folded.
type keptText struct {
	ordered *haystack
	fields  map[string]bool // those of the post and of whole appearances
	lengths []int           // of the fields, the longest first
	joined  *haystack       // the fields together
}

func newKeptText(doc *Document) *keptText {
	k := &keptText{ordered: newHaystack(doc.orderedText()), fields: map[string]bool{}}
	for _, field := range doc.fieldTexts() {
		if folded := timeline.Fold(field); folded != "" && !k.fields[folded] {
			k.fields[folded] = true
			k.lengths = append(k.lengths, len(folded))
		}
	}
	slices.SortFunc(k.lengths, func(a, b int) int { return b - a })
	k.lengths = slices.Compact(k.lengths)
	k.joined = newHaystack(strings.Join(slices.Sorted(maps.Keys(k.fields)), "\n"))
	return k
}

func (k *keptText) inField(folded string) bool { return k.fields[folded] || k.joined.has(folded) }

func (k *keptText) has(folded string) bool { return k.ordered.has(folded) || k.inField(folded) }

// wordings are what of a line has to be found in one piece: all of it, or, where
// that is nowhere, the fields that it starts with, such as metadata that further
// text follows on, and the rest; or what stands ahead of its first colon, such as
// who speaks, and the rest.
func (k *keptText) wordings(line int, text string) []wording {
	whole := newWording(line, text)
	if whole.folded == "" {
		return nil
	}
	if k.has(whole.folded) {
		return []wording{whole}
	}
	var words []wording
	rest := whole.folded
	for n := k.leadingField(rest); n > 0; n = k.leadingField(rest) {
		words = append(words, newWording(line, rest[:n]))
		rest = rest[n:]
	}
	switch {
	case rest == "":
		return words
	case words != nil && k.has(rest):
		return append(words, newWording(line, rest))
	}
	if colon := strings.IndexAny(text, ":：") + 1; timeline.Fold(text[:colon]) != "" && timeline.Fold(text[colon:]) != "" {
		return []wording{newWording(line, text[:colon]), newWording(line, text[colon:])}
	}
	return []wording{whole}
}

// leadingField is the length of the longest field that a text starts with.
func (k *keptText) leadingField(folded string) int {
	for _, n := range k.lengths {
		if n <= len(folded) && k.fields[folded[:n]] {
			return n
		}
	}
	return 0
}

func newWording(line int, text string) wording {
	folded := timeline.Fold(text)
	return wording{line: line, folded: folded, letters: utf8.RuneCountInString(folded)}
}

// fieldTexts lists the fields of the post and of whole appearances.
func (d *Document) fieldTexts() []string {
	texts := append([]string{d.Post.Title}, d.labels...)
	for _, p := range d.Post.Record.People {
		texts = append(texts, p.Name)
	}
	for _, a := range d.Appearances {
		texts = append(texts, a.Heading, string(a.DateText))
		for _, detail := range a.Details {
			texts = append(texts, detail.Label+detail.Value, detail.Label, detail.Value)
		}
		for _, p := range a.Participants {
			texts = append(texts, p.Name)
		}
	}
	return texts
}

// orderedText joins all texts that stand somewhere in the post. The texts of one
// owner, which is an appearance or the post, keep their order, whatever their
// lines; those of several owners are merged by line.
func (d *Document) orderedText() string {
	var all []placed
	var o ownerTexts
	if d.Post.Body != nil {
		o.add(0, d.Post.Body.Plain)
	}
	for _, s := range d.Post.Sections {
		o.section(s)
	}
	all = append(all, o.texts...)
	for _, a := range d.Appearances {
		o = ownerTexts{line: a.Line}
		if a.Body != nil && a.Summary != nil && *a.Body == *a.Summary {
			o.add(a.BodyLine, a.Summary.Plain) // which content does not repeat
		}
		o.content(a.Content())
		all = append(all, o.texts...)
	}
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Compare(a.line, b.line) })
	var t strings.Builder
	for _, p := range all {
		t.WriteString(p.text + "\n")
	}
	return timeline.Fold(t.String())
}

// placed is a text with the line at which it may stand among the texts of
// others: its own, or that of a text of its owner ahead of it that is higher.
type placed struct {
	line int
	text string
}

// ownerTexts gathers the texts of an owner in its own order.
type ownerTexts struct {
	line  int // the highest so far
	texts []placed
}

func (o *ownerTexts) add(line int, text string) {
	o.line = max(o.line, line)
	o.texts = append(o.texts, placed{o.line, text})
}

func (o *ownerTexts) content(pieces []timeline.Content) {
	for _, piece := range pieces {
		switch piece := piece.(type) {
		case *timeline.Passage:
			o.add(piece.Line, piece.Text.Plain)
		case *timeline.Recommendation:
			o.add(0, piece.Note.Plain)
		case *timeline.Viewpoint:
			if piece.Question != nil {
				o.add(piece.Line, piece.Question.Plain)
			}
			o.add(piece.Line, string(piece.Number)+string(piece.Label)+piece.Text.Plain)
			o.content(piece.Content())
		case *timeline.Section:
			o.section(piece)
		}
	}
}

func (o *ownerTexts) section(s *timeline.Section) {
	o.add(s.Line, string(s.Number)+s.Heading)
	o.content(s.Content())
}
