// Package ingest turns Markdown files on disk into stored documents: it finds
// the posts, has them parsed in parallel, gives their appearances keys that
// depend on nothing but the set of posts, and writes what changed. [Run] is its
// entry point, [Report] what a run comes to.
package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"

	"viewline/diagnostic"
	"viewline/store"
)

// ErrPath marks an error that lies in a given PATH.
var ErrPath = errors.New("path")

// Options say what to load, and how.
type Options struct {
	// Paths are folders, read with all below them, files, and "-" for one post
	// on Stdin, which may be nil without that.
	Paths []string
	Stdin io.Reader
	// Check parses and reports, and needs no store: keys come out as in an
	// empty one.
	Check bool
	// Diff has a check read the store, which is not written to, and say in
	// Report.Diff what an import would change. A store that is nil has no posts.
	Diff bool
	// Strict writes nothing if there is any error.
	Strict bool
	// Prune removes the stored posts below the given folders whose files are
	// gone.
	Prune bool
	// Drafts loads posts that are marked as drafts, which are passed over
	// otherwise: they neither fail nor change what is stored, but with Prune a
	// stored post that has become a draft is removed.
	Drafts bool
	// Workers is how many posts are parsed at once; 0 means one per processor.
	Workers int
	// Detailed fills Report.Diagnostics and Report.Posts.
	Detailed bool
	// Tell is given what was understood of each post, as its turn comes; nil is
	// allowed. Coverage is told only where Detailed asks for it.
	Tell func(PostReport)
	// Diagnose is given every diagnostic as it comes up, in the order of the
	// posts; nil is allowed.
	Diagnose func(diagnostic.Diagnostic)
	// Progress is told how many of all files are done; nil is allowed.
	Progress func(done, total int)

	batch    int // posts per batch; 0 means postsPerBatch
	perPage  int // stored documents per read; 0 means storedPerPage
	inMemory int // bytes of claims; 0 means claimsInMemory
}

// Run loads the posts. A post that cannot be loaded is reported and stops
// nothing; an error is returned only for what stops the run: [ErrPath], an
// error of the store or of a temporary file, or the context's. A run that was
// stopped or killed is made good by running it again.
func Run(ctx context.Context, st store.Store, o Options) (*Report, error) {
	if err := Verify(o.Paths); err != nil {
		return nil, err
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Check {
		to, from := rehearsing(st, o)
		return start(to, from, o).run(ctx)
	}
	if o.Strict {
		if report, passed, err := rehearse(ctx, st, &o); err != nil || !passed {
			return report, err
		}
	}
	return start(st, st, o).run(ctx)
}

// Verify reports, as an [ErrPath], the first PATH that is not there.
func Verify(paths []string) error {
	for _, p := range paths {
		if p == stdin {
			continue
		}
		if _, err := os.Stat(p); err != nil {
			return fmt.Errorf("%w %q: %w; give a folder of posts or a Markdown file that exists and can be read", ErrPath, p, reason(err))
		}
	}
	return nil
}

// reason is what went wrong, without the path, which the message names already.
func reason(err error) error {
	if pathErr, ok := errors.AsType[*os.PathError](err); ok {
		return pathErr.Err
	}
	return err
}

// rehearse runs without writing. Only if that brings up an error, its
// diagnostics are given out. It keeps standard input for the run to come, and
// leaves that the second half of the progress.
func rehearse(ctx context.Context, st store.Store, o *Options) (report *Report, passed bool, err error) {
	if slices.Contains(o.Paths, stdin) {
		src, err := io.ReadAll(io.LimitReader(o.Stdin, maxSource+1))
		if err != nil {
			return nil, false, fmt.Errorf("read standard input: %w", err)
		}
		defer func() { o.Stdin = bytes.NewReader(src) }()
		o.Stdin = bytes.NewReader(src)
	}
	trial := *o
	trial.Tell = nil
	if progress := o.Progress; progress != nil {
		trial.Progress = func(done, total int) { progress(done, 2*total) }
		o.Progress = func(done, total int) { progress(total+done, 2*total) }
	}
	var found diagnostic.List
	trial.Diagnose = func(d diagnostic.Diagnostic) { found = append(found, d) }
	report, err = start(rehearsal{st}, st, trial).run(ctx)
	if err != nil || !found.HasErrors() {
		return report, err == nil, err
	}
	if o.Diagnose != nil {
		for _, d := range found {
			o.Diagnose(d)
		}
	}
	return report, false, nil
}
