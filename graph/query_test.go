package graph_test

import (
	"strings"
	"testing"

	"viewline/store"
	"viewline/timeline"
)

func TestContractQuery(t *testing.T) {
	serve(stored(t, library(t))).want(t, contract, variables{"slug": "ada"}, `{"data": {"person": {"name": "Ada Lovelace", "appearances": {
		"totalCount": 5, "nodes": [
		{"key": "ada/2025-11-26-2", "date": "2025-11-26", "datePrecision": "DAY", "kind": "TALK", "title": "Talk 2025-11-26", "theme": null,
			"sections": [], "recommendedPapers": {"totalCount": 1, "nodes": [
				{"position": 1, "paper": {"title": "Notes", "authors": [], "published": null}, "note": {"plain": "on notes"}}]}},
		{"key": "ada/2025-11-26", "date": "2025-11-26", "datePrecision": "DAY", "kind": "PODCAST", "title": "Radio", "theme": "engines",
			"sections": [{"heading": "Views", "kind": "VIEWPOINTS", "viewpoints": [
				{"label": "Weaving", "text": {"plain": "it weaves"}, "points": [{"label": null, "text": {"plain": "patterns"}}]}]}],
			"recommendedPapers": {"totalCount": 3, "nodes": [
				{"position": 1, "paper": {"title": "Engines", "authors": ["Charles Babbage"], "published": "1837"}, "note": {"plain": "on engines"}},
				{"position": 2, "paper": {"title": "Notes", "authors": [], "published": null}, "note": {"plain": "on notes"}},
				{"position": 3, "paper": {"title": "Zero", "authors": [], "published": null}, "note": null}]}},
		{"key": "ada/2025-11", "date": "2025-11", "datePrecision": "MONTH", "kind": "TALK", "title": "Talk 2025-11", "theme": null,
			"sections": [], "recommendedPapers": {"totalCount": 0, "nodes": []}},
		{"key": "ada/2020", "date": "2020", "datePrecision": "YEAR", "kind": "TALK", "title": "Talk 2020", "theme": null,
			"sections": [], "recommendedPapers": {"totalCount": 1, "nodes": [
				{"position": 1, "paper": {"title": "Engines", "authors": ["Charles Babbage"], "published": "1837"}, "note": {"plain": "on engines"}}]}},
		{"key": "ada/undated", "date": null, "datePrecision": null, "kind": "TALK", "title": "Talk ", "theme": null,
			"sections": [], "recommendedPapers": {"totalCount": 0, "nodes": []}}
	]}}}}`)
}

const contract = `query($slug: String!) { person(slug: $slug) { name appearances(first: 10) { totalCount nodes {
	key date datePrecision kind title theme
	sections { heading kind viewpoints { label text { plain } points { label text { plain } } } }
	recommendedPapers(first: 100) { totalCount nodes { position paper { title authors published } note { plain } } } } } } }`

