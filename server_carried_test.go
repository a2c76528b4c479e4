package main

import (
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"viewline/ingest"
	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/mongodb/mongotest"
	"viewline/store/sqlite"
)

// carriedQuestions ask for everything that an import can change, by all ways that lead to it.
var carriedQuestions = func() []string {
	const (
		view       = `id key label text { plain } topics { slug name viewpoints(first:1) { totalCount } } person { slug name } appearance { key title } source { path startLine } pageUrl date`
		appearance = `id key title date kind pageUrl line person { slug name aliases } participants { name role person { slug } } previous { key } next { key }
			viewpoints(first:5) { totalCount nodes { ` + view + ` } } recommendedPapers(first:5) { nodes { position paper { slug title recommendationCount } } } post { slug path recordedAt }`
		person = `id slug name aliases pageUrl topics { slug name } appearances(first:3) { totalCount nodes { ` + appearance + ` } }
			viewpoints(first:3) { totalCount nodes { ` + view + ` } } recommendedPapers(first:5) { totalCount nodes { paper { slug } date } }
			positions(first:5) { totalCount nodes { count person { slug } topic { slug name } first { key } latest { key } } } posts(first:5) { totalCount nodes { slug title recordedAt } }`
		paper = `slug title recommendationCount recommenders(first:5) { totalCount nodes { slug name } } recommendations(first:5) { nodes { appearance { key title } person { name } } }`
		topic = `slug name aliases proposed viewpoints(first:5) { totalCount nodes { key label } } people(first:5) { totalCount nodes { slug name } } positions(first:5) { totalCount nodes { count person { name } } }`
		post  = `slug path title recordedAt person { slug name } people { name } appearances { key title } pageUrl`
	)
	all := []string{
		`{ corpus { revision people appearances viewpoints } }`,
		`{ people(first:10) { totalCount nodes { slug name aliases } } }`,
		`{ people(first:10, orderBy:{field:APPEARANCES, direction:DESC}) { nodes { slug appearances(first:1) { totalCount } } } }`,
		`{ appearances(first:20) { totalCount nodes { key title date } facets { byYear { year count } undated } } }`,
		`{ appearances(filter:{kind:TALK}) { totalCount } }`,
		`{ viewpoints(first:20) { totalCount nodes { key label } } }`,
		`{ papers(first:20) { totalCount nodes { ` + paper + ` } } }`,
		`{ topics(first:20) { totalCount nodes { ` + topic + ` } } }`,
		`{ posts(first:20) { totalCount nodes { ` + post + ` } } }`,
		`{ search(text:"scaling") { totalCount nodes { __typename } } }`,
		`{ suggest(text:"a") { text } }`,
		`{ quote(text:"we keep scaling") { verdict } }`,
		`{ appearances(filter:{person:"nobody-there"}) { totalCount } }`,
		`{ person(slug:"Countess") { slug name } }`,
		`{ person(slug:"nobody") { slug } }`,
		`{ topic(slug:"growth") { ` + topic + ` } }`,
		`{ paper(slug:"nothing") { slug } }`,
	}
	for _, name := range carriedPeople {
		slug := strings.ToLower(name)
		all = append(all,
			`{ person(slug:"`+slug+`") { `+person+` } }`,
			`{ person(slug:"`+slug+`") { name appearances(first:1) { nodes { key } } } }`,
			`{ person(slug:"`+slug+`") { viewpoints(first:9, filter:{topic:"scaling"}) { totalCount nodes { key } } } }`,
			`{ appearances(first:5, filter:{person:"`+slug+`"}) { totalCount nodes { `+appearance+` } facets { byKind { kind count } } } }`,
			`{ viewpoints(first:5, filter:{person:"`+slug+`"}) { totalCount nodes { `+view+` } facets { byTopic { count topic { slug } } } } }`,
			`{ appearance(key:"`+slug+`/2020-01-01") { `+appearance+` } }`,
			`{ appearance(key:"`+slug+`/2020") { key } }`,
			`{ post(slug:"`+slug+`-0") { `+post+` } }`,
		)
	}
	for _, slug := range []string{"scaling", "safety"} {
		all = append(all,
			`{ topic(slug:"`+slug+`") { `+topic+` } }`,
			`{ topic(slug:"`+slug+`") { name positions(first:9, orderBy:{field:DATE, direction:DESC}) { nodes { count latest { key } } } } }`,
			`{ appearances(filter:{topic:"`+slug+`"}) { totalCount nodes { key title } } }`,
			`{ viewpoints(filter:{topic:"`+slug+`"}) { totalCount nodes { key label } } }`,
			`{ people(filter:{topic:"`+slug+`"}) { totalCount nodes { slug } } }`,
		)
	}
	for _, slug := range []string{"attention-is-all-you-need", "scaling-laws"} {
		all = append(all, `{ paper(slug:"`+slug+`") { `+paper+` } }`)
	}
	return all
}()

