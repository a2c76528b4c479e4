package ingest

import (
	"bytes"
	"maps"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/timeline"
)

// catalog is the people, papers and topics that are stored. What it should be
// follows from the claims of all posts: whom each is about, what it recommends,
// and what its viewpoints are about.
type catalog struct {
	people map[string]*timeline.Person
	papers map[string]*timeline.Paper
	topics map[string]*timeline.Topic
}

func newCatalog(m *manifest) *catalog {
	c := &catalog{map[string]*timeline.Person{}, map[string]*timeline.Paper{}, map[string]*timeline.Topic{}}
	for _, p := range m.People {
		c.people[p.Slug] = p
	}
	for _, p := range m.Papers {
		c.papers[p.Slug] = p
	}
	for _, t := range m.Topics {
		c.topics[t.Slug] = t
	}
	return c
}

// claim adds what a post claims to what follows from the claims of the posts
// before it, in the order of their paths.
func (c *catalog) claim(s timeline.Source) {
	for _, t := range s.Topics {
		c.topics[t.Slug] = mergeTopic(c.topics[t.Slug], t)
	}
	for _, p := range s.Papers {
		c.papers[p.Slug] = mergePaper(c.papers[p.Slug], p)
	}
	if s.Person != nil {
		c.attribute(s)
	}
}

// attribute tells the person of a post what it is about, and its papers who
// recommends them.
func (c *catalog) attribute(s timeline.Source) {
	person := mergePerson(c.people[s.Person.Slug], s.Person)
	c.people[person.Slug] = person
	for _, t := range s.Topics {
		person.Topics = insert(person.Topics, t.Slug)
	}
	for _, p := range s.Papers {
		paper := c.papers[p.Slug]
		paper.RecommendedBy = insert(paper.RecommendedBy, person.Slug)
	}
}

// insert adds a key to a sorted list of them, unless it is there.
func insert(keys []string, key string) []string {
	i, found := slices.BinarySearch(keys, key)
	if found {
		return keys
	}
	return slices.Insert(keys, i, key)
}

// introduce adds to a batch the people, papers and topics of a post that are
// not stored yet, as far as this post tells, so that nobody reads an appearance
// of a person who is not there.
func (c *catalog) introduce(claims timeline.Source, b *store.Batch) {
	news := newCatalog(&manifest{})
	news.claim(claims)
	b.People = append(b.People, adopt(c.people, news.people)...)
	b.Papers = append(b.Papers, adopt(c.papers, news.papers)...)
	b.Topics = append(b.Topics, adopt(c.topics, news.topics)...)
}

// adopt adds to what is stored what is not, and lists that in the order of the
// keys.
func adopt[T any](stored, wanted map[string]T) (added []T) {
	for _, key := range slices.Sorted(maps.Keys(wanted)) {
		if _, ok := stored[key]; !ok {
			stored[key] = wanted[key]
			added = append(added, wanted[key])
		}
	}
	return added
}

// settle brings the catalog to what is wanted, and answers with what is to be
// written for that, if anything.
func (c *catalog) settle(wanted *catalog) (b store.Batch, changed bool) {
	b.People, b.RemovePeople = differences(c.people, wanted.people)
	b.Papers, b.RemovePapers = differences(c.papers, wanted.papers)
	b.Topics, b.RemoveTopics = differences(c.topics, wanted.topics)
	*c = *wanted
	return b, len(b.People)+len(b.Papers)+len(b.Topics)+len(b.RemovePeople)+len(b.RemovePapers)+len(b.RemoveTopics) > 0
}

// mergePerson adds a claim to what earlier ones, nil for none, make of a
// person: the first name stays, and all spellings are kept.
func mergePerson(p, claim *timeline.Person) *timeline.Person {
	if p == nil {
		p = &timeline.Person{Slug: claim.Slug, Name: claim.Name}
	}
	p.Aliases = mergeAliases(p.Names(), p.Name, p.Aliases, claim.Name, claim.Aliases)
	return p
}

// mergeTopic does for a topic what mergePerson does for a person.
func mergeTopic(t, claim *timeline.Topic) *timeline.Topic {
	if t == nil {
		t = &timeline.Topic{Slug: claim.Slug, Name: claim.Name}
	}
	t.Aliases = mergeAliases(t.Names(), t.Name, t.Aliases, claim.Name, claim.Aliases)
	return t
}

// mergeAliases adds to the aliases the claimed name, unless it is among the
// folded spellings, and the claimed aliases.
func mergeAliases(folded []string, name string, aliases []string, claimed string, more []string) []string {
	if !slices.Contains(folded, timeline.Fold(claimed)) {
		aliases = append(aliases, claimed)
	}
	for _, alias := range more {
		if alias != name && !slices.Contains(aliases, alias) {
			aliases = append(aliases, alias)
		}
	}
	return aliases
}

// mergePaper prefers the first claim, but for one that has authors. Claims stay
// as they are, since posts hold them.
func mergePaper(p, claim *timeline.Paper) *timeline.Paper {
	if p != nil && (len(p.Authors) > 0 || len(claim.Authors) == 0) {
		return p
	}
	merged := *claim
	if p != nil {
		merged.RecommendedBy = p.RecommendedBy
	}
	return &merged
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