func TestQueries(t *testing.T) {
	a := serve(stored(t, library(t)))
	for _, c := range []struct{ name, query, want string }{
		{
			"person by slug, name and alias", `{ a: person(slug: "ada") { slug aliases } b: person(slug: "ADA lovelace") { slug } c: person(slug: "阿达") { slug } }`,
			`{"a": {"slug": "ada", "aliases": ["阿达"]}, "b": {"slug": "ada"}, "c": {"slug": "ada"}}`,
		},
		{
			"what is not there", `{ person(slug: "x") { slug } appearance(key: "ada/1999") { key } paper(slug: "x") { slug } post(slug: "x") { slug } }`,
			`{"person": null, "appearance": null, "paper": null, "post": null}`,
		},
		{
			"first and last appearance", `{ people { nodes { slug firstAppearance { key } lastAppearance { key person { name } } } } }`,
			`{"people": {"nodes": [
				{"slug": "ada", "firstAppearance": {"key": "ada/2020"}, "lastAppearance": {"key": "ada/2025-11-26-2", "person": {"name": "Ada Lovelace"}}},
				{"slug": "alan", "firstAppearance": {"key": "alan/1950-10"}, "lastAppearance": {"key": "alan/1950-10", "person": {"name": "Alan Turing"}}},
				{"slug": "grace", "firstAppearance": null, "lastAppearance": null}]}}`,
		},
		{
			"appearance", `{ appearance(key: "ada/2025-11-26") { heading dateSource earliest latest line summary { markdown html plain } body { plain }
			details { label value } images { alt url title } links { text url title } post { path slug person { slug } appearances { key } }
			sections { number level anchor line body { plain } sections { heading number } } } }`,
			`{"appearance": {"heading": "Ada - Radio - 2025-11-26", "dateSource": "HEADING", "earliest": "2025-11-26", "latest": "2025-11-26", "line": 7,
				"summary": {"markdown": "*in short*", "html": "<em>in short</em>", "plain": "in short"}, "body": null,
				"details": [{"label": "场合", "value": "London"}], "images": [{"alt": "", "url": "ada.png", "title": "Ada"}],
				"links": [{"text": "site", "url": "https://example.org/", "title": null}],
				"post": {"path": "ada.md", "slug": "ada", "person": {"slug": "ada"}, "appearances": [
					{"key": "ada/2025-11-26"}, {"key": "ada/2025-11-26-2"}, {"key": "ada/2025-11"}, {"key": "ada/2020"}, {"key": "ada/undated"}]},
				"sections": [{"number": "1.", "level": 3, "anchor": "views", "line": 9, "body": null, "sections": [{"heading": "Deeper", "number": null}]}]}}`,
		},
		{
			"viewpoint of an appearance", `{ appearance(key: "ada/2025-11-26") { sections { viewpoints { key line theme date person { slug } appearance { key }
			section { heading } quotes { plain } timestamps { label seconds url } links { url } points { key section { heading } } } } } }`,
			`{"appearance": {"sections": [{"viewpoints": [{"key": "ada/2025-11-26#weaving~zlsghovl", "line": 10, "theme": "engines", "date": "2025-11-26",
				"person": {"slug": "ada"}, "appearance": {"key": "ada/2025-11-26"}, "section": {"heading": "Views"}, "quotes": [{"plain": "q"}],
				"timestamps": [{"label": "02:43", "seconds": 163, "url": null}], "links": [],
				"points": [{"key": "ada/2025-11-26#patterns~okrb7rzj", "section": {"heading": "Views"}}]}]}]}}`,
		},
		{
			"post without an appearance", `{ post(slug: "grace") { title date lastmod draft tags categories description wordCount readingTime author aiCover
			cover { image alt aiGenerated } extra { label } person { name } body { plain } appearances { key } images { url } links { url }
			sections { viewpoints { key person { name } appearance { key } theme date } } } }`,
			`{"post": {"title": "On grace", "date": "2025-11-26T08:30:00+08:00", "lastmod": null, "draft": false, "tags": ["navy"], "categories": [],
				"description": null, "wordCount": 120, "readingTime": 0, "author": null, "aiCover": null,
				"cover": {"image": "grace.png", "alt": null, "aiGenerated": true}, "extra": [], "person": {"name": "Grace Hopper"}, "body": null,
				"appearances": [], "images": [], "links": [], "sections": [{"viewpoints": [
					{"key": "grace#a-moth~egoag23v", "person": {"name": "Grace Hopper"}, "appearance": null, "theme": null, "date": null}]}]}}`,
		},
		{"post about nobody", `{ post(slug: "nobody") { person { slug } } }`, `{"post": {"person": null}}`},
		{
			"paper", `{ paper(slug: "engines") { title authors published url arxiv doi } }`,
			`{"paper": {"title": "Engines", "authors": ["Charles Babbage"], "published": "1837", "url": null, "arxiv": "1706.03762", "doi": null}}`,
		},
		{
			"recommendation", `{ person(slug: "ada") { recommendedPapers(first: 1) { nodes { date position appearance { key post { slug } } person { name } paper { slug } } } } }`,
			`{"person": {"recommendedPapers": {"nodes": [{"date": "2025-11-26", "position": 1, "appearance": {"key": "ada/2025-11-26-2", "post": {"slug": "ada"}},
				"person": {"name": "Ada Lovelace"}, "paper": {"slug": "notes"}}]}}}`,
		},
		{
			"corpus", `{ corpus { revision importedAt people appearances viewpoints papers posts } }`,
			`{"corpus": {"revision": 1, "importedAt": "2026-01-02T03:04:05Z", "people": 3, "appearances": 6, "viewpoints": 2, "papers": 3, "posts": 4}}`,
		},
		{
			"introspection", `{ __type(name: "Node") { possibleTypes { name } } }`,
			`{"__type": {"possibleTypes": [{"name": "Person"}, {"name": "Appearance"}, {"name": "Viewpoint"}, {"name": "Paper"}, {"name": "Topic"}, {"name": "Post"}]}}`,
		},
	} {
		t.Run(c.name, func(t *testing.T) { a.want(t, c.query, nil, `{"data": `+c.want+`}`) })
	}
}

