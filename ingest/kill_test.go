package ingest

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"viewline/edge"
	"viewline/graph"
	"viewline/graph/limit"
	"viewline/live"
)

// TestKilledProcess kills importing processes ahead of every statement that an import
// sends, and reads over HTTP meanwhile: what is stored is the state before the import
// or after it, and every answer is of one of the two.
func TestKilledProcess(t *testing.T) {
	list := "\n## Ada - 书单 - 2022年\n\n推荐论文：\n\n1. Attention Is All You Need\n"
	before := map[string]string{
		"a.md": text("Ada", "2020年", "2020年"), "b.md": text("Ada", "2020年") + list, "gone.md": text("Carl", "2019年"),
		"topics.yaml": "- slug: two\n  name: 内容2\n",
	}
	after := map[string]string{
		"0.md": text("Dora", "2020年", "2021年"), "a.md": text("Ada", "2020年"), "b.md": text("Ada", "2020年", "2020年", "2023年"), "gone.md": "",
		"topics.yaml": "- slug: one\n  name: 内容1\n- slug: two\n  name: 内容2\n",
	}
	one, two := folder(t, before), folder(t, before)
	write(t, two, after)
	// Both sets of posts are loaded from one folder, as if its files had changed.
	dir, data := folder(t, before), t.TempDir()
	errand := errand{Data: data, Paths: []string{dir}, Prune: true, Batch: 2}
	wants := map[string]string{}
	for _, files := range []string{one, two} {
		clean := open(t)
		load(t, clean, Options{}, files)
		wants[strings.ReplaceAll(dump(t, clean), files, dir)] = files
	}
	process(t, errand)
	p := startPolling(t, data)
	st := openAt(t, data)
	killed, stored := 0, 0 // how many processes were killed before the import was stored, and how many after
	write(t, dir, after)
	for at := int64(1); ; at++ {
		errand.KillAt = at
		ended := process(t, errand)
		switch wants[dump(t, st)] {
		case one:
			killed++
		case two:
			stored++
		default:
			t.Fatalf("killed ahead of statement %d: neither the state before nor the one after:\n%s", at, dump(t, st))
		}
		if ended {
			break
		}
		if wants[dump(t, st)] == one {
			continue // the process was not killed: its import has ended
		}
		errand.KillAt = 0
		write(t, dir, map[string]string{"0.md": ""})
		write(t, dir, before)
		if process(t, errand); wants[dump(t, st)] != one {
			t.Fatalf("an import after a kill ahead of statement %d:\n%s", at, dump(t, st))
		}
		write(t, dir, after)
	}
	p.end()
	t.Logf("%d kills before the commit, %d after it, %d answers of %d states", killed, stored, p.answers, len(p.seen))
	if killed < 50 || stored < 2 || p.answers < killed {
		t.Errorf("%d kills before the commit, %d after it, %d answers; want many", killed, stored, p.answers)
	}
}

// poll asks for counts, lists and nested fields in one operation, again and again.
type poll struct {
	handler http.Handler
	stop    context.CancelFunc
	done    sync.WaitGroup
	answers int
	seen    map[string]string // body by ETag
}

const polled = `{
	corpus { revision people appearances viewpoints topics papers posts }
	people(first: 100) { totalCount nodes { slug appearances(first: 100) { totalCount } viewpoints(first: 1) { totalCount } } }
	appearances(first: 100) { totalCount nodes { key person { slug } recommendedPapers(first: 10) { nodes { paper { title } } } } }
	viewpoints(first: 1) { totalCount } topics(first: 1) { totalCount } papers(first: 1) { totalCount } posts(first: 1) { totalCount }
}`

type counted struct{ TotalCount int }

type polledAnswer struct {
	Errors []any
	Data   struct {
		Corpus struct{ Revision, People, Appearances, Viewpoints, Topics, Papers, Posts int }
		People struct {
			TotalCount int
			Nodes      []struct{ Appearances, Viewpoints counted }
		}
		Appearances struct {
			TotalCount int
			Nodes      []struct{ Person *struct{ Slug string } }
		}
		Viewpoints, Topics, Papers, Posts counted
	}
}

// startPolling polls a server on a data folder until the returned function is called.
func startPolling(t *testing.T, data string) *poll {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	quiet := slog.New(slog.DiscardHandler)
	st := openAt(t, data)
	feed := live.Follow(ctx, st, quiet)
	o := graph.Options{Limits: limit.Options{Cost: 1_000_000}}
	o.Repeatable = edge.Repeatable
	endpoint := graph.NewHandler(st, feed, quiet, o)
	p := &poll{stop: cancel, seen: map[string]string{}}
	p.handler = edge.NewAnswers(1<<20, feed.Recent).Keep(endpoint, edge.Compress)
	p.done.Go(func() {
		for ctx.Err() == nil && !t.Failed() {
			p.ask(t)
			time.Sleep(5 * time.Millisecond) // leaves the processor to the others
		}
	})
	t.Cleanup(p.end)
	return p
}

func (p *poll) end() { p.stop(); p.done.Wait() }

// ask asks once and checks that the answer is of one state.
func (p *poll) ask(t *testing.T) {
	r := httptest.NewRequestWithContext(context.Background(), http.MethodGet, "/query?query="+url.QueryEscape(polled), nil)
	r.Header.Set("Accept", "application/json")
	w := httptest.NewRecorder()
	p.handler.ServeHTTP(w, r)
	p.answers++
	body := w.Body.String()
	var a polledAnswer
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil || len(a.Errors) > 0 {
		t.Errorf("%v: %s", err, body)
		return
	}
	d, appearances, viewpoints := a.Data, 0, 0
	for _, person := range d.People.Nodes {
		appearances += person.Appearances.TotalCount
		viewpoints += person.Viewpoints.TotalCount
	}
	counts := fmt.Sprint(d.People.TotalCount, d.Appearances.TotalCount, d.Viewpoints.TotalCount, d.Topics.TotalCount, d.Papers.TotalCount, d.Posts.TotalCount)
	corpus := fmt.Sprint(d.Corpus.People, d.Corpus.Appearances, d.Corpus.Viewpoints, d.Corpus.Topics, d.Corpus.Papers, d.Corpus.Posts)
	if counts != corpus || appearances != d.Corpus.Appearances || viewpoints != d.Corpus.Viewpoints ||
		len(d.People.Nodes) != d.Corpus.People || len(d.Appearances.Nodes) != d.Corpus.Appearances || strings.Contains(body, "null") {
		t.Errorf("an answer of two states: %s", body)
	}
	if tag := w.Header().Get("ETag"); tag != "" {
		if was, again := p.seen[tag]; again && was != body {
			t.Errorf("ETag %s: %s\nand before %s", tag, body, was)
		}
		p.seen[tag] = body
	}
}
