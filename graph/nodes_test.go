package graph_test

import (
	"encoding/base64"
	"testing"
)

func TestNodes(t *testing.T) {
	a := serve(stored(t, library(t)))
	ids := data[struct {
		Person, Paper struct{ ID string }
		Appearance    struct {
			ID       string
			Sections []struct {
				Viewpoints []struct {
					ID     string
					Points []struct{ ID string }
				}
			}
		}
		Post struct {
			ID       string
			Sections []struct{ Viewpoints []struct{ ID string } }
		}
	}](t, a.ask(t, `{ person(slug: "ada") { id } paper(slug: "zero") { id }
		appearance(key: "ada/2025-11-26") { id sections { viewpoints { id points { id } } } }
		post(slug: "grace") { id sections { viewpoints { id } } } }`, nil))
	view := ids.Appearance.Sections[0].Viewpoints[0]
	nobody := func(of string) string { return base64.RawURLEncoding.EncodeToString([]byte(of)) }
	for _, c := range []struct{ name, id, want string }{
		{"person", ids.Person.ID, `{"__typename": "Person", "slug": "ada"}`},
		{"appearance", ids.Appearance.ID, `{"__typename": "Appearance", "key": "ada/2025-11-26"}`},
		{"paper", ids.Paper.ID, `{"__typename": "Paper", "slug": "zero"}`},
		{"post", ids.Post.ID, `{"__typename": "Post", "slug": "grace"}`},
		{"viewpoint", view.ID, `{"__typename": "Viewpoint", "key": "ada/2025-11-26#weaving~zlsghovl", "person": {"slug": "ada"}}`},
		{"point", view.Points[0].ID, `{"__typename": "Viewpoint", "key": "ada/2025-11-26#patterns~okrb7rzj", "person": {"slug": "ada"}}`},
		{"viewpoint of a post", ids.Post.Sections[0].Viewpoints[0].ID, `{"__typename": "Viewpoint", "key": "grace#a-moth~egoag23v", "person": {"slug": "grace"}}`},
		{"no such person", nobody("Person:x"), `null`},
		{"person by an alias", nobody("Person:阿达"), `null`},
		{"no such appearance", nobody("Appearance:ada/1999"), `null`},
		{"no such paper", nobody("Paper:x"), `null`},
		{"no such post", nobody("Post:x"), `null`},
		{"no such viewpoint", nobody("Viewpoint:ada/2025-11-26#9.9"), `null`},
		{"no such viewpoint of a post", nobody("Viewpoint:grace#9.9"), `null`},
		{"viewpoint of nothing", nobody("Viewpoint:x/2020#1.1"), `null`},
		{"no such type", nobody("Corpus:1"), `null`},
		{"no key", nobody("Person:"), `null`},
	} {
		t.Run(c.name, func(t *testing.T) {
			const fields = ` { __typename ... on Person { slug } ... on Appearance { key } ... on Paper { slug } ... on Post { slug } ... on Viewpoint { key person { slug } } } }`
			vars := variables{"id": c.id}
			a.want(t, `query($id: ID!) { node(id: $id)`+fields, vars, `{"data": {"node": `+c.want+`}}`)
			a.want(t, `query($id: ID!) { nodes(ids: [$id, $id])`+fields, vars, `{"data": {"nodes": [`+c.want+`,`+c.want+`]}}`)
		})
	}
}

// A malformed id gives null and an error at its place; the other ids are found.
func TestMalformedIDs(t *testing.T) {
	a := serve(stored(t, library(t)))
	a.want(t, `{ all: nodes(ids: ["UGVyc29uOmFkYQ", "??", "UGVyc29uOmFsYW4", ""]) { id } }`, nil, `{
		"data": {"all": [{"id": "UGVyc29uOmFkYQ"}, null, {"id": "UGVyc29uOmFsYW4"}, null]},
		"errors": [
			{"message": "id \"??\": want an id that this API has given out", "path": ["all", 1], "locations": [{"line": 1, "column": 3}], "extensions": {"code": "BAD_USER_INPUT"}},
			{"message": "id \"\": want an id that this API has given out", "path": ["all", 3], "locations": [{"line": 1, "column": 3}], "extensions": {"code": "BAD_USER_INPUT"}}
		]}`)
	if a.log.Len() > 0 {
		t.Errorf("log %s; want none", a.log)
	}
}
