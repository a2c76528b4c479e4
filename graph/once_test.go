package graph_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"viewline/graph"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// tardy is a store whose lists return only when nobody waits for them any more.
type tardy struct{ store.Reader }

func (s tardy) ListPeople(ctx context.Context, f store.PersonFilter, by store.PersonOrder, q relay.Query) (relay.Page[*timeline.Person], error) {
	<-ctx.Done()
	return s.Reader.ListPeople(ctx, f, by, q)
}

// Fields that fail because the operation took too long make one line of the log, and an
// error each in the answer.
func TestOneReasonIsOneLine(t *testing.T) {
	const fields = 30
	var query strings.Builder
	for i := range fields {
		_, _ = fmt.Fprintf(&query, "p%d: people(first: 1) { nodes { name } } ", i)
	}
	var log bytes.Buffer
	options := graph.Options{}
	options.Timeout, options.Errors = 50*time.Millisecond, fields
	handler := graph.NewHandler(tardy{stored(t, store.Batch{})}, nil, slog.New(slog.NewTextHandler(&log, nil)), options)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/query?query="+url.QueryEscape("{ "+query.String()+"}"), nil))
	if n := strings.Count(log.String(), "\n"); n != 1 {
		t.Errorf("%d lines; want 1:\n%s", n, &log)
	}
	if n := strings.Count(w.Body.String(), "took too long"); n != fields {
		t.Errorf("%d errors; want %d: %s", n, fields, w.Body)
	}
}
