package transport_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"viewline/graph/transport"
)

func TestBodies(t *testing.T) {
	s := serve(t, transport.Config{Body: 10_000})
	const secret = "hunter2"
	for name, c := range map[string]struct {
		body   string
		status int
		want   string // the answer, or a part of the error
	}{
		"query":                   {`{"query": "{ hello }"}`, 200, `{"data":{"hello":"hi "}}`},
		"variables":               {`{"query": "query($n: String) { hello(name: $n) }", "variables": {"n": "Ada"}}`, 200, `{"data":{"hello":"hi Ada"}}`},
		"an operation's name":     {`{"query": "query A { hello(name: \"a\") } query B { hello(name: \"b\") }", "operationName": "B"}`, 200, `{"data":{"hello":"hi b"}}`},
		"nulls":                   {`{"query": "{ hello }", "operationName": null, "variables": null, "extensions": null}`, 200, `{"data":{"hello":"hi "}}`},
		"unknown keys":            {`{"query": "{ hello }", "id": 7, "QUERY": "{ nothing }"}`, 200, `{"data":{"hello":"hi "}}`},
		"a key twice":             {`{"query": "{ nothing }", "query": "{ hello }"}`, 200, `{"data":{"hello":"hi "}}`},
		"NUL":                     {`{"query": "query($n: String) { hello(name: $n) }", "variables": {"n": "a\u0000b"}}`, 200, `{"data":{"hello":"hi a\u0000b"}}`},
		"a lone surrogate":        {`{"query": "query($n: String) { hello(name: $n) }", "variables": {"n": "a\ud800b"}}`, 200, `{"data":{"hello":"hi a` + "\ufffd" + `b"}}`},
		"space around":            {" \n{\"query\": \"{ hello }\"}\n ", 200, `{"data":{"hello":"hi "}}`},
		"nothing":                 {``, 400, "want a JSON object"},
		"null":                    {`null`, 400, "want"},
		"a text":                  {`"` + secret + `"`, 400, "want a JSON object"},
		"a batch":                 {`[{"query": "{ hello }"}]`, 400, "batch"},
		"half an object":          {`{"query": "` + secret, 400, "want a JSON object"},
		"something after it":      {`{"query": "{ hello }"} ` + secret, 400, "want a JSON object"},
		"a bracket after it":      {`{"query": "{ hello }"}}`, 400, "want a JSON object"},
		"bytes that are no UTF-8": {"{\"query\": \"{ hello(name: \\\"\xff\\\") }\"}", 400, "UTF-8"},
		"no query":                {`{}`, 400, "no query"},
		"query null":              {`{"query": null}`, 400, "no query"},
		"an empty query":          {`{"query": ""}`, 400, "no query"},
		"query in capitals":       {`{"QUERY": "{ hello }"}`, 400, "no query"},
		"a number as query":       {`{"query": 7}`, 400, "query is no text"},
		"a number as name":        {`{"query": "{ hello }", "operationName": 7}`, 400, "operationName is no text"},
		"a text as variables":     {`{"query": "{ hello }", "variables": "` + secret + `"}`, 400, "variables is no JSON object"},
		"a list as variables":     {`{"query": "{ hello }", "variables": []}`, 400, "variables is no JSON object"},
		"a text as extensions":    {`{"query": "{ hello }", "extensions": "` + secret + `"}`, 400, "extensions is no JSON object"},
		"too large":               {`{"query": "` + strings.Repeat(" ", 10_000) + `"}`, 413, "10000 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			a := s.post(t, c.body, plain)
			if a.status != c.status || !strings.Contains(a.body, c.want) || strings.Contains(a.body, secret) {
				t.Errorf("status %d, %s; want %d, %s", a.status, a.body, c.status, c.want)
			}
			if a.status != http.StatusOK && (a.code(t) != codeInput || a.media() != plain || a.header.Get("Cache-Control") != "no-store") {
				t.Errorf("%v, %s; want JSON with %s, and no-store", a.header, a.body, codeInput)
			}
		})
	}
}

