package graph_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

type reads = map[string]int

// TestReads counts the reads of queries. The counts are the same for any number of parents.
func TestReads(t *testing.T) {
	one, fifty := count(stored(t, crowd(t, 1))), count(stored(t, crowd(t, 50)))
	for _, c := range []struct {
		name, query string
		want        reads
	}{
		{
			"all the way down", `{ people(first: 50) { nodes { appearances { nodes {
				recommendedPapers { nodes { paper { title } appearance { key } person { name } note { plain } } }
				post { slug person { name } appearances { key post { slug } } }
				person { name }
				sections { viewpoints { person { name } appearance { person { name } } points { person { name } } } } } } } } }`,
			reads{"ListPeople": 1, "AppearancesByPerson": 1, "Papers": 1, "PostsByPath": 2, "People": 2, "Appearances": 1},
		},
		{
			"participants and people of posts", `{ people(first: 50) { nodes { appearances { nodes { participants { name role person { slug } } post { people { slug } person { slug } } } } } } }`,
			reads{"ListPeople": 1, "AppearancesByPerson": 1, "People": 3, "PostsByPath": 1},
		},
		{
			"when posts were recorded", `{ posts(first: 50) { nodes { recordedAt people { posts { nodes { recordedAt } } } } } }`,
			reads{"ListPosts": 1, "RecordedAt": 2, "People": 1, "PostsByPerson": 1},
		},
		{
			"content", `{ appearances(first: 100) { nodes { content { ... on Section { content { ... on Viewpoint { person { name } topics { slug } content { ... on Viewpoint { topics { name } } } } } } } } } }`,
			reads{"ListAppearances": 1, "People": 1, "Topics": 1},
		},
		{
			"below edges", `{ people(first: 50) { edges { node { appearances(first: 2) { edges { node { person { slug } recommendedPapers { edges { node { paper { slug } } } } } } } } } } }`,
			reads{"ListPeople": 1, "AppearancesByPerson": 1, "Papers": 1, "People": 1},
		},
		{
			"counts only when asked for", `{ people(first: 50) { totalCount nodes { appearances { totalCount nodes { recommendedPapers { totalCount } } } recommendedPapers { totalCount } } } }`,
			reads{"ListPeople": 1, "CountPeople": 1, "AppearancesByPerson": 2, "CountByPerson": 1},
		},
		{
			"recommendations of people", `{ people(first: 50) { nodes { recommendedPapers(first: 5) { nodes { paper { slug } person { slug } appearance { post { slug } recommendedPapers { nodes { paper { slug } } } } } } } } }`,
			reads{"ListPeople": 1, "AppearancesByPerson": 1, "Papers": 1, "People": 1, "PostsByPath": 1},
		},
		{
			"first and last", `{ people(first: 50) { nodes { firstAppearance { person { slug } } lastAppearance { post { slug } } } } }`,
			reads{"ListPeople": 1, "AppearancesByPerson": 2, "People": 1, "PostsByPath": 1},
		},
		{
			"the same field twice", `{ people(first: 50) { nodes { a: appearances(first: 1) { nodes { key } } b: appearances(first: 1) { nodes { key post { slug } } } c: appearances(last: 1) { nodes { key } } } } }`,
			reads{"ListPeople": 1, "AppearancesByPerson": 2, "PostsByPath": 1},
		},
		{
			"filtered by a person", `{ people(first: 50) { nodes { appearances(filter: {person: "p00"}) { totalCount nodes { key } } } } }`,
			reads{"ListPeople": 1, "People": 1, "AppearancesByPerson": 1, "CountByPerson": 1},
		},
		{
			"people again and again", `{ people(first: 50) { nodes { appearances { nodes { person { appearances { nodes { person { appearances { nodes { key } } } } } } } } } } }`,
			reads{"ListPeople": 1, "AppearancesByPerson": 3, "People": 2},
		},
		{
			"list of appearances", `{ appearances(first: 100) { totalCount nodes { person { slug } post { slug } recommendedPapers { nodes { paper { slug } } } } } }`,
			reads{"ListAppearances": 1, "CountAppearances": 1, "People": 1, "PostsByPath": 1, "Papers": 1},
		},
		{
			"views of people", `{ people(first: 50) { nodes { topics { slug } viewpoints(first: 3) { totalCount nodes { topics { slug } person { slug } appearance { post { slug } } } } posts { totalCount nodes { slug } } } } }`,
			reads{"ListPeople": 1, "Topics": 2, "ViewpointsBy": 1, "CountViewpointsBy": 1, "People": 1, "PostsByPath": 1, "PostsByPerson": 1, "CountPostsByPerson": 1},
		},
		{
			"topics", `{ topics { totalCount nodes { viewpoints(filter: {text: "one"}) { totalCount nodes { person { slug } topics { name } } } people { totalCount nodes { appearances { nodes { key } } } } } } }`,
			reads{"ListTopics": 1, "Corpus": 1, "ViewpointsBy": 1, "CountViewpointsBy": 1, "People": 1, "Topics": 1, "PeopleByTopic": 1, "CountPeopleByTopic": 1, "AppearancesByPerson": 1},
		},
		{
			"papers", `{ papers(first: 50) { totalCount nodes { recommendations(first: 2) { totalCount nodes { person { slug } appearance { post { slug } } } } } } }`,
			reads{"ListPapers": 1, "CountPapers": 1, "AppearancesByPaper": 1, "CountByPaper": 1, "People": 1, "PostsByPath": 1},
		},
		{
			"ten people on a topic", `{ topic(slug: "looms") { positions(first: 10) { nodes { person { name } count first { label date } latest { label appearance { key } } } } } }`,
			reads{"Topics": 1, "PositionsBy": 1, "People": 1},
		},
		{
			"positions of people", `{ people(first: 50) { nodes { positions(filter: {topic: "looms"}) { totalCount nodes {
				topic { name } person { slug } count first { person { slug } topics { slug } appearance { post { slug } } } latest { key }
				viewpoints(first: 2, filter: {text: "one"}) { totalCount nodes { label person { name } } } } } } } }`,
			reads{"ListPeople": 1, "Topics": 2, "PositionsBy": 1, "CountPositionsBy": 1, "People": 2, "PostsByPath": 1, "ViewpointsBy": 1, "CountViewpointsBy": 1},
		},
		{
			"papers with who recommends them", `{ papers(first: 50, orderBy: {field: RECOMMENDATIONS, direction: DESC}, filter: {minRecommenders: 1}) { nodes {
				title recommendationCount recommenders(first: 5) { totalCount nodes { name appearances(first: 1) { nodes { key } } } } } } }`,
			reads{"ListPapers": 1, "People": 1, "AppearancesByPerson": 1},
		},
		{
			"lists in other orders", `{ people(first: 50, orderBy: {field: LATEST, direction: DESC}) { nodes { posts(orderBy: {field: DATE, direction: DESC}) { nodes { slug } } } }
				topics(orderBy: {field: VIEWPOINTS, direction: DESC}) { nodes { people(orderBy: {field: APPEARANCES, direction: DESC}) { nodes { slug } } } } }`,
			reads{"ListPeople": 1, "PostsByPerson": 1, "ListTopics": 1, "PeopleByTopic": 1},
		},
		{
			"posts", `{ posts(first: 50) { totalCount nodes { person { slug } appearances { viewpoints { totalCount nodes { label topics { slug } } } } } } }`,
			reads{"ListPosts": 1, "Corpus": 1, "People": 1, "Appearances": 1, "Topics": 1},
		},
		{
			"search", `{ search(text: "one", first: 50) { totalCount nodes { fragments { plain } node { ... on Viewpoint { person { slug } appearance { post { slug } } topics { slug } } } } } }`,
			reads{"Search": 1, "CountHits": 1, "Corpus": 2, "People": 1, "PostsByPath": 1, "Topics": 1},
		},
		{
			"filters that name", `{ viewpoints(filter: {person: "p00", topic: "Looms", text: "one"}) { totalCount nodes { key } } }`,
			reads{"People": 1, "Topics": 1, "ListViewpoints": 1, "CountViewpoints": 1},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			for people, st := range map[string]*counter{"1": one, "50": fifty} {
				data[any](t, serve(st).ask(t, c.query, nil))
				if diff := cmp.Diff(c.want, st.taken()); diff != "" {
					t.Errorf("%s people: reads (-want +got)\n%s", people, diff)
				}
			}
		})
	}
}

