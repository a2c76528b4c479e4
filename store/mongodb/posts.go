package mongodb

import (
	"context"
	"regexp"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

type postPage = relay.Page[*timeline.Post]

// PostsByPath implements [store.Reader], in one command.
func (s *Store) PostsByPath(ctx context.Context, paths []string) ([]*timeline.Post, error) {
	found, err := s.postsOf(ctx, paths)
	if err != nil {
		return nil, err
	}
	return store.Align(paths, found, postKey), nil
}

// postsOf reads the posts that exist of those with the paths, in any order.
func (s *Store) postsOf(ctx context.Context, paths []string) ([]*timeline.Post, error) {
	found, err := findIn[*timeline.Post](ctx, s.posts, "key", paths)
	return found, err
}

// PostsBySlug implements [store.Reader], in one command.
func (s *Store) PostsBySlug(ctx context.Context, slugs []string) ([]*timeline.Post, error) {
	found, err := findIn[*timeline.Post](ctx, s.posts, "slug", slugs)
	if err != nil {
		return nil, err
	}
	return store.Align(slugs, found, func(p *timeline.Post) string { return p.Slug }), nil
}

// PostsNamed implements [store.Reader], in two commands. The first one looks through the slugs
// of all posts, in their index.
func (s *Store) PostsNamed(ctx context.Context, name string, most int) ([]*timeline.Post, error) {
	pattern := bson.Regex{Pattern: "(^|~)" + regexp.QuoteMeta(name) + "(~|$)"}
	rows, err := find(ctx, s.posts, []bson.M{{"slug": pattern}}, titleOnly)
	if err != nil {
		return nil, err
	}
	var slugs []string
	for _, row := range rows {
		p := timeline.Post{Path: keyOf(row)}
		p.Slug, _ = row.Lookup("slug").StringValueOK()
		if p.Called() == name {
			slugs = append(slugs, p.Slug)
		}
	}
	slices.Sort(slugs)
	return s.PostsBySlug(ctx, slugs[:min(most, len(slugs))])
}

// ListPosts implements [store.Reader], in one command.
func (s *Store) ListPosts(ctx context.Context, by store.PostOrder, q relay.Query) (relay.Page[*timeline.Post], error) {
	if by == store.PostsByDate {
		found, err := findPage[*timeline.Post](ctx, s.posts, "byDate", nil, q)
		if err != nil {
			return postPage{}, err
		}
		return relay.Of(q, found), nil
	}
	return s.pageOfPosts(ctx, nil, q)
}

func (s *Store) pageOfPosts(ctx context.Context, clauses []bson.M, q relay.Query) (postPage, error) {
	descending, _, _, limit := q.Scan()
	found, err := documents[*timeline.Post](ctx, s.posts, append(clauses, betweenSlugs(q)...), options.Find().
		SetSort(order(direction(descending), "slug")).SetLimit(int64(limit)))
	if err != nil {
		return postPage{}, err
	}
	return relay.Of(q, found), nil
}

// betweenSlugs are the clauses for the cursors of a page; see [store.PostCursor].
func betweenSlugs(q relay.Query) []bson.M {
	var clauses []bson.M
	_, above, below, _ := q.Scan()
	if !above.IsZero() {
		clauses = append(clauses, bson.M{"slug": bson.M{"$gt": above.Key}})
	}
	if !below.IsZero() {
		clauses = append(clauses, bson.M{"slug": bson.M{"$lt": below.Key}})
	}
	return clauses
}

// PostsByPerson implements [store.Reader]; see [each] for the number of commands.
func (s *Store) PostsByPerson(ctx context.Context, slugs []string, by store.PostOrder, q relay.Query) ([]relay.Page[*timeline.Post], error) {
	return s.postListing(by).pages(ctx, slugs, func(person string) []bson.M { return []bson.M{{"people": person}} }, q)
}
