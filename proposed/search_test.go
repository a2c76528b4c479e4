package proposed_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"viewline/proposed"
	"viewline/relay"
	"viewline/store"
	"viewline/store/storetest"
	"viewline/timeline"
)

// named are the posts of said with the topics that said has proposed, as if a topics.yaml had named
// them.
func named(tb testing.TB) store.Batch {
	tb.Helper()
	posts, people := said(tb)
	on := map[string][]string{
		"scaling-laws":    {"Scaling laws", "On scaling laws", "Laws of scaling", "Scaling laws end", "The scaling laws"},
		"gui-mo-kuo-zhan": {"规模扩展", "谈规模扩展", "规模扩展之后"},
	}
	topics := []*timeline.Topic{{Slug: "gui-mo-kuo-zhan", Name: "规模扩展", ViewpointCount: 3}, {Slug: "scaling-laws", Name: "scaling laws", ViewpointCount: 5}}
	for _, p := range posts {
		for _, a := range p.Appearances {
			for _, v := range a.Sections[0].Viewpoints {
				for _, t := range topics {
					if slices.Contains(on[t.Slug], string(v.Label)) {
						v.Topics = append(v.Topics, t.Slug)
					}
				}
			}
		}
	}
	people[0].Topics, people[1].Topics = []string{"gui-mo-kuo-zhan", "scaling-laws"}, []string{"scaling-laws"}
	return store.Batch{People: people, Posts: posts, Topics: topics}
}

// found are all pages of a search, with what is on each, and how many hits are counted.
func found(tb testing.TB, r store.Reader, f store.SearchFilter, q relay.Query) []string {
	tb.Helper()
	n, err := r.CountHits(tb.Context(), f)
	pages := []string{fmt.Sprint(must(tb, n, err), " hits")}
	cursor := store.HitCursor(f.Ranked)
	for {
		page, err := r.Search(tb.Context(), f, q)
		must(tb, page, err)
		text := fmt.Sprint(page.HasPrevious, page.HasNext)
		for _, h := range page.Items {
			text += fmt.Sprint(" ", cursor(h), h.Strong)
		}
		pages = append(pages, text)
		switch {
		case len(page.Items) == 0 || !q.Backward && !page.HasNext || q.Backward && !page.HasPrevious:
			return pages
		case q.Backward:
			q.Before = cursor(page.Items[0])
		default:
			q.After = cursor(page.Items[len(page.Items)-1])
		}
	}
}

// A search finds proposed topics, and by them, as it finds those that somebody has named: on both
// engines, on pages of any size, in both directions.
func TestSearchFindsAsIfNamed(t *testing.T) {
	posts, people := said(t)
	withNames := engines["sqlite"](t) // both engines find the same, which package storetest holds them to
	t.Cleanup(func() { _ = withNames.Close() })
	storetest.Put(t, withNames, time.Unix(1, 0), named(t))
	for name, open := range engines {
		t.Run(name, func(t *testing.T) {
			unnamed := open(t)
			t.Cleanup(func() { _ = unnamed.Close() })
			storetest.Put(t, unnamed, time.Unix(1, 0), store.Batch{People: people, Posts: posts})
			r := proposed.New(unnamed)
			topics := 0
			for j, text := range []string{"scal", "Ada", "laws scaling", "規模"} {
				for _, f := range []store.SearchFilter{
					{},
					{Type: store.TypeTopic},
					{Type: store.TypeViewpoint},
					{Person: "ada"},
					{Kinds: store.Kinds{timeline.KindTalk}},
					{Dated: store.OnlyDated},
					{Topics: []string{"scaling-laws"}},
					{Topics: []string{"gui-mo-kuo-zhan", "scaling-laws"}},
					{Topic: "scaling-laws", Type: store.TypeTopic},
					{Topic: "gui-mo-kuo-zhan", Type: store.TypePerson},
					{Topic: "scaling-laws", People: []string{"bo", "nobody"}},
					{Topic: "nothing"},
				} {
					for i := j % 4; i < 16; i += 4 { // each text by one order and size of pages, both ways from both ends
						f.Text, f.Ranked = text, i&1 == 0
						q := relay.Query{Limit: []int{1, 3}[i>>1&1], Descending: i>>2&1 == 0, Backward: i>>3 == 1}
						want := found(t, withNames, f, q)
						if diff := cmp.Diff(want, found(t, r, f, q)); diff != "" {
							t.Fatalf("%+v, %+v:\n%s", f, q, diff)
						}
						if f.Type == store.TypeTopic && want[0] == "1 hits" {
							topics++
						}
					}
				}
			}
			if topics == 0 {
				t.Error("no search found a topic")
			}
		})
	}
}

// What a viewpoint is about follows from its label, by the same words as the viewpoints of a topic.
func TestTopicsOfLabels(t *testing.T) {
	posts, people := said(t)
	st := engines["sqlite"](t)
	t.Cleanup(func() { _ = st.Close() })
	storetest.Put(t, st, time.Unix(1, 0), store.Batch{People: people, Posts: posts})
	lists, err := proposed.New(st).TopicsOfLabels(t.Context(), []string{"Laws of scaling", "Looms", "规模扩展 scaling laws", "laws", ""})
	var got [][]string
	for _, list := range must(t, lists, err) {
		var slugs []string
		for _, topic := range list {
			slugs = append(slugs, topic.Slug)
		}
		got = append(got, slugs)
	}
	if diff := cmp.Diff([][]string{{"scaling-laws"}, nil, {"gui-mo-kuo-zhan", "scaling-laws"}, nil, nil}, got); diff != "" {
		t.Error(diff)
	}
}
