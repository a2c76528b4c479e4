package ingest

import "viewline/diagnostic"

// compareRoot warns where the stored post of the same path comes from another file. Where
// that file is gone, it warns only if the text differs: with the same text, the folder was
// probably moved.
func (r *run) compareRoot(read *reading, stored *storedPost) {
	f := read.file
	if stored == nil || stored.Record.Root == f.root.dir {
		return
	}
	other := absolute(stored.StoredPost)
	if other == "" || f.abs == "" {
		other = "standard input"
	}
	switch {
	case sameFile(other, f.abs):
	case !gone(other):
		r.warn(f, "replaces the post of the same path, %s, that was loaded from %s; want a path of its own, or a database of its own", f.path, other)
	case read.doc != nil && read.doc.Post.Record.Hash != stored.Record.Hash:
		r.warn(f, "replaces the post of the same path, %s, that was loaded from %s, which is gone; if that was another post, load one of them into a database of its own", f.path, other)
	}
}

// compareBody warns where another post has the same text as the n-th post of the plan.
func (r *run) compareBody(read *reading, n int) {
	if r.bodies == nil {
		r.bodies = r.stock.postsByBody()
	}
	body := read.doc.Post.Record.Body
	other, seen := r.bodies.get(brief(body))
	if body == "" || !seen || r.pathOf(other) == read.file.path {
		r.bodies.put(brief(body), ^int32(n))
		return
	}
	r.warn(read.file, "has the same text as %s; want each post once", r.pathOf(other))
}

// pathOf is the path of a post. A number from 0 on is that of a stored post; ^n, which is
// negative, is the n-th post of the plan.
func (r *run) pathOf(number int32) string {
	if number < 0 {
		return r.plan.files[^number].path
	}
	return r.stock.path(int(number))
}

func (r *run) warn(f *file, format string, args ...any) {
	var diags diagnostic.List
	diags.Add(f.shown, diagnostic.Position{}, diagnostic.Warning, format, args...)
	r.diagnose(diags)
}
