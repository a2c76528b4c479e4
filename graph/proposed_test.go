package graph_test

import (
	"testing"
	"time"

	"viewline/store"
	"viewline/store/storetest"
	"viewline/timeline"
)

// unnamed is a corpus without topics, whose labels have some words on several occasions: Ada
// speaks of gates three times, and of proofs twice; Bo once of each.
func unnamed(tb testing.TB) store.Batch {
	tb.Helper()
	var b store.Batch
	line := 0
	for _, p := range []struct {
		slug   string
		labels map[string][]string
	}{
		{"ada", map[string][]string{"ada/1950": {"Gates that learn", "Proofs"}, "ada/1960": {"Of gates"}, "ada/1970": {"The gate", "On proofs"}}},
		{"bo", map[string][]string{"bo/1965": {"Proofs and gates"}, "bo/undated": {"Looms"}}},
	} {
		b.People = append(b.People, &timeline.Person{Slug: p.slug, Name: "Dr " + p.slug, AppearanceCount: len(p.labels)})
		var all []*timeline.Appearance
		for _, key := range []string{"ada/1950", "ada/1960", "ada/1970", "bo/1965", "bo/undated"} {
			if p.labels[key] == nil {
				continue
			}
			line++
			a := appearance(tb, key)
			a.Line = line
			s := &timeline.Section{Heading: "Views"}
			for _, label := range p.labels[key] {
				s.Viewpoints = append(s.Viewpoints, &timeline.Viewpoint{Label: timeline.Text(label), Text: prose("text")})
			}
			a.Sections = []*timeline.Section{s}
			all = append(all, a)
		}
		b.Posts = append(b.Posts, post(p.slug+".md", p.slug, all...))
	}
	return b
}

func TestProposedTopics(t *testing.T) {
	a := serve(stored(t, unnamed(t)))
	gates := (&timeline.Topic{Slug: "gate"}).ID()
	for _, c := range []struct{ query, want string }{
		{
			`topics { totalCount nodes { slug name aliases proposed viewpoints { totalCount } people { totalCount } } }`,
			`{"topics": {"totalCount": 2, "nodes": [
				{"slug": "gate", "name": "gate", "aliases": ["gates", "Gates"], "proposed": true, "viewpoints": {"totalCount": 4}, "people": {"totalCount": 2}},
				{"slug": "proofs", "name": "Proofs", "aliases": [], "proposed": true, "viewpoints": {"totalCount": 3}, "people": {"totalCount": 2}}]}}`,
		},
		{
			`topics(first: 1, orderBy: {field: VIEWPOINTS, direction: ASC}) { nodes { slug } pageInfo { hasNextPage } }`,
			`{"topics": {"nodes": [{"slug": "proofs"}], "pageInfo": {"hasNextPage": true}}}`,
		},
		{
			`topic(slug: "Gates") { id slug proposed pageUrl
			viewpoints(first: 2) { totalCount nodes { label } facets { byKind { count } byTopic { count } byPerson { person { slug } count } } }
			mine: viewpoints(filter: {person: "bo"}) { totalCount nodes { label } }
			people { nodes { slug } } positions { totalCount } }`,
			`{"topic": {"id": "` + gates + `", "slug": "gate", "proposed": true, "pageUrl": "/topics/gate",
				"viewpoints": {"totalCount": 4, "nodes": [{"label": "The gate"}, {"label": "Proofs and gates"}],
					"facets": {"byKind": [{"count": 4}], "byTopic": [], "byPerson": [{"person": {"slug": "ada"}, "count": 3}, {"person": {"slug": "bo"}, "count": 1}]}},
				"mine": {"totalCount": 1, "nodes": [{"label": "Proofs and gates"}]},
				"people": {"nodes": [{"slug": "ada"}, {"slug": "bo"}]}, "positions": {"totalCount": 0}}}`,
		},
		{`node(id: "` + gates + `") { ... on Topic { name } }`, `{"node": {"name": "gate"}}`},
		{`topic(slug: "looms") { slug }`, `{"topic": null}`},
		{
			`viewpoints(filter: {topic: ["gate", "proofs"], from: "1960"}) { totalCount nodes { label topics { slug } } facets { byYear { year count } } }`,
			`{"viewpoints": {"totalCount": 4, "nodes": [{"label": "The gate", "topics": [{"slug": "gate"}]}, {"label": "On proofs", "topics": [{"slug": "proofs"}]},
				{"label": "Proofs and gates", "topics": [{"slug": "gate"}, {"slug": "proofs"}]}, {"label": "Of gates", "topics": [{"slug": "gate"}]}],
				"facets": {"byYear": [{"year": 1960, "count": 1}, {"year": 1965, "count": 1}, {"year": 1970, "count": 2}]}}}`,
		},
		{
			`appearances(filter: {topic: "proofs"}) { totalCount nodes { key viewpoints(filter: {topic: "proofs"}) { totalCount nodes { label } } } facets { byTopic { count } byPerson { count } } }`,
			`{"appearances": {"totalCount": 3, "nodes": [
				{"key": "ada/1970", "viewpoints": {"totalCount": 1, "nodes": [{"label": "On proofs"}]}},
				{"key": "bo/1965", "viewpoints": {"totalCount": 1, "nodes": [{"label": "Proofs and gates"}]}},
				{"key": "ada/1950", "viewpoints": {"totalCount": 1, "nodes": [{"label": "Proofs"}]}}],
				"facets": {"byTopic": [], "byPerson": [{"count": 2}, {"count": 1}]}}}`,
		},
		{
			`people(filter: {topic: "proofs", text: "bo"}) { totalCount nodes { slug topics { slug proposed } appearances(filter: {topic: "gate"}) { totalCount } } }`,
			`{"people": {"totalCount": 1, "nodes": [{"slug": "bo", "topics": [{"slug": "gate", "proposed": true}, {"slug": "proofs", "proposed": true}], "appearances": {"totalCount": 1}}]}}`,
		},
		{
			`search(text: "text", filter: {topic: "proofs"}) { totalCount nodes { node { ... on Viewpoint { label } } } }`,
			`{"search": {"totalCount": 3, "nodes": [{"node": {"label": "On proofs"}}, {"node": {"label": "Proofs and gates"}}, {"node": {"label": "Proofs"}}]}}`,
		},
		{`suggest(text: "gat") { text node { ... on Topic { slug proposed } } }`, `{"suggest": [{"text": "gate", "node": {"slug": "gate", "proposed": true}}]}`},
		{`corpus { people ...C } } fragment C on Corpus { topics`, `{"corpus": {"people": 2, "topics": 2}}`},
		{
			`search(text: "gat") { totalCount facets { byKind { count } } nodes { node { __typename ... on Topic { slug proposed viewpoints { totalCount } } ... on Viewpoint { label } } fragments { field plain } } }`,
			`{"search": {"totalCount": 5, "facets": {"byKind": [{"count": 4}]}, "nodes": [
				{"node": {"__typename": "Topic", "slug": "gate", "proposed": true, "viewpoints": {"totalCount": 4}},
					"fragments": [{"field": "NAME", "plain": "gate"}, {"field": "NAME", "plain": "gates"}, {"field": "NAME", "plain": "Gates"}]},
				{"node": {"__typename": "Viewpoint", "label": "The gate"}, "fragments": [{"field": "LABEL", "plain": "The gate"}]},
				{"node": {"__typename": "Viewpoint", "label": "Proofs and gates"}, "fragments": [{"field": "LABEL", "plain": "Proofs and gates"}]},
				{"node": {"__typename": "Viewpoint", "label": "Of gates"}, "fragments": [{"field": "LABEL", "plain": "Of gates"}]},
				{"node": {"__typename": "Viewpoint", "label": "Gates that learn"}, "fragments": [{"field": "LABEL", "plain": "Gates that learn"}]}]}}`,
		},
		{`search(text: "proofs", first: 1, filter: {type: TOPIC}) { totalCount pageInfo { hasNextPage } nodes { node { ... on Topic { slug } } } }`, `{"search": {"totalCount": 1, "pageInfo": {"hasNextPage": false}, "nodes": [{"node": {"slug": "proofs"}}]}}`},
		{
			`appearance(key: "bo/1965") { sections { viewpoints { label topics { slug proposed } points { topics { slug } } } } }`,
			`{"appearance": {"sections": [{"viewpoints": [{"label": "Proofs and gates", "topics": [{"slug": "gate", "proposed": true}, {"slug": "proofs", "proposed": true}], "points": []}]}]}}`,
		},
	} {
		a.want(t, "{ "+c.query+" }", nil, `{"data": `+c.want+`}`)
	}
}

