package sqlite_test

import (
	"context"
	"slices"

	"viewline/relay"
	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

type read struct {
	name string
	do   func(context.Context) (any, error)
	plan []string
}

// The keys that the reads ask for.
var (
	some   = []string{"ada", "bo"}
	oldest = relay.Query{Limit: 5}
	newest = relay.Query{Limit: 5, Descending: true, After: relay.Cursor{Sort: "2020", Key: "k"}}
	span   = store.AppearanceFilter{
		Kinds: store.Kinds{timeline.KindTalk}, Recommends: true, From: timeline.PartialDate{Year: 2020}, To: timeline.PartialDate{Year: 2021},
	}
	spanOfAda = store.AppearanceFilter{Person: "ada", Kinds: span.Kinds, Recommends: true, From: span.From, To: span.To}
	spoken    = store.AppearanceFilter{Topic: "ai", Text: "words", From: span.From}
	views     = store.ViewpointFilter{Topic: "ai", Text: "two words", Theme: "theme", From: span.From, To: span.To}
)

const (
	sorts           = "USE TEMP B-TREE FOR ORDER BY"
	groups          = "USE TEMP B-TREE FOR GROUP BY"
	entryByID       = "SEARCH entries USING INTEGER PRIMARY KEY (rowid=?)"
	appearanceByKey = "SEARCH appearance USING INDEX sqlite_autoindex_appearance_1 (key=?)"
	longest         = "SEARCH meta USING INTEGER PRIMARY KEY (rowid=?)"
	// What FTS5 reads: all ids that match, those within bounds, and those in
	// their order, up or down, from one bound to the other.
	matches     = "SCAN token VIRTUAL TABLE INDEX 0:M1"
	matchesIn   = "SCAN token VIRTUAL TABLE INDEX 0:M1><"
	matchesUp   = "SCAN token VIRTUAL TABLE INDEX 64:M1><"
	matchesDown = "SCAN token VIRTUAL TABLE INDEX 192:M1<>"
)

// reads are all reads with the indexes that they use. A list reads an index in its order,
// so that a page ends the scan; a temporary table sorts only the rows found.
func reads(s *sqlite.Store) []read {
	return slices.Concat(readsByKey(s), readsOfPeople(s), readsOfAppearances(s), readsOfEntries(s), readsOfPositions(s), readsOfFacets(s), readsOfRanks(s))
}

// readsByKey are those of single documents.
func readsByKey(s *sqlite.Store) []read {
	return []read{
		{
			"corpus", func(ctx context.Context) (any, error) { return s.Corpus(ctx) },
			[]string{"SEARCH meta USING INTEGER PRIMARY KEY (rowid=?)"},
		},
		{
			"first stored posts", func(ctx context.Context) (any, error) { return s.PostsAfter(ctx, "", 5) },
			[]string{"SCAN post USING INDEX sqlite_autoindex_post_1"},
		},
		{
			"further stored posts", func(ctx context.Context) (any, error) { return s.PostsAfter(ctx, "a.md", 5) },
			[]string{"SEARCH post USING INDEX sqlite_autoindex_post_1 (path>?)"},
		},
		{
			"stored records", func(ctx context.Context) (any, error) { return s.RecordsAfter(ctx, "a.md", 5) },
			[]string{"SEARCH post USING INDEX sqlite_autoindex_post_1 (path>?)"},
		},
		{
			"stored people", func(ctx context.Context) (any, error) { return s.PeopleAfter(ctx, "ada", 5) },
			[]string{"SEARCH person USING INDEX sqlite_autoindex_person_1 (slug>?)"},
		},
		{
			"stored papers", func(ctx context.Context) (any, error) { return s.PapersAfter(ctx, "x", 5) },
			[]string{"SEARCH paper USING INDEX sqlite_autoindex_paper_1 (slug>?)"},
		},
		{
			"stored topics", func(ctx context.Context) (any, error) { return s.TopicsAfter(ctx, "agi", 5) },
			[]string{"SEARCH topic USING INDEX sqlite_autoindex_topic_1 (slug>?)"},
		},
		{
			"people", func(ctx context.Context) (any, error) { return s.People(ctx, some) },
			[]string{"SEARCH person USING INDEX sqlite_autoindex_person_1 (slug=?)", "SEARCH person_name USING PRIMARY KEY (name=?)", sorts},
		},
		{
			"appearances", func(ctx context.Context) (any, error) { return s.Appearances(ctx, some) },
			[]string{"SEARCH appearance USING INDEX sqlite_autoindex_appearance_1 (key=?)"},
		},
		{
			"papers", func(ctx context.Context) (any, error) { return s.Papers(ctx, some) },
			[]string{"SEARCH paper USING INDEX sqlite_autoindex_paper_1 (slug=?)"},
		},
		{
			"posts by path", func(ctx context.Context) (any, error) { return s.PostsByPath(ctx, some) },
			[]string{"SEARCH post USING INDEX sqlite_autoindex_post_1 (path=?)"},
		},
		{
			"posts by slug", func(ctx context.Context) (any, error) { return s.PostsBySlug(ctx, some) },
			[]string{"SEARCH post USING INDEX posts_by_slug (slug=?)"},
		},
		{
			"posts by name", func(ctx context.Context) (any, error) { return s.PostsNamed(ctx, some[0], 2) },
			[]string{"SCAN post USING COVERING INDEX titles_of_posts", "SEARCH post USING INDEX posts_by_slug (slug=?)"},
		},
		{
			"topics", func(ctx context.Context) (any, error) { return s.Topics(ctx, some) },
			[]string{"SEARCH topic USING INDEX sqlite_autoindex_topic_1 (slug=?)", "SEARCH topic_name USING PRIMARY KEY (name=?)", sorts},
		},
	}
}

// readsOfPeople are lists of people, topics and posts.
func readsOfPeople(s *sqlite.Store) []read {
	return []read{
		{
			"first people", func(ctx context.Context) (any, error) {
				return s.ListPeople(ctx, store.PersonFilter{}, store.PeopleByName, oldest)
			},
			[]string{"SCAN found USING INDEX people_by_name"},
		},
		{
			"further people", func(ctx context.Context) (any, error) {
				return s.ListPeople(ctx, store.PersonFilter{}, store.PeopleByName, newest)
			},
			[]string{"SEARCH found USING INDEX people_by_name ((sort,slug)<(?,?))"},
		},
		{
			"people with words", func(ctx context.Context) (any, error) {
				return s.ListPeople(ctx, store.PersonFilter{Text: "two words 智", Topic: "ai"}, store.PeopleByName, newest)
			},
			[]string{
				"SEARCH found USING PRIMARY KEY (token=? AND (sort,slug)<(?,?))",
				"SEARCH other EXISTS USING COVERING INDEX tokens_of_person (slug=? AND token=?)",
				"SEARCH other EXISTS USING COVERING INDEX tokens_of_person (slug=? AND token=?)",
				"SEARCH other EXISTS USING COVERING INDEX tokens_of_person (slug=? AND token=?)",
				"SEARCH person USING INDEX sqlite_autoindex_person_1 (slug=?)",
			},
		},
		{
			"people with an ideograph", func(ctx context.Context) (any, error) {
				return s.ListPeople(ctx, store.PersonFilter{Text: "智"}, store.PeopleByName, newest)
			},
			[]string{"SEARCH found USING PRIMARY KEY (token=? AND (sort,slug)<(?,?))", "SEARCH person USING INDEX sqlite_autoindex_person_1 (slug=?)"},
		},
		{
			"people with a beginning", func(ctx context.Context) (any, error) {
				return s.ListPeople(ctx, store.PersonFilter{Text: "studies"}, store.PeopleByName, newest)
			},
			[]string{
				"MULTI-INDEX OR", "INDEX 1", "SEARCH person_token USING PRIMARY KEY (token>? AND token<?)",
				"INDEX 2", "SEARCH person_token USING PRIMARY KEY (token=? AND (sort,slug)<(?,?))",
				"INDEX 3", "SEARCH person_token USING PRIMARY KEY (token=? AND (sort,slug)<(?,?))",
				"USE TEMP B-TREE FOR DISTINCT", "SCAN found", "SEARCH person USING INDEX sqlite_autoindex_person_1 (slug=?)", sorts,
			},
		},
		{
			"count of people", func(ctx context.Context) (any, error) { return s.CountPeople(ctx, store.PersonFilter{}) },
			[]string{"SEARCH meta USING INTEGER PRIMARY KEY (rowid=?)"},
		},
		{
			"count of people with words", func(ctx context.Context) (any, error) {
				return s.CountPeople(ctx, store.PersonFilter{Text: "words", Topic: "ai"})
			},
			[]string{"SEARCH found USING PRIMARY KEY (token=?)", "SEARCH other EXISTS USING COVERING INDEX tokens_of_person (slug=?)"},
		},
		{
			"people by topic", func(ctx context.Context) (any, error) { return s.PeopleByTopic(ctx, some, store.PeopleByName, newest) },
			[]string{"SEARCH found USING INDEX sqlite_autoindex_person_1 (slug=?)", "SEARCH person_token USING PRIMARY KEY (token=? AND (sort,slug)<(?,?))", sorts},
		},
		{
			"count of people by topic", func(ctx context.Context) (any, error) { return s.CountPeopleByTopic(ctx, some) },
			[]string{"SEARCH person_token USING PRIMARY KEY (token=?)"},
		},
		{
			"first topics", func(ctx context.Context) (any, error) { return s.ListTopics(ctx, store.TopicsByName, oldest) },
			[]string{"SCAN topic USING INDEX topics_by_name"},
		},
		{
			"further topics", func(ctx context.Context) (any, error) { return s.ListTopics(ctx, store.TopicsByName, newest) },
			[]string{"SEARCH topic USING INDEX topics_by_name ((sort,slug)<(?,?))"},
		},
		{
			"first posts", func(ctx context.Context) (any, error) { return s.ListPosts(ctx, store.PostsBySlug, oldest) },
			[]string{"SCAN post USING INDEX posts_by_slug"},
		},
		{
			"further posts", func(ctx context.Context) (any, error) { return s.ListPosts(ctx, store.PostsBySlug, newest) },
			[]string{"SEARCH post USING INDEX posts_by_slug (slug<?)"},
		},
		{
			"posts by person", func(ctx context.Context) (any, error) { return s.PostsByPerson(ctx, some, store.PostsBySlug, newest) },
			[]string{"SEARCH post USING INDEX sqlite_autoindex_post_1 (path=?)", "SEARCH post_person USING PRIMARY KEY (person=? AND slug<?)", sorts},
		},
		{
			"count of posts by person", func(ctx context.Context) (any, error) { return s.CountPostsByPerson(ctx, some) },
			[]string{"SEARCH post_person USING PRIMARY KEY (person=?)"},
		},
	}
}

// readsOfAppearances are lists of appearances that need no entries.
func readsOfAppearances(s *sqlite.Store) []read {
	return []read{
		{
			"first appearances", func(ctx context.Context) (any, error) {
				return s.ListAppearances(ctx, store.AppearanceFilter{}, oldest)
			},
			[]string{"SCAN appearance USING INDEX appearances_by_date"},
		},
		{
			"further appearances", func(ctx context.Context) (any, error) { return s.ListAppearances(ctx, span, newest) },
			[]string{"SEARCH appearance USING INDEX appearances_by_date ((date,key)<(?,?))"},
		},
		{
			"first appearances of a span", func(ctx context.Context) (any, error) { return s.ListAppearances(ctx, span, oldest) },
			[]string{"SEARCH appearance USING INDEX appearances_by_date (date<?)"},
		},
		{
			"appearances of a person", func(ctx context.Context) (any, error) { return s.ListAppearances(ctx, spanOfAda, newest) },
			[]string{"SEARCH appearance USING INDEX appearances_of_person (person=? AND (date,key)<(?,?))"},
		},
		{
			"appearances by person", func(ctx context.Context) (any, error) { return s.AppearancesByPerson(ctx, some, span, newest) },
			[]string{"SEARCH found USING INTEGER PRIMARY KEY (rowid=?)", "SEARCH appearance USING COVERING INDEX appearances_of_person (person=? AND (date,key)<(?,?))", sorts},
		},
		{
			"count", func(ctx context.Context) (any, error) { return s.CountAppearances(ctx, store.AppearanceFilter{}) },
			[]string{countedItems},
		},
		{
			"count of kinds", func(ctx context.Context) (any, error) {
				return s.CountAppearances(ctx, store.AppearanceFilter{Kinds: someKinds})
			},
			[]string{countedItems},
		},
		{
			"appearances of kinds that few have", func(ctx context.Context) (any, error) {
				return s.ListAppearances(ctx, store.AppearanceFilter{Kinds: someKinds}, newest)
			},
			append([]string{countedItems}, pageOfEntries(matchesDown, groups, "USE TEMP B-TREE FOR DISTINCT")...),
		},
		{
			"count of a span", func(ctx context.Context) (any, error) { return s.CountAppearances(ctx, span) },
			[]string{"SEARCH appearance USING COVERING INDEX appearances_by_date (date<?)"},
		},
		{
			"count of dates alone", func(ctx context.Context) (any, error) {
				return s.CountAppearances(ctx, store.AppearanceFilter{From: span.From, To: span.To})
			},
			[]string{"SEARCH facet USING PRIMARY KEY (list=? AND token=? AND facet=? AND value>?)", groups},
		},
		{
			"count of a person", func(ctx context.Context) (any, error) { return s.CountAppearances(ctx, spanOfAda) },
			[]string{"SEARCH appearance USING COVERING INDEX appearances_of_person (person=? AND date<?)"},
		},
		{
			"occasions", func(ctx context.Context) (any, error) { return s.Occasions(ctx, some) },
			[]string{"SEARCH appearance USING INDEX appearances_of_occasion (occasion=?)"},
		},
		{
			"neighbours", func(ctx context.Context) (any, error) {
				return s.Neighbours(ctx, []*timeline.Appearance{{Key: "ada/2020", PersonSlug: "ada"}}, true)
			},
			[]string{"SEARCH found USING INTEGER PRIMARY KEY (rowid=?)", "SEARCH appearance USING COVERING INDEX appearances_of_person (person=? AND (date,key)>(?,?))"},
		},
		{
			"appearances of several people and kinds", func(ctx context.Context) (any, error) {
				return s.ListAppearances(ctx, store.AppearanceFilter{People: some, Kinds: store.Kinds{timeline.KindTalk, timeline.KindEssay}}, newest)
			},
			[]string{
				"SEARCH found USING INTEGER PRIMARY KEY (rowid=?)", "SEARCH appearance USING COVERING INDEX appearances_of_person (person=? AND (date,key)<(?,?))",
				"CREATE BLOOM FILTER", sorts, sorts,
			},
		},
		{
			"count by person", func(ctx context.Context) (any, error) { return s.CountByPerson(ctx, some, span) },
			[]string{"SEARCH appearance USING COVERING INDEX appearances_of_person (person=? AND date<?)"},
		},
		{
			"appearances by paper", func(ctx context.Context) (any, error) { return s.AppearancesByPaper(ctx, some, newest) },
			[]string{"SEARCH found USING INDEX sqlite_autoindex_appearance_1 (key=?)", "SEARCH recommended USING PRIMARY KEY (paper=? AND (date,appearance)<(?,?))", sorts},
		},
		{
			"count by paper", func(ctx context.Context) (any, error) { return s.CountByPaper(ctx, some) },
			[]string{"SEARCH recommended USING PRIMARY KEY (paper=?)"},
		},
	}
}
