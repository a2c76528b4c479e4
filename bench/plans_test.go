package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"go.mongodb.org/mongo-driver/v2/event"

	"viewline/bench/corpus"
	"viewline/graph"
	"viewline/ingest"
	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/sqlite"
)

// asked are queries of several levels: below each field that reads from the store, other
// fields read again.
var asked = []struct {
	name, query string
	levels      int
}{
	{"a person's page", `{ person(slug: "ada-backus") { name appearances(first: 10) { nodes { key sections { viewpoints { label } } } } } }`, 2},
	{"page 2 of the timeline, with its people", `{ appearances(first: 20, after: CURSOR) { nodes { key title person { name } } } }`, 2},
	{"a topic's viewpoints", `{ topic(slug: "topic-0") { viewpoints(first: 20) { nodes { label person { name } } } } }`, 3},
	{"a search for two words", `{ search(text: "` + corpus.Common + ` ` + corpus.Rare + `", first: 20) { nodes { node { __typename ... on Node { id } } } } }`, 1},
	{"one node by its id", `{ node(id: ID) { ... on Appearance { key title } } }`, 1},
	{"twenty people, five appearances of each, and the papers of these", `{ people(first: 20) { nodes { name appearances(first: 5) { nodes { key recommendedPapers(first: 5) { nodes { paper { title } } } } } } } }`, 3},
}

// plansOf is how many posts the corpora have for which plans are shown.
const plansOf = 34

// TestPlans writes the statements or commands that each engine gets for each of the queries into
// the file that BENCH_PLANS names; where the variable is not set, the test says the same to its log.
func TestPlans(t *testing.T) {
	var all bytes.Buffer
	if err := plans(t.Context(), &all, t.TempDir()); err != nil {
		t.Fatal(err)
	}
	path := os.Getenv(plansFile)
	if path == "" {
		t.Logf("%s", &all)
		return
	}
	if err := os.WriteFile(path, all.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func plans(ctx context.Context, w io.Writer, dir string) error {
	content := dir + "/posts"
	if _, err := corpus.Write(content, plansOf, corpus.Ordinary); err != nil {
		return err
	}
	var sent list
	embedded, err := sqlite.Open(ctx, dir, sqlite.WithTrace(sent.add))
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintln(w, "\n## Statements of the embedded engine, and their plans")
	err = told(ctx, w, embedded, content, &sent, func(statement string) error {
		steps, err := embedded.Explain(ctx, statement)
		_, _ = fmt.Fprintf(w, "- `%s`\n", blanks.ReplaceAllString(statement, " "))
		for _, step := range steps {
			_, _ = fmt.Fprintf(w, "  - %s\n", step)
		}
		return err
	})
	if closed := embedded.Close(); err == nil {
		err = closed
	}
	uri := os.Getenv("MONGODB_URI")
	if err != nil || uri == "" {
		return err
	}
	_, _ = fmt.Fprintln(w, "\n## Commands of MongoDB")
	m, err := mongodb.Open(ctx, uri, "viewline_bench", mongodb.WithMonitor(sent.monitor()))
	if err != nil {
		return err
	}
	err = told(ctx, w, m, content, &sent, func(command string) error {
		_, err := fmt.Fprintf(w, "- `%.400s`\n", command)
		return err
	})
	if closed := m.Close(); err == nil {
		err = closed
	}
	return err
}

var (
	blanks = regexp.MustCompile(`\s+`)
	cursor = regexp.MustCompile(`"endCursor":("[^"]*")`)
	id     = regexp.MustCompile(`"id":("[^"]*")`)
)

// told asks the queries, and calls tell with each statement or command that was sent for
// them.
func told(ctx context.Context, w io.Writer, st store.Store, content string, sent *list, tell func(string) error) error {
	if _, err := ingest.Run(ctx, st, ingest.Options{Paths: []string{content}}); err != nil {
		return err
	}
	endpoint := graph.NewHandler(st, nil, slog.New(slog.DiscardHandler), graph.Options{})
	first := ask(ctx, endpoint, `{ appearances(first: 20) { nodes { id } pageInfo { endCursor } } }`)
	c, i := cursor.FindStringSubmatch(first), id.FindStringSubmatch(first)
	if c == nil || i == nil {
		return fmt.Errorf("no cursor and id in %.200s", first)
	}
	fill := strings.NewReplacer("CURSOR", c[1], "ID", i[1])
	for _, q := range asked {
		sent.take()
		query := fill.Replace(q.query)
		if answer := ask(ctx, endpoint, query); strings.Contains(answer, `"errors"`) {
			return fmt.Errorf("%s: %.300s", query, answer)
		}
		all := sent.take()
		if len(all) == 0 {
			return fmt.Errorf("%s: nothing was sent to the engine; want what the answer is made of", query)
		}
		_, _ = fmt.Fprintf(w, "\n### %s: %d levels, %d sent\n\n`%s`\n\n", q.name, q.levels, len(all), q.query)
		for _, one := range all {
			if err := tell(one); err != nil {
				return err
			}
		}
	}
	return nil
}

func ask(ctx context.Context, endpoint http.Handler, query string) string {
	body := strings.NewReader(fmt.Sprintf(`{"query":%s}`, strconv.Quote(query)))
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/query", body)
	r.Header.Set("Content-Type", "application/json")
	answer := httptest.NewRecorder()
	endpoint.ServeHTTP(answer, r)
	return answer.Body.String()
}

// list gathers the statements or commands that were sent. It is safe for concurrent use.
type list struct {
	mu  sync.Mutex
	all []string
}

// monitor gathers the commands that are sent to MongoDB.
func (l *list) monitor() *event.CommandMonitor {
	return &event.CommandMonitor{Started: func(_ context.Context, e *event.CommandStartedEvent) { l.add(e.Command.String()) }}
}

func (l *list) add(one string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, one)
}

func (l *list) take() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := l.all
	l.all = nil
	return all
}
