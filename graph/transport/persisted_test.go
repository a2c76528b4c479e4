package transport_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"viewline/graph/transport"
)

func hash(query string) string {
	sum := sha256.Sum256([]byte(query))
	return hex.EncodeToString(sum[:])
}

// persisted is the extension with the hash of a query.
func persisted(query string) string {
	return fmt.Sprintf(`{"persistedQuery": {"version": 1, "sha256Hash": %q}}`, hash(query))
}

const missed = "PERSISTED_QUERY_NOT_FOUND"

func TestPersisted(t *testing.T) {
	s := serve(t, transport.Config{})
	const query = `{ hello }`
	alone := "?extensions=" + url.QueryEscape(persisted(query))
	for _, media := range []string{plain, response} {
		miss := s.get(t, alone, http.Header{"Accept": {media}})
		if miss.status != http.StatusOK || miss.code(t) != missed || !strings.Contains(miss.body, `"PersistedQueryNotFound"`) || miss.header.Get("Cache-Control") != "no-store" {
			t.Errorf("a miss as %s: status %d, %v, %s", media, miss.status, miss.header, miss.body)
		}
	}
	if a := s.get(t, alone, http.Header{"Accept": {events}}); a.status != http.StatusBadRequest || a.code(t) != missed {
		t.Errorf("a miss of a stream: status %d, %s", a.status, a.body)
	}
	if a := s.post(t, `{"query": "`+query+`", "extensions": `+persisted(query)+`}`); a.status != http.StatusOK || !strings.Contains(a.body, "hi") {
		t.Errorf("a registration: status %d, %s", a.status, a.body)
	}
	for name, a := range map[string]answer{"GET": s.get(t, alone, nil), "POST": s.post(t, `{"extensions": `+persisted(query)+`}`)} {
		if a.status != http.StatusOK || a.body != `{"data":{"hello":"hi "}}` {
			t.Errorf("a hit by %s: status %d, %s", name, a.status, a.body)
		}
	}
}

// TestPersistsOnlyValid registers queries that must not be kept.
func TestPersistsOnlyValid(t *testing.T) {
	s := serve(t, transport.Config{})
	for name, query := range map[string]string{
		"not valid": `{ nothing }`, "not parsed": `{`, "too long": `{ hello } #` + strings.Repeat("x", 16<<10),
	} {
		s.post(t, `{"query": "`+query+`", "extensions": `+persisted(query)+`}`)
		if a := s.post(t, `{"extensions": `+persisted(query)+`}`); a.code(t) != missed {
			t.Errorf("%s: %s; want a miss", name, a.body)
		}
	}
}

// TestPersistedIsBounded registers more queries than are kept. The surplus is gone, and the
// last query is kept.
func TestPersistedIsBounded(t *testing.T) {
	s := serve(t, transport.Config{})
	query := func(i int) string { return fmt.Sprintf(`{ hello } #%d`, i) }
	const registered, kept = 1100, 1000
	for i := range registered {
		s.post(t, `{"query": "`+query(i)+`", "extensions": `+persisted(query(i))+`}`)
	}
	if a := s.post(t, `{"extensions": `+persisted(query(registered-1))+`}`); a.body != `{"data":{"hello":"hi "}}` {
		t.Errorf("the last: %s; want a hit", a.body)
	}
	hits := 0
	for i := range registered {
		if a := s.post(t, `{"extensions": `+persisted(query(i))+`}`); a.body == `{"data":{"hello":"hi "}}` {
			hits++
		}
	}
	if hits != kept {
		t.Errorf("%d queries are kept; want %d", hits, kept)
	}
}

func TestPersistedRefusals(t *testing.T) {
	s := serve(t, transport.Config{})
	for name, body := range map[string]string{
		"another query's hash": `{"query": "{ __typename }", "extensions": ` + persisted(`{ hello }`) + `}`,
		"an empty hash":        `{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": ""}}}`,
		"no hash":              `{"extensions": {"persistedQuery": {"version": 1}}}`,
		"a number as hash":     `{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": 7}}}`,
		"a long hash":          `{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "` + strings.Repeat("0", 65) + `"}}}`,
		"version 2":            `{"extensions": {"persistedQuery": {"version": 2, "sha256Hash": "` + hash("") + `"}}}`,
		"a text":               `{"extensions": {"persistedQuery": "x"}}`,
		"null":                 `{"extensions": {"persistedQuery": null}}`,
	} {
		if a := s.post(t, body); a.status != http.StatusBadRequest || a.code(t) != codeInput {
			t.Errorf("%s: status %d, %s", name, a.status, a.body)
		}
	}
	if a := s.post(t, `{"query": "{ hello }", "extensions": {"persistedQuery": null}}`); a.status != http.StatusOK {
		t.Errorf("null beside a query: status %d, %s", a.status, a.body)
	}
}
