package storetest

import (
	"context"

	"viewline/store"
	"viewline/timeline"
)

// claiming is a post with claims of people, papers and topics.
func claiming(path string, people []*timeline.Person, papers []*timeline.Paper, topics ...*timeline.Topic) store.PostDocuments {
	d := post(path)
	d.Post.Record.People, d.Post.Record.Papers, d.Post.Record.Topics = people, papers, topics
	return d
}

// claims are the claims that a session returns for the slugs, read in pages of two. A slug
// without a stored document and without claims is left out.
func (t tester) claims(s store.Session, slugs ...string) (people []store.Claims[timeline.Person], papers []store.Claims[timeline.Paper], topics []store.Claims[timeline.Topic]) {
	t.Helper()
	return claimsOf(t, s.PersonClaims, slugs), claimsOf(t, s.PaperClaims, slugs), claimsOf(t, s.TopicClaims, slugs)
}

func claimsOf[T any](t tester, read func(context.Context, string, int) ([]store.Claims[T], error), slugs []string) []store.Claims[T] {
	t.Helper()
	wanted := map[string]bool{}
	for _, slug := range slugs {
		wanted[slug] = true
	}
	var all []store.Claims[T]
	for last := ""; ; {
		page, err := read(t.Context(), last, perPage)
		must(t, page, err)
		for _, c := range page {
			if c.Slug <= last {
				t.Fatalf("claims of %q after those of %q; want them in order", c.Slug, last)
			}
			if last = c.Slug; wanted[c.Slug] && (c.Stored != nil || len(c.Said) > 0) {
				all = append(all, c)
			}
		}
		if len(page) < perPage {
			return all
		}
	}
}

// postsClaim puts posts, puts them anew and removes them. The session returns the claims
// for all slugs that a changed post has or had, each different claim once, in the order of
// the posts that make it first.
func postsClaim(t tester) {
	ada, lovelace := person("ada", "Ada"), person("ada", "Ada Lovelace")
	agi, rl := topic("agi", "AGI"), topic("rl", "RL")
	x := paper("x")
	x.RecommendedBy = nil
	t.put(store.Batch{
		Posts: []store.PostDocuments{
			claiming("b.md", []*timeline.Person{ada}, []*timeline.Paper{x}, agi), claiming("d.md", []*timeline.Person{ada}, nil, agi),
			claiming("c.md", []*timeline.Person{person("cy", "Cy"), person("di", "Di")}, []*timeline.Paper{x}, rl),
		},
		People: []*timeline.Person{person("ada", "Stored")}, Topics: []*timeline.Topic{rl},
	})
	s := t.begin()
	must(t, s, s.Put(t.Context(), store.Batch{
		Posts:       []store.PostDocuments{claiming("a.md", []*timeline.Person{lovelace}, []*timeline.Paper{x}), claiming("b.md", []*timeline.Person{ada}, nil, agi)},
		RemovePosts: []string{"c.md"},
	}))
	adaOf := func(p *timeline.Person, topics ...string) *timeline.Person {
		of := *p
		of.Topics = topics
		return &of
	}
	byAda := *x
	byAda.RecommendedBy = []string{"ada"}
	people, papers, topics := t.claims(s, "ada", "cy", "di", "x", "agi", "rl")
	t.equal("people", people, []store.Claims[timeline.Person]{
		{Slug: "ada", Said: []*timeline.Person{adaOf(lovelace), adaOf(ada, "agi")}, Stored: person("ada", "Stored")},
	})
	t.equal("papers", papers, []store.Claims[timeline.Paper]{{Slug: "x", Said: []*timeline.Paper{&byAda}}})
	t.equal("topics", topics, []store.Claims[timeline.Topic]{{Slug: "agi", Said: []*timeline.Topic{agi}}, {Slug: "rl", Stored: rl}})
	must(t, s, s.Abort())
	s = t.begin()
	must(t, s, s.Put(t.Context(), store.Batch{RemovePosts: []string{"b.md", "c.md", "d.md"}}))
	people, papers, topics = t.claims(s, "ada", "x", "agi")
	t.equal("nobody speaks of them any more", []any{people, papers, topics}, []any{
		[]store.Claims[timeline.Person]{{Slug: "ada", Stored: person("ada", "Stored")}},
		[]store.Claims[timeline.Paper](nil), []store.Claims[timeline.Topic](nil),
	})
}
