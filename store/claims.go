package store

import (
	"context"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/timeline"
)

// Claims are what the stored posts say of one person, paper or topic.
type Claims[T any] struct {
	Slug string
	// Said are the different things that are said, each once, in the order in which
	// they are first said: by the path of the post, then as in the post. There are
	// none where no post speaks of it any more.
	Said []*T
	// Stored is what is stored under the slug; nil for nothing.
	Stored *T
}

// ClaimsOf are what a post claims of people, papers and topics: whom it is about, what
// it recommends, and what its viewpoints are about. A person has the topics of all its
// viewpoints, and recommends all of its papers; where a post reports the views of
// several people, each of them and each paper tells by itself. Nobody may change them.
func ClaimsOf(r timeline.ImportRecord) (people []*timeline.Person, papers []*timeline.Paper, topics []*timeline.Topic) {
	if len(r.People) != 1 {
		return r.People, r.Papers, r.Topics
	}
	person := *r.People[0]
	person.Topics = slices.Clone(person.Topics)
	for _, t := range r.Topics {
		if i, found := slices.BinarySearch(person.Topics, t.Slug); !found {
			person.Topics = slices.Insert(person.Topics, i, t.Slug)
		}
	}
	for _, p := range r.Papers {
		paper := *p
		paper.RecommendedBy = []string{person.Slug}
		papers = append(papers, &paper)
	}
	return []*timeline.Person{&person}, papers, r.Topics
}

// recordsPerPage is how many records are read at once.
const recordsPerPage = 500

// AllClaims are those of all that any post speaks of or that is stored, for an engine
// that keeps no claims: they are read from the records of all posts. Of is the part of
// [ClaimsOf], stored reads what is stored.
func AllClaims[T any](
	ctx context.Context, records Records, of func(timeline.ImportRecord) []*T,
	stored func(ctx context.Context, slug string, limit int) ([]*T, error), slugOf func(*T) string,
) ([]Claims[T], error) {
	bySlug, said := map[string]*Claims[T]{}, map[string]bool{}
	at := func(slug string) *Claims[T] {
		if bySlug[slug] == nil {
			bySlug[slug] = &Claims[T]{Slug: slug}
		}
		return bySlug[slug]
	}
	for p, err := range All(ctx, recordsPerPage, records.RecordsAfter, (*StoredPost).Key) {
		if err != nil {
			return nil, err
		}
		for _, claim := range of(p.Record) {
			doc, err := bson.Marshal(claim)
			if err != nil {
				return nil, err
			}
			if !said[string(doc)] {
				said[string(doc)] = true
				c := at(slugOf(claim))
				c.Said = append(c.Said, claim)
			}
		}
	}
	for item, err := range All(ctx, recordsPerPage, stored, slugOf) {
		if err != nil {
			return nil, err
		}
		at(slugOf(item)).Stored = item
	}
	var all []Claims[T]
	for _, c := range bySlug {
		all = append(all, *c)
	}
	slices.SortFunc(all, func(a, b Claims[T]) int { return strings.Compare(a.Slug, b.Slug) })
	return all, nil
}

// ClaimsAfter are, of claims in the order of their slugs, at most limit after a slug.
func ClaimsAfter[T any](all []Claims[T], slug string, limit int) []Claims[T] {
	i, found := slices.BinarySearchFunc(all, slug, func(c Claims[T], slug string) int { return strings.Compare(c.Slug, slug) })
	if found {
		i++
	}
	return all[i:min(i+limit, len(all))]
}

// PeopleOf is a part of [ClaimsOf].
func PeopleOf(r timeline.ImportRecord) []*timeline.Person { people, _, _ := ClaimsOf(r); return people }

// PapersOf is a part of [ClaimsOf].
func PapersOf(r timeline.ImportRecord) []*timeline.Paper { _, papers, _ := ClaimsOf(r); return papers }

// TopicsOf is a part of [ClaimsOf].
func TopicsOf(r timeline.ImportRecord) []*timeline.Topic { _, _, topics := ClaimsOf(r); return topics }
