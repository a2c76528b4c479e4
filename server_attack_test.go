package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// attack is a request meant to harm, and the safe answer to the request.
type attack struct {
	name   string
	do     func(t *testing.T, base string) (status int, body string)
	status int    // 0 where the connection is closed without an answer
	holds  string // a text in the body of the answer, such as an error's code
}

const (
	badInput   = `"code":"BAD_USER_INPUT"`
	notParsed  = `"code":"GRAPHQL_PARSE_FAILED"`
	notValid   = `"code":"GRAPHQL_VALIDATION_FAILED"`
	tooComplex = `"code":"QUERY_TOO_COMPLEX"`
	tooLarge   = `"code":"ANSWER_TOO_LARGE"`
)

// TestAttacks sends requests meant to harm. Each gets an answer that refuses the request,
// and after each an ordinary query is answered as before.
func TestAttacks(t *testing.T) {
	content := t.TempDir()
	write(t, content, "ada.md", adaPost)
	write(t, content, "bela.md", longPost())
	r := begin(t, "--content", content, "--data", t.TempDir(), "--timeout", "10s")
	good(t, r.url)
	before := heap()
	for _, a := range attacks() {
		t.Run(a.name, func(t *testing.T) {
			status, body := a.do(t, r.url)
			if status != a.status || !strings.Contains(body, a.holds) {
				t.Errorf("status %d, want %d and %s in %.600s", status, a.status, a.holds, body)
			}
			if len(body) > 20_000 {
				t.Errorf("an answer of %d bytes", len(body))
			}
			good(t, r.url)
		})
	}
	const spare = 32 << 20
	if after := heap(); after > before+spare {
		t.Errorf("%d bytes in use, %d before; want them flat", after, before)
	}
}

// longPost is a post of 650 kB with a hundred viewpoints.
func longPost() string {
	var b strings.Builder
	b.WriteString("---\ntitle: \"Bela在各个场合的观点\"\n---\n## Bela - 某播客访谈 - 2021年\n**主题:** 机器\n### 1. 看法\n")
	for i := range 100 {
		fmt.Fprintf(&b, "* **L%d:** %s\n", i, strings.Repeat("lorem ", 1_100))
	}
	return b.String()
}

// heap is how many bytes of the heap are in use after a garbage collection.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func good(t *testing.T, base string) {
	t.Helper()
	status, body := get(t, base+"/query?query="+url.QueryEscape(`{ person(slug: "ada") { name } }`))
	if status != 200 || body != `{"data":{"person":{"name":"Ada"}}}` {
		t.Errorf("the good query: status %d, body %s", status, body)
	}
}

