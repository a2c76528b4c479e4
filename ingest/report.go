package ingest

import (
	"cmp"
	"context"
	"slices"

	"viewline/diagnostic"
	"viewline/post"
	"viewline/store"
	"viewline/timeline"
)

// Report tells what a run came to.
type Report struct {
	// Files counts the posts that were found, Failed those of them that could
	// not be loaded; of these, what was stored before stays.
	Files  int `json:"files"`
	Failed int `json:"failed"`
	// Drafts counts the posts that were passed over because they are drafts.
	Drafts int `json:"drafts"`
	// Appearances counts those of the posts that did not fail.
	Appearances int `json:"appearances"`
	// What follows counts keys of appearances in the whole store: those that
	// were not there before, that have another content now, and that are there
	// no more. Unchanged counts keys of this run's posts only.
	Inserted  int `json:"inserted"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
	Removed   int `json:"removed"`
	// Written is false where the run was to write nothing, or nothing because
	// of an error.
	Written bool `json:"written"`
	// Diff is what an import would change; nil unless Options.Diff asks for it.
	Diff *Diff `json:"diff,omitempty"`
	// Diagnostics and Posts stay empty unless Options.Detailed asks for them.
	Diagnostics diagnostic.List `json:"diagnostics"`
	Posts       []PostReport    `json:"posts"`

	errors bool
}

// HasErrors reports whether there was any error, be it in a post or beside it.
func (r *Report) HasErrors() bool { return r.errors }

// Outcome says what became of a post.
type Outcome string

// The outcomes.
const (
	Inserted  Outcome = "inserted"
	Updated   Outcome = "updated"
	Unchanged Outcome = "unchanged"
	Failed    Outcome = "failed"
	Draft     Outcome = "draft"
)

// PostReport tells what was understood of a post: only its path and outcome
// where it failed.
type PostReport struct {
	Path    string  `json:"path"`
	Shown   string  `json:"-"` // the path as the user gave it
	Outcome Outcome `json:"outcome"`
	Slug    string  `json:"slug,omitempty"`
	Person  string  `json:"person,omitempty"` // slug
	// People are all whose views the post reports, with what tells so.
	People      []post.Reported    `json:"people,omitempty"`
	Topics      []string           `json:"topics,omitempty"` // slugs, sorted
	Appearances []AppearanceReport `json:"appearances,omitempty"`
	// Sections and Viewpoints count the top-level ones that stand beside the
	// appearances.
	Sections   int `json:"sections"`
	Viewpoints int `json:"viewpoints"`
	// Coverage is the share, 0 to 1, of the post's visible text that its
	// documents hold in its order; absent for a post that was not parsed.
	Coverage *float64 `json:"coverage,omitempty"`
	// Unread are the places that look like a name, a date or an occasion and were
	// not taken for one, with the reason.
	Unread []post.Unread `json:"unread,omitempty"`
}

// AppearanceReport tells what was understood of an appearance. Sections and
// Viewpoints count top-level ones.
type AppearanceReport struct {
	Key        string                  `json:"key"`
	Title      string                  `json:"title"`
	Kind       timeline.AppearanceKind `json:"kind"`
	Date       string                  `json:"date,omitempty"`
	DateSource timeline.DateSource     `json:"dateSource,omitempty"`
	// DateApproximate tells that the date is vague, or that of the post.
	DateApproximate bool `json:"dateApproximate,omitempty"`
	// Evidence tells where the date comes from.
	Evidence   *post.Evidence `json:"evidence,omitempty"`
	Sections   int            `json:"sections"`
	Viewpoints int            `json:"viewpoints"`
	Papers     int            `json:"papers"`
	// Line of the post that the occasion starts at, from 1: appearances of several
	// people at one line are one occasion.
	Line int `json:"-"`
	// Earliest is the first day that the date can mean, DateText the date in the
	// post's words.
	Earliest string `json:"-"`
	DateText string `json:"-"`
}

// Written reports whether only the day of writing is known of the date: the
// occasion was on that day or earlier.
func (a AppearanceReport) Written() bool {
	return a.DateApproximate && (a.DateSource == timeline.DateFromFrontMatter || a.DateSource == timeline.DateFromPath)
}

// describe fills in what the post's documents tell.
func (r *PostReport) describe(p *timeline.Post, appearances []*timeline.Appearance) {
	r.Slug, r.Person = p.Slug, p.PersonSlug
	for _, person := range p.Record.People {
		r.People = append(r.People, post.Reported{Slug: person.Slug, Name: person.Name, Evidence: []post.Evidence{}})
	}
	for _, t := range p.Record.Topics {
		r.Topics = append(r.Topics, t.Slug)
	}
	r.Sections, r.Viewpoints = len(p.Sections), p.CountViewpoints()
	for _, a := range appearances {
		r.Appearances = append(r.Appearances, AppearanceReport{
			Key: a.Key, Title: a.Title, Kind: a.Kind, Date: a.Date.String(), DateSource: a.DateSource, DateApproximate: a.DateApproximate,
			Sections: len(a.Sections), Viewpoints: a.CountViewpoints(), Papers: len(a.Recommendations),
			Line: a.Line, Earliest: a.Earliest.String(), DateText: string(a.DateText),
		})
	}
}

// explain adds what was weighed, which only parsing tells.
func (r *PostReport) explain(doc *post.Document) {
	r.People, r.Unread = doc.People, slices.Clone(doc.Unread)
	slices.SortStableFunc(r.Unread, func(a, b post.Unread) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	for i := range min(len(r.Appearances), len(doc.Dates)) {
		if e := doc.Dates[i]; e != (post.Evidence{}) {
			r.Appearances[i].Evidence = &e
		}
	}
}

// describeStored reads from the store what the unchanged posts tell, for these
// were not parsed.
func (r *Report) describeStored(ctx context.Context, from store.Reader) error {
	var unchanged []*PostReport
	for i := range r.Posts {
		if r.Posts[i].Outcome == Unchanged {
			unchanged = append(unchanged, &r.Posts[i])
		}
	}
	for chunk := range slices.Chunk(unchanged, postsPerBatch) {
		paths := make([]string, len(chunk))
		for i, p := range chunk {
			paths[i] = p.Path
		}
		posts, err := from.PostsByPath(ctx, paths)
		if err != nil {
			return err
		}
		for i, p := range posts {
			if p == nil {
				continue // removed by somebody else meanwhile
			}
			appearances, err := from.Appearances(ctx, p.Record.AppearanceKeys())
			if err != nil {
				return err
			}
			chunk[i].describe(p, slices.DeleteFunc(appearances, func(a *timeline.Appearance) bool { return a == nil }))
		}
	}
	return nil
}

// tally counts what changes, by the keys in the stock, each of which is compared
// once.
type tally struct {
	stock                        *stock
	met                          int // keys of the stock
	inserted, updated, unchanged int
}

// count counts the appearances of a post as they are at the end of its turn. The
// unchanged ones are counted where the post was loaded.
func (t *tally) count(refs []timeline.AppearanceRef, loaded bool) {
	for _, ref := range refs {
		was, ok := t.stock.appearance(digestOf(ref.Key))
		switch {
		case !ok:
			t.inserted++
			continue
		case t.stock.contents[was] != brief(ref.Hash):
			t.updated++
		case loaded:
			t.unchanged++
		}
		t.met++
	}
}

// tell fills in what was counted, once all posts had their turn.
func (r *Report) tell(t *tally) {
	r.Inserted, r.Updated, r.Unchanged, r.Removed = t.inserted, t.updated, t.unchanged, len(t.stock.held)-t.met
}
