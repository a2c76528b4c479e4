package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"testing"
	"time"

	"viewline/bench/corpus"
)

// sizes are the sizes of the corpora, in appearances.
var sizes = []int{1_000, 10_000, 100_000, 300_000}

// postsOf is how many posts have at least so many appearances.
func postsOf(appearances int) int {
	return (appearances + corpus.AppearancesAPost - 1) / corpus.AppearancesAPost
}

// page500 is the number of items ahead of page 500, with two items on a page. The smallest
// corpus has that many.
const page500 = 499 * 2

// BenchmarkGrowth asks the queries of readers, on corpora of growing size: cold, where the
// server keeps nothing in memory, and warm, where it keeps documents but no answers. The
// corpora whose headings have years only, or no dates, are asked warm.
func BenchmarkGrowth(b *testing.B) {
	for _, mode := range []struct {
		name, documents string
		dates           corpus.Dates
		sizes           []int
	}{
		{"cold", "0", corpus.Ordinary, sizes},
		{"warm", "268435456", corpus.Ordinary, sizes},
		{"years", "268435456", corpus.Years, datedSizes},
		{"undated", "268435456", corpus.None, datedSizes},
	} {
		for _, size := range mode.sizes {
			b.Run(fmt.Sprintf("%s/appearances=%d", mode.name, size), func(b *testing.B) {
				p := server(b, dated(b, postsOf(size), mode.dates), "--answer-cache", "0", "--document-cache", mode.documents)
				for _, q := range readers(b, p) {
					if q.dated && mode.dates == corpus.None {
						continue
					}
					b.Run(q.name, func(b *testing.B) { median(b, p, q) })
				}
			})
		}
	}
}

// datedSizes are the sizes of the corpora of years and without dates. An import of 300,000
// appearances takes minutes.
var datedSizes = []int{1_000, 30_000}

// reader is a query of readers, in several variants that are asked in turn.
type reader struct {
	name    string
	queries []string
	pages   []string // the addresses of pages, which are asked for in place of queries
	perKB   bool     // whether the time is that of 1,000 bytes of the answer
	none    bool     // whether nothing is to be found
	dated   bool     // whether it is about dates alone
}

func (r reader) requests() [][]byte {
	var all [][]byte
	for _, q := range r.queries {
		all = append(all, request(q))
	}
	for _, page := range r.pages {
		all = append(all, []byte("GET "+page+" HTTP/1.1\r\nHost: localhost\r\nAccept: text/html,application/json\r\n\r\n"))
	}
	return all
}

const fields = `key date kind title theme sections { heading viewpoints { label text { plain } } }`

