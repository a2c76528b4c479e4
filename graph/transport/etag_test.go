package transport_test

import (
	"net/http"
	"net/url"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"viewline/graph/transport"
)

// TestTagsDiffer asks for many answers: each has a tag of its own, and has the same tag
// when it is asked for again.
func TestTagsDiffer(t *testing.T) {
	var revision atomic.Int64
	s := serve(t, transport.Config{State: func() string { return stateOf(revision.Load()) }})
	const named = "query A($n: String) { hello(name: $n) } query B($n: String) { hello(name: $n) }"
	asked := []struct {
		parameters url.Values
		accept     string
		revision   int64
	}{
		{url.Values{"query": {"{ hello }"}}, plain, 0},
		{url.Values{"query": {"{ hello }"}}, response, 0},
		{url.Values{"query": {"{ hello }"}}, plain, 1},
		{url.Values{"query": {"{ hello  }"}}, plain, 0},
		{url.Values{"query": {"{ hello }"}, "extensions": {`{"cost": true}`}}, plain, 0},
		{url.Values{"query": {named}, "operationName": {"A"}}, plain, 0},
		{url.Values{"query": {named}, "operationName": {"B"}}, plain, 0},
		{url.Values{"query": {named}, "operationName": {"B"}, "variables": {`{"n": "x"}`}}, plain, 0},
		{url.Values{"query": {named}, "operationName": {"B"}, "variables": {`{"n": "y"}`}}, plain, 0},
	}
	seen := map[string]int{}
	for range 2 {
		for i, c := range asked {
			revision.Store(c.revision)
			a := s.get(t, "?"+c.parameters.Encode(), http.Header{"Accept": {c.accept}})
			tag := a.header.Get("ETag")
			if before, ok := seen[tag]; a.status != http.StatusOK || len(tag) < 10 || tag[0] != '"' || ok && before != i {
				t.Errorf("%v: status %d, ETag %s as before for %v", c, a.status, tag, asked[before])
			}
			seen[tag] = i
		}
	}
	if len(seen) != len(asked) {
		t.Errorf("%d tags for %d answers", len(seen), len(asked))
	}
	other := serve(t, transport.Config{State: func() string { return stateOf(0) }, Settings: "https://slow.example"})
	tag := other.get(t, "?query="+url.QueryEscape("{ hello }"), http.Header{"Accept": {plain}}).header.Get("ETag")
	if _, same := seen[tag]; same || tag == "" {
		t.Errorf("a server with other settings has the tag %s as well", tag)
	}
}

func TestConditions(t *testing.T) {
	s := serve(t, transport.Config{State: func() string { return "1" }, MaxAge: time.Minute})
	const query = "?query={hello}"
	first := s.get(t, query, nil)
	tag := first.header.Get("ETag")
	if first.header.Get("Cache-Control") != "public, max-age=60" {
		t.Errorf("headers %v", first.header)
	}
	for condition, status := range map[string]int{
		tag: 304, "W/" + tag: 304, `"a", ` + tag: 304, `"a",W/` + tag + `,"b"`: 304, "*": 304,
		`"a"`: 200, tag[1 : len(tag)-1]: 200, "": 200,
	} {
		asked := s.times()
		a := s.get(t, query, http.Header{"If-None-Match": {condition}})
		if a.status != status || a.header.Get("ETag") != tag || a.header.Get("Cache-Control") != "public, max-age=60" || a.header.Get("Vary") != "Accept" {
			t.Errorf("%s: status %d, %v; want %d", condition, a.status, a.header, status)
		}
		if ran := s.times() > asked; ran != (status == 200) || ran == (a.body == "") {
			t.Errorf("%s: executed %t, body %q", condition, ran, a.body)
		}
	}
	lists := s.get(t, query, http.Header{"If-None-Match": {`"a"`, tag}})
	if lists.status != http.StatusNotModified {
		t.Errorf("two fields: status %d", lists.status)
	}
	for bad, status := range map[string]int{"?query={nothing}": 200, "?query={": 200, "": 400, "?extensions=" + url.QueryEscape(persisted("{ unseen }")): 200} {
		a := s.get(t, bad, http.Header{"If-None-Match": {"*"}})
		if a.status != status || a.header.Get("Cache-Control") != "no-store" || a.code(t) == "" {
			t.Errorf("%s: status %d, %v, %s; want %d, and an error", bad, a.status, a.header, a.body, status)
		}
	}
}

// TestUntagged asks for answers that must not be cached.
func TestUntagged(t *testing.T) {
	var revision atomic.Int64
	s := serve(t, transport.Config{State: func() string { return stateOf(revision.Load()) }})
	wait := func() answer {
		go func() {
			<-s.waiting
			revision.Add(1)
			s.proceed <- struct{}{}
		}()
		return s.get(t, "?query={wait}", nil)
	}
	unknown := func() answer {
		defer revision.Store(revision.Swap(-1))
		return s.get(t, "?query={hello}", nil)
	}
	for name, a := range map[string]answer{
		"POST": s.post(t, `{"query": "{ hello }"}`), "errors": s.get(t, "?query={fail}", nil),
		"changed meanwhile": wait(), "revision unknown": unknown(),
		"no revision": serve(t, transport.Config{}).get(t, "?query={hello}", nil),
	} {
		if a.status != http.StatusOK || a.header.Get("ETag") != "" || a.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: status %d, %v", name, a.status, a.header)
		}
	}
	if a := s.get(t, "?query={hello}", nil); a.header.Get("Cache-Control") != "public, no-cache" {
		t.Errorf("without a time: %v", a.header)
	}
}

// stateOf is the state of a revision; empty for -1, which means that the state is not
// known.
func stateOf(revision int64) string {
	if revision < 0 {
		return ""
	}
	return strconv.FormatInt(revision, 10)
}

// An answer from another state than the handler expected has no tag: the feed may not know
// yet what the store has.
func TestTagOfAnotherState(t *testing.T) {
	for from, tagged := range map[string]bool{"1": true, "2": false} {
		s := serve(t, transport.Config{State: func() string { return "1" }})
		s.from = from
		if got := s.get(t, "?query={hello}", nil).header.Get("ETag"); (got != "") != tagged {
			t.Errorf("from state %s: ETag %q; want one: %v", from, got, tagged)
		}
	}
}
