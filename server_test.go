package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"viewline/cli"
	"viewline/ingest"
	"viewline/live"
	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

const adaPost = `---
title: "Ada在各个场合的观点"
---
## Ada - 某播客访谈 - 2020年
**主题:** 机器
### 1. 看法
* **会学习:** 机器会学习。
`

func TestServesOwnContent(t *testing.T) {
	content, data := t.TempDir(), t.TempDir()
	write(t, content, "ada.md", adaPost)
	r := begin(t, "--content", content, "--data", data)

	port := strings.TrimPrefix(r.url, "http://127.0.0.1:")
	want := fmt.Sprintf(`1 post, 1 appearance imported from %s
timeline    http://127.0.0.1:%[2]s/
playground  http://127.0.0.1:%[2]s/playground
endpoint    http://127.0.0.1:%[2]s/query
`, content, port)
	if got := r.stdout.String(); got != want {
		t.Errorf("stdout:\n%s\nwant:\n%s", got, want)
	}
	for _, c := range []struct {
		target string
		status int
		holds  string
	}{
		{"/healthz", 200, "ok\n"},
		{"/readyz", 200, "ok\n"},
		{"/", 200, `<a href="/people/ada/2020" data-opens="ada/2020" lang="zh">某播客访谈</a>`},
		{"/people/ada", 200, "机器会学习。"},
		{"/people/ada/2020", 200, "机器会学习。"},
		{"/people/nobody", 404, "Nobody here goes by that name"},
		{"/people/adda", 404, `<a href="/people/ada">ada</a>`},
		{"/?after=nonsense", 400, "The link does not work"},
		{"/playground", 200, "ilya-sutskever"},
		{"/static/console.js", 200, "import"},
		{"/query?query=" + url.QueryEscape("{ corpus { appearances } }") + "&variables=", 200, `{"data":{"corpus":{"appearances":1}}}`},
		{"/nowhere", 404, "There is no such page"},
	} {
		if status, body := get(t, r.url+c.target); status != c.status || !strings.Contains(body, c.holds) {
			t.Errorf("%s: status %d, want %d and %q in:\n%s", c.target, status, c.status, c.holds, body)
		}
	}
	if code := r.stop(); code != cli.ExitDone {
		t.Errorf("exit code %d when stopped, want 0; stderr %q", code, r.stderr)
	}
	again := begin(t, "--content", content, "--data", data)
	if got, want := again.stdout.String(), "1 post, 1 appearance imported from "+content+"\n"; !strings.HasPrefix(got, want) {
		t.Errorf("stdout %q, want %q first", got, want)
	}
}

// The endpoint answers the first query of the schema's contract from the sample content.
func TestSampleContent(t *testing.T) {
	contract, err := os.ReadFile("testdata/contract.graphql")
	if err != nil {
		t.Fatal(err)
	}
	r := begin(t, "--data", t.TempDir())
	if got := r.stdout.String(); !regexp.MustCompile(`^\d+ posts, \d+ appearances imported from \./content\n`).MatchString(got) {
		t.Errorf("stdout %q", got)
	}
	var data struct {
		Person struct {
			Name        string
			Appearances struct {
				TotalCount int
				Nodes      []struct {
					Key, Date, DatePrecision, Kind, Title string
					Sections                              []struct {
						Viewpoints []struct{ Label string }
					}
					RecommendedPapers struct{ TotalCount int }
				}
			}
		}
	}
	r.query(t, string(contract), &data)
	type summary struct {
		key, date, precision, kind   string
		sections, viewpoints, papers int
	}
	var got []summary
	for _, a := range data.Person.Appearances.Nodes {
		s := summary{a.Key, a.Date, a.DatePrecision, a.Kind, len(a.Sections), 0, a.RecommendedPapers.TotalCount}
		for _, section := range a.Sections {
			s.viewpoints += len(section.Viewpoints)
		}
		got = append(got, s)
	}
	want := []summary{
		{"ilya-sutskever/2025-11-26", "2025-11-26", "DAY", "INTERVIEW", 5, 14, 0},
		{"ilya-sutskever/2025-06-06", "2025-06-06", "DAY", "SPEECH", 5, 9, 0},
		{"ilya-sutskever/2024", "2024", "YEAR", "READING_LIST", 1, 0, 33},
		{"ilya-sutskever/2020", "2020", "YEAR", "INTERVIEW", 4, 12, 0},
	}
	if data.Person.Name != "Ilya Sutskever" || data.Person.Appearances.TotalCount != 4 || !reflect.DeepEqual(got, want) {
		t.Errorf("%q, %d appearances:\n%v\nwant:\n%v", data.Person.Name, data.Person.Appearances.TotalCount, got, want)
	}
	if got := r.stderr.String(); got != "" {
		t.Errorf("the sample has problems:\n%s", got)
	}
}

// Posts that another process imports are in the next answer.
func TestImportByOthersIsSeen(t *testing.T) {
	data, first, second := t.TempDir(), t.TempDir(), t.TempDir()
	write(t, first, "ada.md", adaPost)
	r := begin(t, "--content", first, "--data", data)
	names := func() []string {
		var data struct {
			People struct{ Nodes []struct{ Name string } }
		}
		r.query(t, "{ people { nodes { name } } }", &data)
		var names []string
		for _, p := range data.People.Nodes {
			names = append(names, p.Name)
		}
		return names
	}
	if got, want := names(), []string{"Ada"}; !reflect.DeepEqual(got, want) {
		t.Fatalf("people %q, want %q", got, want)
	}
	st, err := sqlite.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	write(t, second, "bob.md", strings.ReplaceAll(adaPost, "Ada", "Bob"))
	if _, err := ingest.Run(t.Context(), st, ingest.Options{Paths: []string{second}}); err != nil {
		t.Fatal(err)
	}
	if got, want := names(), []string{"Ada", "Bob"}; !reflect.DeepEqual(got, want) {
		t.Errorf("people %q after another import, want %q", got, want)
	}
}

