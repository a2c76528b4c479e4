package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	commonv1 "go.opentelemetry.io/proto/otlp/common/v1"
	tracev1 "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/encoding/protojson"

	"viewline/cli"
	"viewline/store/mongodb/mongotest"
)

// receiver is an OTLP receiver over HTTP, which reads what comes by OpenTelemetry's own
// definitions of the protocol.
type receiver struct {
	*httptest.Server
	mu       sync.Mutex
	header   http.Header
	text     string // of all requests
	resource map[string]string
	spans    []*tracev1.Span
}

func newReceiver(t *testing.T) *receiver {
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, asked *http.Request) {
		body, err := io.ReadAll(asked.Body)
		if err != nil || asked.URL.Path != "/v1/traces" || asked.Method != http.MethodPost || asked.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s %s, %v, %v; want OTLP in JSON", asked.Method, asked.URL, asked.Header, err)
		}
		var sent tracev1.TracesData // has the same field as a request to export
		if err := protojson.Unmarshal(withBase64IDs(t, body), &sent); err != nil {
			t.Errorf("the request is no OTLP: %v in\n%s", err, body)
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.header, r.text = asked.Header, r.text+string(body)
		for _, of := range sent.GetResourceSpans() {
			r.resource = attributesOf(of.GetResource().GetAttributes())
			for _, scope := range of.GetScopeSpans() {
				r.spans = append(r.spans, scope.GetSpans()...)
			}
		}
		_, _ = io.WriteString(w, "{}")
	}))
	t.Cleanup(r.Close)
	return r
}

// withBase64IDs writes the ids as protobuf's JSON has bytes; OTLP has them in hexadecimal.
func withBase64IDs(t *testing.T, body []byte) []byte {
	var whole any
	if err := json.Unmarshal(body, &whole); err != nil {
		t.Errorf("no JSON: %v", err)
		return nil
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, one := range v {
				walk(one)
			}
		case map[string]any:
			for key, one := range v {
				if id, ok := one.(string); ok && (key == "traceId" || key == "spanId" || key == "parentSpanId") {
					bytes, err := hex.DecodeString(id)
					if err != nil || len(bytes) != map[bool]int{true: 16, false: 8}[key == "traceId"] {
						t.Errorf("%s is %q", key, id)
					}
					v[key] = base64.StdEncoding.EncodeToString(bytes)
					continue
				}
				walk(one)
			}
		}
	}
	walk(whole)
	text, err := json.Marshal(whole)
	if err != nil {
		t.Error(err)
	}
	return text
}

func attributesOf(all []*commonv1.KeyValue) map[string]string {
	m := map[string]string{}
	for _, a := range all {
		switch v := a.GetValue().GetValue().(type) {
		case *commonv1.AnyValue_StringValue:
			m[a.GetKey()] = v.StringValue
		case *commonv1.AnyValue_IntValue:
			m[a.GetKey()] = fmt.Sprint(v.IntValue)
		case *commonv1.AnyValue_ArrayValue:
			m[a.GetKey()] = v.ArrayValue.GetValues()[0].GetStringValue()
		}
	}
	return m
}

// of is the span with a name, and its attributes. One of the client's trace goes before those of
// the work that no request asks for, such as a look at what an import has changed.
func (r *receiver) of(t *testing.T, name string) (*tracev1.Span, map[string]string) {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	var found *tracev1.Span
	names := []string{}
	for _, s := range r.spans {
		names = append(names, s.GetName())
		if s.GetName() == name && (found == nil || hex.EncodeToString(s.GetTraceId()) == sentTrace) {
			found = s
		}
	}
	if found == nil {
		t.Fatalf("no span %q among %q", name, names)
	}
	return found, attributesOf(found.GetAttributes())
}

// parented holds a span to its parent: the same trace, and within its time.
func parented(t *testing.T, s, parent *tracev1.Span) {
	t.Helper()
	if string(s.GetParentSpanId()) != string(parent.GetSpanId()) || string(s.GetTraceId()) != string(parent.GetTraceId()) {
		t.Errorf("%s is no part of %s", s.GetName(), parent.GetName())
	}
	if s.GetStartTimeUnixNano() < parent.GetStartTimeUnixNano() || s.GetEndTimeUnixNano() > parent.GetEndTimeUnixNano() || s.GetEndTimeUnixNano() < s.GetStartTimeUnixNano() {
		t.Errorf("%s lasted from %d to %d; want a part of %s, from %d to %d", s.GetName(), s.GetStartTimeUnixNano(), s.GetEndTimeUnixNano(),
			parent.GetName(), parent.GetStartTimeUnixNano(), parent.GetEndTimeUnixNano())
	}
}

