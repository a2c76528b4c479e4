package ingest

import (
	"bytes"
	"maps"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/timeline"
)

// catalog is the people and papers that are stored. What it should be follows
// from the claims of all posts: whom each is about, and what it recommends.
type catalog struct {
	people map[string]*timeline.Person
	papers map[string]*timeline.Paper
}

func newCatalog(m *store.Manifest) *catalog {
	c := &catalog{map[string]*timeline.Person{}, map[string]*timeline.Paper{}}
	for _, p := range m.People {
		c.people[p.Slug] = p
	}
	for _, p := range m.Papers {
		c.papers[p.Slug] = p
	}
	return c
}

// introduce adds to a batch the people and papers of a post that are not stored
// yet, so that nobody reads an appearance of a person who is not there.
func (c *catalog) introduce(claims timeline.Source, b *store.Batch) {
	if claim := claims.Person; claim != nil && c.people[claim.Slug] == nil {
		c.people[claim.Slug] = mergePerson(nil, claim)
		b.People = append(b.People, c.people[claim.Slug])
	}
	for _, claim := range claims.Papers {
		if c.papers[claim.Slug] == nil {
			c.papers[claim.Slug] = claim
			b.Papers = append(b.Papers, claim)
		}
	}
}

// settle brings the catalog to what the posts, in the order of their paths,
// claim, and answers with what is to be written for that.
func (c *catalog) settle(posts []*timeline.Post) store.Batch {
	people, papers := map[string]*timeline.Person{}, map[string]*timeline.Paper{}
	for _, p := range posts {
		if claim := p.Source.Person; claim != nil {
			people[claim.Slug] = mergePerson(people[claim.Slug], claim)
		}
		for _, claim := range p.Source.Papers {
			papers[claim.Slug] = mergePaper(papers[claim.Slug], claim)
		}
	}
	var b store.Batch
	b.People, b.RemovePeople = differences(c.people, people)
	b.Papers, b.RemovePapers = differences(c.papers, papers)
	c.people, c.papers = people, papers
	return b
}

// mergePerson adds a claim to what earlier ones, nil for none, make of a
// person: the first name stays, and all spellings are kept.
func mergePerson(p, claim *timeline.Person) *timeline.Person {
	if p == nil {
		p = &timeline.Person{Slug: claim.Slug, Name: claim.Name}
	}
	if !slices.Contains(p.Names(), timeline.Fold(claim.Name)) {
		p.Aliases = append(p.Aliases, claim.Name)
	}
	for _, alias := range claim.Aliases {
		if alias != p.Name && !slices.Contains(p.Aliases, alias) {
			p.Aliases = append(p.Aliases, alias)
		}
	}
	return p
}

// mergePaper prefers the first claim, but for one that has authors.
func mergePaper(p, claim *timeline.Paper) *timeline.Paper {
	if p == nil || len(p.Authors) == 0 && len(claim.Authors) > 0 {
		return claim
	}
	return p
}

// differences tells what to put and, by key, what to remove, both in the order
// of the keys.
func differences[T any](stored, wanted map[string]T) (put []T, remove []string) {
	for _, key := range slices.Sorted(maps.Keys(wanted)) {
		if have, ok := stored[key]; !ok || !equal(have, wanted[key]) {
			put = append(put, wanted[key])
		}
	}
	for _, key := range slices.Sorted(maps.Keys(stored)) {
		if _, ok := wanted[key]; !ok {
			remove = append(remove, key)
		}
	}
	return put, remove
}

// equal compares documents as they are stored.
func equal(a, b any) bool {
	x, errX := bson.Marshal(a)
	y, errY := bson.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}
