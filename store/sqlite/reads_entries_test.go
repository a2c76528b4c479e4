package sqlite_test

import (
	"context"
	"slices"

	"viewline/relay"
	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

// pageOfEntries is the plan of a page: the scan that finds its end, the page's entries in
// their order, and their documents.
func pageOfEntries(walk, order string, counted ...string) []string {
	return slices.Concat([]string{longest, walk, entryByID}, counted, []string{
		"SCAN found VIRTUAL TABLE INDEX 1:", matchesIn, entryByID, order, "SEARCH page USING INTEGER PRIMARY KEY (rowid=?)",
		appearanceByKey,
		"SEARCH post USING INDEX sqlite_autoindex_post_1 (path=?)",
		"SEARCH post USING INDEX sqlite_autoindex_post_1 (path=?)",
		"SEARCH paper USING INDEX sqlite_autoindex_paper_1 (slug=?)",
		"SEARCH person USING INDEX sqlite_autoindex_person_1 (slug=?)",
		"SEARCH topic USING INDEX sqlite_autoindex_topic_1 (slug=?)",
	})
}

// countedItems is the step that reads what an import has counted.
const countedItems = "SEARCH facet USING COVERING INDEX facets_by_count (list=? AND token=? AND facet=?)"

var someKinds = store.Kinds{timeline.KindEssay, timeline.KindTalk}

// readsOfEntries are the reads that use entries.
func readsOfEntries(s *sqlite.Store) []read {
	return []read{
		{
			"appearances with words", func(ctx context.Context) (any, error) { return s.ListAppearances(ctx, spoken, newest) },
			pageOfEntries(matchesDown, groups, "USE TEMP B-TREE FOR DISTINCT"),
		},
		{
			"appearances with words, by person", func(ctx context.Context) (any, error) { return s.AppearancesByPerson(ctx, some, spoken, oldest) },
			pageOfEntries(matchesUp, groups, "USE TEMP B-TREE FOR DISTINCT"),
		},
		{
			"count of appearances with words", func(ctx context.Context) (any, error) { return s.CountAppearances(ctx, spoken) },
			[]string{"SEARCH head USING INTEGER PRIMARY KEY (rowid=?)", matchesIn, longest, entryByID, groups},
		},
		{
			"count of appearances with words, by person", func(ctx context.Context) (any, error) { return s.CountByPerson(ctx, some, spoken) },
			[]string{"SEARCH head USING INTEGER PRIMARY KEY (rowid=?)", matchesIn, longest, entryByID, groups},
		},
		{
			"viewpoints", func(ctx context.Context) (any, error) { return s.ListViewpoints(ctx, views, newest) },
			pageOfEntries(matchesDown, sorts),
		},
		{
			"first viewpoints", func(ctx context.Context) (any, error) { return s.ListViewpoints(ctx, store.ViewpointFilter{}, oldest) },
			pageOfEntries(matchesUp, sorts),
		},
		{
			"viewpoints by topic", func(ctx context.Context) (any, error) { return s.ViewpointsBy(ctx, store.ByTopic, some, views, newest) },
			pageOfEntries(matchesDown, sorts),
		},
		{
			"count of viewpoints", func(ctx context.Context) (any, error) { return s.CountViewpoints(ctx, store.ViewpointFilter{}) },
			[]string{countedItems},
		},
		{
			"count of viewpoints of a span", func(ctx context.Context) (any, error) { return s.CountViewpoints(ctx, views) },
			[]string{matchesIn, longest, entryByID},
		},
		{
			"count of viewpoints by person", func(ctx context.Context) (any, error) {
				return s.CountViewpointsBy(ctx, store.ByPerson, some, store.ViewpointFilter{})
			},
			[]string{countedItems},
		},
		{
			"papers with words", func(ctx context.Context) (any, error) {
				return s.ListPapers(ctx, store.PaperFilter{Text: "words", Author: "ada"}, store.PapersByDate, newest)
			},
			pageOfEntries(matchesDown, sorts),
		},
		{
			"papers that several people recommend", func(ctx context.Context) (any, error) {
				return s.ListPapers(ctx, store.PaperFilter{MinRecommenders: 2}, store.PapersByDate, newest)
			},
			[]string{"SEARCH found USING PRIMARY KEY (list=? AND token=? AND (sort,slug)<(?,?))", "SEARCH paper USING INDEX sqlite_autoindex_paper_1 (slug=?)"},
		},
		{
			"the most recommended of them", func(ctx context.Context) (any, error) {
				return s.ListPapers(ctx, store.PaperFilter{MinRecommenders: 2}, store.PapersByRecommendations, newest)
			},
			[]string{"SEARCH found USING PRIMARY KEY (list=? AND token=? AND (sort,slug)<(?,?))", "SEARCH paper USING INDEX sqlite_autoindex_paper_1 (slug=?)"},
		},
		{
			"first papers by title", func(ctx context.Context) (any, error) {
				return s.ListPapers(ctx, store.PaperFilter{}, store.PapersByTitle, oldest)
			},
			[]string{"SEARCH found USING PRIMARY KEY (list=? AND token=?)", "SEARCH paper USING INDEX sqlite_autoindex_paper_1 (slug=?)"},
		},
		{
			"papers with words by title", func(ctx context.Context) (any, error) {
				return s.ListPapers(ctx, store.PaperFilter{Text: "words"}, store.PapersByTitle, newest)
			},
			[]string{
				matchesIn, longest, entryByID, "SEARCH found USING COVERING INDEX ranks_of_document (slug=? AND list=? AND token=? AND sort<?)", sorts,
				"SCAN page", "SEARCH paper USING INDEX sqlite_autoindex_paper_1 (slug=?)",
			},
		},
		{
			"count of papers", func(ctx context.Context) (any, error) { return s.CountPapers(ctx, store.PaperFilter{}) },
			[]string{"SEARCH meta USING INTEGER PRIMARY KEY (rowid=?)"},
		},
		{
			"count of papers that several people recommend", func(ctx context.Context) (any, error) {
				return s.CountPapers(ctx, store.PaperFilter{MinRecommenders: 2})
			},
			[]string{"SEARCH ranked USING PRIMARY KEY (list=? AND token=?)"},
		},
		{
			"search", func(ctx context.Context) (any, error) {
				return s.Search(ctx, store.SearchFilter{Text: "two words"}, newest)
			},
			pageOfEntries(matchesDown, sorts),
		},
		{
			"ranked search", func(ctx context.Context) (any, error) {
				return s.Search(ctx, store.SearchFilter{Text: "two words", Ranked: true}, relay.Query{Limit: 5, Descending: true})
			},
			pageOfEntries(matchesDown, sorts),
		},
		{
			"count of hits", func(ctx context.Context) (any, error) { return s.CountHits(ctx, store.SearchFilter{Text: "two words"}) },
			[]string{ // the segments, and how long the lists of the words are; an empty index has none to be read
				"SEARCH token_data USING INTEGER PRIMARY KEY (rowid=?)", "SETUP", "SEARCH token_idx USING PRIMARY KEY", "RECURSIVE STEP",
				"SCAN part", "SEARCH token_idx USING PRIMARY KEY (segid>?)", "SCAN part", "USE TEMP B-TREE FOR GROUP BY",
				"SEARCH token_idx USING PRIMARY KEY (segid=? AND term>?)", "SEARCH token_idx USING PRIMARY KEY (segid=? AND term<?)",
			},
		},
	}
}
