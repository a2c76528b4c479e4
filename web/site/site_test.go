package site_test

import (
	"crypto/tls"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"testing"

	"viewline/web/site"
)

func TestFilter(t *testing.T) {
	address, err := url.ParseQuery("person=+李飞飞+&kind=talk&from=2020&to=&text=a%26b&zoom=1")
	if err != nil {
		t.Fatal(err)
	}
	got, err := site.ReadFilter(address)
	if want := (site.Filter{Person: "李飞飞", Kind: "TALK", Text: "a&b", From: "2020"}); got != want || err != nil {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	if _, err := site.ReadFilter(url.Values{"kind": {"talks"}}); err == nil || err.Error() != `kind "talks"; want one of INTERVIEW, PODCAST, SPEECH, TALK, ESSAY, READING_LIST, OTHER` {
		t.Errorf("a kind that is none: %v", err)
	}
	want := map[string]any{"person": "李飞飞", "kind": "TALK", "text": "a&b", "from": "2020"}
	if v := got.Variable(); !reflect.DeepEqual(v, want) {
		t.Errorf("variable %v, want %v", v, want)
	}
	if at, want := got.At("/feed.atom"), "/feed.atom?from=2020&kind=TALK&person=%E6%9D%8E%E9%A3%9E%E9%A3%9E&text=a%26b"; at != want {
		t.Errorf("at %q, want %q", at, want)
	}
	if v, at := (site.Filter{}).Variable(), (site.Filter{}).At("/"); v != nil || at != "/" {
		t.Errorf("without a filter: %v at %q, want none at /", v, at)
	}
}

func TestOrigin(t *testing.T) {
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://example.org/x", nil)
	if got := site.Origin(r, ""); got != "http://example.org" {
		t.Errorf("plain: %q", got)
	}
	r.TLS = &tls.ConnectionState{}
	if got := site.Origin(r, ""); got != "https://example.org" {
		t.Errorf("TLS: %q", got)
	}
	if got := site.Origin(r, "https://views.example"); got != "https://views.example" {
		t.Errorf("public: %q", got)
	}
}

func TestOver(t *testing.T) {
	execute := site.Over(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		w.WriteHeader(http.StatusUnprocessableEntity)
		_, _ = io.WriteString(w, r.Method+" "+r.Header.Get("Content-Type")+" "+string(b))
	}))
	got, err := execute(t.Context(), "{ a }", map[string]any{"n": 1})
	if want := `POST application/json {"query":"{ a }","variables":{"n":1}}`; err != nil || string(got) != want {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
}
