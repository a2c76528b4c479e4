package ingest

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"time"

	"viewline/diagnostic"
	"viewline/store"
)

// run is the state of one run. Keys agree with the store whenever the queue has been
// written. Before and after its turn, next to nothing of a post is kept in memory, so that
// memory hardly grows with the number of posts.
type run struct {
	Options
	to   store.Session
	from store.Reader // nil for a check without a store

	plan  *plan
	stock *stock
	keys  *keyring
	slugs *slugs
	queue *queue
	walk  *walk // through the stored posts, in the order of their paths

	tally  *tally
	bodies *table[int32] // the first post with each body, by the hash of the body; see pathOf. It is nil before the first look-up
	report *Report
}

func start(to store.Session, from store.Reader, o Options) *run {
	o.perPage = cmp.Or(o.perPage, storedPerPage)
	r := &run{
		Options: o, to: to, from: from, stock: newStock(), slugs: newSlugs(), queue: newQueue(to, cmp.Or(o.batch, postsPerBatch)),
		report: &Report{Diagnostics: diagnostic.List{}, Posts: []PostReport{}},
	}
	if o.Diff {
		r.report.Diff = &Diff{Posts: []PostDiff{}}
	}
	r.keys, r.tally = newKeyring(r.stock), &tally{stock: r.stock}
	return r
}

func (r *run) run(ctx context.Context) (*Report, error) {
	for _, step := range []func(context.Context) error{r.open, r.remove, r.load, r.finish} {
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

// open makes the plan, and reads the stored posts into the stock.
func (r *run) open(ctx context.Context) error {
	var err error
	if r.plan, err = newPlan(ctx, r.Options); err != nil {
		return err
	}
	for p, err := range r.stored(ctx) {
		if err != nil {
			return err
		}
		number := r.stock.add(p)
		r.plan.join(p, number)
	}
	r.plan.settle(r.stock, r.stock.seal())
	r.report.Files, r.report.Failed = len(r.plan.files)+r.plan.refused, r.plan.refused
	r.diagnose(r.plan.diags)
	return nil
}

// remove removes the posts that the plan has for removal.
func (r *run) remove(ctx context.Context) error {
	for numbers := range slices.Chunk(r.plan.remove, postsPerBatch) {
		paths := make([]string, len(numbers))
		for i, number := range numbers {
			paths[i] = r.stock.path(number)
			r.stock.removed[number] = true
			r.keys.release(number)
			if r.Diff {
				if err := r.compareGone(ctx, paths[i]); err != nil {
					return err
				}
			}
		}
		if err := r.to.Put(ctx, store.Batch{RemovePosts: paths}); err != nil {
			return err
		}
	}
	return nil
}

// load gives each post its turn, in the order of the paths: the stored posts and those of
// the plan.
func (r *run) load(ctx context.Context) error {
	var err error
	if r.walk, err = newWalk(r.stock, store.All(ctx, r.perPage, r.to.PostsAfter, (*store.StoredPost).Key)); err != nil {
		return err
	}
	defer r.walk.stop()
	done, files := 0, len(r.plan.files)
	for reading := range readAll(ctx, r.plan.files, r.Workers) {
		path := reading.file.path
		for r.walk.next != nil && r.walk.next.Path < path {
			if err := r.settleNext(ctx); err != nil {
				return err
			}
		}
		if err := r.take(ctx, reading, done); err != nil {
			return err
		}
		if done++; r.Progress != nil {
			r.Progress(done, files)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	for r.walk.next != nil {
		if err := r.settleNext(ctx); err != nil {
			return err
		}
	}
	return r.queue.flush(ctx)
}

// settleNext is the turn of the next stored post, which has no file in the plan.
func (r *run) settleNext(ctx context.Context) error {
	p, err := r.walk.pop()
	if err != nil {
		return err
	}
	return r.settle(ctx, p, false)
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
	if err := settleShared(ctx, r.to, r.perPage); err != nil {
		return err
	}
	if _, err := r.to.Commit(ctx, time.Now()); err != nil {
		return err
	}
	r.report.Written = true
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
