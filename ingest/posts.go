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
	// Path is the path from the folder, with forward slashes.
	Path string
	Src  []byte
	// Doc is nil where the post cannot be read.
	Doc *post.Document
}

// Posts parses the posts below a folder, in the order of their paths, without a store. The
// files beside the posts are used; in place of a file that is absent, its entries in the
// argument absent. The diagnostics are those of the files and of the posts. A panic of the
// function each is an error of the post for which it was called.
func Posts(ctx context.Context, folder string, absent post.Contents, each func(Parsed)) (diagnostic.List, error) {
	if err := Verify([]string{folder}); err != nil {
		return nil, err
	}
	p, err := newPlan(ctx, Options{Paths: []string{folder}})
	if err != nil {
		return nil, err
	}
	p.settle()
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

// below is the path from a folder to a file, with forward slashes. Both are given as the
// user spells them.
func below(folder, shown string) string {
	rel, err := filepath.Rel(folder, shown)
	if err != nil {
		return filepath.ToSlash(shown)
	}
	return filepath.ToSlash(rel)
}

// supplement adds entries to the library, each kind where the file beside the posts that
// would have it is absent.
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

// exists reports whether a file, a folder or a symbolic link is at a path, even a link that
// leads nowhere.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
