package sqlite_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

// ends are what finds in which appearances the positions of a page begin and end.
var ends = []string{"SEARCH said USING PRIMARY KEY (person=? AND topic=? AND date>?)", "SEARCH said USING PRIMARY KEY (person=? AND topic=? AND date>?)"}

// otherSide goes through a parameter.
const otherSide = "SCAN other VIRTUAL TABLE INDEX 1:"

// readsOfPositions are what people put forward on topics.
func readsOfPositions(s *sqlite.Store) []read {
	page := func(ofPage ...string) []string {
		steps := append([]string{"SEARCH found USING INTEGER PRIMARY KEY (rowid=?)"}, ofPage...)
		return append(append(append(steps, ends...), sorts), appearanceByKey)
	}
	return []read{
		{
			"positions of people", func(ctx context.Context) (any, error) {
				return s.PositionsBy(ctx, store.ByPerson, some, nil, store.PositionsByCount, newest)
			},
			page("SEARCH position USING COVERING INDEX positions_of_person_by_count (person=? AND (counted,key)<(?,?))"),
		},
		{
			"positions on topics, by date", func(ctx context.Context) (any, error) {
				return s.PositionsBy(ctx, store.ByTopic, some, nil, store.PositionsByDate, oldest)
			},
			page("SEARCH position USING COVERING INDEX positions_on_topic_by_date (topic=?)"),
		},
		{
			"positions of some people on topics", func(ctx context.Context) (any, error) {
				return s.PositionsBy(ctx, store.ByTopic, some, some, store.PositionsByCount, oldest)
			},
			page("SEARCH position USING INDEX sqlite_autoindex_position_1 (key=?)", otherSide, sorts),
		},
		{
			"count of positions", func(ctx context.Context) (any, error) { return s.CountPositionsBy(ctx, store.ByTopic, some, nil) },
			[]string{"SEARCH position USING COVERING INDEX positions_on_topic_by_date (topic=?)"},
		},
		{
			"count of positions of some people", func(ctx context.Context) (any, error) {
				return s.CountPositionsBy(ctx, store.ByTopic, some, some)
			},
			[]string{"SEARCH position USING COVERING INDEX sqlite_autoindex_position_1 (key=?)", otherSide},
		},
	}
}

// TestPlanOfSettling sums up what an import has touched, and nothing else.
func TestPlanOfSettling(t *testing.T) {
	var sent []string
	dir := t.TempDir()
	s := open(t, dir, sqlite.WithTrace(func(query string) { sent = append(sent, query) }))
	d := searchedPost(0)
	d.Appearances[0].Sections = []*timeline.Section{{Viewpoints: []*timeline.Viewpoint{{Topics: []string{"ai"}}}}}
	load(t, s, store.Batch{Posts: []store.PostDocuments{d}})
	settling := slices.DeleteFunc(sent, func(query string) bool { return !strings.Contains(query, "sum(said.n)") })
	if len(settling) != 1 {
		t.Fatalf("%d statements sum up positions; want 1", len(settling))
	}
	want := []string{"SEARCH touched USING PRIMARY KEY (key>?)", "SEARCH said USING PRIMARY KEY (person=? AND topic=?)"}
	if diff := cmp.Diff(want, plan(t, open(t, dir), settling[0])); diff != "" {
		t.Errorf("got + instead of -:\n%s", diff)
	}
}
