package mongodb

import (
	"context"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/cachetag"
	"viewline/store"
)

// Changes implements [store.Reader]: what has changed is what the documents say that begin or end
// with one of the imports, all of these taken together. A state is known as long as operations may
// read it.
func (s *Store) Changes(ctx context.Context, since string) (cachetag.History, error) {
	now, err := s.current(ctx)
	if err != nil || since == "" {
		return nil, err
	}
	i := slices.IndexFunc(now.Earlier, func(e superseded) bool { return e.State == since })
	if i < 0 {
		return nil, nil
	}
	changed := cachetag.NewSet(cachetag.MostOfChange)
	if now.Rebuilt {
		changed.Everything()
	}
	between := bson.M{"$gt": now.Earlier[i].Number, "$lte": now.Number}
	for _, of := range []struct {
		collection
		kind cachetag.Kind
	}{{s.people, store.TagPerson}, {s.papers, store.TagPaper}, {s.topics, store.TagTopic}, {s.posts, store.TagPost}} {
		for _, which := range []string{"since", "until"} {
			found, err := of.noteChanged(ctx, changed, of.kind, bson.M{which: between})
			if err != nil {
				return nil, err
			}
			if of.kind == store.TagTopic && found && now.Topics == 0 {
				changed.Everything() // from now on topics are proposed; see package proposed
			}
		}
	}
	return cachetag.History{{State: since}, {State: now.State, Basis: changed.Basis()}}, nil
}

// noteChanged notes the documents of a kind that a filter finds, and what posts among them speak
// of. It reads no more of them than a change can have tags.
func (c collection) noteChanged(ctx context.Context, changed *cachetag.Set, kind cachetag.Kind, filter bson.M) (found bool, err error) {
	ctx, end, err := c.begin(ctx)
	if err != nil {
		return false, err
	}
	defer end()
	fields := bson.M{"_id": 0, "key": 1, "record.people._id": 1, "record.papers._id": 1, "record.topics._id": 1}
	limited := options.Find().SetProjection(fields).SetLimit(cachetag.MostOfChange + 1).SetBatchSize(rowsPerReply)
	cursor, err := c.Find(ctx, filter, limited)
	type spoken struct {
		Slug string `bson:"_id"`
	}
	documents, err := readAll[struct {
		Key    string
		Record struct{ People, Papers, Topics []spoken }
	}](ctx, c, cursor, err)
	if err != nil {
		return false, err
	}
	add := func(kind cachetag.Kind, all []spoken) {
		for _, one := range all {
			changed.Add(kind, one.Slug)
		}
	}
	for _, d := range documents {
		changed.Add(kind, d.Key)
		add(store.TagPerson, d.Record.People)
		add(store.TagPaper, d.Record.Papers)
		add(store.TagTopic, d.Record.Topics)
	}
	if len(documents) > 0 {
		changed.Add(store.TagAny, string(kind))
	}
	if len(documents) > cachetag.MostOfChange {
		changed.Everything()
	}
	return len(documents) > 0, nil
}