var carriedPeople = []string{"Ada", "Bob", "Cy", "Dee", "Eve"}

// writeCarried writes a random set of files for an import into a folder, or removes one.
func writeCarried(t *testing.T, dir string, rng *rand.Rand) {
	t.Helper()
	switch rng.IntN(8) {
	case 0:
		aliases := []string{"Countess", "Lady"}[rng.IntN(2)]
		write(t, dir, "people.yaml", fmt.Sprintf("- slug: %s\n  name: %s\n  aliases: [%s]\n", "ada", []string{"Ada", "Ada L"}[rng.IntN(2)], aliases))
		return
	case 1:
		topics := ""
		for _, slug := range []string{"scaling", "safety"} {
			if rng.IntN(4) > 0 {
				topics += fmt.Sprintf("- slug: %s\n  name: %s\n  aliases: [%s]\n", slug, slug, slug)
			}
		}
		if topics == "" {
			_ = os.Remove(filepath.Join(dir, "topics.yaml")) // which may not be there
		} else {
			write(t, dir, "topics.yaml", topics)
		}
		return
	}
	who := carriedPeople[rng.IntN(len(carriedPeople))]
	name := fmt.Sprintf("%s-%d.md", strings.ToLower(who), rng.IntN(2))
	if rng.IntN(5) == 0 {
		_ = os.Remove(filepath.Join(dir, name)) // which may not be there
		return
	}
	text := fmt.Sprintf("---\ntitle: %s 在各个场合的观点\n---\n", who)
	for range 1 + rng.IntN(3) {
		date := fmt.Sprintf("20%d年%d月1日", 19+rng.IntN(3), 1+rng.IntN(2))
		text += fmt.Sprintf("\n## %s - %s - %s\n\n", who, []string{"演讲", "访谈", "Summit"}[rng.IntN(3)], date)
		for i := range 1 + rng.IntN(3) {
			label := []string{"growth of scaling", "safety first", "growth again", "tools"}[rng.IntN(4)]
			text += fmt.Sprintf("- **%s**：we keep %s, version %d\n", label, []string{"scaling", "safety", "going"}[rng.IntN(3)], i)
		}
		if rng.IntN(3) == 0 {
			text += "\n推荐论文：\n\n1. Attention Is All You Need\n"
			if rng.IntN(2) == 0 {
				text += "2. Scaling Laws\n"
			}
		}
	}
	write(t, dir, name, text)
}

// Answers that outlast imports are what a server that keeps nothing answers, with the same ETag.
func TestCarriedAnswersAreRight(t *testing.T) {
	var carried, asked int
	for seed := range uint64(4) {
		rng := rand.New(rand.NewPCG(seed, 11))
		dir, data := t.TempDir(), t.TempDir()
		write(t, dir, "topics.yaml", "- slug: scaling\n  name: scaling\n- slug: safety\n  name: safety\n")
		for range 8 {
			writeCarried(t, dir, rng)
		}
		st, err := sqlite.Open(t.Context(), data)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = st.Close() })
		keeping, fresh := carriedServer(t, st), carriedServer(t, st, "--answer-cache", "0")
		for step := range 8 {
			for range 1 + rng.IntN(2) {
				writeCarried(t, dir, rng)
			}
			before := revisionOf(t, st)
			if _, err := ingest.Run(t.Context(), st, ingest.Options{Paths: []string{dir}, Prune: true}); err != nil {
				t.Fatal(err)
			}
			hits := keeping.hits(t)
			for _, query := range carriedQuestions {
				got, tag := keeping.ask(t, query)
				want, wantTag := fresh.ask(t, query)
				if got != want || tag != wantTag {
					t.Fatalf("seed %d, step %d: %s is answered by\n%s\nwith the tag %s; want\n%s\nwith %s", seed, step, query, got, tag, want, wantTag)
				}
			}
			for _, page := range carriedPages {
				got, want := keeping.serve(t, page), fresh.serve(t, page)
				if got.Code != want.Code || got.Body.String() != want.Body.String() || got.Header().Get("ETag") != want.Header().Get("ETag") {
					t.Fatalf("seed %d, step %d: %s has status %d, the tag %s and\n%s\nwant %d, %s and\n%s", seed, step, page,
						got.Code, got.Header().Get("ETag"), got.Body, want.Code, want.Header().Get("ETag"), want.Body)
				}
			}
			if step > 0 && revisionOf(t, st) > before {
				carried += keeping.hits(t) - hits
				asked += len(carriedQuestions)
			}
		}
	}
	t.Logf("%d of %d answers outlasted an import that changed something", carried, asked)
	if carried < asked/20 {
		t.Errorf("%d of %d answers outlasted an import; want a twentieth or more", carried, asked)
	}
}