func TestNodesReads(t *testing.T) {
	st := count(stored(t, crowd(t, 50)))
	a := serve(st)
	type node struct{ ID string }
	type everything struct {
		People struct {
			Nodes []struct {
				node
				Appearances struct {
					Nodes []struct {
						node
						Post     node
						Sections []struct{ Viewpoints []node }
					}
				}
			}
		}
	}
	found := data[everything](t, a.ask(t, `{ people(first: 50) { nodes { id appearances { nodes { id post { id } sections { viewpoints { id } } } } } } }`, nil))
	var people, appearances, viewpoints, posts []string
	for _, p := range found.People.Nodes {
		people = append(people, p.ID)
		appearances = append(appearances, p.Appearances.Nodes[0].ID)
		viewpoints = append(viewpoints, p.Appearances.Nodes[1].Sections[0].Viewpoints[0].ID)
		posts = append(posts, p.Appearances.Nodes[0].Post.ID)
	}
	st.taken()
	for _, c := range []struct {
		name string
		ids  []string
		want reads
	}{
		{"people", people, reads{"People": 2, "AppearancesByPerson": 1}},
		{"appearances", appearances, reads{"Occasions": 1, "People": 1}},
		{"viewpoints", viewpoints, reads{"Occasions": 1, "People": 1}},
		{"posts", posts, reads{"PostsByPath": 1, "People": 1}},
		{
			"some of each", append(append(append(people[:20:20], appearances[:20]...), viewpoints[:20]...), posts[:20]...),
			// the people asked for, those of the other nodes, and those of the people's appearances
			reads{"People": 3, "AppearancesByPerson": 1, "Occasions": 1, "PostsByPath": 1},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer := data[struct{ Nodes []*node }](t, a.ask(t, `query($ids: [ID!]!) { nodes(ids: $ids) { id
				... on Person { appearances { nodes { person { slug } } } } ... on Appearance { person { slug } }
				... on Viewpoint { person { slug } } ... on Post { person { slug } } } }`, variables{"ids": c.ids}))
			for i, id := range c.ids {
				if answer.Nodes[i] == nil || answer.Nodes[i].ID != id {
					t.Fatalf("nodes[%d] = %v; want id %s", i, answer.Nodes[i], id)
				}
			}
			if diff := cmp.Diff(c.want, st.taken()); diff != "" {
				t.Errorf("reads (-want +got)\n%s", diff)
			}
		})
	}
}
