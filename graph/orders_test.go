package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"viewline/store"
	"viewline/timeline"
)

// numbered has people, topics and posts with the numbers that an import gives them.
func numbered() store.Batch {
	dated := func(path, at string) store.PostDocuments {
		d := post(path, "ada")
		d.Post.Date = timeline.Text(at)
		d.Post.PeopleSlugs = []string{"ada"}
		return d
	}
	return store.Batch{
		People: []*timeline.Person{
			{Slug: "ada", Name: "C", Topics: []string{"ai"}, AppearanceCount: 3, Latest: "2020"},
			{Slug: "bo", Name: "B", Topics: []string{"ai"}, AppearanceCount: 12, Latest: "2019-05"},
			{Slug: "cy", Name: "A", AppearanceCount: 3},
		},
		Topics: []*timeline.Topic{{Slug: "ai", Name: "B", ViewpointCount: 2}, {Slug: "tea", Name: "A", ViewpointCount: 11}},
		Posts:  []store.PostDocuments{dated("a.md", "2021-01-01T00:00:00+08:00"), dated("b.md", "2020-12-31T17:00:00Z"), dated("c.md", "")},
	}
}

func TestOrders(t *testing.T) {
	a := serve(stored(t, numbered()))
	for _, c := range []struct{ list, field, descending, ascending string }{
		{"people(%s) { nodes { slug } }", "APPEARANCES", "bo ada cy", "cy ada bo"},
		{"people(%s) { nodes { slug } }", "LATEST", "ada bo cy", "cy bo ada"},
		{"people(%s) { nodes { slug } }", "NAME", "ada bo cy", "cy bo ada"},
		{`topic(slug: "ai") { people(%s) { nodes { slug } } }`, "APPEARANCES", "bo ada", "ada bo"},
		{`people(filter: {topic: "ai"}, %s) { nodes { slug } }`, "LATEST", "ada bo", "bo ada"},
		{`people(filter: {text: "b"}, %s) { nodes { slug } }`, "LATEST", "bo", "bo"},
		{"topics(%s) { nodes { slug } }", "VIEWPOINTS", "tea ai", "ai tea"},
		{"posts(%s) { nodes { slug } }", "DATE", "b a c", "c a b"},
		{`person(slug: "ada") { posts(%s) { nodes { slug } } }`, "DATE", "b a c", "c a b"},
		{"posts(%s) { nodes { slug } }", "SLUG", "c b a", "a b c"},
	} {
		for direction, want := range map[string]string{"DESC": c.descending, "ASC": c.ascending} {
			query := "{ " + fmt.Sprintf(c.list, "orderBy: {field: "+c.field+", direction: "+direction+"}") + " }"
			var slugs []string
			for _, part := range strings.Split(string(a.ask(t, query, nil)), `"slug":"`)[1:] {
				slug, _, _ := strings.Cut(part, `"`)
				slugs = append(slugs, slug)
			}
			if got := strings.Join(slugs, " "); got != want {
				t.Errorf("%s: %s; want %s", query, got, want)
			}
		}
	}
}
