package transport_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"viewline/graph/transport"
)

const (
	plain    = "application/json"
	response = "application/graphql-response+json"
	events   = "text/event-stream"
	anything = "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed"
)

// TestAccept sends a query, and one that cannot be executed. The media type decides the
// status of the answer to the second.
func TestAccept(t *testing.T) {
	s := serve(t, transport.Config{})
	for accept, want := range map[string]string{
		"":                                      plain,
		"*/*":                                   plain,
		"application/*":                         plain,
		plain:                                   plain,
		response:                                response,
		"APPLICATION/JSON":                      plain,
		plain + "; charset=utf-8":               plain,
		plain + ", " + response:                 response,
		response + ", " + plain:                 response,
		response + ", */*":                      response,
		response + ", application/*":            response,
		"*/*, " + plain:                         plain,
		response + ";q=0.5, " + plain:           plain,
		response + ";q=0.5, " + plain + ";q=.9": plain,
		response + ";q=0, */*":                  plain,
		plain + ";q=0, */*":                     response,
		anything:                                response,
		events + ", " + plain + ";q=0.1":        plain,
		"text/html,application/xhtml+xml,*/*;q=0.8":        plain,
		plain + ";q=NaN, " + response + ";q=0.1":           response,
		plain + "; charset=utf-16, " + response + ";q=0.1": response,
		"garbage;;;=, " + plain:                            plain,
	} {
		t.Run(accept, func(t *testing.T) {
			good := s.post(t, `{"query": "{ hello }"}`, accept)
			if good.status != http.StatusOK || good.media() != want || good.body != `{"data":{"hello":"hi "}}` || good.header.Get("Vary") != "Accept" {
				t.Errorf("status %d, %v, %s; want %s", good.status, good.header, good.body, want)
			}
			status := map[string]int{plain: http.StatusOK, response: http.StatusBadRequest}[want]
			if bad := s.post(t, `{"query": "{ nothing }"}`, accept); bad.status != status || bad.media() != want || strings.Contains(bad.body, `"data"`) {
				t.Errorf("not valid: status %d, %s, %s; want %d", bad.status, bad.media(), bad.body, status)
			}
		})
	}
}

func TestNotAcceptable(t *testing.T) {
	s := serve(t, transport.Config{})
	for _, accept := range []string{"image/png", "*/*;q=0", plain + ";q=0", plain + "; charset=utf-16", plain + ";q=2", ";"} {
		if a := s.post(t, `{"query": "{ hello }"}`, accept); a.status != http.StatusNotAcceptable || a.media() != plain || a.code(t) != codeInput {
			t.Errorf("%s: status %d, %s", accept, a.status, a.body)
		}
	}
}

// TestStreamsOnlySubscriptions sends the Accept of clients that accept streams as well.
func TestStreamsOnlySubscriptions(t *testing.T) {
	s := serve(t, transport.Config{})
	const query, subscription = `{ hello }`, `subscription { count }`
	for _, c := range []struct {
		method, accept, text string
		status               int
		media                string
	}{
		{http.MethodPost, anything, query, 200, response},
		{http.MethodPost, anything, subscription, 200, events},
		{http.MethodPost, "text/*", subscription, 200, events},
		{http.MethodPost, events, query, 200, events},
		{http.MethodPost, events, subscription, 200, events},
		{http.MethodPost, "*/*", subscription, 406, plain},
		{http.MethodPost, "", subscription, 406, plain},
		{http.MethodPost, events + ";q=0, */*", subscription, 406, plain},
		{http.MethodGet, anything, query, 200, response},
		{http.MethodGet, anything, subscription, 200, events},
		{http.MethodGet, events, subscription, 200, events},
		{http.MethodGet, plain, subscription, 406, plain},
		{http.MethodHead, events, subscription, 405, plain},
		{http.MethodGet, plain, `mutation { set }`, 405, plain},
		{http.MethodGet, events, `mutation { set }`, 405, plain},
		{http.MethodHead, plain, `mutation { set }`, 405, plain},
		{http.MethodPost, plain, `mutation { set }`, 200, plain},
		{http.MethodPost, events, `{ nothing }`, 400, plain},
		{http.MethodGet, events, `subscription { nothing }`, 400, plain},
		{http.MethodGet, events, `{`, 400, plain},
	} {
		var a answer
		header := http.Header{"Accept": {c.accept}}
		if c.method == http.MethodPost {
			header.Set("Content-Type", plain)
			a = s.send(t, c.method, "", `{"query": "`+c.text+`"}`, header)
		} else {
			a = s.send(t, c.method, "?query="+url.QueryEscape(c.text), "", header)
		}
		if a.status != c.status || a.media() != c.media {
			t.Errorf("%s %s as %q: status %d, %s, %s; want %d, %s", c.method, c.text, c.accept, a.status, a.media(), a.body, c.status, c.media)
		}
		if allow := a.header.Get("Allow"); (allow == "") != (a.status != http.StatusMethodNotAllowed) {
			t.Errorf("%s %s: status %d, Allow %q", c.method, c.text, a.status, allow)
		}
	}
}
