package mongodb

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"golang.org/x/sync/errgroup"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// A read for many groups, such as people or topics, makes the server read each group's page
// from an index, so that the answer does not grow with the corpus. Where the server has
// $unionWith (MongoDB 4.4 and later), one command asks for many groups; else there is one
// command for each group, and several run at once.
const (
	groupsPerCommand = 100
	groupsInFlight   = 8
)

// hasUnions reports whether the server has $unionWith.
func hasUnions(ctx context.Context, meta collection) (bool, error) {
	nothing := bson.A{bson.M{"$match": bson.M{"_id": "nothing"}}, bson.M{"$limit": 1}}
	_, err := run[bson.Raw](ctx, meta, unionOf(meta.Name(), []bson.A{nothing, nothing}))
	if err != nil && (unavailable(err) || ctx.Err() != nil) {
		return false, err
	}
	return err == nil, nil
}

// unionOf is a pipeline with the results of several pipelines on one collection, each
// result with the number of its pipeline. The results have no order.
func unionOf(collection string, pipelines []bson.A) bson.A {
	var union bson.A
	for i, p := range pipelines {
		numbered := slices.Concat(p, bson.A{bson.M{"$project": bson.M{
			"_id": 0, "group": bson.M{"$literal": i}, "document": "$$ROOT",
		}}})
		if i == 0 {
			union = numbered
		} else {
			union = append(union, bson.M{"$unionWith": bson.M{"coll": collection, "pipeline": numbered}})
		}
	}
	return union
}

// each runs several pipelines on one collection, and returns the results of each. The
// results of one pipeline may be in any order.
func each[T any](ctx context.Context, c collection, pipelines []pipeline) ([][]T, error) {
	found := make([][]T, len(pipelines))
	perCommand := 1
	if c.store.unions {
		perCommand = groupsPerCommand
	}
	ctx = c.store.pinned(ctx)
	reads, ctx := errgroup.WithContext(ctx)
	reads.SetLimit(groupsInFlight)
	for first := 0; first < len(pipelines); first += perCommand {
		some := pipelines[first:min(first+perCommand, len(pipelines))]
		reads.Go(func() (err error) {
			if len(some) == 1 {
				found[first], err = aggregate[T](ctx, c, some[0])
				return err
			}
			rows, err := union[T](ctx, c, some)
			for _, r := range rows {
				found[first+r.Group] = append(found[first+r.Group], r.Document)
			}
			return err
		})
	}
	return found, reads.Wait()
}

// row is one result of a pipeline in a union.
type row[T any] struct {
	Group    int // the pipeline's number
	Document T
}

// union runs several pipelines on one collection in one command.
func union[T any](ctx context.Context, c collection, pipelines []pipeline) ([]row[T], error) {
	all := make([]bson.A, len(pipelines))
	for i, p := range pipelines {
		clauses, err := c.store.visible(ctx, p.clauses)
		if err != nil {
			return nil, err
		}
		all[i] = slices.Concat(bson.A{bson.M{"$match": and(clauses)}}, p.stages)
	}
	return run[row[T]](ctx, c, unionOf(c.Name(), all))
}

// listing is a kind of documents with the order of their lists.
type listing[T any] struct {
	in     collection
	sorted []string // the fields by which lists are sorted; the last one is unique
	cursor func(T) relay.Cursor
}

func (s *Store) peopleListing(by store.PersonOrder) listing[*timeline.Person] {
	return listing[*timeline.Person]{s.people, []string{personFields[by], "key"}, store.PersonCursor(by)}
}

func (s *Store) appearanceListing() listing[*timeline.Appearance] {
	return listing[*timeline.Appearance]{s.appearances, []string{"date", "key"}, store.AppearanceCursor}
}

func (s *Store) postListing(by store.PostOrder) listing[*timeline.Post] {
	sorted := []string{"slug"}
	if by == store.PostsByDate {
		sorted = []string{"byDate", "key"}
	}
	return listing[*timeline.Post]{s.posts, sorted, store.PostCursor(by)}
}

// page is a pipeline that finds one page, and one more item, of the documents that pass all
// clauses.
func (l listing[T]) page(clauses []bson.M, q relay.Query) pipeline {
	descending, above, below, limit := q.Scan()
	bounds := betweenSlugs(q)
	if len(l.sorted) > 1 {
		bounds = between(l.sorted[0], above, below)
	}
	return pipeline{slices.Concat(clauses, bounds), bson.A{
		bson.M{"$sort": order(direction(descending), l.sorted...)},
		bson.M{"$limit": limit},
		bson.M{"$project": withoutIndex},
	}}
}

// pages finds, for each group, a page of the documents that pass the group's clauses; see
// [each] for the number of commands.
func (l listing[T]) pages(ctx context.Context, groups []string, clauses func(group string) []bson.M, q relay.Query) ([]relay.Page[T], error) {
	return grouped(groups, func(groups []string) ([]relay.Page[T], error) {
		pipelines := make([]pipeline, len(groups))
		for i, g := range groups {
			pipelines[i] = l.page(clauses(g), q)
		}
		found, err := each[bson.Raw](ctx, l.in, pipelines)
		if err != nil {
			return nil, err
		}
		pages := make([]relay.Page[T], len(groups))
		for i, raw := range found {
			items, err := decode[T](l.in, raw)
			if err != nil {
				return nil, err
			}
			slices.SortFunc(items, l.inOrder(q))
			pages[i] = relay.Of(q, items)
		}
		return pages, nil
	})
}

// inOrder compares documents by the order in which a page is read.
func (l listing[T]) inOrder(q relay.Query) func(a, b T) int {
	descending, _, _, _ := q.Scan()
	return func(a, b T) int {
		x, y := l.cursor(a), l.cursor(b)
		return cmp.Or(cmp.Compare(x.Sort, y.Sort), cmp.Compare(x.Key, y.Key)) * direction(descending)
	}
}

// grouped returns a result for each group, in the order of the groups. Many is called once,
// with each group once.
func grouped[T any](groups []string, many func(groups []string) ([]T, error)) ([]T, error) {
	if len(groups) == 0 {
		return nil, nil
	}
	all := distinct(groups)
	answers, err := many(all)
	if err != nil {
		return nil, err
	}
	if len(answers) != len(all) {
		return nil, fmt.Errorf("%d answers for %d groups", len(answers), len(all))
	}
	inOrder := make([]T, len(groups))
	for i, g := range groups {
		at, _ := slices.BinarySearch(all, g)
		inOrder[i] = answers[at]
	}
	return inOrder, nil
}

// aligned sorts the answers into the order of the groups.
func aligned[T any](groups []string, answers map[string]T) []T {
	all := make([]T, len(groups))
	for i, g := range groups {
		all[i] = answers[g]
	}
	return all
}
