package sqlite

import (
	"context"
	"slices"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

type postPage = relay.Page[*timeline.Post]

// PostsByPath implements [store.Reader].
func (s *Store) PostsByPath(ctx context.Context, paths []string) ([]*timeline.Post, error) {
	found, err := picking[timeline.Post](ctx, s, posts, "SELECT "+postColumns+" FROM post WHERE path IN (SELECT value FROM json_each(?))", list(paths))
	return store.Align(paths, found, func(p *timeline.Post) string { return p.Path }), s.wrap(err, "read posts")
}

// PostsBySlug implements [store.Reader].
func (s *Store) PostsBySlug(ctx context.Context, slugs []string) ([]*timeline.Post, error) {
	found, err := picking[timeline.Post](ctx, s, posts, "SELECT "+postColumns+" FROM post WHERE slug IN (SELECT value FROM json_each(?))", list(slugs))
	return store.Align(slugs, found, func(p *timeline.Post) string { return p.Slug }), s.wrap(err, "read posts by slug")
}

// PostsNamed implements [store.Reader]. It looks through the slugs of all posts in an index.
func (s *Store) PostsNamed(ctx context.Context, name string, most int) ([]*timeline.Post, error) {
	ctx, end := s.pinned(ctx)
	defer end()
	var slugs []string
	const query = "SELECT path, slug FROM post INDEXED BY titles_of_posts WHERE instr('~' || slug, ?) > 0"
	err := each(ctx, s.query, query, []any{"~" + name}, func(scan scanFunc) error {
		var p timeline.Post
		if err := scan(&p.Path, &p.Slug); err != nil {
			return err
		}
		if p.Called() == name {
			slugs = append(slugs, p.Slug)
		}
		return nil
	})
	if err != nil {
		return nil, s.wrap(err, "find posts by name")
	}
	slices.Sort(slugs)
	return s.PostsBySlug(ctx, slugs[:min(most, len(slugs))])
}

// postColumns are a post's.
var postColumns = document("post", "path")

// ListPosts implements [store.Reader].
func (s *Store) ListPosts(ctx context.Context, by store.PostOrder, q relay.Query) (postPage, error) {
	w := &where{}
	if by != store.PostsBySlug {
		w.and("found.list = ?", string(by))
		w.and("found.token = ''")
		order, limit := w.scan(q, "found.sort", "found.slug")
		query := "SELECT " + postColumns + " FROM ranked AS found CROSS JOIN post ON post.path = found.slug" + w.String() + order + " LIMIT ?"
		found, err := picking[timeline.Post](ctx, s, posts, query, append(w.args, limit)...)
		return relay.Of(q, found), s.wrap(err, "list %s", by)
	}
	order, limit := w.scanKeys(q, "slug")
	found, err := picking[timeline.Post](ctx, s, posts, "SELECT "+postColumns+" FROM post"+w.String()+order+" LIMIT ?", append(w.args, limit)...)
	return relay.Of(q, found), s.wrap(err, "list posts")
}

// PostsByPerson implements [store.Reader], in one statement that reads no
// document beyond the pages.
func (s *Store) PostsByPerson(ctx context.Context, slugs []string, by store.PostOrder, q relay.Query) ([]postPage, error) {
	text, args := postsOfPeople(by, q)
	query := "SELECT substr(wanted.value, 2), " + postColumns + " FROM json_each(?) AS wanted CROSS JOIN post ON post.path IN " + text
	tokens := make([]string, 0, len(slugs))
	for _, slug := range distinct(slugs) {
		tokens = append(tokens, string(store.ClassPerson)+slug)
	}
	pages, err := pickingPages[timeline.Post](ctx, s, posts, q, slugs, query, append([]any{list(tokens)}, args...)...)
	return pages, s.wrap(err, "list posts by person")
}

// postsOfPeople is the rest of a statement for the posts of each of the wanted people,
// who are tokens.
func postsOfPeople(by store.PostOrder, q relay.Query) (text string, args []any) {
	if by != store.PostsBySlug {
		return ofRanked(string(by), "post.path", q)
	}
	w := &where{}
	w.and("person = substr(wanted.value, 2)")
	order, limit := w.scanKeys(q, "slug")
	descending, _, _, _ := q.Scan()
	return "(SELECT path FROM post_person" + w.String() + order + " LIMIT ?)" + orderBy(descending, "post.slug"), append(w.args, limit)
}

// CountPostsByPerson implements [store.Reader], in one statement.
func (s *Store) CountPostsByPerson(ctx context.Context, slugs []string) ([]int, error) {
	const query = "SELECT person, count(*) FROM post_person WHERE person IN (SELECT value FROM json_each(?)) GROUP BY person"
	counts, err := countsBy(ctx, s.query, slugs, query, list(slugs))
	return counts, s.wrap(err, "count posts by person")
}
