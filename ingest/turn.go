package ingest

import (
	"context"
	"slices"

	"viewline/store"
	"viewline/timeline"
)

// take is the turn of the n-th file of the plan, which was read.
func (r *run) take(ctx context.Context, read *reading, n int) error {
	path := read.file.path
	stored, err := r.walk.at(path)
	if err != nil {
		return err
	}
	r.compareRoot(read, stored)
	r.diagnose(read.diags)
	outcome := Inserted
	switch {
	case read.same:
		outcome = Unchanged
	case read.doc == nil:
		outcome = Failed
		r.report.Failed++
	case read.doc.Post.Draft && !r.Drafts:
		return r.passOver(ctx, read.file, stored)
	case stored != nil && stored.Record.Hash == read.doc.Post.Record.Hash:
		outcome = Unchanged // a check parses unchanged posts as well
	case stored != nil:
		outcome = Updated
	}
	told := PostReport{Path: path, Shown: read.file.shown, Outcome: outcome}
	if read.doc != nil {
		err = r.takeParsed(ctx, read, stored, n, &told)
	} else if stored != nil {
		err = r.settle(ctx, stored, outcome == Unchanged)
	}
	r.tellOf(told)
	return err
}

// takeParsed is the turn of a post that was parsed. It sets in told what was understood of
// the post.
func (r *run) takeParsed(ctx context.Context, read *reading, stored *storedPost, n int, told *PostReport) error {
	r.compareBody(read, n)
	var was []timeline.AppearanceRef
	if r.Diff && stored != nil {
		was = slices.Clone(stored.Record.Appearances)
	}
	if err := r.put(ctx, read, stored); err != nil {
		return err
	}
	if r.verifier != nil {
		return r.verifier.comparePost(ctx, read, stored != nil)
	}
	if r.Detailed || r.Tell != nil {
		told.describe(read.doc.Post, read.doc.Appearances)
		told.explain(read.doc)
	}
	told.Coverage = read.coverage
	if !r.Diff || told.Outcome == Unchanged && slices.Equal(was, read.doc.Post.Record.Appearances) {
		return nil
	}
	return r.compare(ctx, told.Path, was, stored, read)
}

// tellOf adds what was understood of a post to the report, and passes it to Options.Tell.
func (r *run) tellOf(told PostReport) {
	if r.Detailed {
		r.report.Posts = append(r.report.Posts, told)
	}
	if r.Tell != nil {
		r.Tell(told)
	}
}

// passOver is the turn of a draft. Its stored post stays, unless the run prunes.
func (r *run) passOver(ctx context.Context, f *file, stored *storedPost) error {
	path := f.path
	r.report.Drafts++
	r.tellOf(PostReport{Path: path, Shown: f.shown, Outcome: Draft})
	switch {
	case stored == nil:
		return nil
	case !r.Prune:
		return r.settle(ctx, stored, false)
	}
	if err := r.queue.flush(ctx); err != nil {
		return err
	}
	r.keys.release(stored.number)
	if r.Diff {
		if err := r.compareGone(ctx, path); err != nil {
			return err
		}
	}
	return r.to.Put(ctx, store.Batch{RemovePosts: []string{path}})
}

// settle is the turn of a post that is not written, as it stays as it is stored.
func (r *run) settle(ctx context.Context, p *storedPost, loaded bool) error {
	if err := r.queue.move(ctx, r.keys.settle(p)); err != nil {
		return err
	}
	r.passed(p.Record, loaded)
	slug := r.slugs.give(p.Path)
	if slug == p.Slug {
		return nil
	}
	return r.queue.rename(ctx, p.Path, slug)
}

// put is the turn of a parsed post that is written.
func (r *run) put(ctx context.Context, read *reading, stored *storedPost) error {
	p := read.doc.Post
	p.Slug = r.slugs.give(p.Path)
	bases := make([]string, len(read.doc.Appearances))
	for i, a := range read.doc.Appearances {
		bases[i] = baseOf(a)
	}
	if err := r.queue.move(ctx, r.keys.place(p.Record.Appearances, stored, bases)); err != nil {
		return err
	}
	for i, a := range read.doc.Appearances {
		a.Key = p.Record.Appearances[i].Key
	}
	r.passed(p.Record, true)
	docs := store.PostDocuments{Post: p, Appearances: read.doc.Appearances, Encoded: read.encoded}
	return r.queue.put(ctx, docs, stored, int(weight(read.file.size)))
}

// passed ends the turn of a post, whose documents do not change any more in this run.
func (r *run) passed(s timeline.ImportRecord, loaded bool) {
	r.tally.count(s.Appearances, loaded)
	if loaded {
		r.report.Appearances += len(s.Appearances)
	}
}
