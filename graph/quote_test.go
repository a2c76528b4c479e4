package graph_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"viewline/graph"
	"viewline/timeline"
)

// said is a collection in which two people say nearly the same words, one of them in
// Traditional characters.
func said(t *testing.T) *api {
	b := library(t)
	radio := b.Posts[0].Appearances[0]
	radio.Body = &timeline.Prose{Plain: "Nobody in particular said that looms are slow machines.", HTML: "-", Markdown: "-"}
	radio.BodyLine = 8
	views := radio.Sections[0].Viewpoints
	views[0].Text = timeline.Prose{Plain: "The engine weaves algebraic patterns, just as the loom weaves flowers."}
	views[0].EndLine = 11
	views[0].Points[0].Text = timeline.Prose{Plain: "价值函数让人更强健。"}
	talk := b.Posts[1].Appearances[0]
	question := timeline.Prose{Plain: "Can machines originate anything at all?"}
	talk.Sections = []*timeline.Section{{Heading: "Views", Level: 3, Kind: timeline.SectionViewpoints, Line: 2, Viewpoints: []*timeline.Viewpoint{
		{Text: timeline.Prose{Plain: "The engine weaves algebraic patterns, he said, just as a loom weaves flowers."}, Line: 3, Question: &question},
		{Text: timeline.Prose{Plain: "價值函數，讓人更強健"}, Line: 5, Quotes: []*timeline.Prose{{Plain: "We may hope that machines will compete with men"}}},
	}}}
	return serve(stored(t, b))
}

