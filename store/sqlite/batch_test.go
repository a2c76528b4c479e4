package sqlite_test

import (
	"context"
	"testing"

	"viewline/relay"
	"viewline/store"
	"viewline/store/sqlite"
)

// TestReadsPerBatch counts statements: one, for fifty keys as for one.
func TestReadsPerBatch(t *testing.T) {
	var sent int
	s := open(t, t.TempDir(), sqlite.WithTrace(func(string) { sent++ }))
	var keys []string
	for i := range 50 {
		keys = append(keys, slug(i))
	}
	q := relay.Query{Limit: 3}
	text, views := store.AppearanceFilter{Text: "words"}, store.ViewpointFilter{}
	for name, do := range map[string]func(context.Context, []string) (any, error){
		"People":             func(ctx context.Context, k []string) (any, error) { return s.People(ctx, k) },
		"Topics":             func(ctx context.Context, k []string) (any, error) { return s.Topics(ctx, k) },
		"PeopleByTopic":      func(ctx context.Context, k []string) (any, error) { return s.PeopleByTopic(ctx, k, q) },
		"CountPeopleByTopic": func(ctx context.Context, k []string) (any, error) { return s.CountPeopleByTopic(ctx, k) },
		"AppearancesByPerson": func(ctx context.Context, k []string) (any, error) {
			return s.AppearancesByPerson(ctx, k, store.AppearanceFilter{}, q)
		},
		"AppearancesByPerson with words": func(ctx context.Context, k []string) (any, error) {
			return s.AppearancesByPerson(ctx, k, text, q)
		},
		"CountByPerson": func(ctx context.Context, k []string) (any, error) {
			return s.CountByPerson(ctx, k, store.AppearanceFilter{})
		},
		"CountByPerson with words": func(ctx context.Context, k []string) (any, error) { return s.CountByPerson(ctx, k, text) },
		"AppearancesByPaper":       func(ctx context.Context, k []string) (any, error) { return s.AppearancesByPaper(ctx, k, q) },
		"CountByPaper":             func(ctx context.Context, k []string) (any, error) { return s.CountByPaper(ctx, k) },
		"ViewpointsBy person": func(ctx context.Context, k []string) (any, error) {
			return s.ViewpointsBy(ctx, store.ByPerson, k, views, q)
		},
		"ViewpointsBy topic": func(ctx context.Context, k []string) (any, error) {
			return s.ViewpointsBy(ctx, store.ByTopic, k, views, q)
		},
		"CountViewpointsBy": func(ctx context.Context, k []string) (any, error) {
			return s.CountViewpointsBy(ctx, store.ByPerson, k, views)
		},
		"PostsByPerson":      func(ctx context.Context, k []string) (any, error) { return s.PostsByPerson(ctx, k, q) },
		"CountPostsByPerson": func(ctx context.Context, k []string) (any, error) { return s.CountPostsByPerson(ctx, k) },
	} {
		for _, n := range []int{1, 50} {
			sent = 0
			if _, err := do(t.Context(), keys[:n]); err != nil || sent != 1 {
				t.Errorf("%s of %d: %d statements, %v; want 1", name, n, sent, err)
			}
		}
	}
}
