package graph_test

import (
	"strings"
	"testing"
)

// TestLists asks for each list of the small library, with its filters.
func TestLists(t *testing.T) {
	a := serve(stored(t, library(t)))
	for _, c := range []struct{ name, query, want string }{
		{
			"viewpoints", `{ viewpoints { totalCount nodes { key label date person { slug } topics { slug name } appearance { key } } } }`,
			`{"viewpoints": {"totalCount": 2, "nodes": [
				{"key": "ada/2025-11-26#weaving~zlsghovl", "label": "Weaving", "date": "2025-11-26", "person": {"slug": "ada"}, "topics": [{"slug": "looms", "name": "织机"}], "appearance": {"key": "ada/2025-11-26"}},
				{"key": "grace#a-moth~egoag23v", "label": null, "date": null, "person": {"slug": "grace"}, "topics": [], "appearance": null}]}}`,
		},
		{
			"viewpoints, filtered", `{
				theme: viewpoints(filter: {theme: "ENGINES"}) { totalCount nodes { key } }
				text: viewpoints(filter: {text: "moth"}) { totalCount nodes { key } }
				points: viewpoints(filter: {text: "patterns weaves"}) { totalCount }
				topic: viewpoints(filter: {topic: "Weaving", person: "阿达"}) { totalCount nodes { key } }
				from: viewpoints(filter: {from: "2025"}) { totalCount }
				to: viewpoints(filter: {to: "2024"}) { totalCount }
				nobody: viewpoints(filter: {person: "nobody"}) { totalCount nodes { key } }
				nothing: viewpoints(filter: {topic: "nothing"}) { totalCount nodes { key } } }`,
			`{"theme": {"totalCount": 1, "nodes": [{"key": "ada/2025-11-26#weaving~zlsghovl"}]}, "text": {"totalCount": 1, "nodes": [{"key": "grace#a-moth~egoag23v"}]},
				"points": {"totalCount": 1}, "topic": {"totalCount": 1, "nodes": [{"key": "ada/2025-11-26#weaving~zlsghovl"}]},
				"from": {"totalCount": 1}, "to": {"totalCount": 0}, "nobody": {"totalCount": 0, "nodes": []}, "nothing": {"totalCount": 0, "nodes": []}}`,
		},
		{
			"a topic", `{ topic(slug: "LOOM") { id slug name aliases people { totalCount nodes { slug } }
				viewpoints(orderBy: {field: DATE, direction: ASC}, filter: {person: "ada"}) { totalCount nodes { key } }
				alan: viewpoints(filter: {person: "alan"}) { totalCount nodes { key } } } }`,
			`{"topic": {"id": "VG9waWM6bG9vbXM", "slug": "looms", "name": "织机", "aliases": ["loom", "weaving"], "people": {"totalCount": 1, "nodes": [{"slug": "ada"}]},
				"viewpoints": {"totalCount": 1, "nodes": [{"key": "ada/2025-11-26#weaving~zlsghovl"}]}, "alan": {"totalCount": 0, "nodes": []}}}`,
		},
		{
			"topics", `{ topics { totalCount nodes { slug } } node(id: "VG9waWM6bG9vbXM") { ... on Topic { slug } } corpus { topics } }`,
			`{"topics": {"totalCount": 1, "nodes": [{"slug": "looms"}]}, "node": {"slug": "looms"}, "corpus": {"topics": 1}}`,
		},
		{
			"people, filtered", `{ text: people(filter: {text: "阿达"}) { totalCount nodes { slug topics { slug } } } topic: people(filter: {topic: "looms"}) { totalCount nodes { slug } }
				both: people(filter: {text: "hopper", topic: "looms"}) { totalCount nodes { slug } } }`,
			`{"text": {"totalCount": 1, "nodes": [{"slug": "ada", "topics": [{"slug": "looms"}]}]}, "topic": {"totalCount": 1, "nodes": [{"slug": "ada"}]}, "both": {"totalCount": 0, "nodes": []}}`,
		},
		{
			"appearances, filtered", `{ text: appearances(filter: {text: "radio"}) { totalCount nodes { key } } topic: appearances(filter: {topic: "looms"}) { totalCount nodes { key } }
				ada: person(slug: "ada") { appearances(filter: {text: "weaves"}) { totalCount nodes { key } } }
				alan: person(slug: "alan") { appearances(filter: {text: "weaves"}) { totalCount nodes { key } } } }`,
			`{"text": {"totalCount": 1, "nodes": [{"key": "ada/2025-11-26"}]}, "topic": {"totalCount": 1, "nodes": [{"key": "ada/2025-11-26"}]},
				"ada": {"appearances": {"totalCount": 1, "nodes": [{"key": "ada/2025-11-26"}]}}, "alan": {"appearances": {"totalCount": 0, "nodes": []}}}`,
		},
		{
			"an appearance's viewpoints", `{ appearance(key: "ada/2025-11-26") { viewpoints { totalCount nodes { key } }
				some: viewpoints(filter: {text: "patterns", topic: "looms", from: "2025"}) { totalCount nodes { key } }
				none: viewpoints(filter: {to: "2024"}) { totalCount } other: viewpoints(filter: {person: "alan"}) { totalCount } } }`,
			`{"appearance": {"viewpoints": {"totalCount": 1, "nodes": [{"key": "ada/2025-11-26#weaving~zlsghovl"}]}, "some": {"totalCount": 1, "nodes": [{"key": "ada/2025-11-26#weaving~zlsghovl"}]},
				"none": {"totalCount": 0}, "other": {"totalCount": 0}}}`,
		},
		{
			"papers", `{ papers { totalCount nodes { slug } } author: papers(filter: {author: "babbage", to: "1840"}) { totalCount nodes { slug } }
				paper(slug: "engines") { recommendations { totalCount nodes { position appearance { key } person { slug } note { plain } } } } }`,
			`{"papers": {"totalCount": 3, "nodes": [{"slug": "engines"}, {"slug": "zero"}, {"slug": "notes"}]}, "author": {"totalCount": 1, "nodes": [{"slug": "engines"}]},
				"paper": {"recommendations": {"totalCount": 2, "nodes": [
					{"position": 1, "appearance": {"key": "ada/2025-11-26"}, "person": {"slug": "ada"}, "note": {"plain": "on engines"}},
					{"position": 1, "appearance": {"key": "ada/2020"}, "person": {"slug": "ada"}, "note": {"plain": "on engines"}}]}}}`,
		},
		{
			"posts", `{ posts { totalCount nodes { slug } } person(slug: "ada") { posts { totalCount nodes { slug } } viewpoints { totalCount nodes { key } } } }`,
			`{"posts": {"totalCount": 4, "nodes": [{"slug": "ada"}, {"slug": "alan"}, {"slug": "grace"}, {"slug": "nobody"}]},
				"person": {"posts": {"totalCount": 1, "nodes": [{"slug": "ada"}]}, "viewpoints": {"totalCount": 1, "nodes": [{"key": "ada/2025-11-26#weaving~zlsghovl"}]}}}`,
		},
		{
			"search", `{ search(text: "weaving") { totalCount nodes { date strong node { __typename ... on Viewpoint { key } } fragments { field plain html } } } }`,
			`{"search": {"totalCount": 2, "nodes": [{"date": null, "strong": true, "node": {"__typename": "Topic"},
				"fragments": [{"field": "NAME", "plain": "weaving", "html": "<mark>weaving</mark>"}]},
				{"date": "2025-11-26", "strong": true, "node": {"__typename": "Viewpoint", "key": "ada/2025-11-26#weaving~zlsghovl"},
				"fragments": [{"field": "LABEL", "plain": "Weaving", "html": "<mark>Weaving</mark>"}]}]}}`,
		},
		{
			"search of each type", `{ search(text: "engines", orderBy: {field: DATE, direction: DESC}) { totalCount nodes { date strong node { __typename } fragments { field html } } }
				paper: search(text: "engines", filter: {type: PAPER, person: "ada"}) { totalCount }
				talk: search(text: "engines", filter: {kind: TALK}) { totalCount nodes { node { ... on Appearance { key } } } }
				london: search(text: "london") { nodes { fragments { field html } } }
				blank: search(text: " ?! ") { totalCount nodes { date } } }`,
			`{"search": {"totalCount": 3, "nodes": [
				{"date": "2025-11-26", "strong": true, "node": {"__typename": "Appearance"}, "fragments": [{"field": "THEME", "html": "<mark>engines</mark>"}, {"field": "TEXT", "html": "on <mark>engines</mark>"}]},
				{"date": "2020", "strong": false, "node": {"__typename": "Appearance"}, "fragments": [{"field": "TEXT", "html": "on <mark>engines</mark>"}]},
				{"date": "1837", "strong": true, "node": {"__typename": "Paper"}, "fragments": [{"field": "TITLE", "html": "<mark>Engines</mark>"}]}]},
				"paper": {"totalCount": 1}, "talk": {"totalCount": 1, "nodes": [{"node": {"key": "ada/2020"}}]},
				"london": {"nodes": [{"fragments": [{"field": "TEXT", "html": "<mark>London</mark>"}]}]}, "blank": {"totalCount": 0, "nodes": []}}`,
		},
	} {
		t.Run(c.name, func(t *testing.T) { a.wantData(t, c.query, nil, `{"data": `+c.want+`}`) })
	}
}