func TestAppearanceFilter(t *testing.T) {
	a := serve(stored(t, library(t)))
	const lists = `query($f: AppearanceFilter) { appearances(filter: $f, orderBy: {field: DATE, direction: ASC}) { totalCount nodes { key } }
		people { nodes { appearances(filter: $f, first: 1) { totalCount nodes { key } } } } }`
	none := `{"totalCount": 0, "nodes": []}`
	for _, c := range []struct {
		name           string
		filter         variables
		all, ada, alan string
	}{
		{
			"null narrows nothing",
			variables{"person": nil, "kind": nil, "from": nil, "to": nil},
			`{"totalCount": 6, "nodes": [{"key": "ada/undated"}, {"key": "alan/1950-10"}, {"key": "ada/2020"}, {"key": "ada/2025-11"}, {"key": "ada/2025-11-26"}, {"key": "ada/2025-11-26-2"}]}`,
			`{"totalCount": 5, "nodes": [{"key": "ada/2025-11-26-2"}]}`, `{"totalCount": 1, "nodes": [{"key": "alan/1950-10"}]}`,
		},
		{
			"person by alias",
			variables{"person": "阿达", "from": "2025"},
			`{"totalCount": 3, "nodes": [{"key": "ada/2025-11"}, {"key": "ada/2025-11-26"}, {"key": "ada/2025-11-26-2"}]}`,
			`{"totalCount": 3, "nodes": [{"key": "ada/2025-11-26-2"}]}`, none,
		},
		{"nobody", variables{"person": "x"}, none, none, none},
		{"person without a name", variables{"person": ""}, none, none, none},
		{"kind", variables{"kind": "PODCAST"}, `{"totalCount": 1, "nodes": [{"key": "ada/2025-11-26"}]}`, `{"totalCount": 1, "nodes": [{"key": "ada/2025-11-26"}]}`, none},
		{
			"days that overlap",
			variables{"from": "1950-10-31", "to": "2020-01"},
			`{"totalCount": 2, "nodes": [{"key": "alan/1950-10"}, {"key": "ada/2020"}]}`,
			`{"totalCount": 1, "nodes": [{"key": "ada/2020"}]}`, `{"totalCount": 1, "nodes": [{"key": "alan/1950-10"}]}`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			a.wantData(t, lists, variables{"f": c.filter}, `{"data": {"appearances": `+c.all+`, "people": {"nodes": [
				{"appearances": `+c.ada+`}, {"appearances": `+c.alan+`}, {"appearances": `+none+`}]}}}`)
		})
	}
}

// TestMissingDocuments reads documents that name others which are not there, as no
// import leaves them: a post or a paper that is missing is an error, and not null.
func TestMissingDocuments(t *testing.T) {
	lost := appearance(t, "ghost/2020", "ghost")
	documents := post("ada.md", "ghost", appearance(t, "ada/2020"))
	documents.Post.Record.Appearances = append(documents.Post.Record.Appearances, timeline.AppearanceRef{Key: "ada/1999"})
	other := post("other.md", "ada", lost)
	lost.PostPath = "ghost.md"
	a := serve(stored(t, store.Batch{Posts: []store.PostDocuments{documents, other}}))
	a.want(t, `{ appearance(key: "ghost/2020") { person { slug } recommendedPapers { nodes { position person { slug } } } }
		post(slug: "ada") { person { slug } appearances { key } } }`, nil,
		`{"data": {"appearance": {"person": null, "recommendedPapers": {"nodes": [{"position": 1, "person": null}]}},
			"post": {"person": null, "appearances": [{"key": "ada/2020"}]}}}`)
	for field, log := range map[string]string{
		`post { slug }`: `post \"ghost.md\" of appearance \"ghost/2020\" is not stored`,
		`recommendedPapers { nodes { paper { slug } } }`: `paper \"ghost\" of appearance \"ghost/2020\" is not stored`,
	} {
		wantError(t, a, `{ appearance(key: "ghost/2020") { `+field+` } }`, nil, "INTERNAL_SERVER_ERROR", "something went wrong on the server")
		if got := a.log.String(); !strings.Contains(got, log) {
			t.Errorf("log %s; want %s", got, log)
		}
	}
}
