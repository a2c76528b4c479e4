package graph_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"viewline/store"
	"viewline/timeline"
)

// TestSearchOfEverything finds something of each type by one word, which is also asked for
// by a beginning and in the other script.
func TestSearchOfEverything(t *testing.T) {
	a := appearance(t, "ada/2020")
	a.Heading, a.Title, a.Theme = "Looms 價值 2020", "Talk", ""
	a.Sections = []*timeline.Section{{Heading: "Of looms", Level: 3, Kind: timeline.SectionViewpoints, Viewpoints: []*timeline.Viewpoint{{Text: prose("价值")}}}}
	d := post("a.md", "ada", a)
	d.Post.Slug, d.Post.Title = "looms", "On looms 价值"
	st := stored(t, store.Batch{
		People: []*timeline.Person{{Slug: "ada", Name: "Ada", Aliases: []string{"價值 Loom"}}},
		Topics: []*timeline.Topic{{Slug: "loom", Name: "Looms", Aliases: []string{"价值"}}},
		Posts:  []store.PostDocuments{d},
		Papers: []*timeline.Paper{{Slug: "paper", Title: "Value", Authors: []string{"Loom 价值"}}},
	})
	api := serve(st)
	const hits = `[
		{"strong": true, "node": {"__typename": "Post", "slug": "looms"}, "fragments": [{"field": "TITLE", "html": "On <mark>looms</mark> <mark>价值</mark>"}]},
		{"strong": true, "node": {"__typename": "Topic", "slug": "loom"}, "fragments": [{"field": "NAME", "html": "<mark>Looms</mark>"}, {"field": "NAME", "html": "<mark>价值</mark>"}]},
		{"strong": true, "node": {"__typename": "Person", "slug": "ada"}, "fragments": [{"field": "NAME", "html": "<mark>價值</mark> <mark>Loom</mark>"}]},
		{"strong": false, "node": {"__typename": "Appearance", "key": "ada/2020"}, "fragments": [
			{"field": "TITLE", "html": "<mark>Looms</mark> <mark>價值</mark> 2020"}, {"field": "TEXT", "html": "Of <mark>looms</mark>"}]},
		{"strong": false, "node": {"__typename": "Viewpoint"}, "fragments": [{"field": "TEXT", "html": "<mark>价值</mark>"}, {"field": "TEXT", "html": "Of <mark>looms</mark>"}]},
		{"strong": false, "node": {"__typename": "Paper", "slug": "paper"}, "fragments": [{"field": "AUTHOR", "html": "<mark>Loom</mark> <mark>价值</mark>"}]}
	]`
	const query = `query($t: String!) { search(text: $t) { totalCount nodes { strong fragments { field html }
		node { __typename ... on Post { slug } ... on Topic { slug } ... on Person { slug } ... on Appearance { key } ... on Paper { slug } } } } }`
	for _, text := range []string{"价值 loom", "looms 價值", "價值 loo"} {
		api.want(t, query, variables{"t": text}, `{"data": {"search": {"totalCount": 6, "nodes": `+hits+`}}}`)
	}
	for typ, n := range map[string]int{"PERSON": 1, "TOPIC": 1, "POST": 1, "APPEARANCE": 1, "VIEWPOINT": 1, "PAPER": 1} {
		api.want(t, `{ search(text: "价 loo", filter: {type: `+typ+`}) { totalCount } }`, nil, fmt.Sprintf(`{"data": {"search": {"totalCount": %d}}}`, n))
	}
	api.want(t, `{ search(text: "loom", filter: {type: POST}) { nodes { date node { ... on Post { appearances { key } person { name } } } } } }`, nil,
		`{"data": {"search": {"nodes": [{"date": null, "node": {"appearances": [{"key": "ada/2020"}], "person": {"name": "Ada"}}}]}}}`)
	for _, text := range []string{"%", ".*", "", "🙂"} {
		api.want(t, query, variables{"t": text}, `{"data": {"search": {"totalCount": 0, "nodes": []}}}`)
		api.want(t, `query($t: String!) { people(filter: {text: $t}) { totalCount } appearances(filter: {text: $t}) { totalCount } }`, variables{"t": text},
			`{"data": {"people": {"totalCount": 0}, "appearances": {"totalCount": 0}}}`)
	}
}

