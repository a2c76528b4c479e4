package mongodb

import (
	"regexp"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/search"
	"viewline/store"
)

// and joins clauses. Without clauses it is an empty filter, as the server refuses an empty
// $and.
func and(clauses []bson.M) bson.M {
	if len(clauses) == 0 {
		return bson.M{}
	}
	return bson.M{"$and": clauses}
}

// between are the clauses that bound a keyset page. An index cannot use an $or over two
// fields, so the condition on the first field is repeated beside the $or.
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

// passing are the clauses of a filter for whole documents: they pass an appearance if each
// token is in any of its entries. The first clause passes every document; it makes a count
// without a filter use an index.
func passing(f store.AppearanceFilter) []bson.M {
	clauses := []bson.M{{"date": bson.M{"$gte": ""}}}
	if f.Person != "" {
		clauses = append(clauses, bson.M{"person": f.Person})
	}
	clauses = append(clauses, oneOf("person", f.People)...)
	clauses = append(clauses, oneOf("kind", f.Kinds)...)
	if f.Recommends {
		clauses = append(clauses, bson.M{"recommended": bson.M{"$gt": 0}})
	}
	clauses = append(clauses, entryClauses(f)...)
	return append(clauses, dated("date", f.Bounds())...)
}

// entryClauses are the clauses for one entry of an appearance, without those that are
// fields of the appearance.
func entryClauses(f store.AppearanceFilter) []bson.M {
	f.Person, f.People, f.Kinds = "", nil, nil
	return having("entries.tokens", f.Tokens(), f.Choices()...)
}

// oneOf is a clause for a field that has one of the values; nil where there are no values.
func oneOf[T ~string](field string, values []T) []bson.M {
	if len(values) == 0 {
		return nil
	}
	return []bson.M{{field: bson.M{"$in": values}}}
}

// ofPeople are the clauses of a filter with any of the people as its person.
func ofPeople(people []string, f store.AppearanceFilter) []bson.M {
	f.Person = ""
	return append(passing(f), bson.M{"person": bson.M{"$in": people}})
}

// dated are the clauses for bounds on the days of a document. The text of a date never
// sorts behind the text of its earliest day, so a bound on the date lets an index skip most
// documents that the bounds on the days leave out.
func dated(field string, b store.Bounds) []bson.M {
	var clauses []bson.M
	if b.LatestFrom != "" {
		clauses = append(clauses, bson.M{"latest": bson.M{"$gte": b.LatestFrom}})
	}
	if b.LatestTo != store.EndOfDays {
		clauses = append(clauses, bson.M{"latest": bson.M{"$lte": b.LatestTo}})
	}
	if b.EarliestFrom > store.FirstOfDays {
		clauses = append(clauses, bson.M{"earliest": bson.M{"$gte": b.EarliestFrom}})
	}
	if b.EarliestTo != store.EndOfDays {
		clauses = append(clauses, bson.M{"earliest": bson.M{"$lte": b.EarliestTo}}, bson.M{field: bson.M{"$lte": b.EarliestTo}})
	}
	if b.EarliestFrom != "" && (b.EarliestTo != store.EndOfDays || b.LatestFrom == "") {
		clauses = append(clauses, bson.M{field: bson.M{"$gt": ""}})
	}
	return clauses
}

// tokens are the tokens of one class with the values, as entries have them.
func tokens(class byte, values []string) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = store.Token{Class: class, Term: search.Term{Text: v}}.String()
	}
	return all
}

// having are the clauses for a field that has all of the tokens, and one token of each of
// the choices. A token is always compared as a value, never read as an operator; where a
// prefix is enough, the text is quoted in a regular expression. Choices have no prefixes.
func having(field string, tokens []store.Token, choices ...[]store.Token) []bson.M {
	var clauses []bson.M
	for _, t := range tokens {
		clause := bson.M{field: t.String()}
		if t.Prefix {
			clause = bson.M{field: bson.M{"$regex": "^" + regexp.QuoteMeta(t.String())}}
		}
		switch others := t.Others(); {
		case len(others) == 0:
		case t.Prefix:
			clause = bson.M{"$or": bson.A{clause, bson.M{field: in(others)}}}
		default:
			clause = bson.M{field: in(append(others, t.String()))}
		}
		clauses = append(clauses, clause)
	}
	for _, c := range choices {
		clauses = append(clauses, havingOne(field, c))
	}
	return clauses
}

// havingOne is the clause for a field that has one token of a choice, with those that must
// stand beside it.
func havingOne(field string, choice []store.Token) bson.M {
	texts, groups := make([]string, len(choice)), make(bson.A, len(choice))
	together := false
	for i, t := range choice {
		texts[i] = t.String()
		var all []string
		for _, one := range t.All() {
			all = append(all, one.String())
		}
		groups[i] = bson.M{field: bson.M{"$all": all}}
		together = together || len(all) > 1
	}
	if together {
		return bson.M{"$or": groups}
	}
	return bson.M{field: bson.M{"$in": texts}}
}