func revisionOf(t *testing.T, st store.Store) int {
	t.Helper()
	c, err := st.Corpus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c.Revision
}

// The import of a post about one person leaves the answers about another one, and their ETags are
// those of the new state.
func TestAnswersOutlastImports(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "ada.md", adaPost)
	st, err := sqlite.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	load := func() {
		t.Helper()
		if _, err := ingest.Run(t.Context(), st, ingest.Options{Paths: []string{dir}}); err != nil {
			t.Fatal(err)
		}
	}
	load()
	keeping, fresh := carriedServer(t, st), carriedServer(t, st, "--answer-cache", "0")
	const ofAda, ofAll = `{ person(slug:"ada") { name appearances { nodes { title viewpoints { totalCount } } } } }`, `{ corpus { posts } }`
	first, firstTag := keeping.ask(t, ofAda)
	_, _ = keeping.ask(t, ofAll)
	write(t, dir, "bob.md", strings.ReplaceAll(adaPost, "Ada", "Bob"))
	load()
	hits := keeping.hits(t)
	again, tag := keeping.ask(t, ofAda)
	if _, want := fresh.ask(t, ofAda); again != first || tag != want || tag == firstTag {
		t.Errorf("after an import about Bob the answer about Ada is %s with the tag %s; want %s with %s, which is not %s", again, tag, first, want, firstTag)
	}
	if n := keeping.hits(t) - hits; n != 1 {
		t.Errorf("%d kept answers; want 1", n)
	}
	if all, _ := keeping.ask(t, ofAll); all != `{"data":{"corpus":{"posts":2}}}` {
		t.Errorf("all are %s; want two posts", all)
	}
}

// An import ends an answer that it changes by something that stands in another post than the
// answer: a key that has to be told apart, a spelling that somebody else gets, topics that are
// proposed since nobody names any.
func TestImportsEndAnswers(t *testing.T) {
	endAnswers(t, func(t *testing.T) store.Store {
		t.Helper()
		st, err := sqlite.Open(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		return st
	})
}

func TestImportsEndAnswersOnMongoDB(t *testing.T) {
	endAnswers(t, func(t *testing.T) store.Store {
		t.Helper()
		st, err := mongodb.Open(t.Context(), mongotest.Start(t), mongotest.Database(t))
		if err != nil {
			t.Fatal(err)
		}
		return st
	})
}

func endAnswers(t *testing.T, open func(*testing.T) store.Store) {
	t.Helper()
	view := func(who, date, rest string) string {
		return fmt.Sprintf("---\ntitle: %s 在各个场合的观点\n---\n\n## %s - 演讲 - %s\n\n%s\n", who, who, date, rest)
	}
	papers := "推荐论文：\n\n1. Attention Is All You Need\n"
	labels := "- **scaling again**：一。\n\n## Ada - 访谈 - 2021年\n\n- **scaling again**：二。\n\n## Ada - 对话 - 2022年\n\n- **scaling again**：三。\n"
	topics := func(alias string) string { return "- slug: safety\n  name: safety\n  aliases: [" + alias + "]\n" }
	for name, c := range map[string]struct {
		before, after map[string]string // files; "" removes one
		query         string
	}{
		"a key in a topic": {
			map[string]string{"a.md": view("Ada", "2020年", "- **看法**：safety 先行。"), "topics.yaml": topics("safe")},
			map[string]string{"b.md": strings.Replace(view("Ada", "2020年", "- **看法**：机器。"), "演讲", "访谈", 1)},
			`{ topic(slug:"safety") { viewpoints { nodes { appearance { key } } } } }`,
		},
		"a key in a paper": {
			map[string]string{"a.md": strings.Replace(view("Ada", "2020年", papers), "演讲", "书单", 1)},
			map[string]string{"b.md": view("Ada", "2020年", "- **看法**：机器。")},
			`{ paper(slug:"attention-is-all-you-need") { recommendations { nodes { appearance { key } } } } }`,
		},
		"a paper's count": {
			map[string]string{"a.md": strings.Replace(view("Ada", "2020年", papers), "演讲", "书单", 1)},
			map[string]string{"b.md": strings.Replace(view("Bob", "2021年", papers), "演讲", "书单", 1)},
			`{ person(slug:"ada") { recommendedPapers { nodes { paper { recommendationCount } } } } }`,
		},
		"another person of the post": {
			map[string]string{"a.md": view("Ada", "2020年", "- **看法**：机器。")},
			map[string]string{"a.md": view("Bob", "2020年", "- **看法**：机器。")},
			`{ person(slug:"ada") { name } }`,
		},
		"an alias": {
			map[string]string{"a.md": view("Ada", "2020年", "- **看法**：机器。"), "b.md": view("Bob", "2020年", "- **看法**：机器。")},
			map[string]string{"people.yaml": "- slug: bob\n  name: Bob\n  aliases: [Robert]\n"},
			`{ person(slug:"robert") { name } }`,
		},
		"a neighbour": {
			map[string]string{"a.md": view("Ada", "2020年", "- **看法**：机器。")},
			map[string]string{"b.md": view("Ada", "2021年", "- **看法**：机器。")},
			`{ appearance(key:"ada/2020") { next { key } } }`,
		},
		"a position": {
			map[string]string{"a.md": view("Ada", "2020年", "- **看法**：safety 先行。"), "topics.yaml": topics("safe")},
			map[string]string{"b.md": view("Bob", "2021年", "- **看法**：safety 先行。")},
			`{ topic(slug:"safety") { positions { totalCount } } }`,
		},
		"proposed topics": {
			map[string]string{"a.md": view("Ada", "2020年", labels), "b.md": view("Bob", "2020年", "- **看法**：safety 先行。"), "topics.yaml": topics("safe")},
			map[string]string{"b.md": ""},
			`{ person(slug:"ada") { topics { slug } } }`,
		},
		"a text": {
			map[string]string{"a.md": view("Ada", "2020年", "- **看法**：机器。")},
			map[string]string{"a.md": view("Ada", "2020年", "- **看法**：人。")},
			`{ post(slug:"a") { sections { line } appearances { viewpoints { nodes { text { plain } } } } } }`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			st := open(t)
			t.Cleanup(func() { _ = st.Close() })
			load := func(files map[string]string) {
				t.Helper()
				for name, text := range files {
					if text == "" {
						_ = os.Remove(filepath.Join(dir, name))
					} else {
						write(t, dir, name, text)
					}
				}
				if _, err := ingest.Run(t.Context(), st, ingest.Options{Paths: []string{dir}, Prune: true}); err != nil {
					t.Fatal(err)
				}
			}
			load(c.before)
			keeping, fresh := carriedServer(t, st), carriedServer(t, st, "--answer-cache", "0")
			before, _ := keeping.ask(t, c.query)
			load(c.after)
			keeping.awaits(t, revisionOf(t, st))
			fresh.awaits(t, revisionOf(t, st))
			got, tag := keeping.ask(t, c.query)
			if want, wantTag := fresh.ask(t, c.query); got != want || tag != wantTag || got == before {
				t.Errorf("the answer is %s, tag %s; want %s, tag %s, which is not %s", got, tag, want, wantTag, before)
			}
		})
	}
}

