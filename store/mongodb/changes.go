package mongodb

import (
	"context"
	"slices"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/cachetag"
	"viewline/store"
)

// Changes implements [store.Reader]: what has changed is what the documents say that begin or end
// with one of the imports, all of these taken together. A state is known half as long as operations
// may read it.
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
	if err := s.noteChanges(ctx, changed, now, now.Earlier[i].Number); err != nil {
		return nil, err
	}
	// By now the versions may have been swept that end with the imports. Half of the time is left
	// for clocks that differ, and for an import that took long to be published.
	if time.Since(now.Earlier[i].At) > s.keptFor/2 {
		return nil, nil
	}
	return cachetag.History{{State: since}, {State: now.State, Basis: changed.Basis()}}, nil
}

// noteChanges notes what changed behind the import of a number.
func (s *Store) noteChanges(ctx context.Context, changed *cachetag.Set, now corpusDocument, behind int) error {
	if now.Rebuilt {
		changed.Everything()
		return nil
	}
	between := bson.M{"$gt": behind, "$lte": now.Number}
	for _, of := range []struct {
		collection
		kind cachetag.Kind
	}{{s.people, store.TagPerson}, {s.papers, store.TagPaper}, {s.topics, store.TagTopic}, {s.posts, store.TagPost}} {
		for _, which := range []string{"since", "until"} {
			n, err := of.noteChanged(ctx, changed, of.kind, bson.M{which: between})
			if err != nil {
				return err
			}
			noTopics := of.kind == store.TagTopic && n > 0 && now.Topics == 0 // from now on topics are proposed; see package proposed
			if noTopics || n > cachetag.MostOfChange {
				changed.Everything()
				return nil
			}
		}
	}
	return nil
}

// noteChanged notes the documents of a kind that a filter finds, and what posts among them speak
// of, and returns how many there are. It reads at most one more than a change can have tags.
func (c collection) noteChanged(ctx context.Context, changed *cachetag.Set, kind cachetag.Kind, filter bson.M) (n int, err error) {
	ctx, end, err := c.begin(ctx)
	if err != nil {
		return 0, err
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
		return 0, err
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
	return len(documents), nil
}
