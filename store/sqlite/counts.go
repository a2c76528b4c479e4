package sqlite

import (
	"context"

	"viewline/store"
)

// countFunc counts, for each of the slugs, what the document is to carry.
type countFunc func(ctx context.Context, query queryFunc, slugs []string) ([]store.Counts, error)

// countPapers counts how often papers are recommended.
func countPapers(ctx context.Context, query queryFunc, slugs []string) ([]store.Counts, error) {
	numbers, err := countsBy(ctx, query, slugs, countRecommendations, list(slugs))
	counts := make([]store.Counts, len(slugs))
	for i, n := range numbers {
		counts[i].Recommendations = n
	}
	return counts, err
}

// countTopics counts the viewpoints on topics.
func countTopics(ctx context.Context, query queryFunc, slugs []string) ([]store.Counts, error) {
	const text = "SELECT topic, sum(n) FROM said WHERE topic IN (SELECT value FROM json_each(?)) GROUP BY topic"
	numbers, err := countsBy(ctx, query, slugs, text, list(slugs))
	counts := make([]store.Counts, len(slugs))
	for i, n := range numbers {
		counts[i].Viewpoints = n
	}
	return counts, err
}

// countPeople counts the appearances of people, and finds the latest.
func countPeople(ctx context.Context, query queryFunc, slugs []string) ([]store.Counts, error) {
	const text = "SELECT person, count(*), max(date) FROM appearance WHERE person IN (SELECT value FROM json_each(?)) GROUP BY person"
	bySlug := map[string]store.Counts{}
	err := each(ctx, query, text, []any{list(slugs)}, func(scan scanFunc) error {
		var slug string
		var c store.Counts
		err := scan(&slug, &c.Appearances, &c.Latest)
		bySlug[slug] = c
		return err
	})
	counts := make([]store.Counts, len(slugs))
	for i, slug := range slugs {
		counts[i] = bySlug[slug]
	}
	return counts, err
}
