package mongodb

import (
	"regexp"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/search"
	"viewline/store"
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
	clauses = append(clauses, oneOf("person", f.People)...)
	clauses = append(clauses, oneOf("kind", f.Kinds)...)
	if f.Recommends {
		clauses = append(clauses, bson.M{"recommended": bson.M{"$gt": 0}})
	}
	clauses = append(clauses, entryClauses(f)...)
	return append(clauses, dated("date", f.Bounds())...)
}

// entryClauses are what one entry must have beside what the fields of the
// appearance tell.
func entryClauses(f store.AppearanceFilter) []bson.M {
	f.Person, f.People, f.Kinds = "", nil, nil
	return having("entries.tokens", f.Tokens(), f.Choices()...)
}

// oneOf are the clauses of a field that has one of some values; none without
// values.
func oneOf[T ~string](field string, values []T) []bson.M {
	if len(values) == 0 {
		return nil
	}
	return []bson.M{{field: bson.M{"$in": values}}}
}

// ofPeople are the clauses of a filter whose person is any of the people.
func ofPeople(people []string, f store.AppearanceFilter) []bson.M {
	f.Person = ""
	return append(passing(f), bson.M{"person": bson.M{"$in": people}})
}

// dated are the clauses of bounds on the days of a document. A date's text is
// never after that of its earliest day, so a bound on the date lets an index cut
// what the bound on the days decides.
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

// tokens are those of some values of one class.
func tokens(class byte, values []string) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = store.Token{Class: class, Term: search.Term{Text: v}}.String()
	}
	return all
}

// having are the clauses of tokens, all of which must be in the field, and of
// choices, of which one each must be there and none is a start. A token
// is a value, never an operator: what the caller asked for is compared, and
// where its start will do, quoted.
func having(field string, tokens []store.Token, choices ...[]store.Token) []bson.M {
	var clauses []bson.M
	for _, t := range tokens {
		if t.Prefix {
			clauses = append(clauses, bson.M{field: bson.M{"$regex": "^" + regexp.QuoteMeta(t.String())}})
		} else {
			clauses = append(clauses, bson.M{field: t.String()})
		}
	}
	for _, c := range choices {
		texts := make([]string, len(c))
		for i, t := range c {
			texts[i] = t.String()
		}
		clauses = append(clauses, bson.M{field: bson.M{"$in": texts}})
	}
	return clauses
}
