package transport_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"viewline/graph/transport"
)

const codeInput = "BAD_USER_INPUT"

// schema is a small schema with every kind of operation that a transport treats
// differently.
var schema = gqlparser.MustLoadSchema(&ast.Source{Input: `
type Query {
  hello(name: String): String
  wait: String      # waits for the test, or until its time is over
  fail: String      # fails thirty times
  panic: String
}
type Mutation { set: String }
type Subscription {
  count: String     # two events
  forever: String   # one event, and then none until it is cancelled
  ticks: String     # an event whenever a test lets one proceed
  panic: String
}`})

// world resolves the schema without gqlgen, and counts the operations.
type world struct {
	graphql.ExecutableSchema
	mu      sync.Mutex
	asked   int
	waiting chan struct{} // receives a value when an operation waits
	proceed chan struct{} // a value lets one waiting operation go on
	from    string        // the state that answers come from; empty for the expected one
}

func (w *world) Schema() *ast.Schema { return schema }

func (w *world) times() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.asked
}

func (w *world) Exec(ctx context.Context) graphql.ResponseHandler {
	w.mu.Lock()
	w.asked++
	w.mu.Unlock()
	if w.from != "" {
		transport.AnsweredFrom(ctx, func() (string, bool) { return w.from, true })
	}
	op := graphql.GetOperationContext(ctx)
	field := op.Operation.SelectionSet[0].(*ast.Field)
	if op.Operation.Operation == ast.Subscription {
		return w.events(field)
	}
	return graphql.OneShot(w.one(ctx, field, op.Variables))
}

func (w *world) one(ctx context.Context, field *ast.Field, variables map[string]any) *graphql.Response {
	switch field.Name {
	case "panic":
		panic("at the disco")
	case "wait":
		w.waiting <- struct{}{}
		select {
		case <-w.proceed:
		case <-ctx.Done():
			graphql.AddErrorf(ctx, "the time is over")
			return &graphql.Response{Data: json.RawMessage(`{"wait":null}`), Errors: gqlerror.List{{Message: "the time is over"}}}
		}
	case "fail":
		errs := make(gqlerror.List, 30)
		for i := range errs {
			errs[i] = &gqlerror.Error{Message: "failed"}
		}
		return &graphql.Response{Data: json.RawMessage(`{"fail":null}`), Errors: errs}
	}
	name, _ := field.ArgumentMap(variables)["name"].(string)
	return data(field.Name, "hi "+name)
}

func (w *world) events(field *ast.Field) graphql.ResponseHandler {
	n := 0
	return func(ctx context.Context) *graphql.Response {
		n++
		switch {
		case field.Name == "panic":
			panic("at the disco")
		case field.Name == "ticks":
			select {
			case <-w.proceed:
			case <-ctx.Done():
				return nil
			}
		case field.Name == "forever" && n > 1:
			<-ctx.Done()
			return nil
		case n > 2:
			return nil
		}
		return data(field.Name, "event")
	}
}

func data(field, value string) *graphql.Response {
	text, err := json.Marshal(map[string]string{field: value})
	if err != nil {
		panic(err)
	}
	return &graphql.Response{Data: text}
}

// served is a handler on a real server.
type served struct {
	*world
	handler *transport.Handler
	url     string
}

func serve(t *testing.T, c transport.Config) *served {
	t.Helper()
	w := &world{waiting: make(chan struct{}, 100), proceed: make(chan struct{})}
	exec := executor.New(w)
	exec.SetRecoverFunc(func(context.Context, any) error { return errors.New("something went wrong") })
	h := transport.New(exec, c)
	server := httptest.NewServer(h)
	t.Cleanup(func() {
		h.Close()
		server.CloseClientConnections()
		server.Close()
	})
	return &served{w, h, server.URL}
}

// answer is the response of the server.
type answer struct {
	status int
	header http.Header
	body   string
}

func (a answer) media() string {
	media, _, _ := strings.Cut(a.header.Get("Content-Type"), ";")
	return media
}

// code is the code of the first error.
func (a answer) code(t *testing.T) string {
	t.Helper()
	var body struct {
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err := json.Unmarshal([]byte(a.body), &body); err != nil || len(body.Errors) == 0 {
		t.Errorf("no errors in %.200s", a.body)
		return ""
	}
	return body.Errors[0].Extensions.Code
}

func (s *served) send(t *testing.T, method, query, body string, header http.Header) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.url+query, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if method == http.MethodGet || method == http.MethodHead {
		r.Body, r.ContentLength = nil, 0
	}
	if header != nil {
		r.Header = header
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header, string(text)}
}

func (s *served) post(t *testing.T, body string, accept ...string) answer {
	t.Helper()
	return s.send(t, http.MethodPost, "", body, http.Header{"Content-Type": {"application/json"}, "Accept": accept})
}

func (s *served) get(t *testing.T, query string, header http.Header) answer {
	t.Helper()
	return s.send(t, http.MethodGet, query, "", header)
}
