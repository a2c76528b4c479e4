// Package ingest turns Markdown files on disk into stored documents: it finds the posts,
// parses them in parallel, gives their appearances keys that depend only on the set of
// posts, and writes what changed. [Run] is its entry point, and [Report] the result of a
// run.
package ingest

import (
	"context"
	"errors"
	"io"
	"runtime"
	"time"

	"viewline/diagnostic"
	"viewline/ingest/files"
	"viewline/store"
)

// Options say what to load, and how.
type Options struct {
	// Paths are folders, which are read with all folders below them, files, and "-" for one
	// post on Stdin. Stdin may be nil where no path is "-".
	Paths []string
	Stdin io.Reader
	// Check parses and reports, and writes nothing. It needs no store: the keys are those of
	// an import into an empty store.
	Check bool
	// Diff makes a check read the store, and say in Report.Diff what an import would change. A
	// nil store has no posts.
	Diff bool
	// Memory makes a check parse only what has changed since the last check with the same
	// memory; nil: it parses everything. It has no effect on an import, nor with Diff.
	Memory *Memory
	// Strict undoes everything that was written if there is any error.
	Strict bool
	// Wait is how long to wait for another import to end; 0 means not at all.
	Wait time.Duration
	// Waiting is called once, with the holder of the import that is waited for; it may be nil.
	Waiting func(store.Holder)
	// Prune removes the stored posts below the given folders whose files are
	// gone.
	Prune bool
	// Replaces reports whether the run removes a stored post that lies below none of the
	// paths; nil: the run leaves all of them.
	Replaces func(*store.StoredPost) bool
	// AllowEmpty lets Prune remove all posts of a folder in which no post is found.
	AllowEmpty bool
	// FollowLinks reads files outside of the given folders that symbolic links lead to.
	// Without it such links are refused.
	FollowLinks bool
	// Drafts loads posts that are marked as drafts. Without it drafts are passed over: they do
	// not fail, and do not change what is stored, except that Prune removes a stored post that
	// has become a draft.
	Drafts bool
	// Workers is how many posts are parsed at once; 0 means one per processor.
	Workers int
	// Detailed fills Report.Diagnostics and Report.Posts.
	Detailed bool
	// Tell is called with what was understood of each post, in the order of the posts; it may
	// be nil. Coverage is set only with Detailed.
	Tell func(PostReport)
	// Diagnose is called with every diagnostic as it is found, in the order of the posts; it
	// may be nil.
	Diagnose func(diagnostic.Diagnostic)
	// Progress is called with the number of files that are done, and of all files; it may be
	// nil.
	Progress func(done, total int)

	hashes   *hashes   // of files that were read before; nil but in News.Run
	verifier *verifier // compares each post; nil but in VerifyStore

	batch   int // posts per batch; 0 means postsPerBatch
	perPage int // stored documents per read; 0 means storedPerPage
}

// Run loads the posts. A post that cannot be loaded is reported, and the run goes on. An
// error is returned only where the run has to stop: [files.ErrPath], [store.ErrBusy], another
// error of the store, or the context's. A run that was stopped or killed leaves the store
// as it was before.
func Run(ctx context.Context, st store.Store, o Options) (*Report, error) {
	if err := files.Verify(o.Paths); err != nil {
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