// readers makes the queries, for which it reads keys and cursors.
func readers(b *testing.B, p *process) []reader {
	b.Helper()
	var people, nodes []string
	for n := range 30 {
		name := corpus.Person(n * 10)
		people = append(people, fmt.Sprintf(`{ person(slug: %q) { name appearances(first: 10) { totalCount nodes { %s } } } }`, name, fields))
		var found struct {
			Person struct {
				Appearances struct{ Nodes []struct{ ID string } }
			}
		}
		get(b, p, fmt.Sprintf(`{ person(slug: %q) { appearances(first: 1) { nodes { id } } } }`, name), &found)
		nodes = append(nodes, fmt.Sprintf(`{ node(id: %q) { ... on Appearance { %s } } }`, found.Person.Appearances.Nodes[0].ID, fields))
	}
	after := func(n int) string {
		cursor := "null"
		for n > 0 {
			var found struct {
				Appearances struct{ PageInfo struct{ EndCursor string } }
			}
			step := min(n, 100)
			get(b, p, fmt.Sprintf(`{ appearances(first: %d, after: %s) { pageInfo { endCursor } } }`, step, cursor), &found)
			cursor = fmt.Sprintf("%q", found.Appearances.PageInfo.EndCursor)
			n -= step
		}
		return cursor
	}
	timeline := func(size int, after string) string {
		return fmt.Sprintf(`{ appearances(first: %d, after: %s) { nodes { %s person { name } } } }`, size, after, fields)
	}
	const years = `facets { byYear { year count } }`
	const position = `count first { date } latest { date label text { plain } }`
	some, others := corpus.Person(0), corpus.Person(10)
	var said struct {
		Viewpoints struct {
			Nodes []struct{ Text struct{ Plain string } }
		}
	}
	get(b, p, fmt.Sprintf(`{ viewpoints(first: 1, filter: {person: [%q]}) { nodes { text { plain } } } }`, some), &said)
	quoted := said.Viewpoints.Nodes[0].Text.Plain
	quote := func(text string) string {
		return fmt.Sprintf(`{ quote(text: %q) { verdict places { html person { name } date } } }`, text)
	}
	return []reader{
		{name: "person", queries: people},
		{name: "page-2", queries: []string{timeline(20, after(20))}},
		{name: "page-500", queries: []string{timeline(2, after(page500))}},
		{name: "topic", queries: []string{`{ topic(slug: "topic-0") { name viewpoints(first: 20) { nodes { date label text { plain } person { name } } } } }`}},
		{name: "search", queries: []string{fmt.Sprintf(`{ search(text: "%s %s", first: 20) { nodes { node { __typename ... on Node { id } } fragments { plain } } } }`, corpus.Common, corpus.Rare)}},
		{name: "node", queries: nodes},
		{name: "years", queries: []string{`{ appearances(first: 20) { ` + years + ` } }`}},
		{name: "years-person", queries: []string{fmt.Sprintf(`{ person(slug: %q) { appearances(first: 20) { %s } } }`, corpus.Person(0), years)}},
		{name: "topics", queries: []string{`{ appearances(first: 20) { facets { byTopic { topic { name } count } byPerson { person { name } count } } } }`}},
		{name: "years-text", queries: []string{fmt.Sprintf(`{ appearances(first: 20, filter: {text: %q}) { totalCount %s } }`, corpus.Rare, years)}},
		{name: "positions", queries: []string{fmt.Sprintf(`{ person(slug: %q) { positions(first: 20) { nodes { topic { name } %s } } } }`, some, position)}},
		{name: "who-on-topic", queries: []string{`{ topic(slug: "topic-0") { positions(first: 20) { nodes { person { name } ` + position + ` } } } }`}},
		{name: "two-on-topic", queries: []string{fmt.Sprintf(`{ topic(slug: "topic-0") { positions(filter: {person: [%q, %q]}) { nodes { person { name } %s } } } }`, some, others, position)}},
		{name: "backward", queries: []string{fmt.Sprintf(`{ appearances(last: 2, before: %s) { nodes { %s person { name } } } }`, after(page500), fields)}},
		{name: "filters", queries: []string{fmt.Sprintf(`{ viewpoints(first: 20, filter: {person: [%q, %q], topic: ["topic-0", "topic-1"]}) { nodes { date label } } }`, some, others)}},
		{name: "papers", queries: []string{`{ papers(first: 20) { nodes { title recommendationCount } } }`}},
		{name: "papers-ranked", queries: []string{`{ papers(first: 20, orderBy: {field: RECOMMENDATIONS, direction: DESC}) { nodes { title recommendationCount } } }`}},
		{name: "ideograph", queries: []string{`{ search(text: "价", first: 20) { nodes { node { __typename } fragments { html } } } }`}},
		{name: "beginning", queries: []string{`{ search(text: "scal", first: 20) { nodes { node { __typename } fragments { html } } } }`}},
		{name: "suggest", queries: suggestions("a", some[:5], "alan b", "斯坦", "大学", "观点")},
		{name: "suggest-pinyin", queries: suggestions("duolun", "dldd")},
		{name: "quote", queries: []string{quote(quoted)}},
		{name: "quote-near", queries: []string{quote(quoted + corpus.Rare)}},
		{name: "papers-latest", queries: []string{`{ papers(first: 20, orderBy: {field: PUBLISHED, direction: DESC}) { nodes { title recommendationCount } } }`}},
		{name: "text-counts", queries: []string{fmt.Sprintf(`{ appearances(first: 1, filter: {text: %[1]q}) { totalCount } viewpoints(first: 1, filter: {text: %[1]q}) { totalCount } search(text: %[1]q, first: 1) { totalCount } }`, corpus.Rare)}},
		{name: "kind", queries: []string{`{ appearances(first: 20, filter: {kind: [PODCAST]}) { nodes { key } } }`}},
		{name: "kind-without", none: true, queries: []string{`{ appearances(first: 20, filter: {kind: [READING_LIST]}) { totalCount nodes { key } } }`}},
		{name: "totals", queries: []string{`{ people(first: 1) { totalCount } topics(first: 1) { totalCount } papers(first: 1) { totalCount } appearances(first: 1) { totalCount } viewpoints(first: 1) { totalCount } }`}},
		{name: "totals-dates", dated: true, queries: []string{`{ appearances(first: 1, filter: {from: "2001", to: "2003-06"}) { totalCount } viewpoints(first: 1, filter: {from: "2001", to: "2003-06"}) { totalCount } }`}},
		{name: "totals-topic", queries: []string{`{ topic(slug: "topic-0") { viewpoints(first: 1) { totalCount } people(first: 1) { totalCount } } appearances(first: 1, filter: {topic: ["topic-0"]}) { totalCount } }`}},
		{name: "four-words", none: true, queries: []string{fmt.Sprintf(`{ search(text: "%s %s scaling alignment", first: 20) { nodes { node { __typename } fragments { html } } } }`, corpus.Rare, corpus.Common)}},
		{name: "theme-text-topic", queries: []string{fmt.Sprintf(`{ viewpoints(first: 20, filter: {theme: "模型", text: %q, topic: ["topic-0"]}) { nodes { date label person { name } } } }`, corpus.Rare)}},
		{name: "people-text", queries: []string{`{ people(first: 20, filter: {text: "ada"}) { nodes { name } } }`}},
		{name: "start-page", pages: []string{"/"}},
		{name: "search-page", pages: []string{"/search?text=" + corpus.Common}},
		{name: "timeline.json per kB", perKB: true, dated: true, pages: []string{"/timeline.json"}},
	}
}

