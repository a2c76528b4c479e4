package mongodb

import (
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/store"
)

// source is a collection whose documents have entries, and the fields by which lists of the
// entries are sorted.
type source struct {
	collection
	date, owner string // fields of a document; date is empty where the documents have no dates
	person      string // field of a document; empty where only tokens say whose the document is
}

func (s *Store) appearanceSource() source {
	return source{s.appearances, "date", "key", "person"}
}
func (s *Store) paperSource() source { return source{s.papers, "published", "key", ""} }
func (s *Store) postSource() source  { return source{s.posts, "", "slug", ""} }

// namedSource is a collection of people or topics.
func namedSource(c collection) source { return source{c, "", "key", ""} }

// wanted says what entries must have to be found.
type wanted struct {
	person  string          // slug; empty: anybody
	people  []string        // any of these slugs; empty: anybody
	tokens  []store.Token   // all of them
	choices [][]store.Token // one of each
	any     []string        // one of them; none: nothing
	groups  []string        // one of them as well
	weak    []store.Token   // not all of them; none: nothing
	bounds  store.Bounds
	// judged are tokens. For every found entry the answer says whether the entry has all of
	// them; nil where that is not asked.
	judged []store.Token
}

// has reports whether the source can have a wanted entry at all.
func (w wanted) has(src source) bool {
	return src.date != "" || w.bounds.AdmitUndated()
}

// coarse are clauses for documents. They pass every document with a wanted entry, and also
// documents in which only several entries together have all tokens.
func (w wanted) coarse(src source) []bson.M {
	clauses := w.oneOrAll()
	if w.person != "" && src.person != "" {
		clauses = append(clauses, bson.M{src.person: w.person})
	}
	if src.person != "" {
		clauses = append(clauses, oneOf(src.person, w.people)...)
	}
	if src.date == "" {
		return clauses
	}
	return append(clauses, dated(src.date, w.bounds)...)
}

// exact are clauses for entries that $unwind has separated. They pass only the wanted
// entries.
func (w wanted) exact() []bson.M {
	clauses := w.oneOrAll()
	if len(w.weak) > 0 {
		clauses = append(clauses, bson.M{"$nor": bson.A{and(having("entries.tokens", w.weak))}})
	}
	return clauses
}

func (w wanted) oneOrAll() []bson.M {
	clauses := having("entries.tokens", w.tokens, w.choices...)
	for _, some := range [][]string{w.any, w.groups} {
		if len(some) > 0 {
			clauses = append(clauses, bson.M{"entries.tokens": in(some)})
		}
	}
	return clauses
}

// pipeline finds the wanted entries of a page, in the order of the scan. Where a page is
// read from its end, the places in one owner are read from their end as well; only then
// does the server have to sort.
func (w wanted) pipeline(src source, q relay.Query) pipeline {
	descending, _, _, _ := q.Scan()
	documents := append(w.coarse(src), src.bounds(q, false)...)
	entries := bson.M{"$match": and(append(w.exact(), src.bounds(q, true)...))}
	apart := bson.M{"$unwind": "$entries"}
	if q.Backward {
		sorted := order(direction(descending), "entries.date", "entries.owner")
		return pipeline{documents, bson.A{apart, entries, bson.M{"$sort": append(sorted, bson.E{Key: "entries.place", Value: -1})}}}
	}
	sorted := order(direction(descending), src.date, src.owner)
	if src.date == "" {
		sorted = sorted[1:]
	}
	return pipeline{documents, bson.A{bson.M{"$sort": sorted}, apart, entries}}
}

// bounds are the clauses for the cursors of a page: clauses for entries, or clauses for the
// documents that have the entries, which include the document of a cursor itself.
func (src source) bounds(q relay.Query, ofEntries bool) []bson.M {
	behind, ahead := "$gt", "$lt"
	if q.Descending {
		behind, ahead = ahead, behind
	}
	return slices.Concat(src.bound(q.After, behind, "$gt", ofEntries), src.bound(q.Before, ahead, "$lt", ofEntries))
}

// bound is the clauses for one cursor. The operator beyond compares dates and owners with
// the cursor's, and the operator inside compares places in the cursor's owner.
func (src source) bound(c relay.Cursor, beyond, inside string, ofEntries bool) []bson.M {
	if c.IsZero() || src.date == "" && c.Sort != "" { // reachesUndated has checked the second case
		return nil
	}
	owner, place, _ := store.Split(c)
	dateField, ownerField, here := src.date, src.owner, bson.M{}
	if ofEntries {
		dateField, ownerField, here = "entries.date", "entries.owner", bson.M{"entries.place": bson.M{inside: place}}
	}
	here[ownerField] = owner
	there := bson.M{ownerField: bson.M{beyond: owner}}
	if src.date == "" {
		return []bson.M{{"$or": bson.A{there, here}}}
	}
	here[dateField], there[dateField] = c.Sort, c.Sort
	return []bson.M{
		{dateField: bson.M{beyond + "e": c.Sort}}, // repeated for the index; see [between]
		{"$or": bson.A{bson.M{dateField: bson.M{beyond: c.Sort}}, there, here}},
	}
}