func attacks() []attack {
	nest := func(n int) string {
		return "{ person(slug: \"ada\") " + strings.Repeat("{ appearances { nodes { person ", n) + "{ slug }" + strings.Repeat(" } } }", n) + " }"
	}
	fan := func(n int) string {
		var b strings.Builder
		b.WriteString("query { ...F0 } ")
		for i := range n {
			fmt.Fprintf(&b, "fragment F%d on Query { ...F%d ...F%d } ", i, i+1, i+1)
		}
		fmt.Fprintf(&b, "fragment F%d on Query { __typename }", n)
		return b.String()
	}
	aliases := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "a%d: __typename ", i)
		}
		return "{" + b.String() + "}"
	}
	texts := func() string {
		var b strings.Builder
		for i := range 15 {
			fmt.Fprintf(&b, "h%d: html p%d: plain ", i, i)
		}
		return b.String()
	}
	searches := func() string {
		var b strings.Builder
		for i := range 30 {
			fmt.Fprintf(&b, "s%d: search(text: \"机\") { totalCount } ", i)
		}
		return "{" + b.String() + "}"
	}
	const slug = `query($s: String!) { person(slug: $s) { name } }`
	null := `{"data":{"person":null}}`
	return []attack{
		{"deep nesting", query(nest(10)), 400, tooComplex},
		{"very deep nesting", query(nest(100)), 400, tooComplex},
		{"ten thousand braces", query(strings.Repeat("{a", 10_000)), 400, `"code"`},
		{"deep list of an argument", query(`{ nodes(ids: ` + strings.Repeat("[", 3_000) + strings.Repeat("]", 3_000) + `) { id } }`), 400, `"code"`},
		{"fragment cycle", query(`{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }`), 400, `"code"`},
		{"fragment of itself", query(`{ ...A } fragment A on Query { ...A }`), 400, `"code"`},
		{"fragment fan-out", query(fan(30)), 400, `"code"`},
		{"unused fragments", query(`{ __typename } ` + strings.Repeat(`fragment A on Query { __typename } `, 200)), 400, `"code"`},
		{"a thousand aliases", query(aliases(1_000)), 400, tooComplex},
		{"a field five thousand times", query(strings.Repeat("a{__typename}", 5_000)), 400, `"code"`},
		{"five thousand directives", query("{ __typename " + strings.Repeat("@aa", 5_000) + " }"), 400, `"code"`},
		{"sixty directives", query("{ __typename " + strings.Repeat("@include(if: true) ", 60) + " }"), 400, `"code"`},
		{"nested introspection", query(`{ __schema { types { fields { type { fields { type { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } } } } } }`), 400, notValid},
		{"huge cost", query(`{ people(first: 100) { nodes { appearances(first: 100) { nodes { recommendedPapers(first: 100) { nodes { paper { recommendations(first: 100) { nodes { position } } } } } } } } } }`), 400, tooComplex},
		{"huge answer", query(`{ viewpoints(first: 100) { nodes { person { viewpoints(first: 100) { nodes { text { ` + texts() + ` } } } } } } }`), 200, tooLarge},
		{"huge answer in one list", query(`{ appearances(first: 100) { nodes { sections { viewpoints { text { ` + texts() + ` } } } } } }`), 200, tooLarge},
		{"texts below people", query(`{ people(first: 100) { nodes { viewpoints(first: 1, filter: {theme: "模型", text: "的 人 我"}) { totalCount } } } }`), 400, tooComplex},
		{"thirty searches", query(searches()), 400, tooComplex},
		{"rebound name", host("/query?query={__typename}", "evil.example"), 421, "--public-url"},
		{"rebound name of a page", host("/", "evil.example:8080"), 421, "--public-url"},
		{"huge first", query(`{ people(first: 2147483647) { nodes { slug } } }`), 200, badInput},
		{"first beyond 32 bits", query(`{ people(first: 99999999999999999999) { nodes { slug } } }`), 400, `"code"`},
		{"negative first", query(`{ people(first: -1) { nodes { slug } } }`), 200, badInput},
		{"negative first as a variable", vars(`query($n: Int) { people(first: $n) { nodes { slug } } }`, `{"n": -2147483648}`), 200, badInput},
		{"first and last", query(`{ people(first: 1, last: 1) { nodes { slug } } }`), 200, badInput},
		{"a text as first", vars(`query($n: Int) { people(first: $n) { nodes { slug } } }`, `{"n": "1; DROP TABLE person"}`), 400, `"code"`},
		{"forged cursor", query(`{ appearances(after: "AAAA") { nodes { key } } }`), 200, badInput},
		{"cursor of another list", query(fmt.Sprintf(`{ viewpoints(after: %q) { nodes { key } } }`, base64.RawURLEncoding.EncodeToString([]byte("1\x00k\x00s")))), 200, badInput},
		{"cursor with operators", query(fmt.Sprintf(`{ people(after: %q) { nodes { slug } } }`, base64.RawURLEncoding.EncodeToString([]byte("2\x00\x00' OR 1=1 --\x00{$gt: ''}")))), 200, badInput},
		{"forged id", query(`{ node(id: "UGVyc29u") { id } }`), 200, badInput},
		{"a thousand ids", vars(`query($i: [ID!]!) { nodes(ids: $i) { id } }`, `{"i": [`+strings.Repeat(`"x",`, 999)+`"x"]}`), 200, badInput},
		{"operator object as text", vars(slug, `{"s": {"$gt": ""}}`), 400, `"code"`},
		{"operator text", vars(slug, `{"s": "{\"$gt\": \"\"}"}`), 200, null},
		{"$where text", vars(slug, `{"s": "$where: sleep(10000)"}`), 200, null},
		{"SQL text", vars(slug, `{"s": "ada' OR '1'='1"}`), 200, null},
		{"regular expression as text", query(`{ search(text: "(zq+)+$ .* [") { totalCount } }`), 200, `"totalCount":0`},
		{"full-text operators", query(`{ search(text: "机器 NOT 会 OR \"x\" NEAR(a b) col:*") { totalCount } }`), 200, `"totalCount":0`},
		{"a text of a thousand words", vars(`query($t: String!) { search(text: $t) { totalCount } }`, `{"t": "`+manyWords(1_000)+`"}`), 200, badInput},
		{"NUL in a text", vars(slug, `{"s": "ada\u0000"}`), 200, `"person":`},
		{"lone surrogate", vars(slug, `{"s": "\ud800"}`), 200, `"person":null`},
		{"bytes that are no UTF-8", body("application/json", "{\"query\": \"{ __typename \xff }\"}"), 400, badInput},
		{"NUL in a query", query("{ __typename \x00 }"), 400, notParsed},
		{"byte order marks", query("\ufeff\ufeff{ __typename }"), 200, `{"data":{"__typename":"Query"}}`},
		{"no JSON", body("application/json", `{"query": `), 400, badInput},
		{"a number for a body", body("application/json", `17`), 400, badInput},
		{"a batch", body("application/json", `[{"query": "{ __typename }"}, {"query": "{ __typename }"}]`), 400, badInput},
		{"deep JSON", body("application/json", `{"query": "{ __typename }", "variables": `+strings.Repeat(`{"a":`, 50_000)+`1`+strings.Repeat("}", 50_000)+`}`), 400, badInput},
		{"no query", body("application/json", `{}`), 400, badInput},
		{"an empty body", body("application/json", ``), 400, badInput},
		{"a body of 2 MiB", body("application/json", `{"query": "`+strings.Repeat(" ", 2<<20)+`"}`), 413, badInput},
		{"compressed body", zipped, 415, badInput},
		{"a form", body("application/x-www-form-urlencoded", `query={__typename}`), 415, badInput},
		{"plain text", body("text/plain", `{"query": "{ __typename }"}`), 415, badInput},
		{"a form with files", body("multipart/form-data; boundary=x", "--x--"), 415, badInput},
		{"another charset", body("application/json; charset=utf-16", `{"query": "{ __typename }"}`), 415, badInput},
		{"nothing acceptable", header(http.MethodGet, "/query?query={__typename}", "Accept", "image/png"), 406, badInput},
		{"DELETE", header(http.MethodDelete, "/query", "Accept", "*/*"), 405, badInput},
		{"mutation by GET", header(http.MethodGet, "/query?query="+url.QueryEscape("mutation { drop }"), "Accept", "*/*"), 200, notValid},
		{"subscription by plain GET", header(http.MethodGet, "/query?query="+url.QueryEscape("subscription { corpusChanged { revision } }"), "Accept", "application/json"), 406, badInput},
		{"variables that are no JSON", header(http.MethodGet, "/query?query={__typename}&variables=%7B", "Accept", "*/*"), 400, badInput},
		{"wrong hash of a persisted query", body("application/json", `{"query": "{ __typename }", "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "00"}}}`), 400, badInput},
		{"unknown field", query(`{ passwords }`), 400, notValid},
		{"unknown operation", body("application/json", `{"query": "query A { __typename }", "operationName": "B"}`), 400, `"code"`},
		{"URL of a megabyte", header(http.MethodGet, "/query?query="+strings.Repeat("x", 1<<20), "Accept", "*/*"), 431, ""},
		{"header of a megabyte", header(http.MethodGet, "/query?query={__typename}", "X-Filler", strings.Repeat("x", 1<<20)), 431, ""},
		{"path out of the folder", header(http.MethodGet, "/static/..%2f..%2fgo.mod", "Accept", "*/*"), 404, ""},
		{"slow body", slowBody, 0, ""},
		{"WebSocket of a foreign origin", foreignSocket, 403, ""},
		{"oversized WebSocket frame", bigFrame, int(websocket.StatusMessageTooBig), ""},
		{"WebSocket that says nothing sensible", nonsenseSocket, 4400, ""},
	}
}

