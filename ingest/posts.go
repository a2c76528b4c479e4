package ingest

import (
	"context"
	"path/filepath"
	"runtime"

	"viewline/diagnostic"
	"viewline/ingest/files"
	"viewline/post"
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
	if err := files.Verify([]string{folder}); err != nil {
		return nil, err
	}
	p, err := files.New(ctx, files.Options{Paths: []string{folder}})
	if err != nil {
		return nil, err
	}
	p.WithoutPictures()
	p.Settle()
	p.Supplement(absent)
	diags := p.Diagnostics()
	for read := range readAll(ctx, p, runtime.GOMAXPROCS(0), false, nil, nil) {
		diags = append(diags, read.diags...)
		files.Guard(read.file.Shown, &diags, func() { each(Parsed{below(folder, read.file.Shown), read.src, read.doc}) })
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
