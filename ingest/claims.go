package ingest

import (
	"bytes"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/timeline"
)

// insert adds a key to a sorted list of keys, unless the list has it.
func insert(keys []string, key string) []string {
	i, found := slices.BinarySearch(keys, key)
	if found {
		return keys
	}
	return slices.Insert(keys, i, key)
}

// mergePerson adds a claim to the person p that earlier claims made; p is nil for the first
// claim. The name of the first claim stays, and all spellings are kept. A p that was merged
// before is changed in place; a claim is never changed.
func mergePerson(p, claim *timeline.Person) *timeline.Person {
	if p == nil {
		p = &timeline.Person{Slug: claim.Slug, Name: claim.Name}
	}
	p.Aliases = mergeAliases(p.Names(), p.Name, p.Aliases, claim.Name, claim.Aliases)
	for _, topic := range claim.Topics {
		p.Topics = insert(p.Topics, topic)
	}
	return p
}

// mergeTopic does for a topic what [mergePerson] does for a person.
func mergeTopic(t, claim *timeline.Topic) *timeline.Topic {
	if t == nil {
		t = &timeline.Topic{Slug: claim.Slug, Name: claim.Name}
	}
	t.Aliases = mergeAliases(t.Names(), t.Name, t.Aliases, claim.Name, claim.Aliases)
	return t
}

// mergeAliases adds the claimed name and the claimed aliases to the aliases, except
// spellings that are among the folded ones.
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

// mergePaper keeps the first claim, or the first one that has authors.
func mergePaper(p, claim *timeline.Paper) *timeline.Paper {
	var by []string
	if p != nil {
		by = p.RecommendedBy
	}
	if p == nil || len(p.Authors) == 0 && len(claim.Authors) > 0 {
		merged := *claim
		p = &merged
	}
	for _, person := range claim.RecommendedBy {
		by = insert(by, person)
	}
	p.RecommendedBy = by
	return p
}

// countPaper tells a merged paper what was counted of it.
func countPaper(p *timeline.Paper, counts store.Counts) {
	p.RecommendationCount = counts.Recommendations
}

// countPerson tells a merged person what was counted.
func countPerson(p *timeline.Person, counts store.Counts) {
	p.AppearanceCount, p.Latest = counts.Appearances, counts.Latest
}

// countTopic tells a merged topic what was counted of it.
func countTopic(t *timeline.Topic, counts store.Counts) { t.ViewpointCount = counts.Viewpoints }

// equal compares documents as they are stored.
func equal(a, b any) bool {
	x, errX := bson.Marshal(a)
	y, errY := bson.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}
