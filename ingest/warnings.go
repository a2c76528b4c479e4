package ingest

import "viewline/diagnostic"

// compareRoot warns where another file's post is stored under the path. A file that is
// gone is another one only where its text was: the folder may have been moved.
func (r *run) compareRoot(read *reading, stored *known) {
	f := read.file
	if stored == nil || stored.root == f.root.dir {
		return
	}
	other := absolute(stored.root, stored.path)
	if other == "" || f.abs == "" {
		other = "standard input"
	}
	switch {
	case sameFile(other, f.abs):
	case !gone(other):
		r.warn(f, "replaces the post of the same path, %s, that was loaded from %s; want a path of its own, or a database of its own", f.path, other)
	case read.doc != nil && brief(read.doc.Post.Record.Hash) != stored.hash:
		r.warn(f, "replaces the post of the same path, %s, that was loaded from %s, which is gone; if that was another post, load one of them into a database of its own", f.path, other)
	}
}

// compareBody warns where another post has the same text.
func (r *run) compareBody(read *reading) {
	path, body := read.file.path, read.doc.Post.Record.Body
	other, seen := r.bodies[brief(body)]
	if body == "" || !seen || other == path {
		r.bodies[brief(body)] = path
		return
	}
	r.warn(read.file, "has the same text as %s; want each post once", other)
}

func (r *run) warn(f *file, format string, args ...any) {
	var diags diagnostic.List
	diags.Add(f.shown, diagnostic.Position{}, diagnostic.Warning, format, args...)
	r.diagnose(diags)
}