func manyWords(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "w%d ", i)
	}
	return b.String()
}

// doer sends a request.
type doer = func(t *testing.T, base string) (int, string)

func query(text string) doer { return vars(text, "{}") }

func vars(text, variables string) doer {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return body("application/json", fmt.Sprintf(`{"query": %s, "variables": %s}`, quoted, variables))
}

func body(contentType, text string) doer {
	return func(t *testing.T, base string) (int, string) {
		return send(t, http.MethodPost, base+"/query", strings.NewReader(text), http.Header{
			"Content-Type": {contentType}, "Accept": {"application/graphql-response+json"},
		})
	}
}

func header(method, target, name, value string) doer {
	return func(t *testing.T, base string) (int, string) {
		return send(t, method, base+target, nil, http.Header{name: {value}})
	}
}

// host sends a request for another host.
func host(target, name string) doer {
	return func(t *testing.T, base string) (int, string) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base+target, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = name
		return sent(t, r)
	}
}

func zipped(t *testing.T, base string) (int, string) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(bytes.Repeat([]byte(" "), 10<<20))
	_ = w.Close()
	return send(t, http.MethodPost, base+"/query", &b, http.Header{"Content-Type": {"application/json"}, "Content-Encoding": {"gzip"}})
}

func send(t *testing.T, method, target string, body io.Reader, h http.Header) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, target, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header = h
	return sent(t, r)
}