func TestQuote(t *testing.T) {
	a := said(t)
	for name, c := range map[string]struct{ args, fields, want string }{
		"word for word": {
			`text: "“Weaves ALGEBRAIC patterns — just as the loom”"`,
			`verdict viewpoint { key } appearance { key } person { slug } date timestamp { label } html source { path startLine endLine }`,
			`{"verdict": "VERBATIM", "places": [
				{"verdict": "VERBATIM", "viewpoint": {"key": "ada/2025-11-26#weaving~zlsghovl"}, "appearance": {"key": "ada/2025-11-26"}, "person": {"slug": "ada"}, "date": "2025-11-26", "timestamp": {"label": "02:43"},
					"html": "weaves algebraic patterns, just as the loom", "source": {"path": "ada.md", "startLine": 10, "endLine": 11}},
				{"verdict": "NEAR", "viewpoint": {"key": "alan/1950-10#the-engine-weaves-algebraic-patterns-he~ahfuk6ol"}, "appearance": {"key": "alan/1950-10"}, "person": {"slug": "alan"}, "date": "1950-10", "timestamp": null,
					"html": "weaves algebraic patterns, <ins>he said, </ins>just as <ins>a </ins><del>the </del>loom", "source": {"path": "alan.md", "startLine": 3, "endLine": 3}}]}`,
		},
		"of a person": {
			`text: "weaves algebraic patterns, just as the loom", person: "Alan Turing"`, `verdict person { slug }`,
			`{"verdict": "NEAR", "places": [{"verdict": "NEAR", "person": {"slug": "alan"}}, {"verdict": "VERBATIM", "person": {"slug": "ada"}}]}`,
		},
		"of somebody who did not say it": {
			`text: "weaves algebraic patterns, just as the loom", person: "grace"`, `person { slug }`,
			`{"verdict": "ABSENT", "places": [{"person": {"slug": "ada"}}, {"person": {"slug": "alan"}}]}`,
		},
		"both scripts, in a point too": {
			`text: "價值函數讓人更強健"`, `verdict html viewpoint { key }`,
			`{"verdict": "VERBATIM", "places": [{"verdict": "VERBATIM", "html": "价值函数让人更强健", "viewpoint": {"key": "ada/2025-11-26#价值函数让人更强健~3gpfg76x"}},
				{"verdict": "VERBATIM", "html": "價值函數，讓人更強健", "viewpoint": {"key": "alan/1950-10#價值函數-讓人更強健~2sskhezi"}}]}`,
		},
		"nearly, in Chinese": {
			`text: "价值函数使人更强大", person: "ada"`, `verdict html person { slug }`,
			`{"verdict": "NEAR", "places": [{"verdict": "NEAR", "html": "价值函数<ins>让</ins><del>使</del>人更强<ins>健</ins><del>大</del>", "person": {"slug": "ada"}},
				{"verdict": "NEAR", "html": "價值函數，<ins>讓</ins><del>使</del>人更強<ins>健</ins><del>大</del>", "person": {"slug": "alan"}}]}`,
		},
		"a single character":         {`text: "價"`, `html`, `{"verdict": "VERBATIM", "places": [{"html": "价"}, {"html": "價"}]}`},
		"a quotation":                {`text: "hope that machines will compete"`, `html`, `{"verdict": "VERBATIM", "places": [{"html": "hope that machines will compete"}]}`},
		"what was asked is not said": {`text: "can machines originate anything", person: "alan"`, `html`, `{"verdict": "ABSENT", "places": []}`},
		"a passage": {
			`text: "looms are slow machines", person: "ada"`, `verdict viewpoint { key } person { slug } appearance { key } source { startLine }`,
			`{"verdict": "ABSENT", "places": [{"verdict": "VERBATIM", "viewpoint": null, "person": null, "appearance": {"key": "ada/2025-11-26"}, "source": {"startLine": 8}}]}`,
		},
		"of no appearance":           {`text: "A moth!"`, `verdict person { slug } appearance { key } date source { path }`, `{"verdict": "VERBATIM", "places": [{"verdict": "VERBATIM", "person": {"slug": "grace"}, "appearance": null, "date": null, "source": {"path": "grace.md"}}]}`},
		"the words in another order": {`text: "flowers weaves loom the as"`, `html`, `{"verdict": "ABSENT", "places": []}`},
		"no words":                   {`text: "…"`, `html`, `{"verdict": "ABSENT", "places": []}`},
	} {
		t.Run(name, func(t *testing.T) {
			a.want(t, `{ quote(`+c.args+`) { verdict places { `+c.fields+` } } }`, nil, `{"data": {"quote": `+c.want+`}}`)
		})
	}
	a.wantData(t, `{ quote(text: "weaves algebraic patterns", person: "nobody") { verdict places { person { slug } } } }`, nil,
		`{"data": {"quote": {"verdict": "ABSENT", "places": [{"person": {"slug": "ada"}}, {"person": {"slug": "alan"}}]}}}`)
	for _, long := range []string{strings.Repeat("價值函數", 125), strings.Repeat("word ", 500), strings.Repeat("发展后来里面 ", 80)} {
		a.want(t, `query($q: String!) { quote(text: $q) { verdict } }`, variables{"q": long}, `{"data": {"quote": {"verdict": "ABSENT"}}}`)
	}
	a.want(t, `query($q: String!) { quote(text: $q) { verdict } }`, variables{"q": strings.Repeat("word ", 501)},
		`{"data": null, "errors": [{"message": "text has 501 words; want at most 500", "path": ["quote"], "locations": [{"line": 1, "column": 22}], "extensions": {"code": "BAD_USER_INPUT"}}]}`)
}

// The memory for a word as long as a request's body grows with the length of the word, not
// with its square.
func TestQuoteOfALongWord(t *testing.T) {
	a := said(t)
	const most = 1 << 30 // bytes; the square of the word's length is 90 times as much
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	a.want(t, `query($q: String!) { quote(text: $q) { verdict } }`, variables{"q": strings.Repeat("x", 300_000)}, `{"data": {"quote": {"verdict": "ABSENT"}}}`)
	if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > most {
		t.Errorf("%d bytes allocated; want at most %d", after.TotalAlloc-before.TotalAlloc, most)
	}
}

