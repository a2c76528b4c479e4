package graph_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/graph"
	"viewline/graph/limit"
	"viewline/store"
)

// api asks a handler, and keeps what it logs.
type api struct {
	handler http.Handler
	log     *bytes.Buffer
}

func serve(st store.Reader) *api {
	log := &bytes.Buffer{}
	return &api{graph.NewHandler(st, nil, slog.New(slog.NewTextHandler(log, nil)), graph.Options{Limits: limit.Options{Cost: 10_000_000}}), log}
}

// post sends a request body and returns the whole answer.
func (a *api) post(tb testing.TB, body string) *httptest.ResponseRecorder {
	tb.Helper()
	r := httptest.NewRequestWithContext(tb.Context(), http.MethodPost, "/query", bytes.NewBufferString(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	a.handler.ServeHTTP(w, r)
	return w
}

type variables map[string]any

func (a *api) ask(tb testing.TB, query string, vars variables) []byte {
	tb.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": vars})
	if err != nil {
		tb.Fatal(err)
	}
	return a.post(tb, string(body)).Body.Bytes()
}

// want compares the whole answer to a query.
func (a *api) want(t *testing.T, query string, vars variables, want string) {
	t.Helper()
	wantJSON(t, a.ask(t, query, vars), want)
	if t.Failed() && a.log.Len() > 0 {
		t.Logf("log: %s", a.log)
	}
}

// wantData compares the answer to a query, without its extensions.
func (a *api) wantData(t *testing.T, query string, vars variables, want string) {
	t.Helper()
	answer := decode[map[string]any](t, a.ask(t, query, vars))
	delete(answer, "extensions")
	text, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	wantJSON(t, text, want)
}

func wantJSON(t *testing.T, got []byte, want string) {
	t.Helper()
	if diff := cmp.Diff(decode[any](t, []byte(want)), decode[any](t, got)); diff != "" {
		t.Errorf("answer %s\n(-want +got)\n%s", got, diff)
	}
}

func decode[T any](tb testing.TB, text []byte) T {
	tb.Helper()
	var v T
	if err := json.Unmarshal(text, &v); err != nil {
		tb.Fatalf("%v in %s", err, text)
	}
	return v
}

// data decodes the data of an answer without errors.
func data[T any](tb testing.TB, answer []byte) T {
	tb.Helper()
	type response struct {
		Data   T
		Errors []any
	}
	r := decode[response](tb, answer)
	if len(r.Errors) > 0 {
		tb.Fatalf("errors in %s", answer)
	}
	return r.Data
}
