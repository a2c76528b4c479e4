package ingest

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"viewline/diagnostic"
	"viewline/post"
	"viewline/post/mapping"
)

// Parsed is a post as it was read from a folder.
type Parsed struct {
	// Path counts from the folder.
	Path string
	Src  []byte
	// Doc is nil where the post cannot be read.
	Doc *post.Document
}

// Posts parses the posts below a folder, in the order of their paths, without a
// store. The files beside the posts count, and where one of them is absent the
// contents that are given. The diagnostics are those of the files and of the
// posts.
func Posts(ctx context.Context, folder string, absent post.Contents, each func(Parsed)) (diagnostic.List, error) {
	if err := Verify([]string{folder}); err != nil {
		return nil, err
	}
	p, err := newPlan(Options{Paths: []string{folder}})
	if err != nil {
		return nil, err
	}
	p.settle(newStock(), nil)
	for _, r := range p.roots {
		r.supplement(absent)
	}
	diags := p.diags
	for read := range readAll(ctx, p.files, runtime.GOMAXPROCS(0)) {
		diags = append(diags, read.diags...)
		each(Parsed{read.file.path, read.src, read.doc})
	}
	return diags, ctx.Err()
}

// supplement adds to the library what the files beside the posts would say that
// are absent.
func (r *root) supplement(absent post.Contents) {
	if Absent(r.dir, "people.yaml") {
		r.contents.People = absent.People
	}
	if Absent(r.dir, "papers.json") {
		r.contents.Papers = absent.Papers
	}
	if Absent(r.dir, "topics.yaml") {
		r.contents.Topics = absent.Topics
	}
	if m := absent.Mappings["."]; m != nil && Absent(r.dir, mapping.Name) {
		if r.contents.Mappings == nil {
			r.contents.Mappings = mapping.Set{}
		}
		r.contents.Mappings["."] = m
	}
	r.library = post.NewLibrary(r.contents)
}

// Absent reports whether a folder has no file of a name.
func Absent(folder, name string) bool { return !exists(filepath.Join(folder, name)) }

// exists reports whether something stands at a path, a link that leads nowhere
// included.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
