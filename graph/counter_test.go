package graph_test

import (
	"context"
	"maps"
	"sync"
	"time"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// counter counts the reads of a store by their names. Where the function fail is set, it is
// called before each read, and its error is the read's.
type counter struct {
	store.Reader
	fail func(read string) error

	mu    sync.Mutex
	reads map[string]int
}

func count(r store.Reader) *counter { return &counter{Reader: r, reads: map[string]int{}} }

// taken returns the counts since its last call.
func (c *counter) taken() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	taken := maps.Clone(c.reads)
	clear(c.reads)
	return taken
}

func counted[V any](c *counter, name string, read func() (V, error)) (V, error) {
	c.mu.Lock()
	c.reads[name]++
	c.mu.Unlock()
	if c.fail != nil {
		if err := c.fail(name); err != nil {
			var none V
			return none, err
		}
	}
	return read()
}

func (c *counter) People(ctx context.Context, names []string) ([]*timeline.Person, error) {
	return counted(c, "People", func() ([]*timeline.Person, error) { return c.Reader.People(ctx, names) })
}

func (c *counter) Appearances(ctx context.Context, keys []string) ([]*timeline.Appearance, error) {
	return counted(c, "Appearances", func() ([]*timeline.Appearance, error) { return c.Reader.Appearances(ctx, keys) })
}

func (c *counter) Occasions(ctx context.Context, hashes []string) ([][]*timeline.Appearance, error) {
	return counted(c, "Occasions", func() ([][]*timeline.Appearance, error) { return c.Reader.Occasions(ctx, hashes) })
}

func (c *counter) Neighbours(ctx context.Context, of []*timeline.Appearance, next bool) ([]*timeline.Appearance, error) {
	return counted(c, "Neighbours", func() ([]*timeline.Appearance, error) { return c.Reader.Neighbours(ctx, of, next) })
}

func (c *counter) Papers(ctx context.Context, slugs []string) ([]*timeline.Paper, error) {
	return counted(c, "Papers", func() ([]*timeline.Paper, error) { return c.Reader.Papers(ctx, slugs) })
}

func (c *counter) PostsByPath(ctx context.Context, paths []string) ([]*timeline.Post, error) {
	return counted(c, "PostsByPath", func() ([]*timeline.Post, error) { return c.Reader.PostsByPath(ctx, paths) })
}

func (c *counter) PostsBySlug(ctx context.Context, slugs []string) ([]*timeline.Post, error) {
	return counted(c, "PostsBySlug", func() ([]*timeline.Post, error) { return c.Reader.PostsBySlug(ctx, slugs) })
}

func (c *counter) PostsNamed(ctx context.Context, name string, most int) ([]*timeline.Post, error) {
	return counted(c, "PostsNamed", func() ([]*timeline.Post, error) { return c.Reader.PostsNamed(ctx, name, most) })
}

func (c *counter) RecordedAt(ctx context.Context, paths []string) ([]time.Time, error) {
	return counted(c, "RecordedAt", func() ([]time.Time, error) { return c.Reader.RecordedAt(ctx, paths) })
}

func (c *counter) Titles(ctx context.Context, found func(store.Title) error) error {
	_, err := counted(c, "Titles", func() (any, error) { return nil, c.Reader.Titles(ctx, found) })
	return err
}

func (c *counter) ListPeople(ctx context.Context, f store.PersonFilter, by store.PersonOrder, q relay.Query) (relay.Page[*timeline.Person], error) {
	return counted(c, "ListPeople", func() (relay.Page[*timeline.Person], error) { return c.Reader.ListPeople(ctx, f, by, q) })
}

func (c *counter) ListAppearances(ctx context.Context, f store.AppearanceFilter, q relay.Query) (relay.Page[*timeline.Appearance], error) {
	return counted(c, "ListAppearances", func() (relay.Page[*timeline.Appearance], error) { return c.Reader.ListAppearances(ctx, f, q) })
}

func (c *counter) AppearancesByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q relay.Query) ([]relay.Page[*timeline.Appearance], error) {
	return counted(c, "AppearancesByPerson", func() ([]relay.Page[*timeline.Appearance], error) {
		return c.Reader.AppearancesByPerson(ctx, slugs, f, q)
	})
}

func (c *counter) CountAppearances(ctx context.Context, f store.AppearanceFilter) (int, error) {
	return counted(c, "CountAppearances", func() (int, error) { return c.Reader.CountAppearances(ctx, f) })
}

func (c *counter) CountByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter) ([]store.Count, error) {
	return counted(c, "CountByPerson", func() ([]store.Count, error) { return c.Reader.CountByPerson(ctx, slugs, f) })
}

func (c *counter) Corpus(ctx context.Context) (timeline.Corpus, error) {
	return counted(c, "Corpus", func() (timeline.Corpus, error) { return c.Reader.Corpus(ctx) })
}
