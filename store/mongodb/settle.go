package mongodb

import (
	"context"
	"maps"
	"slices"
	"sync"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/store"
	"viewline/timeline"
)

// positionsAtOnce is how many positions are counted by one command for each collection.
const positionsAtOnce = 500

// touched are the keys of the positions to which an import has added, or from which it
// has taken.
type touched struct {
	mu   sync.Mutex
	keys map[string]bool
}

func (t *touched) add(person string, topics ...string) {
	if person == "" {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.keys == nil {
		t.keys = map[string]bool{}
	}
	for _, topic := range topics {
		t.keys[timeline.PositionKey(person, topic)] = true
	}
}

// addPost adds the positions that a post and its appearances are part of.
func (t *touched) addPost(d store.PostDocuments) {
	t.addSections(d.Post.PersonSlug, d.Post.Sections)
	for _, a := range d.Appearances {
		t.addSections(a.PersonSlug, a.Sections)
	}
}

// addSections adds the positions that sections of a person are part of.
func (t *touched) addSections(person string, sections []*timeline.Section) {
	for _, c := range timeline.CountTopics(sections) {
		t.add(person, c.Topic)
	}
}

// settlePositions brings the positions that the import has touched to what its documents
// say. It knows what it has put; what that took the place of, and what was removed, ends
// with this import.
func (se *session) settlePositions(ctx context.Context) error {
	for _, c := range []collection{se.store.appearances, se.store.posts} {
		if err := se.lease.do(ctx, func(ctx context.Context) error { return se.touchEnded(ctx, c) }); err != nil {
			return err
		}
	}
	for keys := range slices.Chunk(slices.Sorted(maps.Keys(se.touched.keys)), positionsAtOnce) {
		if err := se.settle(ctx, keys); err != nil {
			return err
		}
	}
	return nil
}

// touchEnded adds the positions of the documents that end with this import.
func (se *session) touchEnded(ctx context.Context, c collection) error {
	fields := bson.M{"_id": 0, "person": 1, "entries.topics": 1}
	cursor, err := c.Find(ctx, bson.M{"until": se.lease.number}, options.Find().SetProjection(fields).SetBatchSize(rowsPerReply))
	ended, err := readAll[struct {
		Person  string
		Entries []struct{ Topics []string }
	}](ctx, c, cursor, err)
	for _, d := range ended {
		for _, e := range d.Entries {
			se.touched.add(d.Person, e.Topics...)
		}
	}
	return err
}

// settle puts and removes the positions of some keys, which are sorted.
func (se *session) settle(ctx context.Context, keys []string) error {
	s, n := se.store, se.lease.number
	now, err := read(ctx, se, func(ctx context.Context) (map[string]*positionDocument, error) { return s.countSaid(ctx, keys) })
	if err != nil {
		return err
	}
	before, err := stored[*positionDocument](ctx, se, s.positions, s.positions.byKey(keys))
	if err != nil {
		return err
	}
	var gone []string
	for _, d := range before {
		switch p := now[d.Key]; {
		case p == nil:
			gone = append(gone, d.Key)
		case p.equal(d):
			delete(now, d.Key)
		}
	}
	var put []version
	for _, key := range slices.Sorted(maps.Keys(now)) {
		p := now[key]
		p.ID, p.Since = versionID(key, n), n
		put = append(put, version{key, p.ID, p})
	}
	if err := se.put(ctx, s.positions, put); err != nil {
		return err
	}
	return se.remove(ctx, s.positions, gone)
}

// equal compares positions of whatever imports.
func (d *positionDocument) equal(other *positionDocument) bool {
	x, y := *d, *other
	x.ID, x.Since, y.ID, y.Since = "", 0, "", 0
	return x == y
}

// said is what an appearance or a post says on all of some topics at once, so often.
type said struct {
	Key struct {
		Person, Date, Owner string
		Topics              []string
	} `bson:"_id"`
	N int `bson:"n"`
}

// countSaid makes the positions of some keys from what the context sees.
func (s *Store) countSaid(ctx context.Context, keys []string) (map[string]*positionDocument, error) {
	var people, topics []string
	wanted := map[string]bool{}
	for _, key := range keys {
		person, topic := timeline.SplitPositionKey(key)
		people, topics, wanted[key] = append(people, person), append(topics, topic), true
	}
	clauses := []bson.M{{"person": in(people)}, {"entries.tokens": in(tokens(store.ClassTopic, topics))}}
	group := groupBy(bson.D{
		{Key: "person", Value: "$entries.person"},
		{Key: "date", Value: "$entries.date"},
		{Key: "owner", Value: "$entries.owner"},
		{Key: "topics", Value: "$entries.topics"},
	})
	positions := map[string]*positionDocument{}
	first, latest := map[string]said{}, map[string]said{}
	for _, c := range []collection{s.appearances, s.posts} {
		rows, err := aggregate[said](ctx, c, pipeline{clauses, bson.A{
			bson.M{"$unwind": "$entries"}, bson.M{"$match": bson.M{"entries.topics": in(topics)}}, group,
		}})
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			for _, topic := range r.Key.Topics {
				if key := timeline.PositionKey(r.Key.Person, topic); wanted[key] {
					r.addTo(positions, first, latest, key, topic)
				}
			}
		}
	}
	for key, p := range positions {
		p.First, p.Latest = first[key].Key.Owner, latest[key].Key.Owner
		p.Counted, p.Dated = store.PositionSort(store.PositionsByCount, p.Count, ""), store.PositionSort(store.PositionsByDate, 0, latest[key].Key.Date)
	}
	return positions, nil
}

// addTo adds to a position what is said.
func (r said) addTo(positions map[string]*positionDocument, first, latest map[string]said, key, topic string) {
	p := positions[key]
	if p == nil {
		p = &positionDocument{Key: key, Person: r.Key.Person, Topic: topic}
		positions[key] = p
	}
	p.Count += r.N
	if r.Key.Date == "" {
		return
	}
	if f, ok := first[key]; !ok || r.ahead(f) {
		first[key] = r
	}
	if l, ok := latest[key]; !ok || l.ahead(r) {
		latest[key] = r
	}
}

// ahead tells whether it stands ahead of another in lists by date.
func (r said) ahead(of said) bool {
	return r.Key.Date < of.Key.Date || r.Key.Date == of.Key.Date && r.Key.Owner < of.Key.Owner
}
