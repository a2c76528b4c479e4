package ingest

import (
	"context"

	"viewline/store"
	"viewline/timeline"
)

// take takes what came of a file.
func (r *run) take(ctx context.Context, read *reading) error {
	path := read.file.path
	stored := r.names.posts[path]
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
	case stored != nil && stored.hash == brief(read.doc.Post.Record.Hash):
		outcome = Unchanged // which a check reads all the same
	case stored != nil:
		outcome = Updated
	}
	told := PostReport{Path: path, Shown: read.file.shown, Outcome: outcome}
	var err error
	switch {
	case read.doc != nil:
		err = r.takeParsed(ctx, read, stored, &told)
	case read.same:
		r.tally.unchanged += len(stored.appearances)
		r.report.Appearances += len(stored.appearances)
	}
	r.tellOf(told)
	return err
}

// takeParsed is the turn of a post that was parsed; told gets what was understood
// of it.
func (r *run) takeParsed(ctx context.Context, read *reading, stored *known, told *PostReport) error {
	r.compareBody(read)
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
	if !r.Diff || told.Outcome == Unchanged {
		return nil
	}
	return r.compare(ctx, told.Path, stored, read)
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

// passOver is the turn of a draft. What is stored of it stays, unless the run
// removes what is gone.
func (r *run) passOver(ctx context.Context, f *file, stored *known) error {
	path := f.path
	r.report.Drafts++
	r.tellOf(PostReport{Path: path, Shown: f.shown, Outcome: Draft})
	if stored == nil || !r.Prune {
		return nil
	}
	if err := r.queue.flush(ctx); err != nil {
		return err
	}
	if err := r.drop(ctx, path); err != nil {
		return err
	}
	return r.to.Put(ctx, store.Batch{RemovePosts: []string{path}})
}

// put is the turn of a post that was parsed.
func (r *run) put(ctx context.Context, read *reading, stored *known) error {
	p := read.doc.Post
	k := knownOf(p.Path, "", &p.Record)
	if stored != nil {
		r.tally.replace(stored.appearances, k.appearances)
	} else {
		r.tally.come(k.appearances)
	}
	r.names.put(k)
	p.Slug = k.slug
	for i, a := range read.doc.Appearances {
		named, ref := k.appearances[i], &p.Record.Appearances[i]
		a.Key, a.Told = named.key, timeline.Text(named.told)
		ref.Key, ref.Told = a.Key, a.Told
		if a.Told != "" {
			read.encoded[i] = nil // was encoded without
		}
	}
	r.report.Appearances += len(read.doc.Appearances)
	docs := store.PostDocuments{Post: p, Appearances: read.doc.Appearances, Encoded: read.encoded}
	return r.queue.put(ctx, docs, int(weight(read.file.size)))
}
