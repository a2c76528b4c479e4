package sqlite_test

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/relay"
	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

func TestPlans(t *testing.T) {
	var sent []string
	dir := t.TempDir()
	s := open(t, dir, sqlite.WithTrace(func(query string) { sent = append(sent, query) }))
	other := open(t, dir)
	for _, r := range reads(s) {
		sent = nil
		if _, err := r.do(t.Context()); err != nil {
			t.Fatalf("%s: %v", r.name, err)
		}
		var steps []string
		for _, query := range withoutBeginnings(sent) {
			steps = append(steps, plan(t, other, query)...)
		}
		if diff := cmp.Diff(r.plan, steps); diff != "" {
			t.Errorf("%s: got + instead of -:\n%s", r.name, diff)
		}
	}
}

// TestBeginningPlan checks that the words with a beginning are looked for from one to the
// next (513 is a bound for the term), in one statement for all beginnings.
func TestBeginningPlan(t *testing.T) {
	var sent []string
	s := open(t, t.TempDir(), sqlite.WithTrace(func(query string) { sent = append(sent, query) }))
	if _, err := s.Search(t.Context(), store.SearchFilter{Text: "words"}, relay.Query{Limit: 5}); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"SETUP", "SCAN token_vocabulary VIRTUAL TABLE INDEX 513:", "RECURSIVE STEP", "SCAN word",
		"SCAN token_vocabulary VIRTUAL TABLE INDEX 513:", "SCAN word",
	}
	i := slices.IndexFunc(sent, func(query string) bool { return strings.Contains(query, "token_vocabulary") })
	if n := len(sent) - len(withoutBeginnings(slices.Clone(sent))); n != 1 {
		t.Fatalf("%d statements look for beginnings; want 1", n)
	}
	if diff := cmp.Diff(want, plan(t, s, sent[i])); diff != "" {
		t.Errorf("got + instead of -:\n%s", diff)
	}
}

// passedOver matches the steps that read no table of the file, but parameters and earlier
// results.
var passedOver = regexp.MustCompile(`^(SCAN|SEARCH) (wanted|json_each|place|listed|\(subquery-[0-9]+\))( VIRTUAL TABLE INDEX 1:)?$|SUBQUERY|^CO-ROUTINE|^MATERIALIZE|^COMPOUND QUERY|^UNION ALL`)

// plan lists the steps of a query's plan that concern the tables.
func plan(t *testing.T, s *sqlite.Store, query string) []string {
	t.Helper()
	all, err := s.Explain(t.Context(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	var steps []string
	for _, step := range all {
		if !passedOver.MatchString(step) {
			steps = append(steps, step)
		}
	}
	return steps
}

// TestWritePlans checks that a write finds the rows that it replaces by an index. The batch
// has documents of every kind.
func TestWritePlans(t *testing.T) {
	var sent []string
	dir := t.TempDir()
	s := open(t, dir, sqlite.WithTrace(func(query string) { sent = append(sent, query) }))
	other := open(t, dir)
	sent = nil // of opening
	d := searchedPost(0)
	d.Appearances[0].Recommendations = []*timeline.Recommendation{{PaperSlug: "paper", Position: 1}}
	b := store.Batch{
		People: []*timeline.Person{{Slug: "ada", Name: "Ada"}}, Topics: []*timeline.Topic{{Slug: "ai", Name: "AI"}},
		Papers: []*timeline.Paper{{Slug: "paper", Title: "Paper"}}, Posts: []store.PostDocuments{d},
		RemovePeople: some, RemoveTopics: some, RemovePapers: some, RemovePosts: some,
	}
	n, err := s.Begin(t.Context(), store.BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(
		n.Put(t.Context(), b),
		n.Move(t.Context(), []store.Move{{PostPath: d.Post.Path, From: d.Appearances[0].Key, To: "moved"}}),
		n.Rename(t.Context(), map[string]string{d.Post.Path: "renamed"}),
	)
	if err := errors.Join(err, n.Abort()); err != nil {
		t.Fatal(err)
	}
	if len(sent) < 40 {
		t.Errorf("%d statements; want those of all writes", len(sent))
	}
	for _, query := range sent {
		for _, step := range plan(t, other, query) {
			if strings.HasPrefix(step, "SCAN") && step != "SCAN token VIRTUAL TABLE INDEX 0:=" && !strings.HasSuffix(step, "-ROW VALUES CLAUSE") {
				t.Errorf("%s\n%s; want no scan", query, step)
			}
		}
	}
}
