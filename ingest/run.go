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

// run is the state of one run. Keys are in step with what is stored once the queue is
// written. Of a post next to nothing is kept before its turn and
// after it, so that memory hardly grows with their number.
type run struct {
	Options
	to   store.Session
	from store.Reader // nil where there is no store

	plan  *plan
	stock *stock
	keys  *keyring
	slugs *slugs
	queue *queue
	walk  *walk // of the stored posts

	tally  *tally
	bodies *table[int32] // the first post by the hash of its body, see pathOf; nil before the first question
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

// stored yields the posts that are stored, without what they claim.
func (r *run) stored(ctx context.Context) iter.Seq2[*store.StoredPost, error] {
	return store.All(ctx, r.perPage, r.to.PostsAfter, (*store.StoredPost).Key)
}

// open plans, and takes stock of what is stored.
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

// remove removes the posts that the plan says.
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

// load has all posts come by in the order of their paths, stored ones and those
// of the plan.
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

// settleNext is the turn of a stored post that the plan does not have.
func (r *run) settleNext(ctx context.Context) error {
	p, err := r.walk.pop()
	if err != nil {
		return err
	}
	return r.settle(ctx, p, false)
}

// finish brings people, papers and topics to what the posts claim, commits, and
// counts. A strict run with an error takes back all that it wrote.
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
