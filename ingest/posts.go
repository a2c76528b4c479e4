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
// store. The files beside the posts count, and where one of them is absent, the
// contents that are given for it. The diagnostics are those of the files and of the
// posts; a panic of the function each is an error of the post that it was called for.
func Posts(ctx context.Context, folder string, absent post.Contents, each func(Parsed)) (diagnostic.List, error) {
	if err := Verify([]string{folder}); err != nil {
		return nil, err
	}
	p, err := newPlan(ctx, Options{Paths: []string{folder}})
	if err != nil {
		return nil, err
	}
	p.settle(newStock(), nil)
	for _, b := range p.besides {
		b.supplement(absent)
	}
	diags := p.diags
	for read := range readAll(ctx, p.files, runtime.GOMAXPROCS(0)) {
		diags = append(diags, read.diags...)
		guarded(read.file.shown, &diags, func() { each(Parsed{below(folder, read.file.shown), read.src, read.doc}) })
	}
	return diags, ctx.Err()
}

// below is the path of a file from its folder, with forward slashes, where both are
// spelled as the user gave them.
func below(folder, shown string) string {
	rel, err := filepath.Rel(folder, shown)
	if err != nil {
		return filepath.ToSlash(shown)
	}
	return filepath.ToSlash(rel)
}

// supplement adds to the library what the files beside the posts would say that
// are absent.
func (b *beside) supplement(absent post.Contents) {
	if b.lists[0] == "" {
		b.contents.People = absent.People
	}
	if b.lists[1] == "" {
		b.contents.Papers = absent.Papers
	}
	if b.lists[2] == "" {
		b.contents.Topics = absent.Topics
	}
	folder := b.rel(b.found.dir)
	if !within(b.top, b.found.dir) {
		folder = b.rel(b.found.real)
	}
	if m := absent.Mappings["."]; m != nil && Absent(b.found.dir, mapping.Name) {
		if b.contents.Mappings == nil {
			b.contents.Mappings = mapping.Set{}
		}
		b.contents.Mappings[folder] = m
	}
	b.library = post.NewLibrary(b.contents)
}

// Absent reports whether a folder has no file of a name.
func Absent(folder, name string) bool { return !exists(filepath.Join(folder, name)) }

// exists reports whether something stands at a path, a link that leads nowhere
// included.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
