package storetest

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/cachetag"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// model is the simplest possible store: slices that every read searches from end to end. It
// keeps copies and returns copies.
type model struct {
	mu          sync.Mutex
	people      []*timeline.Person
	papers      []*timeline.Paper
	topics      []*timeline.Topic
	posts       []*timeline.Post
	appearances []*timeline.Appearance
	recorded    map[string]time.Time // by path
	pictures    map[string][]byte    // by name
	corpus      timeline.Corpus
	importing   sync.Mutex
	index       []indexed // the entries of all documents; nil after a write
}

var _ store.Store = (*model)(nil)

func personKey(p *timeline.Person) string         { return p.Slug }
func paperKey(p *timeline.Paper) string           { return p.Slug }
func postKey(p *timeline.Post) string             { return p.Path }
func postSlug(p *timeline.Post) string            { return p.Slug }
func appearanceKey(a *timeline.Appearance) string { return a.Key }

// copyOf is a deep copy; that of an appearance or a post is linked.
func copyOf[T any](v *T) *T {
	doc, err := bson.Marshal(v)
	if err != nil {
		panic(err)
	}
	c := new(T)
	if err := bson.Unmarshal(doc, c); err != nil {
		panic(err)
	}
	switch v := any(c).(type) {
	case *timeline.Appearance:
		v.Link()
	case *timeline.Post:
		v.Link()
	}
	return c
}

func copies[T any](items []*T) []*T {
	var all []*T
	for _, item := range items {
		all = append(all, copyOf(item))
	}
	return all
}

func find[T any](items []*T, wanted []string, key func(*T) string) ([]*T, error) {
	found := make([]*T, len(wanted))
	for i, w := range wanted {
		if at := slices.IndexFunc(items, func(item *T) bool { return key(item) == w }); at >= 0 {
			found[i] = copyOf(items[at])
		}
	}
	return found, nil
}

func (m *model) lock() func() {
	m.mu.Lock()
	return m.mu.Unlock
}

func (m *model) Close() error { return nil }

func (m *model) Snapshot(ctx context.Context) (context.Context, func()) { return ctx, func() {} }

func (m *model) Stamp() (store.Stamp, bool) { return store.Stamp{}, false }

func (m *model) Watch(context.Context, func()) error { return errors.ErrUnsupported }

func (m *model) People(_ context.Context, names []string) ([]*timeline.Person, error) {
	defer m.lock()()
	found := make([]*timeline.Person, len(names))
	for i, name := range names {
		nearest := 4
		for _, p := range slices.SortedFunc(slices.Values(m.people), func(a, b *timeline.Person) int { return cmp.Compare(a.Slug, b.Slug) }) {
			if d := distance(name, p); d < nearest {
				nearest, found[i] = d, copyOf(p)
			}
		}
	}
	return found, nil
}

// distance is how far a name is from a person: 0 for the slug, to 4 where the name is not
// the person's.
func distance(name string, p *timeline.Person) int {
	folded := timeline.Fold(name)
	switch {
	case name == p.Slug:
		return 0
	case folded == timeline.Fold(p.Slug):
		return 1
	case folded == timeline.Fold(p.Name):
		return 2
	case slices.Contains(p.Names(), folded):
		return 3
	}
	return 4
}

func (m *model) Appearances(_ context.Context, keys []string) ([]*timeline.Appearance, error) {
	defer m.lock()()
	return find(m.appearances, keys, appearanceKey)
}

func (m *model) Occasions(_ context.Context, hashes []string) ([][]*timeline.Appearance, error) {
	defer m.lock()()
	return store.Group(hashes, copies(m.appearances), (*timeline.Appearance).Occasion), nil
}

func (m *model) Papers(_ context.Context, slugs []string) ([]*timeline.Paper, error) {
	defer m.lock()()
	return find(m.papers, slugs, paperKey)
}

func (m *model) PostsByPath(_ context.Context, paths []string) ([]*timeline.Post, error) {
	defer m.lock()()
	return find(m.posts, paths, postKey)
}

func (m *model) RecordedAt(_ context.Context, paths []string) ([]time.Time, error) {
	defer m.lock()()
	return each(paths, func(path string) time.Time { return m.recorded[path] }), nil
}

