package ingest

import (
	"context"
	"fmt"

	"viewline/diagnostic"
	"viewline/ingest/files"
	"viewline/store"
	"viewline/timeline"
)

// loadAgain is what to do about a post that is not stored as it is now.
const loadAgain = "load its folder again"

// Verified is what a look at a whole database came to.
type Verified struct {
	Corpus   timeline.Corpus `json:"-"`
	Revision int             `json:"revision"`
	// Findings count what is wrong.
	Findings int `json:"findings"`
}

// VerifyStore looks at all that is stored as of one revision, and reports what is wrong:
// what the store finds by itself, appearances that no post lists or that are not there,
// people, papers and topics that are not what the posts say of them; and where there are
// Paths, posts that are not stored as they are now, or whose files are gone. Of the
// options it heeds Paths, Stdin, FollowLinks, Drafts, Workers and Progress. It writes
// nothing.
func VerifyStore(ctx context.Context, st store.Store, o Options, report func(store.Finding)) (Verified, error) {
	ctx, end := st.Snapshot(ctx)
	defer end()
	v := &verifier{from: st}
	v.report = func(f store.Finding) { v.Findings++; report(f) }
	var err error
	if v.Corpus, err = st.Verify(ctx, v.report); err != nil {
		return v.Verified, err
	}
	v.Revision = v.Corpus.Revision
	damaged := v.Findings > 0
	for _, step := range []func(context.Context) error{v.checkLists, v.checkPictures, v.checkShared, func(ctx context.Context) error { return v.checkPosts(ctx, o) }} {
		err := step(ctx)
		if err != nil && damaged && ctx.Err() == nil {
			v.report(store.Finding{
				Where: "the database", What: "because of this, not all that posts say could be compared", Do: "see to it, and run it again",
			})
			break
		}
		if err != nil {
			return v.Verified, err
		}
	}
	return v.Verified, nil
}

// verifier looks at what any store has, by its reads.
type verifier struct {
	Verified
	from   store.Store
	report func(store.Finding)
}

// checkLists looks whether posts list the appearances that are stored of them.
func (v *verifier) checkLists(ctx context.Context) error {
	listed := 0
	for p, err := range store.All(ctx, postsPerBatch, v.from.PostsAfter, (*store.StoredPost).Key) {
		if err != nil {
			return err
		}
		keys := p.Record.AppearanceKeys()
		listed += len(keys)
		found, err := v.from.Appearances(ctx, keys)
		if err != nil {
			return err
		}
		for i, a := range found {
			if a == nil || a.PostPath != p.Path {
				v.report(store.Finding{
					Where: fmt.Sprintf("post %q", p.Path), What: fmt.Sprintf("it lists the appearance %q, of which nothing is stored with it", keys[i]), Do: store.Restore,
				})
			}
		}
	}
	if listed != v.Corpus.Appearances {
		v.report(store.Finding{
			Where: "the database", What: fmt.Sprintf("%d appearances are stored, and posts list %d", v.Corpus.Appearances, listed), Do: store.Restore,
		})
	}
	return nil
}

// checkShared has people, papers and topics made anew of what posts say of them, as an
// import does that writes nothing.
func (v *verifier) checkShared(ctx context.Context) error {
	return settleShared(ctx, shared{store.AllClaims(v.from), unwritten{dry{v.from}}, v.report}, storedPerPage, func(*timeline.Person) {})
}

// unwritten puts the methods of dry behind those of the claims.
type unwritten struct{ dry }

// shared is an import that has the claims of all posts, and reports what it would write.
type shared struct {
	*store.RecordClaims
	unwritten
	report func(store.Finding)
}

// Put implements [store.Session].
func (s shared) Put(_ context.Context, b store.Batch) error {
	tell := func(kind, slug, what string) {
		s.report(store.Finding{Where: fmt.Sprintf("%s %q", kind, slug), What: what, Do: store.Restore})
	}
	const other, surplus = "it is not stored, or not as the posts have it", "it is stored, and no post speaks of it"
	for _, p := range b.People {
		tell("person", p.Slug, other)
	}
	for _, p := range b.Papers {
		tell("paper", p.Slug, other)
	}
	for _, t := range b.Topics {
		tell("topic", t.Slug, other)
	}
	for kind, slugs := range map[string][]string{"person": b.RemovePeople, "paper": b.RemovePapers, "topic": b.RemoveTopics} {
		for _, slug := range slugs {
			tell(kind, slug, surplus)
		}
	}
	return nil
}

// checkPosts parses the posts as an import does that writes nothing, and compares.
func (v *verifier) checkPosts(ctx context.Context, o Options) error {
	if len(o.Paths) == 0 {
		return nil
	}
	if err := files.Verify(o.Paths); err != nil {
		return err
	}
	o.Check, o.Diff, o.Prune, o.AllowEmpty, o.verifier = true, true, true, true, v
	o.Diagnose = func(d diagnostic.Diagnostic) {
		if d.Severity == diagnostic.Error {
			v.report(store.Finding{Where: d.Path, What: "it cannot be compared: " + d.Message, Do: "see to it, and run it again"})
		}
	}
	_, err := start(dry{v.from}, v.from, o.prepared(ctx)).run(ctx)
	return err
}

// comparePost compares a post that was parsed with what is stored of it, if anything.
func (v *verifier) comparePost(ctx context.Context, read *reading, stored bool) error {
	now := read.doc.Post
	if !stored {
		v.differs(read, "it is not stored")
		return nil
	}
	posts, err := v.from.PostsByPath(ctx, []string{now.Path})
	if err != nil {
		return err
	}
	keys := now.Record.AppearanceKeys()
	appearances, err := v.from.Appearances(ctx, keys)
	if err != nil {
		return err
	}
	if p := posts[0]; p == nil || !equal(underRoot(p, now.Record.Root), now.Stored()) {
		v.differs(read, "it is not stored as it is now")
	}
	for i, a := range appearances {
		if a == nil || !equal(a.Stored(), read.doc.Appearances[i].Stored()) {
			v.differs(read, fmt.Sprintf("its appearance %q is not stored as it is now", keys[i]))
		}
	}
	return nil
}

// underRoot is a stored post as if it had been loaded from another folder, which makes
// no difference to what it says.
func underRoot(p *timeline.Post, root string) *timeline.Post {
	moved := *p.Stored()
	moved.Record.Root = root
	return &moved
}

func (v *verifier) differs(read *reading, what string) {
	v.report(store.Finding{Where: read.file.Shown, What: what, Do: loadAgain})
}

// compareGone tells of a stored post whose file is gone, or is a draft by now.
func (v *verifier) compareGone(path string) {
	v.report(store.Finding{
		Where: fmt.Sprintf("post %q", path), What: "it is stored, and no file of it is to be loaded", Do: loadAgain + " with --prune",
	})
}
