package ingest

import (
	"context"

	"viewline/source"
)

// compareRoot warns where another file's post is stored under the path.
func (r *run) compareRoot(f *file, stored *storedPost) {
	if stored == nil || stored.Source.Root == f.root.dir {
		return
	}
	if other := absolute(stored.StoredPost); other != "" && !gone(other) {
		r.warn(f, "replaces the post of the same path that was loaded from %s; to keep both, load the folder above both", stored.Source.Root)
	}
}

// compareBody warns where another post has the same text as the n-th of the plan.
func (r *run) compareBody(ctx context.Context, read *reading, n int) error {
	if r.bodies == nil {
		if err := r.readBodies(ctx); err != nil {
			return err
		}
	}
	body := read.doc.Post.Source.Body
	other, seen := r.bodies.get(brief(body))
	if body == "" || !seen || r.pathOf(other) == read.file.path {
		r.bodies.put(brief(body), ^int32(n))
		return nil
	}
	r.warn(read.file, "has the same text as %s; want each post once", r.pathOf(other))
	return nil
}

// readBodies takes stock of the bodies of all stored posts.
func (r *run) readBodies(ctx context.Context) error {
	r.bodies = &table[int32]{}
	for p, err := range r.stored(ctx) {
		if err != nil {
			return err
		}
		number, known := r.stock.post(p.Path)
		if body := brief(p.Source.Body); known && !r.stock.removed[number] && !r.bodies.has(body) {
			r.bodies.put(body, int32(number))
		}
	}
	return nil
}

// pathOf is the path of a post: of a stored one by its number, or of the n-th of
// the plan by ^n.
func (r *run) pathOf(number int32) string {
	if number < 0 {
		return r.plan.files[^number].path
	}
	return r.stock.path(int(number))
}

func (r *run) warn(f *file, format string, args ...any) {
	var diags source.List
	diags.Add(f.shown, source.Position{}, source.Warning, format, args...)
	r.diagnose(diags)
}
