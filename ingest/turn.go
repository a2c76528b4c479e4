package ingest

import (
	"context"

	"viewline/ingest/files"
	"viewline/ingest/naming"
	"viewline/store"
	"viewline/timeline"
)

// take takes what came of a file.
func (r *run) take(ctx context.Context, read *reading) error {
	path := read.file.Path
	stored := r.names.At(path)
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
	case stored != nil && stored.Hash == naming.Brief(read.doc.Post.Record.Hash):
		outcome = Unchanged // which a check reads all the same
	case stored != nil:
		outcome = Updated
	}
	told := PostReport{Path: path, Shown: read.file.Shown, Outcome: outcome}
	var err error
	switch {
	case read.doc != nil:
		err = r.takeParsed(ctx, read, stored, &told)
	case read.same:
		r.tally.unchanged += len(stored.Appearances)
		r.report.Appearances += len(stored.Appearances)
	}
	r.tellOf(told)
	return err
}

// takeParsed is the turn of a post that was parsed; told gets what was understood
// of it.
func (r *run) takeParsed(ctx context.Context, read *reading, stored *naming.Post, told *PostReport) error {
	if err := r.putPictures(ctx, read); err != nil {
		return err
	}
	if read.doc == nil { // which its pictures made too large
		r.report.Failed++
		told.Outcome = Failed
		return nil
	}
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
	told.Coverage, told.Lost = read.coverage, read.lost
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
func (r *run) passOver(ctx context.Context, f *files.File, stored *naming.Post) error {
	path := f.Path
	r.report.Drafts++
	r.tellOf(PostReport{Path: path, Shown: f.Shown, Outcome: Draft})
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
func (r *run) put(ctx context.Context, read *reading, stored *naming.Post) error {
	p := read.doc.Post
	k := naming.PostOf(p.Path, "", &p.Record)
	if stored != nil {
		r.tally.replace(stored.Appearances, k.Appearances)
	} else {
		r.tally.come(k.Appearances)
	}
	r.names.Put(k)
	delete(r.others, p.Path)
	p.Slug = k.Slug
	for i, a := range read.doc.Appearances {
		named, ref := k.Appearances[i], &p.Record.Appearances[i]
		a.Key, a.Told = named.Key, timeline.Text(named.Told)
		ref.Key, ref.Told = a.Key, a.Told
		if a.Told != "" {
			read.encoded[i] = nil // was encoded without
		}
	}
	r.report.Appearances += len(read.doc.Appearances)
	docs := store.PostDocuments{Post: p, Appearances: read.doc.Appearances, Encoded: read.encoded}
	return r.queue.put(ctx, docs, int(weight(read.file.Size)))
}
