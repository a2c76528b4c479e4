// Package tagged notes, for each read of a store, what its result depends on: the reads of a
// context add cache tags to its set. [New] is the entry point.
package tagged

import (
	"context"
	"strings"
	"time"

	"viewline/cachetag"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// Reader is a store that notes what is read of it. It writes out each method that reads, so that
// none reads unnoticed; a test looks for others.
type Reader struct{ store.Reader }

var _ store.Reader = Reader{}

// New makes a reader of a store that notes what is read.
func New(of store.Reader) Reader { return Reader{of} }

// The keys of [store.TagAny].
const (
	anyPerson = string(store.TagPerson)
	anyTopic  = string(store.TagTopic)
	anyPaper  = string(store.TagPaper)
	anyPost   = string(store.TagPost)
)

func everything(ctx context.Context) { cachetag.In(ctx).Everything() }

// named notes a read of documents by any of their names. The document that has a name as its
// slug goes before all others, so that the result depends on that document alone; any other
// document may get the name as an alias.
func named[T comparable](ctx context.Context, kind cachetag.Kind, names []string, found []T, slugOf func(T) string) {
	set := cachetag.In(ctx)
	if set == nil {
		return
	}
	var none T
	for i, item := range found {
		if item == none || slugOf(item) != names[i] {
			set.Add(store.TagAny, string(kind))
		} else {
			set.Add(kind, names[i])
		}
	}
}

// People implements [store.Reader].
func (r Reader) People(ctx context.Context, names []string) ([]*timeline.Person, error) {
	found, err := r.Reader.People(ctx, names)
	named(ctx, store.TagPerson, names, found, func(p *timeline.Person) string { return p.Slug })
	return found, err
}

// Topics implements [store.Reader].
func (r Reader) Topics(ctx context.Context, names []string) ([]*timeline.Topic, error) {
	found, err := r.Reader.Topics(ctx, names)
	named(ctx, store.TagTopic, names, found, func(t *timeline.Topic) string { return t.Slug })
	return found, err
}

// Papers implements [store.Reader].
func (r Reader) Papers(ctx context.Context, slugs []string) ([]*timeline.Paper, error) {
	cachetag.In(ctx).Add(store.TagPaper, slugs...)
	return r.Reader.Papers(ctx, slugs)
}

// Appearances implements [store.Reader]. An appearance's key begins with the slug of its person.
func (r Reader) Appearances(ctx context.Context, keys []string) ([]*timeline.Appearance, error) {
	if set := cachetag.In(ctx); set != nil {
		for _, key := range keys {
			person, _, _ := strings.Cut(key, "/")
			set.Add(store.TagPerson, person)
		}
	}
	return r.Reader.Appearances(ctx, keys)
}

// Occasions implements [store.Reader]. Anybody may turn out to have been there.
func (r Reader) Occasions(ctx context.Context, hashes []string) ([][]*timeline.Appearance, error) {
	cachetag.In(ctx).Add(store.TagAny, anyPost)
	return r.Reader.Occasions(ctx, hashes)
}

// PostsByPath implements [store.Reader].
func (r Reader) PostsByPath(ctx context.Context, paths []string) ([]*timeline.Post, error) {
	cachetag.In(ctx).Add(store.TagPost, paths...)
	return r.Reader.PostsByPath(ctx, paths)
}

// PostsBySlug implements [store.Reader].
func (r Reader) PostsBySlug(ctx context.Context, slugs []string) ([]*timeline.Post, error) {
	cachetag.In(ctx).Add(store.TagAny, anyPost)
	return r.Reader.PostsBySlug(ctx, slugs)
}

// PostsNamed implements [store.Reader].
func (r Reader) PostsNamed(ctx context.Context, name string, most int) ([]*timeline.Post, error) {
	cachetag.In(ctx).Add(store.TagAny, anyPost)
	return r.Reader.PostsNamed(ctx, name, most)
}

// RecordedAt implements [store.Reader].
func (r Reader) RecordedAt(ctx context.Context, paths []string) ([]time.Time, error) {
	cachetag.In(ctx).Add(store.TagPost, paths...)
	return r.Reader.RecordedAt(ctx, paths)
}

// PostsByPerson implements [store.Reader].
func (r Reader) PostsByPerson(ctx context.Context, slugs []string, by store.PostOrder, q relay.Query) ([]relay.Page[*timeline.Post], error) {
	cachetag.In(ctx).Add(store.TagPerson, slugs...)
	return r.Reader.PostsByPerson(ctx, slugs, by, q)
}

// CountPostsByPerson implements [store.Reader].
func (r Reader) CountPostsByPerson(ctx context.Context, slugs []string) ([]int, error) {
	cachetag.In(ctx).Add(store.TagPerson, slugs...)
	return r.Reader.CountPostsByPerson(ctx, slugs)
}

// ListPosts implements [store.Reader].
func (r Reader) ListPosts(ctx context.Context, by store.PostOrder, q relay.Query) (relay.Page[*timeline.Post], error) {
	cachetag.In(ctx).Add(store.TagAny, anyPost)
	return r.Reader.ListPosts(ctx, by, q)
}

// ListPeople implements [store.Reader]. What filters and orders look at is in the documents of
// the people.
func (r Reader) ListPeople(ctx context.Context, f store.PersonFilter, by store.PersonOrder, q relay.Query) (relay.Page[*timeline.Person], error) {
	cachetag.In(ctx).Add(store.TagAny, anyPerson)
	return r.Reader.ListPeople(ctx, f, by, q)
}

// CountPeople implements [store.Reader].
func (r Reader) CountPeople(ctx context.Context, f store.PersonFilter) (int, error) {
	cachetag.In(ctx).Add(store.TagAny, anyPerson)
	return r.Reader.CountPeople(ctx, f)
}

// PeopleByTopic implements [store.Reader].
func (r Reader) PeopleByTopic(ctx context.Context, topics []string, by store.PersonOrder, q relay.Query) ([]relay.Page[*timeline.Person], error) {
	cachetag.In(ctx).Add(store.TagAny, anyPerson)
	return r.Reader.PeopleByTopic(ctx, topics, by, q)
}

// CountPeopleByTopic implements [store.Reader].
func (r Reader) CountPeopleByTopic(ctx context.Context, topics []string) ([]int, error) {
	cachetag.In(ctx).Add(store.TagAny, anyPerson)
	return r.Reader.CountPeopleByTopic(ctx, topics)
}

// ListTopics implements [store.Reader].
func (r Reader) ListTopics(ctx context.Context, by store.TopicOrder, q relay.Query) (relay.Page[*timeline.Topic], error) {
	cachetag.In(ctx).Add(store.TagAny, anyTopic)
	return r.Reader.ListTopics(ctx, by, q)
}

// ListPapers implements [store.Reader]. Orders and filters look at recommendations as well.
func (r Reader) ListPapers(ctx context.Context, f store.PaperFilter, by store.PaperOrder, q relay.Query) (relay.Page[*timeline.Paper], error) {
	papers(ctx)
	return r.Reader.ListPapers(ctx, f, by, q)
}

// CountPapers implements [store.Reader].
func (r Reader) CountPapers(ctx context.Context, f store.PaperFilter) (int, error) {
	papers(ctx)
	return r.Reader.CountPapers(ctx, f)
}

func papers(ctx context.Context) { cachetag.In(ctx).Add(store.TagAny, anyPaper, anyPost) }
