package ingest

import (
	"context"
	"slices"

	"viewline/timeline"
)

// Diff tells what a check found that an import would change in the store.
type Diff struct {
	Appearances Changes `json:"appearances"`
	// Viewpoints are top-level ones, those of posts without an occasion included.
	Viewpoints Changes `json:"viewpoints"`
	// Posts are those that would change, in the order of their paths; posts to be
	// pruned go first.
	Posts []PostDiff `json:"posts"`
}

// Changes are counts.
type Changes struct {
	Come   int `json:"come"`
	Change int `json:"change"`
	Go     int `json:"go"`
}

// Change says what would become of something.
type Change string

// The changes.
const (
	Come  Change = "come"
	Other Change = "change"
	Go    Change = "go"
)

func (c *Changes) count(change Change) {
	switch change {
	case Come:
		c.Come++
	case Other:
		c.Change++
	case Go:
		c.Go++
	}
}

// PostDiff tells what would change of a post's documents.
type PostDiff struct {
	Path        string           `json:"path"`
	Appearances []AppearanceDiff `json:"appearances,omitempty"`
	// Viewpoints are those that belong to no appearance.
	Viewpoints []ViewpointDiff `json:"viewpoints,omitempty"`
}

// AppearanceDiff tells what would change of an appearance.
type AppearanceDiff struct {
	Change Change `json:"change"`
	Key    string `json:"key"`
	// Was is the key today, where that is another.
	Was   string `json:"was,omitempty"`
	Title string `json:"title"`
	// Fields names what differs beside the viewpoints: person, title, kind, date,
	// theme, text, papers.
	Fields     []string        `json:"fields,omitempty"`
	Viewpoints []ViewpointDiff `json:"viewpoints,omitempty"`
}

// ViewpointDiff tells what would change of a viewpoint. Text is the beginning of
// one without a label.
type ViewpointDiff struct {
	Change Change `json:"change"`
	Key    string `json:"key"`
	Label  string `json:"label,omitempty"`
	Text   string `json:"text,omitempty"`
}

// compare notes what a post that was parsed would change; was are its appearances
// as they are stored today.
func (r *run) compare(ctx context.Context, path string, was []timeline.AppearanceRef, stored *storedPost, read *reading) error {
	same := map[timeline.AppearanceRef]bool{}
	for _, ref := range was {
		same[ref] = true
	}
	after := &side{}
	for i, a := range read.doc.Appearances {
		ref := read.doc.Post.Record.Appearances[i]
		if same[ref] {
			delete(same, ref)
		} else {
			after.appearances = append(after.appearances, a.Link())
		}
	}
	after.post = read.doc.Post.Link()
	var keys []string
	for _, ref := range was {
		if same[ref] {
			keys = append(keys, ref.Key)
		}
	}
	before, err := r.storedSide(ctx, path, keys, stored != nil)
	if err != nil {
		return err
	}
	r.note(diffOf(path, before, after))
	return nil
}

// side is what a post says before or after.
type side struct {
	post        *timeline.Post // nil for none
	appearances []*timeline.Appearance
}

// storedSide reads from the store what a post says today, of its appearances those
// under the keys.
func (r *run) storedSide(ctx context.Context, path string, keys []string, stored bool) (*side, error) {
	before := &side{}
	if r.from == nil || !stored {
		return before, nil
	}
	posts, err := r.from.PostsByPath(ctx, []string{path})
	if err != nil {
		return nil, err
	}
	before.post = posts[0]
	if len(keys) == 0 {
		return before, nil
	}
	found, err := r.from.Appearances(ctx, keys)
	before.appearances = slices.DeleteFunc(found, func(a *timeline.Appearance) bool { return a == nil })
	return before, err
}

// compareGone notes that all a stored post says would go.
func (r *run) compareGone(ctx context.Context, path string) error {
	if r.verifier != nil {
		r.verifier.compareGone(path)
		return nil
	}
	posts, err := r.from.PostsByPath(ctx, []string{path})
	if err != nil || posts[0] == nil {
		return err
	}
	before, err := r.storedSide(ctx, path, posts[0].Record.AppearanceKeys(), true)
	if err != nil {
		return err
	}
	r.note(diffOf(path, before, &side{}))
	return nil
}

// note adds a post's changes to the report, if there are any.
func (r *run) note(d PostDiff) {
	if len(d.Appearances) == 0 && len(d.Viewpoints) == 0 {
		return
	}
	all := r.report.Diff
	for _, a := range d.Appearances {
		all.Appearances.count(a.Change)
		for _, v := range a.Viewpoints {
			all.Viewpoints.count(v.Change)
		}
	}
	for _, v := range d.Viewpoints {
		all.Viewpoints.count(v.Change)
	}
	all.Posts = append(all.Posts, d)
}
