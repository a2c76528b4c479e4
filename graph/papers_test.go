package graph_test

import (
	"strings"
	"testing"

	"viewline/store"
	"viewline/timeline"
)

// shelf has papers that one, two and three people recommend, one of them several times.
func shelf(tb testing.TB) store.Batch {
	tb.Helper()
	b := store.Batch{Papers: []*timeline.Paper{
		{Slug: "all", Title: "for all"}, {Slug: "few", Title: "Für wenige"}, {Slug: "two", Title: "安全"}, {Slug: "unread", Title: "Unread"},
	}}
	for person, papers := range map[string][]string{"ada": {"all", "two", "two", "two"}, "bo": {"all", "two"}, "cy": {"all", "few"}} {
		b.People = append(b.People, &timeline.Person{Slug: person, Name: strings.ToUpper(person)})
		b.Posts = append(b.Posts, post(person+".md", person, appearance(tb, person+"/2020", papers...)))
	}
	return tallied(b)
}

// TestPapersThatSeveralRecommend asks in one query for what took several requests.
func TestPapersThatSeveralRecommend(t *testing.T) {
	a := serve(stored(t, shelf(t)))
	a.want(t, `{ papers(filter: {minRecommenders: 2}, orderBy: {field: RECOMMENDATIONS, direction: DESC}) { totalCount nodes {
		slug recommendationCount recommenders { totalCount nodes { name } } recommendations { totalCount } } } }`, nil,
		`{"data": {"papers": {"totalCount": 2, "nodes": [
			{"slug": "two", "recommendationCount": 4, "recommenders": {"totalCount": 2, "nodes": [{"name": "ADA"}, {"name": "BO"}]}, "recommendations": {"totalCount": 4}},
			{"slug": "all", "recommendationCount": 3, "recommenders": {"totalCount": 3, "nodes": [{"name": "ADA"}, {"name": "BO"}, {"name": "CY"}]}, "recommendations": {"totalCount": 3}}]}}}`)
}

func TestOrdersOfPapers(t *testing.T) {
	a := serve(stored(t, shelf(t)))
	for order, want := range map[string]string{
		"RECOMMENDATIONS, direction: DESC": `"two"}, {"slug": "all"}, {"slug": "few"}, {"slug": "unread"`,
		"RECOMMENDATIONS, direction: ASC":  `"unread"}, {"slug": "few"}, {"slug": "all"}, {"slug": "two"`,
		"TITLE, direction: ASC":            `"two"}, {"slug": "all"}, {"slug": "few"}, {"slug": "unread"`,
		"TITLE, direction: DESC":           `"unread"}, {"slug": "few"}, {"slug": "all"}, {"slug": "two"`,
	} {
		a.want(t, `{ papers(orderBy: {field: `+order+`}) { nodes { slug } } }`, nil, `{"data": {"papers": {"nodes": [{"slug": `+want+`}]}}}`)
	}
	a.want(t, `{ papers(filter: {minRecommenders: 1, recommendedBy: "cy"}, orderBy: {field: RECOMMENDATIONS, direction: DESC}) { totalCount nodes { slug } }
		all: papers(filter: {minRecommenders: 0}) { totalCount } none: papers(filter: {minRecommenders: 4}) { totalCount } null: papers(filter: {minRecommenders: null}) { totalCount } }`, nil,
		`{"data": {"papers": {"totalCount": 2, "nodes": [{"slug": "all"}, {"slug": "few"}]}, "all": {"totalCount": 4}, "none": {"totalCount": 0}, "null": {"totalCount": 4}}}`)
	wantError(t, a, `{ papers(filter: {minRecommenders: -1}) { totalCount } }`, nil, "BAD_USER_INPUT", "filter.minRecommenders is -1; want 0 or more")
}

// TestPagesOfRecommenders pages through the recommenders of two papers, both ways.
func TestPagesOfRecommenders(t *testing.T) {
	a := serve(stored(t, shelf(t)))
	type connection struct {
		Nodes    []struct{ Slug string }
		PageInfo struct {
			HasNextPage, HasPreviousPage bool
			StartCursor, EndCursor       string
		}
	}
	ask := func(args string) connection {
		t.Helper()
		return data[struct {
			Paper struct{ Recommenders connection }
		}](t, a.ask(t,
			`{ paper(slug: "all") { recommenders(`+args+`) { nodes { slug } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`, nil)).Paper.Recommenders
	}
	first := ask("first: 2")
	rest := ask(`first: 2, after: "` + first.PageInfo.EndCursor + `"`)
	last := ask(`last: 2, before: "` + rest.PageInfo.StartCursor + `"`)
	for i, c := range []struct {
		got            connection
		want           string
		next, previous bool
	}{{first, "ada bo", true, false}, {rest, "cy", false, true}, {last, "ada bo", true, false}} {
		var slugs []string
		for _, n := range c.got.Nodes {
			slugs = append(slugs, n.Slug)
		}
		if got := strings.Join(slugs, " "); got != c.want || c.got.PageInfo.HasNextPage != c.next || c.got.PageInfo.HasPreviousPage != c.previous {
			t.Errorf("page %d: %s, %+v; want %s, next %v, previous %v", i, got, c.got.PageInfo, c.want, c.next, c.previous)
		}
	}
}
