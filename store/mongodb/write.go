package mongodb

import (
	"context"
	"maps"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"golang.org/x/sync/errgroup"

	"viewline/store"
	"viewline/timeline"
)

// A bulk holds up to so many writes, and so many bulks are in flight at once.
// MongoDB would take more, but the test endpoint stalls on it.
const (
	writesPerBulk = 25
	bulksInFlight = 3
)

// write is one write of a bulk, and the key it goes to.
type write struct {
	key   string
	model mongo.WriteModel
}

// Put implements [store.Writer]. Nothing ties its writes together but their
// order: a post's own document comes after all that it speaks of, and a
// removed post's document goes after its appearances.
func (s *Store) Put(ctx context.Context, b store.Batch) error {
	s.writing.RLock()
	defer s.writing.RUnlock()
	var appearances, stale, posts []write
	for _, p := range b.Posts {
		appearances = append(appearances, upserts(p.Appearances, appearanceKey, newAppearanceDocument)...)
		stale = append(stale, removeStale(p.Post))
		posts = append(posts, upsert(p.Post.Path, newPostDocument(p.Post)))
	}
	return s.inOrder(ctx, []step{
		{"upsert", s.people, upserts(b.People, personKey, newPersonDocument)},
		{"upsert", s.papers, upserts(b.Papers, paperKey, newPaperDocument)},
		{"upsert", s.topics, upserts(b.Topics, topicKey, newTopicDocument)},
		{"upsert", s.appearances, appearances},
		{"remove stale", s.appearances, stale},
		{"upsert", s.posts, posts},
		{"remove", s.appearances, removals("post", b.RemovePosts)},
		{"remove", s.posts, removals("_id", b.RemovePosts)},
		{"remove", s.people, removals("_id", b.RemovePeople)},
		{"remove", s.papers, removals("_id", b.RemovePapers)},
		{"remove", s.topics, removals("_id", b.RemoveTopics)},
	})
}

// Rename implements [store.Writer].
func (s *Store) Rename(ctx context.Context, slugs map[string]string) error {
	s.writing.RLock()
	defer s.writing.RUnlock()
	posts, err := s.postsOf(ctx, slices.Collect(maps.Keys(slugs)))
	if err != nil {
		return err
	}
	writes := make([]write, 0, len(posts))
	for _, p := range posts {
		p.Slug = slugs[p.Path]
		writes = append(writes, set(p.Path, bson.M{"slug": p.Slug, "entries": postEntries(p)}))
	}
	return s.inOrder(ctx, []step{{"rename", s.posts, writes}})
}

// step is a number of writes to one collection, in any order.
type step struct {
	doing      string
	collection collection
	writes     []write
}

// inOrder marks the corpus as changed and does one step after the other. Its
// caller holds s.writing.
func (s *Store) inOrder(ctx context.Context, steps []step) error {
	steps = slices.DeleteFunc(steps, func(st step) bool { return len(st.writes) == 0 })
	if len(steps) == 0 {
		return nil
	}
	if err := s.mark(ctx); err != nil {
		return err
	}
	for _, st := range steps {
		if err := st.do(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (st step) do(ctx context.Context) error {
	bulks, ctx := errgroup.WithContext(ctx)
	bulks.SetLimit(bulksInFlight)
	for chunk := range slices.Chunk(st.writes, writesPerBulk) {
		bulks.Go(func() error {
			models := make([]mongo.WriteModel, len(chunk))
			for i, w := range chunk {
				models[i] = w.model
			}
			_, err := st.collection.BulkWrite(ctx, models, options.BulkWrite().SetOrdered(false))
			return wrap(err, "%s %s %q to %q", st.doing, st.collection.Name(), chunk[0].key, chunk[len(chunk)-1].key)
		})
	}
	return bulks.Wait()
}

func upserts[T any](items []T, key func(T) string, document func(T) any) []write {
	writes := make([]write, len(items))
	for i, item := range items {
		writes[i] = upsert(key(item), document(item))
	}
	return writes
}

func upsert(key string, document any) write {
	return write{key, mongo.NewReplaceOneModel().SetFilter(bson.M{"_id": key}).SetReplacement(document).SetUpsert(true)}
}

func set(key string, fields bson.M) write {
	return write{key, mongo.NewUpdateOneModel().SetFilter(bson.M{"_id": key}).SetUpdate(bson.M{"$set": fields})}
}

// removals remove all documents whose field is one of the values.
func removals(field string, values []string) []write {
	writes := make([]write, len(values))
	for i, v := range values {
		writes[i] = write{v, mongo.NewDeleteManyModel().SetFilter(bson.M{field: v})}
	}
	return writes
}

// removeStale removes the appearances that the post no longer lists.
func removeStale(p *timeline.Post) write {
	return write{p.Path, mongo.NewDeleteManyModel().
		SetFilter(bson.M{"post": p.Path, "_id": bson.M{"$nin": p.Record.AppearanceKeys()}})}
}

func appearanceKey(a *timeline.Appearance) string { return a.Key }
func personKey(p *timeline.Person) string         { return p.Slug }
func paperKey(p *timeline.Paper) string           { return p.Slug }
func topicKey(t *timeline.Topic) string           { return t.Slug }
func postKey(p *timeline.Post) string             { return p.Path }
