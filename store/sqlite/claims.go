package sqlite

import (
	"context"
	"database/sql"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/timeline"
)

// claim is a claim of a post, as it is stored; see [store.Claims].
type claim struct {
	kind, slug string
	said       []byte
}

// claimsOf are the claims of a post.
func claimsOf(r timeline.ImportRecord) (all []claim, err error) {
	add := func(kind, slug string, said any) {
		doc, failed := bson.Marshal(said)
		if failed != nil {
			err = failed
		}
		all = append(all, claim{kind, slug, doc})
	}
	saidOfPeople, saidOfPapers, saidOfTopics := store.ClaimsOf(r)
	for _, p := range saidOfPeople {
		add(people, p.Slug, p)
	}
	for _, p := range saidOfPapers {
		add(papers, p.Slug, p)
	}
	for _, t := range saidOfTopics {
		add(topics, t.Slug, t)
	}
	return all, err
}

// touch is a statement that adds the people, papers and topics of some posts, given by
// path, to the table touched.
const touch = "INSERT OR IGNORE INTO touched (kind, slug) SELECT kind, slug FROM claim WHERE " + isPath

// dropClaims removes the claims of posts.
func (w *writing) dropClaims(ctx context.Context, paths []string) error {
	if len(paths) == 0 {
		return nil
	}
	if err := w.exec(ctx, touch, list(paths)); err != nil {
		return err
	}
	return w.exec(ctx, "DELETE FROM claim WHERE "+isPath, list(paths))
}

// putClaims writes the claims of the posts of a batch. Their earlier claims must have been
// removed.
func (b *batch) putClaims(ctx context.Context, w *writing) error {
	rows := &inserts{tx: w.transaction, into: "claim (kind, slug, path, n, said)"}
	var paths []string
	for _, p := range b.documents {
		if len(p.claims) > 0 {
			paths = append(paths, p.document)
		}
		for n, c := range p.claims {
			if err := rows.add(ctx, c.kind, c.slug, p.document, n, c.said); err != nil {
				return err
			}
		}
	}
	if err := rows.flush(ctx); err != nil || len(paths) == 0 {
		return err
	}
	return w.exec(ctx, touch, list(paths))
}

const (
	readClaims = `SELECT page.slug, claim.said
	FROM (SELECT slug FROM touched WHERE kind = ?1 AND slug > ?2 ORDER BY slug LIMIT ?3) AS page
	LEFT JOIN claim ON claim.kind = ?1 AND claim.slug = page.slug
	ORDER BY page.slug, claim.path, claim.n`
	endOfTouched = "DELETE FROM touched"
)

// claimsAfter reads a page of what posts say, what is stored, and what count counts.
func claimsAfter[T any](
	ctx context.Context, n *session, kind, slug string, limit int, slugOf func(*T) string, count countFunc,
) (all []store.Claims[T], err error) {
	err = n.do(ctx, false, func(ctx context.Context, w *writing) error {
		if all, err = saidAfter[T](ctx, w, kind, slug, limit); err != nil {
			return err
		}
		slugs := make([]string, len(all))
		for i, c := range all {
			slugs[i] = c.Slug
		}
		stored, err := documents[T](ctx, w.query, "SELECT doc FROM "+kind+" WHERE "+isSlug, list(slugs))
		if err != nil {
			return err
		}
		for i, item := range store.Align(slugs, stored, slugOf) {
			all[i].Stored = item
		}
		counts, err := count(ctx, w.query, slugs)
		for i, c := range counts {
			all[i].Counts = c
		}
		return err
	})
	return all, n.store.wrap(err, "read what posts say of those in table %s after %q", kind, slug)
}

func saidAfter[T any](ctx context.Context, w *writing, kind, slug string, limit int) (all []store.Claims[T], err error) {
	heard := map[string]bool{} // the claims for the last slug so far, as BSON, to find repetitions
	err = each(ctx, w.query, readClaims, []any{kind, slug, limit}, func(scan scanFunc) error {
		var of string
		var said sql.RawBytes
		if err := scan(&of, &said); err != nil {
			return err
		}
		if len(all) == 0 || all[len(all)-1].Slug != of {
			clear(heard)
			all = append(all, store.Claims[T]{Slug: of})
		}
		if said == nil || heard[string(said)] {
			return nil
		}
		heard[string(said)] = true
		claim := new(T)
		last := &all[len(all)-1]
		last.Said = append(last.Said, claim)
		return bson.Unmarshal(said, claim)
	})
	return all, err
}

// PersonClaims implements [store.Session].
func (n *session) PersonClaims(ctx context.Context, slug string, limit int) ([]store.Claims[timeline.Person], error) {
	return claimsAfter(ctx, n, people, slug, limit, func(p *timeline.Person) string { return p.Slug }, countPeople)
}

// PaperClaims implements [store.Session].
func (n *session) PaperClaims(ctx context.Context, slug string, limit int) ([]store.Claims[timeline.Paper], error) {
	return claimsAfter(ctx, n, papers, slug, limit, func(p *timeline.Paper) string { return p.Slug }, countPapers)
}

// TopicClaims implements [store.Session].
func (n *session) TopicClaims(ctx context.Context, slug string, limit int) ([]store.Claims[timeline.Topic], error) {
	return claimsAfter(ctx, n, topics, slug, limit, func(t *timeline.Topic) string { return t.Slug }, countTopics)
}