// Of whatever is found some piece is shown, with a mark.
func TestEveryHitHasAFragment(t *testing.T) {
	random := rand.New(rand.NewPCG(16, 7))
	api := serve(stored(t, randomTexts(t, random)))
	found := 0
	for range 150 {
		text := randomText(random, 1+random.IntN(3))
		answer := data[struct {
			Search struct {
				Nodes []struct {
					Node struct {
						Typename string `json:"__typename"`
					}
					Fragments []struct{ HTML string }
				}
			}
		}](t, api.ask(t, `query($t: String!) { search(text: $t, first: 100) { nodes { node { __typename } fragments { html } } } }`, variables{"t": text}))
		for _, hit := range answer.Search.Nodes {
			found++
			if len(hit.Fragments) == 0 {
				t.Fatalf("search %q: a hit of type %s has no fragment", text, hit.Node.Typename)
			}
			for _, f := range hit.Fragments {
				if !strings.Contains(f.HTML, "<mark>") {
					t.Errorf("search %q: a fragment of a hit of type %s is %q; want a mark", text, hit.Node.Typename, f.HTML)
				}
			}
		}
	}
	if found < 1000 {
		t.Errorf("%d hits; want more to look at", found)
	}
}

// randomText is a text of so many parts of several scripts.
func randomText(random *rand.Rand, parts int) string {
	all := []string{"价值", "價值函數", "函", "agent", "agents", "studies", "study", "scal", "scaling", "그래", "프로그래밍", "グラ", "プログラム", "ﾌﾟﾛ", "か\u3099", "Ａｄａ’s", "é", "，", "\n", "🙂"}
	var b strings.Builder
	for range parts {
		b.WriteString(all[random.IntN(len(all))])
		if random.IntN(2) == 0 {
			b.WriteString(" ")
		}
	}
	return b.String()
}

// randomTexts has documents of each type, with random texts wherever a text can stand.
func randomTexts(tb testing.TB, random *rand.Rand) store.Batch {
	tb.Helper()
	text := func() string {
		if random.IntN(3) == 0 {
			return ""
		}
		return randomText(random, 1+random.IntN(4))
	}
	piece := func() *timeline.Prose { p := prose(text()); return &p }
	view := func() *timeline.Viewpoint {
		return &timeline.Viewpoint{Label: timeline.Text(text()), Text: prose(text()), Quotes: []*timeline.Prose{piece()}, Question: piece()}
	}
	var b store.Batch
	for i := range 20 {
		slug := fmt.Sprint("p", i)
		b.People = append(b.People, &timeline.Person{Slug: slug, Name: text(), Aliases: []string{text(), text()}})
		b.Topics = append(b.Topics, &timeline.Topic{Slug: slug, Name: text(), Aliases: []string{text()}})
		b.Papers = append(b.Papers, &timeline.Paper{Slug: slug, Title: text(), Authors: []string{text(), text()}})
		a := appearance(tb, slug+"/2020")
		v := view()
		v.Points = []*timeline.Viewpoint{view()}
		v.AddPassage(&timeline.Passage{Text: prose(text()), Line: 9})
		a.Heading, a.Title, a.Theme, a.Summary, a.Body = text(), text(), timeline.Text(text()), piece(), piece()
		a.Details = []*timeline.Detail{{Label: text(), Value: text()}}
		a.Recommendations = nil
		a.Sections = []*timeline.Section{{Heading: text(), Level: 3, Body: piece(), Viewpoints: []*timeline.Viewpoint{v, view()}}}
		d := post(slug+".md", slug, a)
		d.Post.Slug, d.Post.Title = slug, text()
		d.Post.Sections = []*timeline.Section{{Heading: text(), Level: 2, Viewpoints: []*timeline.Viewpoint{view()}}}
		b.Posts = append(b.Posts, d)
	}
	return b
}
