package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/page"
	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

// reads are all the ways to read, by the indexes that they go through. A list
// walks one in its order, so that a page ends the walk; a table of its own
// sorts only what is found.
func reads(s *sqlite.Store) []read {
	keys, first := []string{"ada", "bo"}, page.Query{Limit: 5}
	newest := page.Query{Limit: 5, Descending: true, After: page.Cursor{Sort: "2020", Key: "k"}}
	all := store.AppearanceFilter{}
	span := store.AppearanceFilter{
		Kind: timeline.KindTalk, Recommends: true, From: timeline.PartialDate{Year: 2020}, To: timeline.PartialDate{Year: 2021},
	}
	ofAda := span
	ofAda.Person = "ada"
	const sorts = "USE TEMP B-TREE FOR ORDER BY"
	return []read{
		{
			"corpus", func(ctx context.Context) (any, error) { return s.Corpus(ctx) },
			[]string{"SEARCH meta USING INTEGER PRIMARY KEY (rowid=?)"},
		},
		{
			"manifest", func(ctx context.Context) (any, error) { return s.Manifest(ctx) },
			[]string{"SCAN post USING INDEX sqlite_autoindex_post_1", "SCAN person USING INDEX sqlite_autoindex_person_1", "SCAN paper USING INDEX sqlite_autoindex_paper_1"},
		},
		{
			"people", func(ctx context.Context) (any, error) { return s.People(ctx, keys) },
			[]string{"SEARCH person USING INDEX sqlite_autoindex_person_1 (slug=?)", "SEARCH person_name USING PRIMARY KEY (name=?)", sorts},
		},
		{
			"appearances", func(ctx context.Context) (any, error) { return s.Appearances(ctx, keys) },
			[]string{"SEARCH appearance USING INDEX sqlite_autoindex_appearance_1 (key=?)"},
		},
		{
			"papers", func(ctx context.Context) (any, error) { return s.Papers(ctx, keys) },
			[]string{"SEARCH paper USING INDEX sqlite_autoindex_paper_1 (slug=?)"},
		},
		{
			"posts by path", func(ctx context.Context) (any, error) { return s.PostsByPath(ctx, keys) },
			[]string{"SEARCH post USING INDEX sqlite_autoindex_post_1 (path=?)"},
		},
		{
			"posts by slug", func(ctx context.Context) (any, error) { return s.PostsBySlug(ctx, keys) },
			[]string{"SEARCH post USING INDEX posts_by_slug (slug=?)"},
		},
		{
			"first people", func(ctx context.Context) (any, error) { return s.ListPeople(ctx, first) },
			[]string{"SCAN person USING INDEX people_by_name"},
		},
		{
			"further people", func(ctx context.Context) (any, error) { return s.ListPeople(ctx, newest) },
			[]string{"SEARCH person USING INDEX people_by_name ((name,slug)<(?,?))"},
		},
		{
			"first appearances", func(ctx context.Context) (any, error) { return s.ListAppearances(ctx, all, first) },
			[]string{"SCAN appearance USING INDEX appearances_by_date"},
		},
		{
			"further appearances", func(ctx context.Context) (any, error) { return s.ListAppearances(ctx, span, newest) },
			[]string{"SEARCH appearance USING INDEX appearances_by_date ((date,key)<(?,?))"},
		},
		{
			"first appearances of a span", func(ctx context.Context) (any, error) { return s.ListAppearances(ctx, span, first) },
			[]string{"SEARCH appearance USING INDEX appearances_by_date (date<?)"},
		},
		{
			"appearances of a person", func(ctx context.Context) (any, error) { return s.ListAppearances(ctx, ofAda, newest) },
			[]string{"SEARCH appearance USING INDEX appearances_of_person (person=? AND (date,key)<(?,?))"},
		},
		{
			"appearances by person", func(ctx context.Context) (any, error) { return s.AppearancesByPerson(ctx, keys, span, newest) },
			[]string{"SEARCH found USING INTEGER PRIMARY KEY (rowid=?)", "SEARCH appearance USING COVERING INDEX appearances_of_person (person=? AND (date,key)<(?,?))", sorts},
		},
		{
			"count", func(ctx context.Context) (any, error) { return s.CountAppearances(ctx, all) },
			[]string{"SCAN appearance USING COVERING INDEX appearances_by_date"},
		},
		{
			"count of a span", func(ctx context.Context) (any, error) { return s.CountAppearances(ctx, span) },
			[]string{"SEARCH appearance USING COVERING INDEX appearances_by_date (date<?)"},
		},
		{
			"count of a person", func(ctx context.Context) (any, error) { return s.CountAppearances(ctx, ofAda) },
			[]string{"SEARCH appearance USING COVERING INDEX appearances_of_person (person=? AND date<?)"},
		},
		{
			"count by person", func(ctx context.Context) (any, error) { return s.CountByPerson(ctx, keys, span) },
			[]string{"SEARCH appearance USING COVERING INDEX appearances_of_person (person=? AND date<?)"},
		},
	}
}

type read struct {
	name string
	do   func(context.Context) (any, error)
	plan []string
}

func TestPlans(t *testing.T) {
	var sent []string
	dir := t.TempDir()
	s := open(t, dir, sqlite.WithTrace(func(query string) { sent = append(sent, query) }))
	db := raw(t, dir)
	for _, r := range reads(s) {
		sent = nil
		if _, err := r.do(t.Context()); err != nil {
			t.Fatalf("%s: %v", r.name, err)
		}
		var steps []string
		for _, query := range sent {
			steps = append(steps, plan(t, db, query)...)
		}
		if diff := cmp.Diff(r.plan, steps); diff != "" {
			t.Errorf("%s: got + instead of -:\n%s", r.name, diff)
		}
	}
}

// plan lists the steps of a query's plan that concern the tables.
func plan(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.Query("EXPLAIN QUERY PLAN "+query, make([]any, strings.Count(query, "?"))...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(step, "VIRTUAL TABLE") && !strings.Contains(step, "SUBQUERY") {
			steps = append(steps, step)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		t.Fatal(err)
	}
	return steps
}

// TestReadsPerBatch counts statements: as many for fifty people as for one.
func TestReadsPerBatch(t *testing.T) {
	var sent int
	s := open(t, t.TempDir(), sqlite.WithTrace(func(string) { sent++ }))
	var people []string
	for i := range 50 {
		people = append(people, slug(i))
	}
	for _, n := range []int{1, 50} {
		for name, do := range map[string]func() error{
			"AppearancesByPerson": func() error {
				_, err := s.AppearancesByPerson(t.Context(), people[:n], store.AppearanceFilter{}, page.Query{Limit: 3})
				return err
			},
			"CountByPerson": func() error {
				_, err := s.CountByPerson(t.Context(), people[:n], store.AppearanceFilter{})
				return err
			},
			"People": func() error {
				_, err := s.People(t.Context(), people[:n])
				return err
			},
		} {
			sent = 0
			if err := do(); err != nil || sent != 1 {
				t.Errorf("%s of %d: %d statements, %v; want 1", name, n, sent, err)
			}
		}
	}
}
