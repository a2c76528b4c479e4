package ingest

import (
	"viewline/diagnostic"
	"viewline/ingest/files"
	"viewline/ingest/naming"
)

// compareRoot warns where another file's post is stored under the path. A file that is
// gone is another one only where its text was: the folder may have been moved.
func (r *run) compareRoot(read *reading, stored *naming.Post) {
	f := read.file
	if stored == nil || stored.Root == f.Root {
		return
	}
	other := files.Absolute(stored.Root, stored.Path)
	if other == "" || f.Abs == "" {
		other = "standard input"
	}
	switch {
	case files.SameFile(other, f.Abs):
	case !files.Gone(other):
		r.warn(f, "replaces the post of the same path, %s, that was loaded from %s; want a path of its own, or a database of its own", f.Path, other)
	case read.doc != nil && naming.Brief(read.doc.Post.Record.Hash) != stored.Hash:
		r.warn(f, "replaces the post of the same path, %s, that was loaded from %s, which is gone; if that was another post, load one of them into a database of its own", f.Path, other)
	}
}

// compareBody warns where another post has the same text.
func (r *run) compareBody(read *reading) {
	path, body := read.file.Path, read.doc.Post.Record.Body
	other, seen := r.bodies[naming.Brief(body)]
	if body == "" || !seen || other == path {
		r.bodies[naming.Brief(body)] = path
		return
	}
	r.warn(read.file, "has the same text as %s; want each post once", other)
}

func (r *run) warn(f *files.File, format string, args ...any) {
	var diags diagnostic.List
	diags.Add(f.Shown, diagnostic.Position{}, diagnostic.Warning, format, args...)
	r.diagnose(diags)
}