func TestPlaces(t *testing.T) {
	st := stored(t, library(t))
	const all = `{ person(slug: "ada") { pageUrl } topic(slug: "looms") { pageUrl } paper(slug: "engines") { pageUrl } post(slug: "grace") { pageUrl sections { source { path startLine endLine url } viewpoints { pageUrl source { path url } } } }
		viewpoint(key: "ada/2025-11-26#patterns~okrb7rzj") { key pageUrl source { startLine endLine } } none: viewpoint(key: "ada/2025-11-26#9.1") { key } nothing: viewpoint(key: "x") { key } post2: viewpoint(key: "grace#a-moth~egoag23v") { key }
		appearance(key: "ada/2025-11-26") { pageUrl source { path startLine url } recommendedPapers(first: 1) { nodes { source { path startLine } } } } }`
	serve(st).want(t, all, nil, `{"data": {"person": {"pageUrl": "/people/ada"}, "topic": {"pageUrl": "/topics/looms"}, "paper": {"pageUrl": "/papers/engines"},
		"post": {"pageUrl": "/posts/grace", "sections": [{"source": {"path": "grace.md", "startLine": 3, "endLine": 3, "url": null}, "viewpoints": [{"pageUrl": "/posts/grace#v-a-moth~egoag23v", "source": {"path": "grace.md", "url": null}}]}]},
		"viewpoint": {"key": "ada/2025-11-26#patterns~okrb7rzj", "pageUrl": "/people/ada/2025-11-26#v-patterns~okrb7rzj", "source": {"startLine": 11, "endLine": 11}}, "none": null, "nothing": null, "post2": {"key": "grace#a-moth~egoag23v"},
		"appearance": {"pageUrl": "/people/ada/2025-11-26", "source": {"path": "ada.md", "startLine": 7, "url": null}, "recommendedPapers": {"nodes": [{"source": {"path": "ada.md", "startLine": 7}}]}}}}`)
}

// With the server's own address and the address of the posts, the API's addresses are
// absolute.
func TestPlacesOfAServer(t *testing.T) {
	b := library(t)
	b.Posts[2].Post.Path, b.Posts[2].Post.Slug = "talks 2025/Grace & co.md", "grace"
	h := graph.NewHandler(stored(t, b), nil, slog.New(slog.DiscardHandler), graph.Options{
		PublicURL: "https://time.example", SourceURL: "https://git.example/blob/{path}?plain=1#L{line}",
	})
	a := &api{h, &bytes.Buffer{}}
	a.want(t, `{ post(slug: "grace") { pageUrl sections { viewpoints { pageUrl source { url } } } } }`, nil, `{"data": {"post": {"pageUrl": "https://time.example/posts/grace",
		"sections": [{"viewpoints": [{"pageUrl": "https://time.example/posts/grace#v-a-moth~56otfjty", "source": {"url": "https://git.example/blob/talks%202025/Grace%20&%20co.md?plain=1#L4"}}]}]}}}`)
}

func TestNeighbours(t *testing.T) {
	st := count(stored(t, library(t)))
	a := serve(st)
	a.want(t, `{ person(slug: "ada") { appearances { nodes { key previous { key next { key } } next { key } } } } }`, nil, `{"data": {"person": {"appearances": {"nodes": [
		{"key": "ada/2025-11-26-2", "previous": {"key": "ada/2025-11-26", "next": {"key": "ada/2025-11-26-2"}}, "next": null},
		{"key": "ada/2025-11-26", "previous": {"key": "ada/2025-11", "next": {"key": "ada/2025-11-26"}}, "next": {"key": "ada/2025-11-26-2"}},
		{"key": "ada/2025-11", "previous": {"key": "ada/2020", "next": {"key": "ada/2025-11"}}, "next": {"key": "ada/2025-11-26"}},
		{"key": "ada/2020", "previous": null, "next": {"key": "ada/2025-11"}}, {"key": "ada/undated", "previous": null, "next": null}]}}}}`)
	if got := st.taken()["Neighbours"]; got != 3 {
		t.Errorf("%d reads of neighbours; want one for each field of a level, 3", got)
	}
}

