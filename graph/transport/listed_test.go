package transport_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"viewline/graph/transport"
)

const notAllowed = "OPERATION_NOT_ALLOWED"

func listed(t *testing.T) *transport.Listed {
	t.Helper()
	l := new(transport.Listed)
	for text, name := range map[string]string{"{ hello }\n": "greet", "query Type { __typename }": "type"} {
		if err := l.Add(text, name); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

func TestListed(t *testing.T) {
	s := serve(t, transport.Config{Listed: listed(t)})
	for name, body := range map[string]string{
		"a name":              `{"documentId": "greet"}`,
		"a hash":              `{"documentId": "` + hash("{ hello }\n") + `"}`,
		"a hash with prefix":  `{"documentId": "sha256:` + hash("{ hello }\n") + `"}`,
		"a hash, trimmed":     `{"documentId": "sha256:` + hash("{ hello }") + `"}`,
		"a persisted query":   `{"extensions": ` + persisted("{ hello }\n") + `}`,
		"the text":            `{"query": "{ hello }\n"}`,
		"the text, trimmed":   `{"query": "{ hello }"}`,
		"the text and a name": `{"query": "{ hello }", "documentId": "greet"}`,
		"the text and a hash": `{"query": "{ hello }", "extensions": ` + persisted("{ hello }") + `}`,
	} {
		if a := s.post(t, body); a.status != http.StatusOK || a.body != `{"data":{"hello":"hi "}}` {
			t.Errorf("%s: status %d, %s", name, a.status, a.body)
		}
	}
	if a := s.get(t, "?documentId=greet", nil); a.status != http.StatusOK || a.body != `{"data":{"hello":"hi "}}` {
		t.Errorf("GET: status %d, %s", a.status, a.body)
	}
	for name, body := range map[string]string{
		"another text":                `{"query": "{ hello  }"}`,
		"another operation":           `{"query": "{ __schema { description } }"}`,
		"an unknown name":             `{"documentId": "secret"}`,
		"a listed name, another text": `{"documentId": "greet", "query": "{ __typename }"}`,
		"two listed documents":        `{"documentId": "greet", "query": "query Type { __typename }"}`,
		"an unknown hash":             `{"extensions": ` + persisted("{ wait }") + `}`,
		"a text and its hash":         `{"query": "{ wait }", "extensions": ` + persisted("{ wait }") + `}`,
	} {
		for _, media := range []string{plain, response, events} {
			if a := s.post(t, body, media); a.status != http.StatusForbidden || a.code(t) != notAllowed || strings.Contains(a.body, `"data"`) {
				t.Errorf("%s as %s: status %d, %s", name, media, a.status, a.body)
			}
		}
	}
	if a := s.post(t, `{"documentId": 7}`); a.status != http.StatusBadRequest || a.code(t) != codeInput {
		t.Errorf("a number: status %d, %s", a.status, a.body)
	}
	if a := s.get(t, "?extensions="+url.QueryEscape(persisted("{ wait }")), nil); a.status != http.StatusForbidden {
		t.Errorf("a text that was refused is kept: status %d, %s", a.status, a.body)
	}
}

// A server without a list says what it wants.
func TestDocumentWithoutAList(t *testing.T) {
	s := serve(t, transport.Config{})
	if a := s.post(t, `{"documentId": "greet"}`); a.status != http.StatusBadRequest || a.code(t) != codeInput || !strings.Contains(a.body, "no list of documents") {
		t.Errorf("status %d, %s", a.status, a.body)
	}
	if a := s.post(t, `{"documentId": "greet", "query": "{ hello }"}`); a.status != http.StatusOK {
		t.Errorf("beside a query: status %d, %s", a.status, a.body)
	}
}

func TestListedTwice(t *testing.T) {
	l := listed(t)
	if err := l.Add("{ hello }\n", "greet", "again"); err != nil {
		t.Errorf("the same document: %v", err)
	}
	if err := l.Add("{ wait }", "greet"); err == nil || err.Error() != "greet is the name of another document" {
		t.Errorf("another document of the name: %v", err)
	}
}
