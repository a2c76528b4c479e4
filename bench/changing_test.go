package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"viewline/bench/corpus"
)

// importEvery is the time from one import to the next.
const importEvery = 2 * time.Second

// askedAgain are the questions of readers who come back: twenty for each person, and the first
// pages of lists over all.
func askedAgain() [][]byte {
	all := [][]byte{
		request(`{ corpus { revision appearances } }`),
		request(`{ people(first:20) { totalCount nodes { slug name } } }`),
		request(`{ appearances(first:20) { totalCount nodes { key title person { name } } } }`),
		request(`{ topics(first:20) { nodes { slug name viewpoints(first:3) { totalCount nodes { label } } } } }`),
	}
	for n := 0; n < smallCorpus; n += 10 { // a person has ten posts
		slug := strings.ToLower(strings.ReplaceAll(corpus.Person(n), " ", "-"))
		for i := range 20 {
			all = append(all, request(fmt.Sprintf(`{ person(slug:%q) { name appearances(first:%d) { totalCount nodes { title date viewpoints(first:%d) { nodes { label text { plain } } } } } } }`,
				slug, 1+i%5, 1+i/5)))
		}
	}
	return all
}

// BenchmarkChanging asks questions that were asked before, while nothing changes, and while a
// hundredth of the posts changes every two seconds. It reports how many answers
// come in a second and how long they take.
func BenchmarkChanging(b *testing.B) {
	for _, changing := range []bool{false, true} {
		b.Run(fmt.Sprintf("changing=%t", changing), func(b *testing.B) { changingUnderLoad(b, changing) })
	}
}

func changingUnderLoad(b *testing.B, changing bool) {
	content, dir := b.TempDir(), b.TempDir()
	if _, err := corpus.Write(content, smallCorpus, corpus.Ordinary); err != nil {
		b.Fatal(err)
	}
	importInto(b, dir, content)
	p := server(b, dir)
	questions := askedAgain()
	for _, q := range questions {
		if answer := first(b, p, q); bytes.Contains(answer, []byte(`"person":null`)) {
			b.Fatalf("%s", answer)
		}
	}
	var times []float64
	var took time.Duration
	for round := 0; b.Loop(); round++ {
		begin := time.Now()
		stop := askOn(b, p, `{"data":{`, func(asker, k int) []byte { return questions[(asker*len(questions)/askers+k)%len(questions)] })
		if changing {
			change(b, content, round)
			importInto(b, dir, content)
		}
		time.Sleep(importEvery - time.Since(begin))
		times = append(times, stop()...)
		took += time.Since(begin)
	}
	b.ReportMetric(float64(len(times))/took.Seconds(), "answers/s")
	report(b, times, "query")
}