// What nearly is the quote is found among many texts that have many of its words, however
// much is newer, and whichever of its words differ.
func TestQuoteAmongMany(t *testing.T) {
	const latin = "slow maps wait for people who walk along the river and look at the stones before they draw"
	const han = "慢地图等着沿河走的人，他们先看石头，再画线，然后才写下名字。"
	r := rand.New(rand.NewPCG(7, 7))
	// some are two thirds of the words, in any order.
	some := func(words []string, blank string) timeline.Prose {
		words = slices.Clone(words)
		r.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
		return timeline.Prose{Plain: strings.Join(words[:len(words)*2/3], blank)}
	}
	views := []*timeline.Viewpoint{{Text: timeline.Prose{Plain: latin + "."}}, {Text: timeline.Prose{Plain: han}}}
	for range 400 {
		views = append(views, &timeline.Viewpoint{Text: some(strings.Fields(latin), " ")},
			&timeline.Viewpoint{Text: some(strings.Split("慢地图 等着 沿河 走的 人， 他们 先看 石头， 再画线， 然后 才 写下 名字", " "), "")})
	}
	b := library(t)
	b.Posts[1].Appearances[0].Sections = []*timeline.Section{{Heading: "Views", Level: 3, Kind: timeline.SectionViewpoints, Line: 2, Viewpoints: views[:2]}}
	b.Posts[0].Appearances[0].Sections = []*timeline.Section{{Heading: "Views", Level: 3, Kind: timeline.SectionViewpoints, Line: 2, Viewpoints: views[2:]}}
	a := serve(stored(t, b))
	for _, text := range []string{
		"slow maps wait for people who walk along a river and look at the stones before they draw",
		"slow maps will wait for people who walk along the river, look at stones, and draw",
		"fast maps wait for folks who walk along the rivers and look at the stone before they draw",
		"慢地图等着沿河走的人，他们先看石头，再画线，然后才写下姓名",
		"慢地图等着在河边走的人，他们先看石头，再画线，才写下名字",
	} {
		answer := data[struct {
			Quote struct {
				Verdict string
				Places  []struct{ Appearance struct{ Key string } }
			}
		}](t, a.ask(t, `query($q: String!) { quote(text: $q) { verdict places { appearance { key } } } }`, variables{"q": text}))
		if answer.Quote.Verdict != "NEAR" || answer.Quote.Places[0].Appearance.Key != "alan/1950-10" {
			t.Errorf("%s: %+v; want NEAR, at alan/1950-10", text, answer.Quote)
		}
	}
}

// What is the quote but for one word is found where more newer texts than are read have one
// half of its words, word for word.
func TestQuoteOfAFrequentPiece(t *testing.T) {
	const first, second = "slow maps wait for people who walk home", "along rivers %s cranes lift granite toward harbours"
	views := []*timeline.Viewpoint{{Text: timeline.Prose{Plain: first + " " + fmt.Sprintf(second, "once") + "."}}}
	for i := range 1200 {
		views = append(views, &timeline.Viewpoint{Text: timeline.Prose{Plain: fmt.Sprintf("%s, by way of number %d", first, i)}})
	}
	b := library(t)
	b.Posts[1].Appearances[0].Sections = []*timeline.Section{{Heading: "Views", Level: 3, Kind: timeline.SectionViewpoints, Line: 2, Viewpoints: views[:1]}}
	b.Posts[0].Appearances[0].Sections = []*timeline.Section{{Heading: "Views", Level: 3, Kind: timeline.SectionViewpoints, Line: 2, Viewpoints: views[1:]}}
	a := serve(stored(t, b))
	answer := data[struct {
		Quote struct {
			Verdict string
			Places  []struct{ Appearance struct{ Key string } }
		}
	}](t, a.ask(t, `query($q: String!) { quote(text: $q) { verdict places { appearance { key } } } }`, variables{"q": first + " " + fmt.Sprintf(second, "twice")}))
	if answer.Quote.Verdict != "NEAR" || len(answer.Quote.Places) != 1 || answer.Quote.Places[0].Appearance.Key != "alan/1950-10" {
		t.Errorf("%+v; want NEAR, at alan/1950-10", answer.Quote)
	}
}
