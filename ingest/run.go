package ingest

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"viewline/post"
	"viewline/source"
	"viewline/store"
)

// run is the state of one run. Keys and catalog are in step with what is stored
// once the queue is written. Of a post whose turn is over next to nothing is
// kept, so that memory hardly grows with their number.
type run struct {
	Options
	to   store.Writer
	from store.Reader // nil for a check

	plan    *plan
	posts   map[string]*store.StoredPost // those whose turn is to come, by path
	keys    *keyring
	slugs   *slugs
	catalog *catalog
	queue   *queue

	wanted *catalog // what follows from the posts whose turn is over
	tally  *tally
	bodies map[string]string // the path of the first post by the hash of its body
	report *Report
}

func start(to store.Writer, from store.Reader, o Options) *run {
	return &run{
		Options: o, to: to, from: from, slugs: newSlugs(), queue: newQueue(to, cmp.Or(o.batch, postsPerBatch)),
		posts: map[string]*store.StoredPost{}, report: &Report{Diagnostics: source.List{}, Posts: []PostReport{}},
	}
}

func (r *run) run(ctx context.Context) (*Report, error) {
	defer r.queue.wait() //nolint:errcheck // where another error came first
	for _, step := range []func(context.Context) error{r.open, r.remove, r.load, r.finish} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return r.report, nil
}

// open takes stock of what is stored, and plans.
func (r *run) open(ctx context.Context) error {
	m, err := r.to.Manifest(ctx)
	if err != nil {
		return err
	}
	share := newSharing()
	for _, p := range m.Posts {
		share.source(&p.Source)
		r.posts[p.Path] = p
	}
	r.tally, r.catalog, r.wanted, r.bodies = newTally(m.Posts), newCatalog(m), newCatalog(&store.Manifest{}), map[string]string{}
	r.keys = newKeyring(inPathOrder(r.posts))
	if r.plan, err = newPlan(r.Options, r.posts); err != nil {
		return err
	}
	r.report.Files, r.report.Failed = len(r.plan.files)+r.plan.refused, r.plan.refused
	r.diagnose(r.plan.diags)
	return nil
}

// remove removes the posts that the plan says.
func (r *run) remove(ctx context.Context) error {
	for paths := range slices.Chunk(r.plan.remove, postsPerBatch) {
		if err := r.to.Put(ctx, store.Batch{RemovePosts: paths}); err != nil {
			return err
		}
		for _, path := range paths {
			r.keys.release(r.posts[path])
			delete(r.posts, path)
		}
	}
	for _, p := range inPathOrder(r.posts) {
		if r.bodies[p.Source.Body] == "" {
			r.bodies[p.Source.Body] = p.Path
		}
	}
	return nil
}

// load has all posts come by in the order of their paths, stored ones and those
// of the plan.
func (r *run) load(ctx context.Context) error {
	stored := inPathOrder(r.posts)
	done, files := 0, len(r.plan.files)
	for reading := range readAll(ctx, r.plan.files, r.Workers) {
		for len(stored) > 0 && stored[0].Path <= reading.file.path {
			if stored[0].Path < reading.file.path {
				if err := r.settle(ctx, stored[0], false); err != nil {
					return err
				}
			}
			stored[0], stored = nil, stored[1:]
		}
		if err := r.take(ctx, reading); err != nil {
			return err
		}
		if done++; r.Progress != nil {
			r.Progress(done, files)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, p := range stored {
		if err := r.settle(ctx, p, false); err != nil {
			return err
		}
	}
	return r.queue.drain(ctx)
}

// take takes what came of a file.
func (r *run) take(ctx context.Context, read *reading) error {
	path := read.file.path
	stored := r.posts[path]
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
	var err error
	if read.doc != nil {
		r.compareBody(read)
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
func (r *run) passOver(ctx context.Context, path string, stored *store.StoredPost) error {
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
	r.keys.release(stored)
	delete(r.posts, path)
	return r.to.Put(ctx, store.Batch{RemovePosts: []string{path}})
}

// compareBody warns where another post has the same text.
func (r *run) compareBody(read *reading) {
	body := read.doc.Post.Source.Body
	other, seen := r.bodies[body]
	if body == "" || !seen || other == read.file.path {
		r.bodies[body] = read.file.path
		return
	}
	var same source.List
	same.Add(read.file.shown, source.Position{}, source.Warning, "has the same text as %s; want each post once", other)
	r.diagnose(same)
}

// settle is the turn of a post that stays as it is stored.
func (r *run) settle(ctx context.Context, p *store.StoredPost, loaded bool) error {
	if err := r.queue.move(ctx, r.keys.settle(p)); err != nil {
		return err
	}
	r.passed(p, loaded)
	slug := r.slugs.give(p.Path)
	if slug == p.Slug {
		return nil
	}
	p.Slug = slug
	return r.queue.rename(ctx, p.Path, slug)
}

// put is the turn of a post that was parsed.
func (r *run) put(ctx context.Context, read *reading, stored *store.StoredPost) error {
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
	r.passed(&store.StoredPost{Path: p.Path, Source: p.Source}, true)
	docs := store.PostDocuments{Post: p, Appearances: read.doc.Appearances, Encoded: read.encoded}
	r.catalog.introduce(p.Source, &r.queue.batch)
	return r.queue.put(ctx, docs, stored, int(read.file.weight()))
}

// passed ends the turn of a post: nothing of it changes any more in this run.
func (r *run) passed(p *store.StoredPost, loaded bool) {
	r.wanted.claim(p.Source)
	r.tally.count(p.Source.Appearances, loaded)
	if loaded {
		r.report.Appearances += len(p.Source.Appearances)
	}
	delete(r.posts, p.Path)
}

// finish brings people, papers and topics to what the posts claim, and counts. It does
// so even if no post changed, since an earlier run may have been killed here.
func (r *run) finish(ctx context.Context) error {
	if b, changed := r.catalog.settle(r.wanted); changed {
		papers := b.Papers // there may be many
		b.Papers = nil
		if err := r.to.Put(ctx, b); err != nil {
			return err
		}
		for part := range slices.Chunk(papers, papersPerBatch) {
			if err := r.to.Put(ctx, store.Batch{Papers: part}); err != nil {
				return err
			}
		}
	}
	if _, err := r.to.Commit(ctx, time.Now()); err != nil {
		return err
	}
	_, rehearsed := r.to.(rehearsal)
	if r.report.Written = !rehearsed; r.report.Written {
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

func inPathOrder(posts map[string]*store.StoredPost) []*store.StoredPost {
	ordered := make([]*store.StoredPost, 0, len(posts))
	for _, path := range slices.Sorted(maps.Keys(posts)) {
		ordered = append(ordered, posts[path])
	}
	return ordered
}
