package sqlite_test

import (
	"context"

	"viewline/store"
	"viewline/store/sqlite"
)

// readsOfRanks are lists of people, topics and posts that are sorted by numbers and by
// dates.
func readsOfRanks(s *sqlite.Store) []read {
	const (
		fromStart = "SEARCH found USING PRIMARY KEY (list=? AND token=?)"
		further   = "SEARCH found USING PRIMARY KEY (list=? AND token=? AND (sort,slug)<(?,?))"
		person    = "SEARCH person USING INDEX sqlite_autoindex_person_1 (slug=?)"
		rank      = "SEARCH at USING COVERING INDEX ranks_of_document (slug=? AND list=? AND token=?)"
	)
	return []read{
		{
			"people by appearances", func(ctx context.Context) (any, error) {
				return s.ListPeople(ctx, store.PersonFilter{}, store.PeopleByAppearances, oldest)
			},
			[]string{fromStart, person},
		},
		{
			"people on a topic by latest", func(ctx context.Context) (any, error) {
				return s.ListPeople(ctx, store.PersonFilter{Topic: "ai"}, store.PeopleByLatest, newest)
			},
			[]string{further, person},
		},
		{
			"people with words by latest", func(ctx context.Context) (any, error) {
				return s.ListPeople(ctx, store.PersonFilter{Text: "words", Topic: "ai"}, store.PeopleByLatest, oldest)
			},
			[]string{
				"SEARCH found USING PRIMARY KEY (token=?)", "SEARCH other EXISTS USING COVERING INDEX tokens_of_person (slug=?)",
				rank, sorts, "SCAN page", person,
			},
		},
		{
			"people by topic and appearances", func(ctx context.Context) (any, error) {
				return s.PeopleByTopic(ctx, some, store.PeopleByAppearances, newest)
			},
			[]string{"SEARCH found USING INDEX sqlite_autoindex_person_1 (slug=?)", "SEARCH ranked USING PRIMARY KEY (list=? AND token=? AND (sort,slug)<(?,?))", rank, sorts},
		},
		{
			"topics by viewpoints", func(ctx context.Context) (any, error) { return s.ListTopics(ctx, store.TopicsByViewpoints, newest) },
			[]string{further, "SEARCH topic USING INDEX sqlite_autoindex_topic_1 (slug=?)"},
		},
		{
			"posts by date", func(ctx context.Context) (any, error) { return s.ListPosts(ctx, store.PostsByDate, newest) },
			[]string{further, "SEARCH post USING INDEX sqlite_autoindex_post_1 (path=?)"},
		},
		{
			"posts by person and date", func(ctx context.Context) (any, error) { return s.PostsByPerson(ctx, some, store.PostsByDate, newest) },
			[]string{"SEARCH post USING INDEX sqlite_autoindex_post_1 (path=?)", "SEARCH ranked USING PRIMARY KEY (list=? AND token=? AND (sort,slug)<(?,?))", rank, sorts},
		},
	}
}
