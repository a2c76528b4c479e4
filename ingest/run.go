package ingest

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"
	"time"

	"viewline/diagnostic"
	"viewline/ingest/files"
	"viewline/ingest/naming"
	"viewline/store"
)

// storedPerPage is how many stored posts are read at once.
const storedPerPage = 500

// run is the state of one run. Of a post little is kept before its turn and after it:
// what it is called, and what that follows from.
type run struct {
	Options
	to   store.Session
	from store.Reader // nil for a check without a store

	plan  *files.Plan
	names *naming.Names
	queue *queue
	shown shownPictures

	others map[string]string // the stored posts that lie below none of the paths and stay: the file by the post's path
	tally  *tally
	bodies map[uint64]string // the path of the first post by the hash of its body
	report *Report
}

func start(to store.Session, from store.Reader, o Options) *run {
	o.perPage = cmp.Or(o.perPage, storedPerPage)
	r := &run{
		Options: o, to: to, from: from, names: naming.New(), bodies: map[uint64]string{}, others: map[string]string{}, tally: newTally(), queue: newQueue(to, cmp.Or(o.batch, postsPerBatch)),
		report: &Report{Diagnostics: diagnostic.List{}, Posts: []PostReport{}},
	}
	if o.Diff {
		r.report.Diff = &Diff{Posts: []PostDiff{}}
	}
	return r
}

func (r *run) run(ctx context.Context) (*Report, error) {
	for _, step := range []func(context.Context) error{r.open, r.remove, r.load, r.settle, r.finish} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return r.report, nil
}

// stored yields the stored posts, without their claims.
func (r *run) stored(ctx context.Context) iter.Seq2[*store.StoredPost, error] {
	return store.All(ctx, r.perPage, r.to.PostsAfter, (*store.StoredPost).Key)
}

// open makes the plan, and reads the names of the stored posts.
func (r *run) open(ctx context.Context) error {
	var err error
	search := r.search()
	search.Elsewhere = r.elsewhere
	if r.plan, err = files.New(ctx, search); err != nil {
		return err
	}
	for p, err := range r.stored(ctx) {
		if err != nil {
			return err
		}
		k := naming.PostOf(p.Path, p.Slug, &p.Record)
		r.names.Stored(k)
		r.tally.stored = true
		r.shown.stored(p.Path, p.Record.Pictures)
		if _, seen := r.bodies[k.Body]; !seen {
			r.bodies[k.Body] = p.Path
		}
		r.plan.Join(p)
	}
	r.plan.Settle()
	r.report.Files, r.report.Failed = r.plan.Len()+r.plan.Refused(), r.plan.Refused()
	r.diagnose(r.plan.Diagnostics())
	return nil
}

// elsewhere reports whether a stored post that lies below none of the paths is to be removed.
func (r *run) elsewhere(s *store.StoredPost) bool {
	switch {
	case r.Replaces == nil:
		return false
	case r.Replaces(s):
		r.report.Replaced++
		return true
	}
	r.others[s.Path] = cmp.Or(files.Absolute(s.Record.Root, s.Path), "standard input")
	return false
}

// search are the options of the search for posts.
func (o Options) search() files.Options {
	return files.Options{
		Paths: o.Paths, Stdin: o.Stdin, FollowLinks: o.FollowLinks, Drafts: o.Drafts, All: o.Check, Prune: o.Prune, AllowEmpty: o.AllowEmpty,
		Loads: func(f *files.File) bool {
			doc := read(f, false, nil, nil).doc
			return doc != nil && (o.Drafts || !doc.Post.Draft)
		},
	}
}

// remove removes the posts that the plan has for removal.
func (r *run) remove(ctx context.Context) error {
	for paths := range slices.Chunk(r.plan.Remove, postsPerBatch) {
		for _, path := range paths {
			if err := r.drop(ctx, path); err != nil {
				return err
			}
		}
		if err := r.to.Put(ctx, store.Batch{RemovePosts: paths}); err != nil {
			return err
		}
	}
	return nil
}

// drop forgets a stored post, which is to be removed.
func (r *run) drop(ctx context.Context, path string) error {
	k := r.names.At(path)
	if k == nil {
		return nil
	}
	r.shown.show(path, nil)
	if r.bodies[k.Body] == path {
		delete(r.bodies, k.Body)
	}
	r.tally.leave(k.Appearances)
	r.names.Remove(path)
	if !r.Diff {
		return nil
	}
	return r.compareGone(ctx, path)
}

// load has the posts of the plan come by in the order of their paths.
func (r *run) load(ctx context.Context) error {
	done, all := 0, r.plan.Len()
	known := r.Memory
	if !r.Check || r.Diff || r.verifier != nil {
		known = nil
	}
	known.begin()
	r.hashes.begin()
	for reading := range readAll(ctx, r.plan, r.Workers, r.Detailed, known, r.hashes) {
		if err := r.take(ctx, reading); err != nil {
			return err
		}
		if done++; r.Progress != nil {
			r.Progress(done, all)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	known.end()
	r.hashes.end()
	return r.queue.flush(ctx)
}

// settle brings slugs and keys to what follows from all posts.
func (r *run) settle(ctx context.Context) error {
	slugs, moves := r.names.Settle()
	if len(slugs) > 0 {
		if err := r.to.Rename(ctx, slugs); err != nil {
			return err
		}
	}
	for some := range slices.Chunk(moves, movesPerStep) {
		if err := r.to.Move(ctx, some); err != nil {
			return err
		}
	}
	r.report.rename(r.names, moves)
	return nil
}

// finish writes people, papers and topics by the claims of the posts, commits, and sets the
// counts of the report. A strict run with an error undoes all that it wrote.
func (r *run) finish(ctx context.Context) error {
	if r.Check {
		return nil
	}
	if r.Strict && r.report.HasErrors() {
		if err := r.to.Abort(); err != nil {
			return err
		}
	} else if err := r.commit(ctx); err != nil {
		return err
	}
	if !r.Detailed {
		return nil
	}
	return r.report.describeStored(ctx, r.from)
}

func (r *run) commit(ctx context.Context) error {
	if err := r.dropPictures(ctx); err != nil {
		return err
	}
	if err := settleShared(ctx, r.to, r.perPage, r.warnAlike); err != nil {
		return err
	}
	if _, err := r.to.Commit(ctx, time.Now()); err != nil {
		return err
	}
	r.report.Written = true
	r.report.Others = slices.Sorted(maps.Values(r.others))
	r.report.tell(r.tally)
	return nil
}

func (r *run) diagnose(diags diagnostic.List) {
	r.report.errors = r.report.errors || diags.HasErrors()
	if r.Detailed {
		r.report.Diagnostics = append(r.report.Diagnostics, diags...)
	}
	for _, d := range diags {
		if r.Diagnose != nil {
			r.Diagnose(d)
		}
	}
}