func sent(t *testing.T, r *http.Request) (int, string) {
	t.Helper()
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

// slowBody sends the head of a request and then a byte of its body, and waits
// for the server to give up.
func slowBody(t *testing.T, base string) (int, string) {
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", strings.TrimPrefix(base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_, _ = io.WriteString(conn, "POST /query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
	_ = conn.SetReadDeadline(time.Now().Add(time.Minute))
	answer, err := io.ReadAll(conn)
	if err != nil {
		t.Fatalf("the server keeps waiting: %v", err)
	}
	if bytes.Contains(answer, []byte(" 200 ")) {
		t.Errorf("answer %s", answer)
	}
	return 0, ""
}

func socket(t *testing.T, base, origin string) (*websocket.Conn, *http.Response, error) {
	return websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(base, "http")+"/query", &websocket.DialOptions{
		Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: http.Header{"Origin": {origin}},
	})
}

func foreignSocket(t *testing.T, base string) (int, string) {
	conn, resp, err := socket(t, base, "https://evil.example")
	if err == nil {
		_ = conn.CloseNow()
		return 101, ""
	}
	return resp.StatusCode, ""
}

func bigFrame(t *testing.T, base string) (int, string) {
	return closedBy(t, base, `{"type":"connection_init","payload":{"x":"`+strings.Repeat("x", 4<<20)+`"}}`)
}

func nonsenseSocket(t *testing.T, base string) (int, string) { return closedBy(t, base, `nonsense`) }

// closedBy sends a message over a WebSocket, and returns the code with which the server
// closes the socket.
func closedBy(t *testing.T, base, message string) (int, string) {
	conn, _, err := socket(t, base, base)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.CloseNow() }()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	_ = conn.Write(ctx, websocket.MessageText, []byte(message))
	for {
		if _, _, err = conn.Read(ctx); err != nil {
			return int(websocket.CloseStatus(err)), ""
		}
	}
}