func holdAttributes(t *testing.T, name string, got, want map[string]string) {
	t.Helper()
	for key, value := range want {
		if got[key] != value {
			t.Errorf("%s: %s is %q, want %q, of %v", name, key, got[key], value, got)
		}
	}
}

const (
	sentTrace  = "0af7651916cd43dd8448eb211c80319c"
	sentParent = "b7ad6b7169203331"
)

// traced asks a server, as a part of a trace.
func askTraced(t *testing.T, address, parent string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Traceparent", parent)
	request.Header.Set("Tracestate", "vendor=opaque")
	request.Header.Set("X-Request-Id", "seven")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
}

const tracedQuery = `query Search($text: String!) { search(text: $text) { totalCount } people { nodes { name appearances { nodes { title } } } } }`

// A receiver gets the spans of a request: the request's own, which is a part of the trace that
// the client names, and those of its operation, of each read and of each command. They tell
// nobody's secret.
func TestTraces(t *testing.T) {
	for system, c := range map[string]struct {
		args                  []string
		command, operation    string
		collection, readOfAll string
	}{
		"sqlite":  {[]string{"--data", t.TempDir()}, "SELECT", "SELECT", "", "ListPeople"},
		"mongodb": {[]string{"--mongodb-uri", mongotest.Start(t), "--database", mongotest.Database(t)}, "find people", "find", "people", "ListPeople"},
	} {
		t.Run(system, func(t *testing.T) {
			to, content := newReceiver(t), t.TempDir()
			write(t, content, "ada.md", adaPost)
			write(t, content, "topics.yaml", "- slug: machines\n  name: 机器\n") // else a search reads what topics are proposed of
			env := cli.Environment{
				"OTEL_EXPORTER_OTLP_ENDPOINT=" + to.URL, "OTEL_EXPORTER_OTLP_HEADERS=X-Key=pa%20ss,X-Other=b",
				"OTEL_SERVICE_NAME=views", "OTEL_RESOURCE_ATTRIBUTES=deployment.environment.name=test",
			}
			r := beginIn(t, env, append(c.args, "--content", content, "--watch=false")...)
			target := "/query?query=" + url.QueryEscape(tracedQuery) + "&variables=" + url.QueryEscape(`{"text":"geheim"}`)
			askTraced(t, r.url+target, "00-"+sentTrace+"-"+sentParent+"-01")
			askTraced(t, r.url+"/people/ada", "00-"+sentTrace+"-"+sentParent+"-00") // which the client does not want to be traced
			get(t, r.url+"/healthz")
			r.stop() // after which all has been sent

			root, attributes := to.of(t, "GET /query")
			if hex.EncodeToString(root.GetTraceId()) != sentTrace || hex.EncodeToString(root.GetParentSpanId()) != sentParent || root.GetTraceState() != "vendor=opaque" || root.GetKind() != tracev1.Span_SPAN_KIND_SERVER {
				t.Errorf("the request's span is %v; want a part of the client's trace", root)
			}
			holdAttributes(t, root.GetName(), attributes, map[string]string{
				"http.request.method": "GET", "http.route": "/query", "url.path": "/query", "http.response.status_code": "200", "http.response.header.x-request-id": "seven",
			})
			operation, attributes := to.of(t, "query")
			parented(t, operation, root)
			holdAttributes(t, "query", attributes, map[string]string{"graphql.operation.name": "Search", "graphql.operation.type": "query", "viewline.operation.outcome": "done"})
			read, attributes := to.of(t, c.readOfAll)
			parented(t, read, operation)
			holdAttributes(t, c.readOfAll, attributes, map[string]string{"code.function.name": c.readOfAll})
			command, attributes := to.of(t, c.command)
			holdAttributes(t, c.command, attributes, map[string]string{"db.system.name": system, "db.operation.name": c.operation, "db.collection.name": c.collection})
			if command.GetKind() != tracev1.Span_SPAN_KIND_CLIENT || string(command.GetTraceId()) != string(root.GetTraceId()) {
				t.Errorf("%v; want a client's span of the trace", command)
			}
			if c.collection != "" {
				parented(t, command, read)
			}
			holdAll(t, to)
		})
	}
}