func TestContentWithAFailure(t *testing.T) {
	content := t.TempDir()
	write(t, content, "ada.md", adaPost)
	write(t, content, "broken.md", "---\n- Bob\n---\n## Bob - 2020\n")
	r := begin(t, "--content", content, "--data", t.TempDir())
	if got, want := r.stdout.String(), "1 post, 1 appearance imported from "+content+"; 1 post failed\n"; !strings.HasPrefix(got, want) {
		t.Errorf("stdout %q, want %q first", got, want)
	}
	if got, want := r.stderr.String(), filepath.Join(content, "broken.md")+":2:"; !strings.HasPrefix(got, want) || strings.Count(got, "\n") != 1 {
		t.Errorf("stderr %q, want one line, beginning with %q", got, want)
	}
}

func TestNoContentIsFine(t *testing.T) {
	t.Chdir(t.TempDir()) // where there is no ./content
	for _, args := range [][]string{nil, {"--content="}} {
		r := begin(t, args...)
		if _, page := get(t, r.url); !strings.Contains(page, "Nothing has been imported yet") || !strings.Contains(page, "go run . --content ./my-posts\n") {
			t.Errorf("%q: the page tells no next step:\n%s", args, page)
		}
		if got, want := r.stdout.String(), "the database has no post yet: name a folder of posts with --content, or load one with the loader\ntimeline "; !strings.HasPrefix(got, want) {
			t.Errorf("%q: stdout %q, want %q first", args, got, want)
		}
		r.stop()
	}
}

// brokenStore is a store that cannot be reached.
type brokenStore struct{ live.Store }

func (brokenStore) Ready() error                        { return errors.ErrUnsupported }
func (brokenStore) Stamp() (stamp store.Stamp, ok bool) { return store.Stamp{}, false }
func (brokenStore) Watch(context.Context, func()) error { return errors.ErrUnsupported }

func (brokenStore) Corpus(context.Context) (timeline.Corpus, error) {
	return timeline.Corpus{}, store.Unavailable(errors.New("gone"))
}

func TestNotReady(t *testing.T) {
	w := httptest.NewRecorder()
	ready(live.Follow(t.Context(), brokenStore{}, slog.New(slog.DiscardHandler)).Ready)(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/readyz", nil))
	if got, want := w.Body.String(), "not ready: database unavailable: gone\n"; w.Code != http.StatusServiceUnavailable || got != want {
		t.Errorf("status %d, %q; want 503, %q", w.Code, got, want)
	}
}

// A request in flight is answered when the server is told to stop.
func TestStopIsGraceful(t *testing.T) {
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	server := &http.Server{ReadHeaderTimeout: patience}
	stopping := make(chan struct{})
	server.RegisterOnShutdown(func() { close(stopping) })
	server.Handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		cancel()
		<-stopping
		_, _ = io.WriteString(w, "done")
	})
	served := make(chan error, 1)
	go func() { served <- serve(ctx, server, listener, func(context.Context) error { return nil }) }()
	if status, body := get(t, "http://"+listener.Addr().String()); status != http.StatusOK || body != "done" {
		t.Errorf("status %d, body %q", status, body)
	}
	if err := <-served; err != nil {
		t.Error(err)
	}
}

// TestStopClosesSockets stops the program while a WebSocket is open whose client does not
// read. The program waits for the WebSocket, or the client would never learn that the
// server stops.
func TestStopClosesSockets(t *testing.T) {
	r := begin(t, "--content=", "--data", t.TempDir())
	conn, _, err := socket(t, r.url, r.url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.CloseNow() }()
	stopped := make(chan int, 1)
	go func() { stopped <- r.stop() }()
	select {
	case <-stopped:
		t.Error("the program ended before its client was told")
		return
	case <-time.After(200 * time.Millisecond): // a program that does not wait has ended by then
	}
	if _, _, err := conn.Read(t.Context()); websocket.CloseStatus(err) != websocket.StatusGoingAway {
		t.Errorf("the client got %v; want 1001", err)
	}
	if code := <-stopped; code != 0 {
		t.Errorf("exit code %d, stderr %s", code, r.stderr)
	}
}

// Every appearance of the sample content is in each export.
func TestExportsTheSample(t *testing.T) {
	r := begin(t, "--data="+t.TempDir())
	for path, part := range map[string]string{"/timeline.json": `"start_date"`, "/timeline.ics": "BEGIN:VEVENT", "/feed.atom": "<entry>"} {
		status, body := get(t, r.url+path)
		if n := strings.Count(body, part); status != http.StatusOK || n != 33 {
			t.Errorf("%s: status %d with %d appearances, want 200 with 33", path, status, n)
		}
	}
}

// The examples of the playground have answers from the sample content.
func TestExamplesHaveAnswers(t *testing.T) {
	r := begin(t, "--data="+t.TempDir())
	for name, want := range map[string]string{
		"1-person": `"title"`, "2-change": `"plain"`, "3-search": `<mark>机器</mark>`, "4-papers": `"recommendations":{"nodes":[{`, "5-pages": `"hasNextPage":true`,
	} {
		query, err := os.ReadFile("web/queries/examples/" + name + ".graphql")
		if err != nil {
			t.Fatal(err)
		}
		var data json.RawMessage
		r.query(t, string(query), &data)
		if !strings.Contains(string(data), want) {
			t.Errorf("%s lacks %s: %s", name, want, data)
		}
	}
}
