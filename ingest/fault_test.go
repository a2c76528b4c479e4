package ingest

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"viewline/diagnostic"
	"viewline/post"
)

// TestFaults: a panic in one post is that post's error, with a request to report it, in
// every kind of run; the other posts are read.
func TestFaults(t *testing.T) {
	defer func() { parse = post.Parse }()
	parse = func(path string, src []byte, lib *post.Library) (*post.Document, diagnostic.List) {
		if path == "b.md" {
			var none []int
			_ = none[len(src)]
		}
		return post.Parse(path, src, lib)
	}
	dir := folder(t, map[string]string{"a.md": text("Ada", "2020"), "b.md": text("Bob", "2020"), "c.md": text("Cid", "2020")})
	const want = "this file could not be read because of a fault in Viewline: runtime error: index out of range ["
	st := open(t)
	for name, o := range map[string]Options{"import": {}, "check": {Check: true}, "diff": {Check: true, Diff: true}, "strict": {Strict: true}, "prune": {Prune: true}} {
		r := load(t, st, o, dir)
		if r.Files != 3 || r.Failed != 1 || r.Appearances != 2 || len(r.Diagnostics) != 1 || r.Diagnostics[0].Path != filepath.Join(dir, "b.md") ||
			!strings.HasPrefix(r.Diagnostics[0].Message, want) || !strings.HasSuffix(r.Diagnostics[0].Message, "please report it with the file") {
			t.Errorf("%s: %s, %v; want that b.md failed alone", name, counts(r), r.Diagnostics)
		}
	}
	var read []string
	diags, err := Posts(t.Context(), dir, post.Contents{}, func(p Parsed) {
		if p.Path == "c.md" {
			panic("while it is looked at")
		}
		if p.Doc != nil {
			read = append(read, p.Path)
		}
	})
	if err != nil || strings.Join(read, " ") != "a.md" || len(diags) != 2 || !diags.HasErrors() || !strings.Contains(diags[1].Message, "fault in Viewline: while it is looked at") {
		t.Errorf("%v, %v, read %v; want errors of b.md and c.md", err, diags, read)
	}
}

// TestEndsWhileAPostIsRead: a run ends with its context, however long a post takes.
func TestEndsWhileAPostIsRead(t *testing.T) {
	defer func() { parse = post.Parse }()
	reading, release := make(chan struct{}), make(chan struct{})
	parse = func(string, []byte, *post.Library) (*post.Document, diagnostic.List) {
		close(reading)
		<-release
		return nil, nil
	}
	defer close(release)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	dir, st := folder(t, map[string]string{"a.md": text("Ada", "2020")}), open(t)
	go func() {
		_, err := Run(ctx, st, Options{Paths: []string{dir}})
		ended <- err
	}()
	<-reading
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("%v; want that it was cancelled", err)
	}
}
