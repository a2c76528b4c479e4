package ingest

import (
	"cmp"
	"context"
	"slices"

	"viewline/diagnostic"
	"viewline/ingest/naming"
	"viewline/post"
	"viewline/store"
	"viewline/timeline"
)

// Report is the result of a run.
type Report struct {
	// Files counts the posts that were found, and Failed those of them that could not be
	// loaded. What the store has of a failed post stays.
	Files  int `json:"files"`
	Failed int `json:"failed"`
	// Drafts counts the posts that were passed over because they are drafts.
	Drafts int `json:"drafts"`
	// Appearances counts the appearances of all posts that did not fail.
	Appearances int `json:"appearances"`
	// What follows counts appearances in the whole store: those that were not there
	// before, that have another content now, and that are there no more; other lines
	// of the post are no other content. Unchanged counts those of this run's posts only.
	Inserted  int `json:"inserted"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
	Removed   int `json:"removed"`
	// Replaced counts the posts that Options.Replaces removed, and Others are the files of the
	// posts that lie below none of the paths and stay, sorted; nil without Options.Replaces.
	Replaced int      `json:"-"`
	Others   []string `json:"-"`
	// Written is false for a check, and where Strict undid the run because of an error.
	Written bool `json:"written"`
	// Diff is what an import would change; nil unless Options.Diff asks for it.
	Diff *Diff `json:"diff,omitempty"`
	// Diagnostics and Posts stay empty unless Options.Detailed asks for them.
	Diagnostics diagnostic.List `json:"diagnostics"`
	Posts       []PostReport    `json:"posts"`

	errors bool
}

// HasErrors reports whether there was any error, in a post or in a file beside posts.
func (r *Report) HasErrors() bool { return r.errors }

// Outcome says whether a post was loaded, unchanged, passed over or failed.
type Outcome string

// The outcomes.
const (
	Inserted  Outcome = "inserted"
	Updated   Outcome = "updated"
	Unchanged Outcome = "unchanged"
	Failed    Outcome = "failed"
	Draft     Outcome = "draft"
)

// PostReport is what was understood of a post. For a post that failed, only the path and
// the outcome are set.
type PostReport struct {
	Path    string  `json:"path"`
	Shown   string  `json:"-"` // the path as the user gave it
	Title   string  `json:"-"`
	Draft   bool    `json:"-"` // whether the post is marked as a draft
	Outcome Outcome `json:"outcome"`
	Slug    string  `json:"slug,omitempty"`
	Person  string  `json:"person,omitempty"` // slug
	// People are the people whose views the post reports, each with the evidence for it.
	People      []post.Reported    `json:"people,omitempty"`
	Topics      []string           `json:"topics,omitempty"` // slugs, sorted
	Appearances []AppearanceReport `json:"appearances,omitempty"`
	// Sections and Viewpoints count the top-level sections and viewpoints that belong to no
	// appearance.
	Sections   int `json:"sections"`
	Viewpoints int `json:"viewpoints"`
	// Coverage is the share, from 0 to 1, of the post's visible text that its documents hold,
	// in the order of the post; nil for a post that was not parsed.
	Coverage *float64 `json:"coverage,omitempty"`
	// Ranges are the lines of the post's top-level viewpoints, with their points, and of its
	// recommendations.
	Ranges []Range `json:"-"`
	// Lost are the lines of the post's visible text that its documents do not hold, in the
	// order of the post.
	Lost []string `json:"-"`
	// Unread are the places that look like a name, a date or an occasion and that the parser
	// did not take for one, each with the reason.
	Unread []post.Unread `json:"unread,omitempty"`
}

// AppearanceReport is what was understood of an appearance. Sections and Viewpoints count
// top-level sections and viewpoints.
type AppearanceReport struct {
	Key        string                  `json:"key"`
	Title      string                  `json:"title"`
	Kind       timeline.AppearanceKind `json:"kind"`
	Date       string                  `json:"date,omitempty"`
	DateSource timeline.DateSource     `json:"dateSource,omitempty"`
	// DateApproximate says that the date is vague, or that it is the day of writing.
	DateApproximate bool `json:"dateApproximate,omitempty"`
	// Evidence says where in the post the date was found.
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

// Range are the lines of a post, from 1, from which something was made.
type Range struct {
	Paper    bool // a recommendation; else a viewpoint
	From, To int
}

// rangesOf are the ranges of a post.
func rangesOf(p *timeline.Post, appearances []*timeline.Appearance) []Range {
	var all []Range
	add := func(sections []*timeline.Section) {
		for s := range timeline.AllSections(sections) {
			for _, v := range s.Viewpoints {
				all = append(all, Range{false, v.Line, max(v.Line, v.EndLine)})
			}
		}
	}
	add(p.Sections)
	for _, a := range appearances {
		add(a.Sections)
		for _, r := range a.Recommendations {
			all = append(all, Range{true, r.Line, max(r.Line, r.EndLine)})
		}
	}
	return all
}

// Written reports whether only the day of writing is known, so that the occasion was on
// that day or earlier.
func (a AppearanceReport) Written() bool {
	return a.DateApproximate && (a.DateSource == timeline.DateFromFrontMatter || a.DateSource == timeline.DateFromPath)
}

// When is the date of the appearance; the post's words for a date that is no single one, such
// as "1990s". It is empty where no date is known.
func (a AppearanceReport) When() string { return cmp.Or(a.Date, a.DateText, a.Earliest) }

// Occasions are one appearance for each occasion of the post, even where several people share
// the occasion.
func (r PostReport) Occasions() []AppearanceReport {
	var occasions []AppearanceReport
	seen := map[int]bool{}
	for _, a := range r.Appearances {
		if !seen[a.Line] {
			seen[a.Line] = true
			occasions = append(occasions, a)
		}
	}
	return occasions
}

// describe sets what the post's documents say.
func (r *PostReport) describe(p *timeline.Post, appearances []*timeline.Appearance) {
	r.Slug, r.Person, r.Title, r.Draft = p.Slug, p.PersonSlug, p.Title, p.Draft
	for _, person := range p.Record.People {
		r.People = append(r.People, post.Reported{Slug: person.Slug, Name: person.Name, Evidence: []post.Evidence{}})
	}
	for _, t := range p.Record.Topics {
		r.Topics = append(r.Topics, t.Slug)
	}
	r.Sections, r.Viewpoints, r.Ranges = len(p.Sections), p.CountViewpoints(), rangesOf(p, appearances)
	for _, a := range appearances {
		r.Appearances = append(r.Appearances, AppearanceReport{
			Key: a.Key, Title: a.Title, Kind: a.Kind, Date: a.Date.String(), DateSource: a.DateSource, DateApproximate: a.DateApproximate,
			Sections: len(a.Sections), Viewpoints: a.CountViewpoints(), Papers: len(a.Recommendations),
			Line: a.Line, Earliest: a.Earliest.String(), DateText: string(a.DateText),
		})
	}
}

// explain adds the evidence and the unread places, which only a parsed post has.
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

// describeStored describes the unchanged posts from their stored documents, as these posts
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
				continue // another process has removed the post meanwhile
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

// rename brings what was told of posts to the names that they have in the end.
func (r *Report) rename(n *naming.Names, moves []store.Move) {
	for i := range r.Posts {
		told := &r.Posts[i]
		k := n.At(told.Path)
		if k == nil || len(told.Appearances) != len(k.Appearances) {
			continue
		}
		told.Slug = k.Slug
		for j := range told.Appearances {
			told.Appearances[j].Key = k.Appearances[j].Key
		}
	}
	if r.Diff != nil {
		r.Diff.rename(moves)
	}
}