func TestContentTypes(t *testing.T) {
	s := serve(t, transport.Config{})
	for typ, status := range map[string]int{
		"application/json": 200, "Application/JSON; charset=UTF-8": 200, `application/json; charset="utf-8"`: 200, "application/json;": 200,
		"": 415, "text/plain": 415, "application/x-www-form-urlencoded": 415, "multipart/form-data; boundary=x": 415,
		"application/json; charset=utf-16": 415, "application/json; charset=iso-8859-1": 415, "application/graphql": 415, "json": 415,
	} {
		a := s.send(t, http.MethodPost, "", `{"query": "{ hello }"}`, http.Header{"Content-Type": {typ}})
		if a.status != status || status == 415 && a.code(t) != codeInput {
			t.Errorf("%q: status %d, %s; want %d", typ, a.status, a.body, status)
		}
	}
	a := s.send(t, http.MethodPost, "", `{"query": "{ hello }"}`, http.Header{"Content-Type": {plain}, "Content-Encoding": {"gzip"}})
	if a.status != 415 || a.code(t) != codeInput {
		t.Errorf("compressed: status %d, %s", a.status, a.body)
	}
}

func TestMethods(t *testing.T) {
	s := serve(t, transport.Config{})
	for _, method := range []string{http.MethodPut, http.MethodDelete, http.MethodPatch, http.MethodOptions} {
		a := s.send(t, method, "?query={hello}", "", nil)
		if a.status != http.StatusMethodNotAllowed || a.header.Get("Allow") != "GET, HEAD, POST" || a.code(t) != codeInput {
			t.Errorf("%s: status %d, %v, %s", method, a.status, a.header, a.body)
		}
	}
	if a := s.send(t, http.MethodHead, "?query={hello}", "", nil); a.status != http.StatusOK || a.body != "" || a.header.Get("Content-Length") != "24" {
		t.Errorf("HEAD: status %d, %v, %s", a.status, a.header, a.body)
	}
}

func TestURLs(t *testing.T) {
	s := serve(t, transport.Config{})
	const ask = "query($n: String) { hello(name: $n) }"
	for name, c := range map[string]struct {
		query  string
		status int
		want   string
	}{
		"query":                      {"?query={hello}", 200, `{"data":{"hello":"hi "}}`},
		"variables":                  {"?query=" + url.QueryEscape(ask) + "&variables=" + url.QueryEscape(`{"n": "Ada"}`), 200, `{"data":{"hello":"hi Ada"}}`},
		"null variables":             {"?query={hello}&variables=null&extensions=null", 200, `{"data":{"hello":"hi "}}`},
		"empty parameters":           {"?query={hello}&variables=&operationName=&extensions=", 200, `{"data":{"hello":"hi "}}`},
		"no query":                   {"", 400, "no query"},
		"bad percent":                {"?query={hello}&variables=%zz", 400, "percent-encoded"},
		"half of variables":          {"?query={hello}&variables=%7B", 400, "variables is no JSON object"},
		"variables and more":         {"?query={hello}&variables={}x", 400, "variables is no JSON object"},
		"variables and a brace":      {"?query={hello}&variables={}}", 400, "variables is no JSON object"},
		"variables as a list":        {"?query={hello}&variables=[]", 400, "variables is no JSON object"},
		"extensions as a number":     {"?query={hello}&extensions=1", 400, "extensions is no JSON object"},
		"variables that are no text": {"?query=" + url.QueryEscape(ask) + "&variables=" + url.QueryEscape("{\"n\": \"\xff\"}"), 400, "UTF-8"},
		"a query that is no text":    {"?query=%7Bhello(name:%22%ff%22)%7D", 400, "UTF-8"},
	} {
		a := s.get(t, c.query, nil)
		if a.status != c.status || !strings.Contains(a.body, c.want) || c.status != 200 && a.code(t) != codeInput {
			t.Errorf("%s: status %d, %s; want %d, %s", name, a.status, a.body, c.status, c.want)
		}
	}
}
