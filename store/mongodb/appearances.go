package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/page"
	"viewline/store"
	"viewline/timeline"
)

type appearancePage = page.Page[*timeline.Appearance]

// Appearances implements [store.Reader], in one command.
func (s *Store) Appearances(ctx context.Context, keys []string) ([]*timeline.Appearance, error) {
	found, err := findIn[*timeline.Appearance](ctx, s.appearances, "_id", keys)
	if err != nil {
		return nil, err
	}
	return store.Align(keys, linkAppearances(found), func(a *timeline.Appearance) string { return a.Key }), nil
}

// ListAppearances implements [store.Reader], in one command.
func (s *Store) ListAppearances(ctx context.Context, f store.AppearanceFilter, q page.Query) (page.Page[*timeline.Appearance], error) {
	found, err := findPage[*timeline.Appearance](ctx, s.appearances, "date", passing(f), q)
	if err != nil {
		return appearancePage{}, err
	}
	return page.Of(q, linkAppearances(found)), nil
}

// AppearancesByPerson implements [store.Reader], in one command for one person
// and two for any number of them; what does not fit into a reply costs more.
func (s *Store) AppearancesByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q page.Query) ([]page.Page[*timeline.Appearance], error) {
	people := distinct(slugs)
	byPerson := make(map[string]appearancePage, len(people))
	var err error
	if len(people) == 1 {
		f.Person = people[0]
		byPerson[f.Person], err = s.ListAppearances(ctx, f, q)
	} else {
		err = s.pagesByPerson(ctx, people, f, q, byPerson)
	}
	if err != nil {
		return nil, err
	}
	pages := make([]appearancePage, len(slugs))
	for i, slug := range slugs {
		pages[i] = byPerson[slug]
	}
	return pages, nil
}

// pagesByPerson finds all people's keys in an index and then the documents of
// those that are on a page. $setWindowFields or $lookup could cut the pages on
// the server, but the test endpoint and other servers that speak MongoDB's
// protocol lack them.
func (s *Store) pagesByPerson(ctx context.Context, people []string, f store.AppearanceFilter, q page.Query, to map[string]appearancePage) error {
	keys, err := s.keysByPerson(ctx, people, f, q)
	if err != nil {
		return err
	}
	onPage := make(map[string]page.Page[string], len(people))
	var picked []string
	for _, person := range people {
		onPage[person] = page.Of(q, keys[person])
		picked = append(picked, onPage[person].Items...)
	}
	found, err := findIn[*timeline.Appearance](ctx, s.appearances, "_id", picked)
	if err != nil {
		return err
	}
	byKey := make(map[string]*timeline.Appearance, len(found))
	for _, a := range linkAppearances(found) {
		byKey[a.Key] = a
	}
	for person, p := range onPage {
		to[person] = fill(p, byKey)
	}
	return nil
}

// keysByPerson scans each person's page, and an item more, for keys alone.
func (s *Store) keysByPerson(ctx context.Context, people []string, f store.AppearanceFilter, q page.Query) (map[string][]string, error) {
	type place struct {
		Key    string `bson:"_id"`
		Person string `bson:"person"`
	}
	if len(people) == 0 {
		return nil, nil
	}
	descending, above, below, limit := q.Scan()
	clauses := append(ofPeople(people, f), between("date", above, below)...)
	places, err := find[place](ctx, s.appearances, and(clauses), options.Find().
		SetSort(order(direction(descending), "person", "date", "_id")).
		SetProjection(bson.M{"_id": 1, "person": 1}).SetBatchSize(keysPerReply))
	if err != nil {
		return nil, err
	}
	keys := make(map[string][]string, len(people))
	for _, p := range places {
		if len(keys[p.Person]) < limit {
			keys[p.Person] = append(keys[p.Person], p.Key)
		}
	}
	return keys, nil
}

// fill puts documents in the place of a page's keys. A document that went
// between the two reads is left out.
func fill(keys page.Page[string], byKey map[string]*timeline.Appearance) appearancePage {
	p := appearancePage{HasNext: keys.HasNext, HasPrevious: keys.HasPrevious}
	for _, key := range keys.Items {
		if a := byKey[key]; a != nil {
			p.Items = append(p.Items, a)
		}
	}
	return p
}