// holdAll holds all that a receiver got to what every request has to keep to.
func holdAll(t *testing.T, to *receiver) {
	t.Helper()
	to.mu.Lock()
	defer to.mu.Unlock()
	ids := map[string]bool{}
	for _, s := range to.spans {
		ids[string(s.GetSpanId())] = true
	}
	for _, s := range to.spans {
		if parent := hex.EncodeToString(s.GetParentSpanId()); parent != sentParent && !ids[string(s.GetParentSpanId())] {
			t.Errorf("%s has the parent %s, which nobody sent", s.GetName(), parent)
		}
	}
	if len(ids) != len(to.spans) || len(ids) < 6 {
		t.Errorf("%d ids of %d spans; want one each, of six or more", len(ids), len(to.spans))
	}
	holdAttributes(t, "resource", to.resource, map[string]string{"service.name": "views", "deployment.environment.name": "test", "telemetry.sdk.language": "go"})
	if to.header.Get("X-Key") != "pa ss" || to.header.Get("X-Other") != "b" {
		t.Errorf("the receiver got the headers %v", to.header)
	}
	for _, secret := range []string{"geheim", "totalCount", "127.0.0.1", "pa ss", "people/ada", "healthz"} {
		if strings.Contains(to.text, secret) {
			t.Errorf("%q is told in\n%s", secret, to.text)
		}
	}
}

// A request without a trace begins one; pages have the pattern of their address, and the
// operations of a page are parts of the page's request. One that fails says so.
func TestTracesOfPages(t *testing.T) {
	to, content := newReceiver(t), t.TempDir()
	write(t, content, "ada.md", adaPost)
	r := beginIn(t, cli.Environment{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=" + to.URL + "/v1/traces"}, "--data", t.TempDir(), "--content", content, "--watch=false")
	get(t, r.url+"/people/ada")
	get(t, r.url+"/feed.atom")
	get(t, r.url+"/query?query="+url.QueryEscape("query Nonsense { nonsense }"))
	r.stop()
	page, attributes := to.of(t, "GET /people/{slug}")
	if len(page.GetParentSpanId()) != 0 || len(page.GetTraceId()) != 16 {
		t.Errorf("the page's span is %v; want the begin of a trace", page)
	}
	holdAttributes(t, "page", attributes, map[string]string{"http.route": "/people/{slug}", "url.path": "/people/ada"})
	inPage := 0
	to.mu.Lock()
	for _, s := range to.spans {
		if s.GetName() == "query" && string(s.GetTraceId()) == string(page.GetTraceId()) {
			inPage++
			parented(t, s, page)
		}
	}
	to.mu.Unlock()
	if inPage == 0 {
		t.Error("the page has no operation")
	}
	to.of(t, "GET /feed.atom")
	_, attributes = to.of(t, "GraphQL Operation")
	holdAttributes(t, "refused", attributes, map[string]string{"viewline.operation.outcome": "refused", "error.type": "GRAPHQL_VALIDATION_FAILED"})
}

// Variables that cannot be followed end the program at once, without a value of a header.
func TestTracesAskedForWrongly(t *testing.T) {
	for variable, want := range map[string]string{
		"OTEL_EXPORTER_OTLP_ENDPOINT=127.0.0.1:4318":   "http://127.0.0.1:4318",
		"OTEL_EXPORTER_OTLP_PROTOCOL=grpc":             "http/json",
		"OTEL_EXPORTER_OTLP_HEADERS=geheim":            "OTEL_EXPORTER_OTLP_HEADERS has a part that is no key=value",
		"OTEL_RESOURCE_ATTRIBUTES==x":                  "OTEL_RESOURCE_ATTRIBUTES",
		"OTEL_TRACES_SAMPLER=sometimes":                `"sometimes"; want parentbased_always_on`,
		"OTEL_TRACES_SAMPLER=parentbased_traceidratio": "a number from 0 to 1",
	} {
		var stdout, stderr output
		env := cli.Environment{"OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1", "OTEL_TRACES_SAMPLER_ARG=2", variable}
		code := run(t.Context(), []string{"--addr=127.0.0.1:0", "--data", t.TempDir(), "--content="}, env, &stdout, &stderr)
		if code != cli.ExitUsage || !strings.Contains(stderr.String(), want) || strings.Contains(stderr.String(), "geheim") || strings.Count(stderr.String(), "\n") != 1 {
			t.Errorf("%s: exit code %d, %q; want 2 and %q", variable, code, &stderr, want)
		}
	}
}

// A receiver that is away keeps nobody waiting, and is told of in the log once.
func TestTracesWithoutReceiver(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	defer gone.Close()
	r := beginIn(t, cli.Environment{"OTEL_EXPORTER_OTLP_ENDPOINT=" + gone.URL}, "--data", t.TempDir(), "--content=")
	if status, _ := get(t, r.url+"/"); status != http.StatusOK {
		t.Errorf("status %d", status)
	}
	if code := r.stop(); code != cli.ExitDone {
		t.Errorf("exit code %d, want 0", code)
	}
	if got := r.stderr.String(); strings.Count(got, "spans are lost") != 1 || !strings.Contains(got, "status 404") {
		t.Errorf("stderr is %q; want one warning with the status", got)
	}
}
