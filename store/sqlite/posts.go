package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

type postPage = relay.Page[*timeline.Post]

// PostsByPath implements [store.Reader].
func (s *Store) PostsByPath(ctx context.Context, paths []string) ([]*timeline.Post, error) {
	found, err := s.posts(ctx, "SELECT "+postColumns+" FROM post WHERE path IN (SELECT value FROM json_each(?))", list(paths))
	return store.Align(paths, found, func(p *timeline.Post) string { return p.Path }), s.wrap(err, "read posts")
}

// PostsBySlug implements [store.Reader].
func (s *Store) PostsBySlug(ctx context.Context, slugs []string) ([]*timeline.Post, error) {
	found, err := s.posts(ctx, "SELECT "+postColumns+" FROM post WHERE slug IN (SELECT value FROM json_each(?))", list(slugs))
	return store.Align(slugs, found, func(p *timeline.Post) string { return p.Slug }), s.wrap(err, "read posts by slug")
}

func (s *Store) posts(ctx context.Context, query string, args ...any) ([]*timeline.Post, error) {
	p := s.pick()
	defer p.end()
	var found []*timeline.Post
	err := each(ctx, s.query, query, append([]any{p.id}, args...), func(scan scanFunc) error {
		post, err := scanPost(p, scan)
		found = append(found, post)
		return err
	})
	return found, err
}

// postColumns are a post's.
var postColumns = document(posts, "post", "path") + ", post.record"

// scanPost scans the columns of a post, behind some others.
func scanPost(p *pick, scan scanFunc, others ...any) (*timeline.Post, error) {
	var r row
	var record sql.RawBytes
	if err := scan(slices.Concat(others, r.columns(), []any{&record})...); err != nil {
		return nil, err
	}
	return take(p, posts, &r, func(doc []byte) (*timeline.Post, error) { return assembled(record, doc) })
}

// assembled is a post out of its two parts.
func assembled(record, doc []byte) (*timeline.Post, error) {
	p := new(timeline.Post)
	err := errors.Join(unmarshal(doc, p), unmarshal(record, &p.Record))
	return p.Link(), err
}

// ListPosts implements [store.Reader].
func (s *Store) ListPosts(ctx context.Context, q relay.Query) (postPage, error) {
	w := &where{}
	order, limit := w.scanKeys(q, "slug")
	found, err := s.posts(ctx, "SELECT "+postColumns+" FROM post"+w.String()+order+" LIMIT ?", append(w.args, limit)...)
	return relay.Of(q, found), s.wrap(err, "list posts")
}

// PostsByPerson implements [store.Reader], in one statement that reads no
// document beyond the pages.
func (s *Store) PostsByPerson(ctx context.Context, slugs []string, q relay.Query) ([]postPage, error) {
	w := &where{}
	w.and("person = wanted.value")
	order, limit := w.scanKeys(q, "slug")
	descending, _, _, _ := q.Scan()
	query := "SELECT wanted.value, " + postColumns + ` FROM json_each(?) AS wanted
	CROSS JOIN post ON post.path IN (SELECT path FROM post_person` + w.String() + order + " LIMIT ?)" + orderBy(descending, "post.slug")
	p := s.pick()
	defer p.end()
	args := append([]any{p.id, list(distinct(slugs))}, w.args...)
	pages, err := pagesBy(ctx, s.query, q, slugs, query, append(args, limit), func(scan scanFunc) (string, *timeline.Post, error) {
		var person string
		found, err := scanPost(p, scan, &person)
		return person, found, err
	})
	return pages, s.wrap(err, "list posts by person")
}

// CountPostsByPerson implements [store.Reader], in one statement.
func (s *Store) CountPostsByPerson(ctx context.Context, slugs []string) ([]int, error) {
	const query = "SELECT person, count(*) FROM post_person WHERE person IN (SELECT value FROM json_each(?)) GROUP BY person"
	counts, err := countsBy(ctx, s.query, slugs, query, list(slugs))
	return counts, s.wrap(err, "count posts by person")
}
