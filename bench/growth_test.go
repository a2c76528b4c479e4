package main

import (
	"bytes"
	"encoding/json"
	"fmt"
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
// server keeps nothing in memory, and warm, where it keeps documents but no answers.
func BenchmarkGrowth(b *testing.B) {
	for _, size := range sizes {
		for _, mode := range []struct{ name, documents string }{{"cold", "0"}, {"warm", "268435456"}} {
			b.Run(fmt.Sprintf("%s/appearances=%d", mode.name, size), func(b *testing.B) {
				p := server(b, data(b, postsOf(size)), "--answer-cache", "0", "--document-cache", mode.documents)
				for _, q := range readers(b, p) {
					b.Run(q.name, func(b *testing.B) { median(b, p, q.queries) })
				}
			})
		}
	}
}

// reader is a query of readers, in several variants that are asked in turn.
type reader struct {
	name    string
	queries []string
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
		{"person", people},
		{"page-2", []string{timeline(20, after(20))}},
		{"page-500", []string{timeline(2, after(page500))}},
		{"topic", []string{`{ topic(slug: "topic-0") { name viewpoints(first: 20) { nodes { date label text { plain } person { name } } } } }`}},
		{"search", []string{fmt.Sprintf(`{ search(text: "%s %s", first: 20) { nodes { node { __typename ... on Node { id } } fragments { plain } } } }`, corpus.Common, corpus.Rare)}},
		{"node", nodes},
		{"years", []string{`{ appearances(first: 20) { ` + years + ` } }`}},
		{"years-person", []string{fmt.Sprintf(`{ person(slug: %q) { appearances(first: 20) { %s } } }`, corpus.Person(0), years)}},
		{"topics", []string{`{ appearances(first: 20) { facets { byTopic { topic { name } count } byPerson { person { name } count } } } }`}},
		{"years-text", []string{fmt.Sprintf(`{ appearances(first: 20, filter: {text: %q}) { totalCount %s } }`, corpus.Rare, years)}},
		{"positions", []string{fmt.Sprintf(`{ person(slug: %q) { positions(first: 20) { nodes { topic { name } %s } } } }`, some, position)}},
		{"who-on-topic", []string{`{ topic(slug: "topic-0") { positions(first: 20) { nodes { person { name } ` + position + ` } } } }`}},
		{"two-on-topic", []string{fmt.Sprintf(`{ topic(slug: "topic-0") { positions(filter: {person: [%q, %q]}) { nodes { person { name } %s } } } }`, some, others, position)}},
		{"backward", []string{fmt.Sprintf(`{ appearances(last: 2, before: %s) { nodes { %s person { name } } } }`, after(page500), fields)}},
		{"filters", []string{fmt.Sprintf(`{ viewpoints(first: 20, filter: {person: [%q, %q], topic: ["topic-0", "topic-1"]}) { nodes { date label } } }`, some, others)}},
		{"papers", []string{`{ papers(first: 20) { nodes { title recommendationCount } } }`}},
		{"papers-ranked", []string{`{ papers(first: 20, orderBy: {field: RECOMMENDATIONS, direction: DESC}) { nodes { title recommendationCount } } }`}},
		{"ideograph", []string{`{ search(text: "价", first: 20) { nodes { node { __typename } fragments { html } } } }`}},
		{"beginning", []string{`{ search(text: "scal", first: 20) { nodes { node { __typename } fragments { html } } } }`}},
		{"suggest", suggestions("a", some[:5], "alan b", "斯坦", "大学", "观点")},
		{"suggest-pinyin", suggestions("duolun", "dldd")},
		{"quote", []string{quote(quoted)}},
		{"quote-near", []string{quote(quoted + corpus.Rare)}},
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

// median asks one query after the other, and reports the median time of the answers.
func median(b *testing.B, p *process, queries []string) {
	b.Helper()
	requests, wants := make([][]byte, len(queries)), make([][]byte, len(queries))
	for i, q := range queries {
		requests[i] = request(q)
		wants[i] = first(b, p, requests[i])
		if bytes.Contains(wants[i], []byte(`"nodes":[]`)) || bytes.Contains(wants[i], []byte(`"suggest":[]`)) || bytes.Contains(wants[i], []byte(`"ABSENT"`)) || bytes.Contains(wants[i], []byte(`:null}`)) {
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
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1000, "p50-µs")
}