// A text without a word finds nothing, in a search and in every filter alike.
func TestTextWithoutAWord(t *testing.T) {
	a := serve(stored(t, library(t)))
	for _, text := range []string{"", "%", ".*", "  ", "—…", "\x00", "()"} {
		for _, list := range []string{
			`search(text: $t)`, `search(text: $t, filter: {type: PAPER})`,
			`people(filter: {text: $t})`, `appearances(filter: {text: $t})`, `viewpoints(filter: {text: $t})`, `viewpoints(filter: {theme: $t})`,
			`papers(filter: {text: $t})`, `papers(filter: {author: $t})`,
			`person(slug: "ada") { appearances(filter: {text: $t})`, `person(slug: "ada") { viewpoints(filter: {text: $t})`,
			`topic(slug: "looms") { viewpoints(filter: {text: $t})`, `appearance(key: "ada/2025-11-26") { viewpoints(filter: {text: $t})`,
		} {
			answer := string(a.ask(t, `query($t: String!) { `+list+` { totalCount edges { cursor } } }`+strings.Repeat("}", strings.Count(list, "{ appearances(")+strings.Count(list, "{ viewpoints(")), variables{"t": text}))
			if !strings.Contains(answer, `{"totalCount":0,"edges":[]}`) {
				t.Errorf("%s with the text %q: %s; want nothing", list, text, answer)
			}
		}
	}
}
