package sqlite_test

import (
	"context"

	"viewline/store"
	"viewline/store/sqlite"
)

// readsOfFacets are counts of what lists have.
func readsOfFacets(s *sqlite.Store) []read {
	years, topics := store.FacetQuery{By: store.ByYear}, store.FacetQuery{By: store.OfTopic, Limit: 20}
	all := []string{"SEARCH found USING COVERING INDEX facets_by_count (list=? AND token=? AND facet=?)"}
	frequent := []string{
		"SEARCH found USING PRIMARY KEY (list=? AND token=? AND facet=? AND value=?)",
		"SEARCH facet USING COVERING INDEX facets_by_count (list=? AND token=? AND facet=?)",
	}
	// What matches, from the one id to the other.
	found := func(steps ...string) []string { return append([]string{matchesIn, longest, entryByID}, steps...) }
	const once = "USE TEMP B-TREE FOR DISTINCT"
	return []read{
		{
			"years", func(ctx context.Context) (any, error) {
				return s.AppearanceFacets(ctx, store.AppearanceFilter{}, years)
			},
			all,
		},
		{
			"years of people", func(ctx context.Context) (any, error) {
				return s.AppearanceFacetsByPerson(ctx, some, store.AppearanceFilter{}, years)
			},
			all,
		},
		{
			"topics", func(ctx context.Context) (any, error) {
				return s.ViewpointFacets(ctx, store.ViewpointFilter{}, topics)
			},
			frequent,
		},
		{
			"topics of people", func(ctx context.Context) (any, error) {
				return s.ViewpointFacetsBy(ctx, store.ByPerson, some, store.ViewpointFilter{}, topics)
			},
			frequent,
		},
		{
			"years of a span", func(ctx context.Context) (any, error) { return s.AppearanceFacets(ctx, span, years) },
			found(once, entryByID, groups),
		},
		{
			"years of viewpoints of dates alone", func(ctx context.Context) (any, error) {
				return s.ViewpointFacets(ctx, store.ViewpointFilter{From: span.From, To: span.To}, years)
			},
			[]string{"SEARCH facet USING PRIMARY KEY (list=? AND token=? AND facet=? AND value>?)", groups},
		},
		{
			"topics of appearances with words", func(ctx context.Context) (any, error) { return s.AppearanceFacets(ctx, spoken, topics) },
			found(once, entryByID, "SEARCH topic USING COVERING INDEX said_in_document (source=? AND owner=?)", groups),
		},
		{
			"years of viewpoints with words", func(ctx context.Context) (any, error) { return s.ViewpointFacets(ctx, views, years) },
			found(groups),
		},
		{
			"topics of hits", func(ctx context.Context) (any, error) {
				return s.HitFacets(ctx, store.SearchFilter{Text: "two words"}, topics)
			},
			found("SCAN topic VIRTUAL TABLE INDEX 1:", groups),
		},
	}
}
