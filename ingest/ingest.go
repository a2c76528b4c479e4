// Package ingest turns Markdown files on disk into stored documents: it finds
// the posts, has them parsed in parallel, gives their appearances keys that
// depend on nothing but the set of posts, and writes what changed. [Run] is its
// entry point, [Report] what a run comes to.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

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
	// Strict takes back all that was written if there is any error.
	Strict bool
	// Wait is how long to wait for another import to end; 0 means not at all.
	Wait time.Duration
	// Waiting is told once whose import is waited for; nil is allowed.
	Waiting func(store.Holder)
	// Prune removes the stored posts below the given folders whose files are
	// gone.
	Prune bool
	// AllowEmpty lets Prune remove all posts of a folder in which no post is found.
	AllowEmpty bool
	// FollowLinks reads what symbolic links lead to out of the given folders, which is
	// refused otherwise.
	FollowLinks bool
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

	verifier *verifier // compares each post; nil but in VerifyStore

	batch   int // posts per batch; 0 means postsPerBatch
	perPage int // stored documents per read; 0 means storedPerPage
}

// Run loads the posts. A post that cannot be loaded is reported and stops
// nothing; an error is returned only for what stops the run: [ErrPath],
// [store.ErrBusy], another error of the store, or the context's. A run that was
// stopped or killed leaves what was stored before it.
func Run(ctx context.Context, st store.Store, o Options) (*Report, error) {
	if err := Verify(o.Paths); err != nil {
		return nil, err
	}
	o = o.prepared(ctx)
	if o.Check {
		return check(ctx, st, o)
	}
	session, err := st.Begin(ctx, store.BeginOptions{Wait: o.Wait, Waiting: o.Waiting})
	if err != nil {
		return nil, err
	}
	report, err := start(session, st, o).run(ctx)
	return report, errors.Join(err, session.Abort())
}

// prepared are the options as a run needs them.
func (o Options) prepared(ctx context.Context) Options {
	if o.Stdin != nil {
		o.Stdin = &patient{ctx: ctx, from: o.Stdin}
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	return o
}

// check runs without writing. For a diff it reads what is stored at one moment.
func check(ctx context.Context, st store.Store, o Options) (*Report, error) {
	if !o.Diff || st == nil {
		return start(dry{}, nil, o).run(ctx)
	}
	ctx, end := st.Snapshot(ctx)
	defer end()
	return start(dry{st}, st, o).run(ctx)
}

// Verify reports, as an [ErrPath], the first PATH that is not there, or that is neither
// a folder nor a regular file. It opens none: a pipe might never answer.
func Verify(paths []string) error {
	for _, p := range paths {
		if p == stdin {
			continue
		}
		info, err := os.Stat(p)
		if err != nil {
			return fmt.Errorf("%w %q: %w; give a folder of posts or a Markdown file that exists and can be read", ErrPath, p, reason(err))
		}
		if !info.IsDir() && !info.Mode().IsRegular() {
			return fmt.Errorf("%w %q: it is %s; give a folder of posts or a regular file, or - for a post on standard input", ErrPath, p, kindOf(info.Mode()))
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
