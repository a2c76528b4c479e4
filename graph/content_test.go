package graph_test

import (
	"slices"
	"testing"

	"viewline/store"
	"viewline/timeline"
)

// panel has three occasions: a meeting of two people with a host, in which Ada's part has
// every kind of content; one of which only a decade is known; and one of which only the day
// of writing is known.
func panel(tb testing.TB) store.Batch {
	tb.Helper()
	b := library(tb)
	both := []*timeline.Participant{
		{Name: "Ada", Role: timeline.RoleSpeaker, PersonSlug: "ada"},
		{Name: "A. Turing", Role: timeline.RoleSpeaker, PersonSlug: "alan"},
		{Name: "Marta Vogel", Role: timeline.RoleHost},
		{Name: "An usher", Role: timeline.RoleOther, PersonSlug: "gone"},
	}
	ada, alan := appearance(tb, "ada/2031-04"), appearance(tb, "alan/2031-04")
	ada.Participants, alan.Participants = both, both
	ada.DateText, ada.DateApproximate, ada.DateSource = "spring 2031", true, timeline.DateFromTitle
	ada.Recording = &timeline.Link{Text: "watch", URL: "https://video.example/1", Title: "tip"}
	body, inner, question := prose("ahead of all"), prose("text of a section"), prose("Will it weave?")
	ada.Body = &body
	ada.Sections = []*timeline.Section{{
		Heading: "Looms", Level: 3, Kind: timeline.SectionViewpoints, Anchor: "looms", Body: &inner, Line: 4,
		Viewpoints: []*timeline.Viewpoint{
			{Number: "③", Label: "Yes", Text: prose("it will"), Question: &question, Line: 5, Points: []*timeline.Viewpoint{
				{Text: prose("one"), Line: 6, Points: []*timeline.Viewpoint{{Text: prose("deeper"), Line: 7}}}, {Text: prose("two"), Line: 8},
			}},
			{Text: prose("later"), Line: 9},
		},
		Sections: []*timeline.Section{{
			Heading: "Threads", Level: 4, Kind: timeline.SectionViewpoints, Anchor: "threads", Line: 10,
			Viewpoints: []*timeline.Viewpoint{{Text: prose("thin"), Line: 11}},
		}},
	}, {Heading: "Closing", Level: 3, Kind: timeline.SectionOther, Anchor: "closing", Line: 12}}
	decade := appearance(tb, "ada/undated-2")
	decade.Earliest, decade.Latest, decade.DateText = date(tb, "2040-01-01"), date(tb, "2049-12-31"), "the 2040s"
	decade.DateSource, decade.Title = timeline.DateFromHeading, "A decade"
	written := appearance(tb, "ada/2030-05-01")
	written.DateSource, written.DateApproximate = timeline.DateFromPath, true
	d := post("panel.md", "", ada, alan, decade, written)
	d.Post.PeopleSlugs = []string{"alan", "gone", "ada"}
	for _, a := range d.Appearances {
		a.PostPath = d.Post.Path
	}
	b.Posts = append(b.Posts, d)
	b.Papers[0].Venue = "Journal of Engines"
	return b
}

