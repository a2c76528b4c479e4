package mongodb

import (
	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/page"
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
func between(field string, above, below page.Cursor) []bson.M {
	var clauses []bson.M
	bound := func(c page.Cursor, beyond, from string) {
		if c.IsZero() {
			return
		}
		clauses = append(clauses,
			bson.M{field: bson.M{from: c.Sort}},
			bson.M{"$or": bson.A{
				bson.M{field: bson.M{beyond: c.Sort}},
				bson.M{field: c.Sort, "_id": bson.M{beyond: c.Key}},
			}})
	}
	bound(above, "$gt", "$gte")
	bound(below, "$lt", "$lte")
	return clauses
}

// passing are the clauses of a filter. A date's text is never after that of
// its earliest day, so a bound on the date lets an index cut what the bound on
// the days decides. The first clause passes everything: it has a count without
// a filter walk an index.
func passing(f store.AppearanceFilter) []bson.M {
	clauses := []bson.M{{"date": bson.M{"$gte": ""}}}
	add := func(field string, condition any) { clauses = append(clauses, bson.M{field: condition}) }
	if f.Person != "" {
		add("person", f.Person)
	}
	if f.Kind != "" {
		add("kind", f.Kind)
	}
	if f.Recommends {
		add("recommended", bson.M{"$gt": 0})
	}
	if !f.From.IsZero() {
		add("latest", bson.M{"$gte": f.From.Earliest().String()})
	}
	if !f.To.IsZero() {
		to := f.To.Latest().String()
		add("earliest", bson.M{"$lte": to})
		add("date", bson.M{"$gt": "", "$lte": to})
	}
	return clauses
}

// ofPeople are the clauses of a filter whose person is any of the people.
func ofPeople(people []string, f store.AppearanceFilter) []bson.M {
	f.Person = ""
	return append(passing(f), bson.M{"person": bson.M{"$in": people}})
}
