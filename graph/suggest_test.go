package graph_test

import (
	"encoding/json"
	"testing"
	"time"

	"viewline/store"
	"viewline/store/storetest"
	"viewline/timeline"
)

func TestSuggest(t *testing.T) {
	b := library(t)
	b.People[0].AppearanceCount, b.People[1].AppearanceCount = 5, 1
	b.Topics[0].ViewpointCount = 1
	a := serve(stored(t, b))
	for _, c := range []struct{ text, want string }{
		// Of one kind of find the more frequent first, then by slug, path or key.
		{"A", `[["Ada Lovelace", "Person"], ["Alan Turing", "Person"], ["On ada", "Post"], ["On alan", "Post"]]`},
		{"on ad", `[["On ada", "Post"]]`},
		{"ada", `[["Ada Lovelace", "Person"], ["On ada", "Post"]]`},
		{"radio", `[["Radio", "Appearance"]]`},
		{"阿", `[["阿达", "Person"]]`},
		{"zhiji", `[["织机", "Topic"]]`},
		{"織", `[["织机", "Topic"]]`},
		{"weav", `[["weaving", "Topic"]]`},
		{"notes", `[["Notes", "Paper"]]`},
		{"gh", `[["Grace Hopper", "Person"]]`},
		{"xyz", `[]`},
		{"", `[]`},
		{" %", `[]`},
	} {
		a.want(t, `query($text: String!) { suggest(text: $text) { text node { __typename } } }`, variables{"text": c.text}, suggested(t, c.want))
	}
	a.want(t, `{ suggest(text: "a", first: 1) { text node { id ... on Person { slug appearances(first: 1) { totalCount } } } } none: suggest(text: "a", first: 0) { text } }`, nil,
		`{"data": {"suggest": [{"text": "Ada Lovelace", "node": {"id": "`+(&timeline.Person{Slug: "ada"}).ID()+`", "slug": "ada", "appearances": {"totalCount": 5}}}], "none": []}}`)
	a.want(t, `{ suggest(text: "a", first: 21) { text } }`, nil,
		`{"data": null, "errors": [{"message": "first is 21; want 0 to 20", "path": ["suggest"], "locations": [{"line": 1, "column": 3}], "extensions": {"code": "BAD_USER_INPUT"}}]}`)
}

// Names and titles are read once for each state of the store, and nothing of an older state
// is suggested.
func TestSuggestAfterAnImport(t *testing.T) {
	st := stored(t, library(t))
	counted := count(st)
	a := serve(counted)
	const query = `{ suggest(text: "ada") { text } }`
	for range 2 {
		a.want(t, query, nil, `{"data": {"suggest": [{"text": "Ada Lovelace"}, {"text": "On ada"}]}}`)
	}
	if got := counted.taken()["Titles"]; got != 1 {
		t.Errorf("titles were read %d times; want once", got)
	}
	b := library(t)
	storetest.Put(t, st, importedAt.Add(time.Hour), store.Batch{People: b.People[1:2], Posts: b.Posts[1:2], RemovePosts: []string{"ada.md"}, RemovePeople: []string{"ada"}})
	a.want(t, query, nil, `{"data": {"suggest": []}}`)
	if got := counted.taken()["Titles"]; got != 1 {
		t.Errorf("titles were read %d times after an import; want once", got)
	}
}

// suggested is an answer with some suggestions: the text of each, and the type that has it.
func suggested(t *testing.T, list string) string {
	t.Helper()
	type node struct {
		Type string `json:"__typename"`
	}
	type suggestion struct {
		Text string `json:"text"`
		Node node   `json:"node"`
	}
	all := []suggestion{}
	for _, s := range decode[[][2]string](t, []byte(list)) {
		all = append(all, suggestion{s[0], node{s[1]}})
	}
	answer, err := json.Marshal(map[string]any{"data": map[string]any{"suggest": all}})
	if err != nil {
		t.Fatal(err)
	}
	return string(answer)
}