func TestWhoAndWhen(t *testing.T) {
	a := serve(stored(t, panel(t)))
	for name, c := range map[string]struct{ query, want string }{
		"participants": {
			`{ a: appearance(key: "ada/2031-04") { participants { name role person { slug name } } } b: appearance(key: "ada/2020") { participants { name role person { slug } } } }`,
			`{"a": {"participants": [
				{"name": "Ada", "role": "SPEAKER", "person": {"slug": "ada", "name": "Ada Lovelace"}},
				{"name": "A. Turing", "role": "SPEAKER", "person": {"slug": "alan", "name": "Alan Turing"}},
				{"name": "Marta Vogel", "role": "HOST", "person": null}, {"name": "An usher", "role": "OTHER", "person": null}]},
			  "b": {"participants": [{"name": "Ada Lovelace", "role": "SPEAKER", "person": {"slug": "ada"}}]}}`,
		},
		"a post of several people": {
			`{ post(slug: "panel") { person { slug } people { name } appearances { key } } one: post(slug: "alan") { person { slug } people { slug } } none: post(slug: "nobody") { people { slug } } }`,
			`{"post": {"person": null, "people": [{"name": "Alan Turing"}, {"name": "Ada Lovelace"}],
			    "appearances": [{"key": "ada/2031-04"}, {"key": "alan/2031-04"}, {"key": "ada/undated-2"}, {"key": "ada/2030-05-01"}]},
			  "one": {"person": {"slug": "alan"}, "people": [{"slug": "alan"}]}, "none": {"people": []}}`,
		},
		"posts of each of several people": {
			`{ person(slug: "alan") { posts { totalCount nodes { slug } } } people { nodes { posts { totalCount } } } }`,
			`{"person": {"posts": {"totalCount": 2, "nodes": [{"slug": "alan"}, {"slug": "panel"}]}},
			  "people": {"nodes": [{"posts": {"totalCount": 2}}, {"posts": {"totalCount": 2}}, {"posts": {"totalCount": 1}}]}}`,
		},
		"dates": {
			`{ appearances(filter: {from: "2026"}) { totalCount nodes { key date datePrecision earliest latest dateSource dateText dateApproximate } } }`,
			`{"appearances": {"totalCount": 4, "nodes": [
				{"key": "ada/undated-2", "date": null, "datePrecision": null, "earliest": "2040-01-01", "latest": "2049-12-31", "dateSource": "HEADING", "dateText": "the 2040s", "dateApproximate": false},
				{"key": "alan/2031-04", "date": "2031-04", "datePrecision": "MONTH", "earliest": "2031-04-01", "latest": "2031-04-30", "dateSource": "HEADING", "dateText": null, "dateApproximate": false},
				{"key": "ada/2031-04", "date": "2031-04", "datePrecision": "MONTH", "earliest": "2031-04-01", "latest": "2031-04-30", "dateSource": "TITLE", "dateText": "spring 2031", "dateApproximate": true},
				{"key": "ada/2030-05-01", "date": "2030-05-01", "datePrecision": "DAY", "earliest": "2030-05-01", "latest": "2030-05-01", "dateSource": "PATH", "dateText": null, "dateApproximate": true}]}}`,
		},
		"the last one is of a decade": {
			`{ person(slug: "ada") { lastAppearance { key } appearances(first: 1, filter: {to: "2045"}) { totalCount nodes { title } } } }`,
			`{"person": {"lastAppearance": {"key": "ada/undated-2"}, "appearances": {"totalCount": 7, "nodes": [{"title": "A decade"}]}}}`,
		},
		"viewpoints of an appearance by date": {
			`{ appearance(key: "ada/undated-2") { viewpoints(filter: {from: "2045"}) { totalCount } } }`,
			`{"appearance": {"viewpoints": {"totalCount": 0}}}`,
		},
		"recording, number, question and venue": {
			`{ appearance(key: "ada/2031-04") { recording { text url title } viewpoints { nodes { number label question { markdown html plain } } } }
			   other: appearance(key: "alan/2031-04") { recording { url } } paper(slug: "engines") { venue } bare: paper(slug: "zero") { venue } }`,
			`{"appearance": {"recording": {"text": "watch", "url": "https://video.example/1", "title": "tip"}, "viewpoints": {"nodes": [
				{"number": "③", "label": "Yes", "question": {"markdown": "*Will it weave?*", "html": "<em>Will it weave?</em>", "plain": "Will it weave?"}},
				{"number": null, "label": null, "question": null}, {"number": null, "label": null, "question": null}]}},
			  "other": {"recording": null}, "paper": {"venue": "Journal of Engines"}, "bare": {"venue": null}}`,
		},
		"content": {
			`{ appearance(key: "ada/2031-04") { content { __typename ...C ... on Section { heading content { __typename ...C ... on Section { heading content { ...C } } } } } } }
			 fragment C on Content { ... on Passage { text { plain } } ... on Viewpoint { text { plain } content { ... on Viewpoint { key content { __typename } } } } }`,
			`{"appearance": {"content": [
				{"__typename": "Passage", "text": {"plain": "ahead of all"}},
				{"__typename": "Section", "heading": "Looms", "content": [
					{"__typename": "Passage", "text": {"plain": "text of a section"}},
					{"__typename": "Viewpoint", "text": {"plain": "it will"}, "content": [
						{"key": "ada/2031-04#one~uenlc43d", "content": [{"__typename": "Viewpoint"}]}, {"key": "ada/2031-04#two~gvvjpe6v", "content": []}]},
					{"__typename": "Viewpoint", "text": {"plain": "later"}, "content": []},
					{"__typename": "Section", "heading": "Threads", "content": [{"text": {"plain": "thin"}, "content": []}]}]},
				{"__typename": "Section", "heading": "Closing", "content": []}]}}`,
		},
	} {
		t.Run(name, func(t *testing.T) { a.want(t, c.query, nil, `{"data": `+c.want+`}`) })
	}
}

// piece is a piece of content, or a section or a viewpoint as the older fields
// list it.
type piece struct {
	Typename                              string `json:"__typename"`
	Key, Anchor                           string
	Position                              int
	Content, Sections, Viewpoints, Points []piece
}

// outline lists the pieces below a piece, by name.
func outline(p piece, next func(piece) []piece) []string {
	var all []string
	for _, n := range next(p) {
		all = append(all, n.Key+n.Anchor)
		all = append(all, outline(n, next)...)
	}
	return all
}

// Content has the viewpoints, points and sections that the older fields have, in
// the same order, whatever stands between them.
func TestContentAgreesWithTheOlderFields(t *testing.T) {
	a := serve(stored(t, panel(t)))
	answer := data[struct {
		Appearances struct{ Nodes []piece }
		Posts       struct{ Nodes []piece }
	}](t, a.ask(t, `{
		appearances(first: 100) { nodes { key content { ...C ...D ... on Section { content { ...C ...D ... on Section { content { ...C ...D } } } } } sections { ...S sections { ...S sections { ...S } } } } }
		posts(first: 100) { nodes { sections { ...S content { ...C ...D } } } } }
		fragment C on Content { __typename ... on Viewpoint { key } ... on Section { anchor } ... on Recommendation { position } }
		fragment D on Viewpoint { content { ...C ... on Viewpoint { content { ...C } } } }
		fragment S on Section { anchor viewpoints { key points { key points { key } } } }`, nil))
	older := func(p piece) []piece { return slices.Concat(p.Points, p.Viewpoints, p.Sections) }
	newer := func(p piece) []piece {
		return slices.DeleteFunc(slices.Clone(p.Content), func(c piece) bool { return c.Typename != "Viewpoint" && c.Typename != "Section" })
	}
	compared := 0
	compare := func(p piece) {
		want, got := outline(p, older), outline(p, newer)
		if compared += len(want); !slices.Equal(got, want) {
			t.Errorf("content of %s%s has %q; the older fields have %q", p.Key, p.Anchor, got, want)
		}
	}
	for _, p := range answer.Appearances.Nodes {
		compare(p)
	}
	for _, p := range answer.Posts.Nodes {
		for _, s := range p.Sections {
			compare(s)
		}
	}
	if compared < 12 {
		t.Errorf("%d viewpoints and sections compared; want a dozen at least", compared)
	}
}