func (m *model) Titles(_ context.Context, found func(store.Title) error) error {
	defer m.lock()()
	var titles []store.Title
	for _, a := range m.appearances {
		titles = append(titles, store.Title{Key: a.Key, Slug: a.Key, Text: a.Title})
	}
	for _, p := range m.posts {
		titles = append(titles, store.Title{OfPost: true, Key: p.Path, Slug: p.Slug, Text: p.Title})
	}
	for _, t := range titles {
		if t.Text == "" {
			continue
		}
		if err := found(t); err != nil {
			return err
		}
	}
	return nil
}

func (m *model) PostsBySlug(_ context.Context, slugs []string) ([]*timeline.Post, error) {
	defer m.lock()()
	return find(m.posts, slugs, postSlug)
}

func (m *model) PostsNamed(_ context.Context, name string, most int) ([]*timeline.Post, error) {
	defer m.lock()()
	found := []*timeline.Post{}
	for _, p := range m.posts {
		if p.Called() == name {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(a, b *timeline.Post) int { return strings.Compare(a.Slug, b.Slug) })
	return found[:min(most, len(found))], nil
}

func compareCursors(a, b relay.Cursor) int {
	return cmp.Or(cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.Key, b.Key))
}

// list cuts a page from items in any order.
func list[T any](items []*T, q relay.Query, cursor func(*T) relay.Cursor) relay.Page[*T] {
	sorted := slices.SortedFunc(slices.Values(items), func(a, b *T) int { return compareCursors(cursor(a), cursor(b)) })
	if q.Descending {
		slices.Reverse(sorted)
	}
	p := relay.Slice(q, sorted, cursor)
	p.Items = copies(p.Items)
	return p
}

// passing are the appearances that pass a filter.
func (m *model) passing(f store.AppearanceFilter) []*timeline.Appearance {
	var passed []*timeline.Appearance
	found := map[string]bool{}
	if f.Searches() {
		found = m.owners(f.Tokens(), f.Choices())
	}
	for _, a := range m.appearances {
		if between(a.Earliest, a.Latest, f.From, f.To) && inside(a.Earliest, a.Latest, f.Within, f.Dated) &&
			(f.Person == "" || a.PersonSlug == f.Person) &&
			(len(f.People) == 0 || slices.Contains(f.People, a.PersonSlug)) &&
			(len(f.Kinds) == 0 || slices.Contains(f.Kinds, a.Kind)) &&
			(!f.Recommends || len(a.Recommendations) > 0) &&
			(!f.Searches() || found[a.Key]) {
			passed = append(passed, a)
		}
	}
	return passed
}

func (m *model) ListAppearances(_ context.Context, f store.AppearanceFilter, q relay.Query) (relay.Page[*timeline.Appearance], error) {
	defer m.lock()()
	return list(m.passing(f), q, store.AppearanceCursor), nil
}

func (m *model) AppearancesByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q relay.Query) ([]relay.Page[*timeline.Appearance], error) {
	pages := make([]relay.Page[*timeline.Appearance], len(slugs))
	for i, slug := range slugs {
		f.Person = slug
		pages[i], _ = m.ListAppearances(ctx, f, q)
	}
	return pages, nil
}

func (m *model) CountAppearances(_ context.Context, f store.AppearanceFilter) (int, error) {
	defer m.lock()()
	return len(m.passing(f)), nil
}

func (m *model) CountByPerson(_ context.Context, slugs []string, f store.AppearanceFilter) ([]store.Count, error) {
	defer m.lock()()
	counts := make([]store.Count, len(slugs))
	for i, slug := range slugs {
		f.Person = slug
		for _, a := range m.passing(f) {
			counts[i].Appearances++
			counts[i].Recommendations += len(a.Recommendations)
		}
	}
	return counts, nil
}

func (m *model) Ready() error { return nil }

func (m *model) Corpus(context.Context) (timeline.Corpus, error) {
	defer m.lock()()
	return m.corpus, nil
}

// Changes implements [store.Reader]: the model knows of none.
func (m *model) Changes(context.Context, string) (cachetag.History, error) { return nil, nil }

// Verify implements [store.Reader]: there is nothing beside the documents.
func (m *model) Verify(ctx context.Context, _ func(store.Finding)) (timeline.Corpus, error) {
	return m.Corpus(ctx)
}
