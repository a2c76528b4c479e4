package mongodb

import (
	"regexp"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/search"
	"viewline/store"
	"viewline/timeline"
)

// and joins clauses; the server takes no empty $and.
func and(clauses []bson.M) bson.M {
	if len(clauses) == 0 {
		return bson.M{}
	}
	return bson.M{"$and": clauses}
}

// between bounds a keyset page. An index cannot cut by an $or of two fields,
// so the part of it that concerns the first field stands beside it once more.
func between(field string, above, below relay.Cursor) []bson.M {
	var clauses []bson.M
	bound := func(c relay.Cursor, beyond, from string) {
		if c.IsZero() {
			return
		}
		clauses = append(clauses,
			bson.M{field: bson.M{from: c.Sort}},
			bson.M{"$or": bson.A{
				bson.M{field: bson.M{beyond: c.Sort}},
				bson.M{field: c.Sort, "key": bson.M{beyond: c.Key}},
			}})
	}
	bound(above, "$gt", "$gte")
	bound(below, "$lt", "$lte")
	return clauses
}

// passing are the clauses of a filter, as far as they concern whole documents:
// they pass an appearance of which each token is in any entry. The first clause
// passes everything: it has a count without a filter walk an index.
func passing(f store.AppearanceFilter) []bson.M {
	clauses := []bson.M{{"date": bson.M{"$gte": ""}}}
	if f.Person != "" {
		clauses = append(clauses, bson.M{"person": f.Person})
	}
	if f.Kind != "" {
		clauses = append(clauses, bson.M{"kind": f.Kind})
	}
	if f.Recommends {
		clauses = append(clauses, bson.M{"recommended": bson.M{"$gt": 0}})
	}
	clauses = append(clauses, having("entries.tokens", tokensOf(f))...)
	return append(clauses, dated("date", f.From, f.To)...)
}

// tokensOf are what one entry must have beside what the fields of the
// appearance tell.
func tokensOf(f store.AppearanceFilter) []store.Token {
	f.Person, f.Kind = "", ""
	return f.Tokens()
}

// ofPeople are the clauses of a filter whose person is any of the people.
func ofPeople(people []string, f store.AppearanceFilter) []bson.M {
	f.Person = ""
	return append(passing(f), bson.M{"person": bson.M{"$in": people}})
}

// dated are the clauses of two bounds on the days of a document. A date's text
// is never after that of its earliest day, so a bound on the date lets an index
// cut what the bound on the days decides.
func dated(field string, from, to timeline.PartialDate) []bson.M {
	var clauses []bson.M
	if !from.IsZero() {
		clauses = append(clauses, bson.M{"latest": bson.M{"$gte": from.Earliest().String()}})
	}
	if !to.IsZero() {
		day := to.Latest().String()
		clauses = append(clauses, bson.M{"earliest": bson.M{"$lte": day}}, bson.M{field: bson.M{"$gt": "", "$lte": day}})
	}
	return clauses
}

// tokens are those of some values of one class.
func tokens(class byte, values []string) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = store.Token{Class: class, Term: search.Term{Text: v}}.String()
	}
	return all
}

// having are the clauses of tokens, all of which must be in the field. A token
// is a value, never an operator: what the caller asked for is compared, and
// where its start will do, quoted.
func having(field string, tokens []store.Token) []bson.M {
	var clauses []bson.M
	for _, t := range tokens {
		if t.Prefix {
			clauses = append(clauses, bson.M{field: bson.M{"$regex": "^" + regexp.QuoteMeta(t.String())}})
		} else {
			clauses = append(clauses, bson.M{field: t.String()})
		}
	}
	return clauses
}
