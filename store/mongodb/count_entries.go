package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/timeline"
)

// CountViewpoints implements [store.Reader], in two commands: viewpoints of
// appearances, and of posts, which a filter by date leaves out.
func (s *Store) CountViewpoints(ctx context.Context, f store.ViewpointFilter) (int, error) {
	return s.countAll(ctx, s.viewpointSources(), wantedViewpoints(f))
}

// CountViewpointsBy implements [store.Reader], in as many commands as
// CountViewpoints. An entry with several topics counts for each of them.
func (s *Store) CountViewpointsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter) ([]int, error) {
	return counted(slugs, func(groups []string) (map[string]int, error) {
		if by == store.ByPosition {
			return s.countViewpointsOf(ctx, groups, f)
		}
		w := wantedBy(by, groups, f)
		if by == store.ByPerson {
			return countEntries(ctx, s, s.viewpointSources(), w, "$entries.person", func(person string) []string { return []string{person} })
		}
		return countEntries(ctx, s, s.viewpointSources(), w, "$entries.topics", func(topics []string) []string { return topics })
	})
}

// pairs are a person and the topics of an entry.
type pairs struct {
	Person string
	Topics []string
}

// keys are those of the positions that the entry is part of.
func (p pairs) keys() []string {
	keys := make([]string, len(p.Topics))
	for i, topic := range p.Topics {
		keys[i] = timeline.PositionKey(p.Person, topic)
	}
	return keys
}

// countViewpointsOf counts the viewpoints of positions, and those of their people on
// each other's topics.
func (s *Store) countViewpointsOf(ctx context.Context, keys []string, f store.ViewpointFilter) (map[string]int, error) {
	w := wantedPositions(keys, f)
	field := bson.D{{Key: "person", Value: "$entries.person"}, {Key: "topics", Value: "$entries.topics"}}
	return countEntries(ctx, s, s.viewpointSources(), w, field, pairs.keys)
}

// wantedPositions describes the viewpoints of positions, and those of their people on each
// other's topics.
func wantedPositions(keys []string, f store.ViewpointFilter) wanted {
	w := wantedViewpoints(f.Of(store.ByPosition, ""))
	var people, topics []string
	for _, key := range keys {
		person, topic := timeline.SplitPositionKey(key)
		people, topics = append(people, person), append(topics, topic)
	}
	w.any = tokens(store.ClassTopic, topics)
	w.groups = tokens(store.ClassPerson, people)
	return w
}

// CountHits implements [store.Reader], in five commands, one for each
// collection.
func (s *Store) CountHits(ctx context.Context, f store.SearchFilter) (int, error) {
	if !f.Finds() {
		return 0, nil
	}
	return s.countAll(ctx, s.allSources(f), wantedHits(f))
}

// countAll counts the wanted entries of all sources.
func (s *Store) countAll(ctx context.Context, sources []source, w wanted) (int, error) {
	const all = "" // a single group
	counts, err := countEntries(ctx, s, sources, w, nil, func(any) []string { return []string{all} })
	return counts[all], err
}

// countEntries counts the wanted entries of all sources by groups, with one command for
// each source. The groups of an entry follow from one of its fields.
func countEntries[K any](ctx context.Context, s *Store, sources []source, w wanted, field any, groups func(K) []string) (map[string]int, error) {
	ctx = s.pinned(ctx)
	counts := map[string]int{}
	for _, src := range sources {
		if !w.has(src) {
			continue
		}
		found, err := groupEntries[K](ctx, src, w, field)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			for _, g := range groups(f.Key) {
				counts[g] += f.N
			}
		}
	}
	return counts, nil
}

// keyed is how many documents or entries have the same key.
type keyed[K any] struct {
	Key K   `bson:"_id"`
	N   int `bson:"n"`
}

// groupEntries counts the wanted entries of a source by a field, in one command.
func groupEntries[K any](ctx context.Context, src source, w wanted, field any) ([]keyed[K], error) {
	return aggregate[keyed[K]](ctx, src.collection, pipeline{w.coarse(src), bson.A{
		bson.M{"$unwind": "$entries"}, bson.M{"$match": and(w.exact())}, groupBy(field),
	}})
}