// carrying is a server with all that stands around its endpoint.
type carrying struct{ handler http.Handler }

func carriedServer(t *testing.T, st store.Store, args ...string) carrying {
	t.Helper()
	s, _, err := parse(slices.Concat([]string{"--content", ""}, args), noEnv)
	if err != nil {
		t.Fatal(err)
	}
	server, _, _, err := newServer(t.Context(), st, s, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return carrying{server.Handler}
}

// carriedPages are pages and files of each kind; a reader may ask for one that is not there.
var carriedPages = []string{
	"/people/ada", "/people/bob.md", "/people/cy/feed.atom", "/topics/scaling", "/papers", "/papers/attention-is-all-you-need", "/posts/ada-0",
	"/timeline.json", "/feed.atom", "/papers.bib", "/sitemap.xml",
}

func (c carrying) get(t *testing.T, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := c.serve(t, path)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: status %d, %s", path, w.Code, w.Body)
	}
	return w
}

func (c carrying) serve(t *testing.T, path string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	r.Host = "localhost:8080"
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	return w
}

func (c carrying) ask(t *testing.T, query string) (answer, tag string) {
	t.Helper()
	w := c.get(t, "/query?query="+url.QueryEscape(query))
	if strings.Contains(w.Body.String(), `"errors"`) {
		t.Fatalf("%s is answered by %s", query, w.Body)
	}
	return w.Body.String(), w.Header().Get("ETag")
}

// awaits waits until the server knows of a revision: on MongoDB that may take a moment.
func (c carrying) awaits(t *testing.T, revision int) {
	t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		text := c.get(t, "/metrics").Body.String()
		if strings.Contains(text, fmt.Sprintf("\nviewline_revision %d\n", revision)) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("revision %d is not known", revision)
		}
	}
}

// hits is how many answers were kept ones so far.
func (c carrying) hits(t *testing.T) int {
	t.Helper()
	n := 0
	for line := range strings.Lines(c.get(t, "/metrics").Body.String()) {
		if strings.HasPrefix(line, `viewline_cache_requests_total{cache="answers",result="hit"}`) {
			_, _ = fmt.Sscan(line[strings.LastIndex(line, " "):], &n)
		}
	}
	return n
}
