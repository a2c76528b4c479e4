package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// The queries that the benchmarks ask, of three sizes. NAME is replaced by the operation's
// name.
var questions = []struct{ name, query string }{
	{"0.3kB", `query NAME { person(slug: "ada-backus") { slug name appearances(first: 2) { totalCount nodes { key date title kind } } } }`},
	{"6kB", `query NAME { appearances(first: 10) { totalCount nodes { key date kind title theme person { name } sections { heading viewpoints { label } } } } }`},
	{"900kB", `query NAME { people(first: 20) { nodes { slug name appearances(first: 12) { totalCount nodes { key date datePrecision kind title theme
		sections { heading kind anchor line viewpoints { key label line text { markdown html plain } points { label text { markdown html plain } } timestamps { label seconds } } } } } } } }`},
}

// connections is how many clients ask at once.
const connections = 16

// smallCorpus is the number of posts of a corpus of 3,000 appearances.
const smallCorpus = 1000

// BenchmarkRepeated asks the same query again and again. For comparison it also asks a
// server that only writes the same bytes.
func BenchmarkRepeated(b *testing.B) {
	viewline := server(b, data(b, smallCorpus))
	for _, q := range questions {
		request := request(strings.ReplaceAll(q.query, "NAME", "Q"))
		want := first(b, viewline, request)
		for name, p := range map[string]*process{"viewline": viewline, "floor": floor(b, want)} {
			b.Run(q.name+"/"+name, func(b *testing.B) {
				load(b, p, func(int64) []byte { return request }, func(answer []byte) bool { return bytes.Equal(answer, want) })
			})
		}
	}
}

// BenchmarkNew asks a new query each time, as a new operation name makes a new text, so
// that no answer can be kept. For comparison it also asks gqlgen as it comes.
func BenchmarkNew(b *testing.B) {
	dir := data(b, smallCorpus)
	servers := []struct {
		name string
		*process
	}{{"viewline", server(b, dir)}, {"gqlgen", gqlgen(b, dir)}}
	for _, q := range questions {
		var told []any
		for _, p := range servers {
			want := first(b, p.process, request(strings.ReplaceAll(q.query, "NAME", "Q")))
			told = append(told, meaning(b, want))
			if !reflect.DeepEqual(told[0], told[len(told)-1]) {
				b.Fatalf("%s answers %.300s; want what Viewline does", p.name, want)
			}
			b.Run(q.name+"/"+p.name, func(b *testing.B) {
				run := time.Now().UnixNano()
				load(b, p.process, func(n int64) []byte {
					return request(strings.ReplaceAll(q.query, "NAME", fmt.Sprintf("Q%d_%d", run, n)))
				}, func(answer []byte) bool { return bytes.Equal(answer, want) })
			})
		}
	}
}

// meaning is the decoded answer, in which escapes make no difference.
func meaning(b *testing.B, answer []byte) (v any) {
	b.Helper()
	if err := json.Unmarshal(answer, &v); err != nil {
		b.Fatal(err)
	}
	return v
}

// first is the first answer, which all later ones have to equal.
func first(b *testing.B, p *process, request []byte) []byte {
	b.Helper()
	c, err := p.dial()
	if err != nil {
		b.Fatal(err)
	}
	answer, err := c.ask(request)
	if err != nil || bytes.Contains(answer, []byte(`"errors"`)) {
		b.Fatalf("%.300s, %v", answer, err)
	}
	return bytes.Clone(answer)
}

// load asks over all connections at once, and reports the processor time of an answer.
func load(b *testing.B, p *process, request func(n int64) []byte, right func(answer []byte) bool) {
	b.Helper()
	var n, size atomic.Int64
	before, told := p.cpu()
	b.SetParallelism(connections / 2) // GOMAXPROCS times as many goroutines, on two processors
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		c, err := p.dial()
		if err != nil {
			b.Error(err)
			return
		}
		defer c.conn.Close() //nolint:errcheck // nothing is left to be sent
		for pb.Next() {
			answer, err := c.ask(request(n.Add(1)))
			if err != nil || !right(answer) {
				b.Errorf("%.300s, %v", answer, err)
				return
			}
			size.Store(int64(len(answer)))
		}
	})
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "answers/s")
	b.ReportMetric(float64(size.Load()), "bytes")
	if after, _ := p.cpu(); told {
		b.ReportMetric(float64((after-before).Microseconds())/float64(b.N), "cpu-µs/answer")
	}
}
