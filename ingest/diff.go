package ingest

import (
	"context"
	"slices"
	"strings"

	"viewline/ingest/naming"
	"viewline/store"
	"viewline/timeline"
)

// Diff is what an import would change in the store, as a check found.
type Diff struct {
	Appearances Changes `json:"appearances"`
	// Viewpoints are top-level ones, those of posts without an occasion included.
	Viewpoints Changes `json:"viewpoints"`
	// Posts are the posts that would change, in the order of their paths; posts that would be
	// pruned stand first.
	Posts []PostDiff `json:"posts"`
}

// Changes counts how many of something would be added, changed and removed.
type Changes struct {
	Come   int `json:"come"`
	Change int `json:"change"`
	Go     int `json:"go"`
}

// Change says what would happen to an appearance or a viewpoint.
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

// PostDiff is what would change in a post's documents.
type PostDiff struct {
	Path        string           `json:"path"`
	Appearances []AppearanceDiff `json:"appearances,omitempty"`
	// Viewpoints are the changed viewpoints that belong to no appearance.
	Viewpoints []ViewpointDiff `json:"viewpoints,omitempty"`
}

// AppearanceDiff is what would change in an appearance.
type AppearanceDiff struct {
	Change Change `json:"change"`
	Key    string `json:"key"`
	// Was is the stored key, where it differs from Key.
	Was   string `json:"was,omitempty"`
	Title string `json:"title"`
	// Fields names what differs beside the viewpoints: person, title, kind, date,
	// theme, text, papers, pictures.
	Fields     []string        `json:"fields,omitempty"`
	Viewpoints []ViewpointDiff `json:"viewpoints,omitempty"`
}

// ViewpointDiff is what would change in a viewpoint. Text is the beginning of a viewpoint
// that has no label.
type ViewpointDiff struct {
	Change Change `json:"change"`
	Key    string `json:"key"`
	Label  string `json:"label,omitempty"`
	Text   string `json:"text,omitempty"`
}

// compare notes what a post that was parsed would change; stored is what it is today,
// nil where it is not stored.
func (r *run) compare(ctx context.Context, path string, stored *naming.Post, read *reading) error {
	var was []naming.Appearance
	if stored != nil {
		was = slices.Clone(stored.Appearances)
	}
	after := &side{post: read.doc.Post.Link()}
	for _, a := range read.doc.Appearances {
		is := r.names.At(path).Appearances[len(after.appearances)+after.same]
		same := slices.IndexFunc(was, func(b naming.Appearance) bool {
			return b.Base == is.Base && b.Occasion == is.Occasion && b.Content == is.Content
		})
		if same < 0 {
			after.appearances = append(after.appearances, a.Link())
			continue
		}
		after.same++
		was = slices.Delete(was, same, same+1)
	}
	var keys []string
	for _, a := range was {
		keys = append(keys, a.Key)
	}
	before, err := r.storedSide(ctx, path, keys, stored != nil)
	if err != nil {
		return err
	}
	r.note(diffOf(path, before, after))
	return nil
}

// side has the documents of a post, before or after an import.
type side struct {
	post        *timeline.Post // nil where there is no post
	appearances []*timeline.Appearance
	same        int // appearances that are left out, as they stay the same
}

// storedSide reads the documents of a post from the store: the post where stored is true,
// and the appearances with the keys.
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

// compareGone adds to the report that all documents of a stored post would be removed.
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

// rename brings keys to those that they are in the end.
func (d *Diff) rename(moves []store.Move) {
	for i := range d.Posts {
		for j := range d.Posts[i].Appearances {
			a := &d.Posts[i].Appearances[j]
			for _, m := range moves {
				if m.PostPath == d.Posts[i].Path && m.From == a.Key && a.Change != Go {
					a.rename(m.To)
				}
			}
		}
	}
}

func (d *AppearanceDiff) rename(key string) {
	for i := range d.Viewpoints {
		if rest, ok := strings.CutPrefix(d.Viewpoints[i].Key, d.Key+"#"); ok {
			d.Viewpoints[i].Key = key + "#" + rest
		}
	}
	if d.Key = key; d.Was == key {
		d.Was = ""
	}
}