// Where somebody has named one topic, none is proposed.
func TestProposedTopicsEnd(t *testing.T) {
	st := stored(t, unnamed(t))
	a := serve(st)
	const query = `{ topics { totalCount nodes { slug proposed } } gate: topic(slug: "gate") { slug } viewpoints(filter: {topic: "gate"}) { totalCount } person(slug: "bo") { topics { slug } }
		corpus { topics } search(text: "gate", filter: {type: TOPIC}) { nodes { node { ... on Topic { proposed } } } } }`
	a.want(t, query, nil, `{"data": {"topics": {"totalCount": 2, "nodes": [{"slug": "gate", "proposed": true}, {"slug": "proofs", "proposed": true}]},
		"gate": {"slug": "gate"}, "viewpoints": {"totalCount": 4}, "person": {"topics": [{"slug": "gate"}, {"slug": "proofs"}]},
		"corpus": {"topics": 2}, "search": {"nodes": [{"node": {"proposed": true}}]}}}`)
	b := unnamed(t)
	b.Topics = []*timeline.Topic{{Slug: "gate", Name: "Gates", ViewpointCount: 1}}
	b.Posts[0].Appearances[0].Sections[0].Viewpoints[0].Topics = []string{"gate"}
	b.Posts[0].Post.Record.Appearances[0].Hash = "new"
	storetest.Put(t, st, importedAt.Add(time.Hour), b)
	a.want(t, query, nil, `{"data": {"topics": {"totalCount": 1, "nodes": [{"slug": "gate", "proposed": false}]},
		"gate": {"slug": "gate"}, "viewpoints": {"totalCount": 1}, "person": {"topics": []},
		"corpus": {"topics": 1}, "search": {"nodes": [{"node": {"proposed": false}}]}}}`)
}

// The labels are read once for each state of the store, and not where somebody has named a topic.
func TestProposedTopicsReadOnce(t *testing.T) {
	for name, c := range map[string]struct {
		b     store.Batch
		reads int
	}{"unnamed": {unnamed(t), 1}, "named": {debate(t), 0}} {
		counted := count(stored(t, c.b))
		a := serve(counted)
		for range 2 {
			a.ask(t, `{ topics { nodes { slug } } topic(slug: "nothing") { slug } person(slug: "bo") { topics { slug } } }`, nil)
		}
		if got := counted.taken()["ListViewpoints"]; got != c.reads {
			t.Errorf("%s: labels were read %d times; want %d", name, got, c.reads)
		}
	}
}