func suggestions(texts ...string) []string {
	queries := make([]string, len(texts))
	for i, text := range texts {
		queries[i] = fmt.Sprintf(`{ suggest(text: %q) { text node { __typename id } } }`, text)
	}
	return queries
}

func get(b *testing.B, p *process, query string, into any) {
	b.Helper()
	var answer struct{ Data json.RawMessage }
	text := first(b, p, request(query))
	if err := json.Unmarshal(text, &answer); err != nil {
		b.Fatal(err)
	}
	if err := json.Unmarshal(answer.Data, into); err != nil {
		b.Fatal(err)
	}
}

// median asks one query after the other, and reports the median time of the answers, and the
// processor time of one.
func median(b *testing.B, p *process, r reader) {
	b.Helper()
	requests := r.requests()
	wants, size := make([][]byte, len(requests)), 0
	for i, request := range requests {
		wants[i] = first(b, p, request)
		size += len(wants[i])
		if !r.none && nothing.Match(wants[i]) {
			b.Fatalf("nothing is found: %s", wants[i])
		}
	}
	c, err := p.dial() // only now: the server closes a connection on which nothing comes for a while
	if err != nil {
		b.Fatal(err)
	}
	defer c.conn.Close() //nolint:errcheck // nothing is left to be sent
	took := make([]time.Duration, 0, 1000)
	i := 0
	before, told := p.cpu()
	for b.Loop() {
		start := time.Now()
		answer, err := c.ask(requests[i%len(requests)])
		took = append(took, time.Since(start))
		if err != nil || !bytes.Equal(answer, wants[i%len(wants)]) {
			b.Fatalf("%.300s, %v; want %.300s", answer, err, wants[i%len(wants)])
		}
		i++
	}
	slices.Sort(took)
	parts := 1.0
	if r.perKB {
		parts = float64(size) / float64(len(requests)) / 1000
	}
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1000/parts, "p50-µs")
	if after, _ := p.cpu(); told {
		b.ReportMetric(float64((after-before).Microseconds())/float64(i)/parts, "cpu-µs/answer")
	}
}

// nothing matches an answer in which something that was asked for is missing.
var nothing = regexp.MustCompile(`"nodes":\[\]|"suggest":\[\]|"ABSENT"|^\{"data":\{"[a-z]+":null\}`)
