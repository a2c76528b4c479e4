package ingest

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"viewline/post"
	"viewline/source"
	"viewline/store"
	"viewline/timeline"
)

// run is the state of one run. Keys and catalog are in step with what is stored
// once the queue is written. Of a post next to nothing is kept before its turn and
// after it, so that memory hardly grows with their number.
type run struct {
	Options
	to   store.Writer
	from store.Reader // nil for a check

	plan    *plan
	stock   *stock
	keys    *keyring
	slugs   *slugs
	catalog *catalog // nil for a rehearsal
	queue   *queue
	walk    *walk // of the stored posts

	tally  *tally
	bodies *table[int32] // the first post by the hash of its body, see pathOf; nil before the first question
	report *Report
}

func start(to store.Writer, from store.Reader, o Options) *run {
	o.perPage = cmp.Or(o.perPage, storedPerPage)
	r := &run{
		Options: o, to: to, from: from, stock: newStock(), slugs: newSlugs(), queue: newQueue(to, cmp.Or(o.batch, postsPerBatch)),
		report: &Report{Diagnostics: source.List{}, Posts: []PostReport{}},
	}
	if _, rehearsed := to.(rehearsal); !rehearsed {
		r.catalog = newCatalog(to, cmp.Or(o.inMemory, claimsInMemory), o.perPage)
	}
	r.keys, r.tally = newKeyring(r.stock), &tally{stock: r.stock}
	return r
}

func (r *run) run(ctx context.Context) (report *Report, err error) {
	if r.catalog != nil {
		defer func() { err = errors.Join(err, r.catalog.close()) }()
	}
	defer r.queue.wait() //nolint:errcheck // where another error came first
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
	if r.plan, err = newPlan(r.Options); err != nil {
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
	if r.walk, err = newWalk(r.stock, store.All(ctx, r.perPage, r.to.SourcesAfter, (*store.StoredPost).Key)); err != nil {
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
	return r.queue.drain(ctx)
}

// settleNext is the turn of a stored post that the plan does not have.
func (r *run) settleNext(ctx context.Context) error {
	p, err := r.walk.pop()
	if err != nil {
		return err
	}
	return r.settle(ctx, p, false)
}

// take takes what came of a file, the n-th of the plan.
func (r *run) take(ctx context.Context, read *reading, n int) error {
	path := read.file.path
	stored, err := r.walk.at(path)
	if err != nil {
		return err
	}
	r.compareRoot(read.file, stored)
	r.diagnose(read.diags)
	outcome := Inserted
	switch {
	case read.same:
		outcome = Unchanged
	case read.doc == nil:
		outcome = Failed
		r.report.Failed++
	case read.doc.Post.Draft && !r.Drafts:
		return r.passOver(ctx, path, stored)
	case stored != nil:
		outcome = Updated
	}
	told := PostReport{Path: path, Outcome: outcome}
	if read.doc != nil {
		r.compareBody(read, n)
		err = r.put(ctx, read, stored)
		if told.describe(read.doc.Post, read.doc.Appearances); r.Detailed {
			share, _ := post.Coverage(read.src, read.doc)
			told.Coverage = &share
		}
	} else if stored != nil {
		err = r.settle(ctx, stored, outcome == Unchanged)
	}
	if r.Detailed {
		r.report.Posts = append(r.report.Posts, told)
	}
	return err
}

// passOver is the turn of a draft. What is stored of it stays, unless the run
// removes what is gone.
func (r *run) passOver(ctx context.Context, path string, stored *storedPost) error {
	r.report.Drafts++
	if r.Detailed {
		r.report.Posts = append(r.report.Posts, PostReport{Path: path, Outcome: Draft})
	}
	switch {
	case stored == nil:
		return nil
	case !r.Prune:
		return r.settle(ctx, stored, false)
	}
	if err := r.queue.drain(ctx); err != nil {
		return err
	}
	r.keys.release(stored.number)
	return r.to.Put(ctx, store.Batch{RemovePosts: []string{path}})
}

// settle is the turn of a post that stays as it is stored.
func (r *run) settle(ctx context.Context, p *storedPost, loaded bool) error {
	if err := r.queue.move(ctx, r.keys.settle(p)); err != nil {
		return err
	}
	if err := r.passed(p.Source, loaded); err != nil {
		return err
	}
	slug := r.slugs.give(p.Path)
	if slug == p.Slug {
		return nil
	}
	return r.queue.rename(ctx, p.Path, slug)
}

// put is the turn of a post that was parsed.
func (r *run) put(ctx context.Context, read *reading, stored *storedPost) error {
	p := read.doc.Post
	p.Slug = r.slugs.give(p.Path)
	bases := make([]string, len(read.doc.Appearances))
	for i, a := range read.doc.Appearances {
		bases[i] = baseOf(a)
	}
	if err := r.queue.move(ctx, r.keys.place(p.Source.Appearances, stored, bases)); err != nil {
		return err
	}
	for i, a := range read.doc.Appearances {
		a.Key = p.Source.Appearances[i].Key
	}
	if err := r.passed(p.Source, true); err != nil {
		return err
	}
	if r.catalog != nil {
		if err := r.catalog.introduce(ctx, p.Source, &r.queue.batch); err != nil {
			return err
		}
	}
	docs := store.PostDocuments{Post: p, Appearances: read.doc.Appearances, Encoded: read.encoded}
	return r.queue.put(ctx, docs, stored, int(weight(read.file.size)))
}

// passed ends the turn of a post: nothing of it changes any more in this run.
func (r *run) passed(s timeline.Source, loaded bool) error {
	r.tally.count(s.Appearances, loaded)
	if loaded {
		r.report.Appearances += len(s.Appearances)
	}
	if r.catalog == nil {
		return nil
	}
	return r.catalog.claim(s)
}

// finish brings people, papers and topics to what the posts claim, and counts. It does
// so even if no post changed, since an earlier run may have been killed here.
func (r *run) finish(ctx context.Context) error {
	if r.catalog != nil {
		if err := r.catalog.settle(ctx, &batches{to: r.to, limit: cmp.Or(r.batch, documentsPerBatch)}); err != nil {
			return err
		}
	}
	if _, err := r.to.Commit(ctx, time.Now()); err != nil {
		return err
	}
	if r.report.Written = r.catalog != nil; r.report.Written {
		r.report.tell(r.tally)
	}
	if r.from == nil || !r.Detailed {
		return nil
	}
	return r.report.describeStored(ctx, r.from)
}

func (r *run) diagnose(diags source.List) {
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
