package mongodb

import (
	"context"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"golang.org/x/sync/errgroup"

	"viewline/store"
	"viewline/timeline"
)

// How many documents a bulk has at most, and how many bulks are written at once. The test
// endpoint stalls on more, so only servers with $unionWith, which the endpoint lacks, get
// more.
const (
	writesPerBulk = 25
	moreWrites    = 250
	bulksInFlight = 3
)

// perBulk is how many documents a bulk has at most.
func (s *Store) perBulk() int {
	if s.unions {
		return moreWrites
	}
	return writesPerBulk
}

// version is a version of a document to be written.
type version struct {
	key      string
	id       string // the _id of the version
	document any
}

// Put implements [store.Session]. It writes versions that nobody sees before Commit, so
// their order does not matter.
func (se *session) Put(ctx context.Context, b store.Batch) error {
	if b.Len() == 0 {
		return nil
	}
	se.Changed(b)
	s, n := se.store, se.lease.number
	var appearances []version
	var posts []*timeline.Post
	var paths []string
	listed := map[string]bool{}
	for _, p := range b.Posts {
		se.touched.addPost(p)
		for _, a := range p.Appearances {
			appearances = append(appearances, version{a.Key, versionID(a.Key, n), newAppearanceDocument(a, n)})
		}
		for _, key := range p.Post.Record.AppearanceKeys() {
			listed[key] = true
		}
		paths = append(paths, p.Post.Path)
		posts = append(posts, p.Post)
	}
	for _, path := range b.RemovePosts {
		se.gone[path] = true
	}
	versions, err := se.postVersions(ctx, posts)
	if err != nil {
		return err
	}
	stale, err := se.staleAppearances(ctx, slices.Concat(paths, b.RemovePosts), listed)
	if err != nil {
		return err
	}
	for _, step := range []func() error{
		func() error { return se.putPictures(ctx, b.Pictures) },
		func() error { return se.put(ctx, s.people, versionsOf(b.People, personKey, newPersonDocument, n)) },
		func() error { return se.put(ctx, s.papers, versionsOf(b.Papers, paperKey, newPaperDocument, n)) },
		func() error { return se.put(ctx, s.topics, versionsOf(b.Topics, topicKey, newTopicDocument, n)) },
		func() error { return se.put(ctx, s.appearances, appearances) },
		func() error { return se.put(ctx, s.posts, versions) },
		func() error { return se.remove(ctx, s.appearances, stale) },
		func() error { return se.remove(ctx, s.posts, b.RemovePosts) },
		func() error { return se.remove(ctx, s.people, b.RemovePeople) },
		func() error { return se.remove(ctx, s.papers, b.RemovePapers) },
		func() error { return se.remove(ctx, s.topics, b.RemoveTopics) },
		func() error { return se.remove(ctx, s.pictures, b.RemovePictures) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// staleAppearances are the keys of stored appearances of the posts which are not among the
// listed keys any more.
func (se *session) staleAppearances(ctx context.Context, paths []string, listed map[string]bool) ([]string, error) {
	var stale []string
	for some := range slices.Chunk(paths, se.store.perBulk()) {
		found, err := read(ctx, se, func(ctx context.Context) ([]bson.Raw, error) {
			return find(ctx, se.store.appearances, []bson.M{{"post": in(some)}}, options.Find().SetProjection(bson.M{"key": 1}))
		})
		if err != nil {
			return nil, err
		}
		for _, doc := range found {
			if key := keyOf(doc); !listed[key] {
				stale = append(stale, key)
			}
		}
	}
	return stale, nil
}

// put writes versions, and ends the versions that they replace.
func (se *session) put(ctx context.Context, c collection, versions []version) error {
	return chunked(ctx, se, versions, func(ctx context.Context, some []version) error {
		models, keys := make([]mongo.WriteModel, len(some)), make([]string, len(some))
		for i, v := range some {
			keys[i] = v.key
			models[i] = mongo.NewReplaceOneModel().SetFilter(se.identity(v)).SetReplacement(v.document).SetUpsert(true)
		}
		if _, err := c.BulkWrite(ctx, models, options.BulkWrite().SetOrdered(false)); err != nil {
			return c.wrap(err, "write %s %q to %q", c.Name(), keys[0], keys[len(keys)-1])
		}
		return se.end(ctx, c, keys)
	})
}

// identity is the filter for one version. For an appearance it has the person as well, so
// that a cluster that is sharded by person asks one shard. The test endpoint gets the _id
// alone, as it would read the whole collection otherwise.
func (se *session) identity(v version) bson.M {
	if a, ok := v.document.(appearanceDocument); ok && se.store.unions {
		return bson.M{"_id": v.id, "person": a.PersonSlug}
	}
	return bson.M{"_id": v.id}
}

// remove ends the versions of documents, and removes the versions that this import has
// written.
func (se *session) remove(ctx context.Context, c collection, keys []string) error {
	return chunked(ctx, se, keys, func(ctx context.Context, some []string) error {
		if _, err := c.DeleteMany(ctx, and([]bson.M{c.byKey(some), {"since": se.lease.number}})); err != nil {
			return c.wrap(err, "remove %s %q to %q", c.Name(), some[0], some[len(some)-1])
		}
		return se.end(ctx, c, some)
	})
}

// end ends the versions of earlier imports with this import.
func (se *session) end(ctx context.Context, c collection, keys []string) error {
	n := se.lease.number
	earlier := []bson.M{c.byKey(keys), {"since": bson.M{"$lt": n}}, {"until": nil}}
	_, err := c.UpdateMany(ctx, and(earlier), bson.M{"$set": bson.M{"until": n}})
	return c.wrap(err, "end %s %q to %q", c.Name(), keys[0], keys[len(keys)-1])
}

// chunked calls bulk for parts of all, several at once. A bulk may be done more than once.
func chunked[T any](ctx context.Context, se *session, all []T, bulk func(ctx context.Context, some []T) error) error {
	if len(all) == 0 {
		return nil
	}
	se.wrote = true
	bulks, ctx := errgroup.WithContext(ctx)
	bulks.SetLimit(bulksInFlight)
	for some := range slices.Chunk(all, se.store.perBulk()) {
		bulks.Go(func() error {
			return se.lease.do(ctx, func(ctx context.Context) error { return bulk(ctx, some) })
		})
	}
	return bulks.Wait()
}

func versionsOf[T any](items []T, key func(T) string, document func(T, int) any, n int) []version {
	versions := make([]version, len(items))
	for i, item := range items {
		versions[i] = version{key(item), versionID(key(item), n), document(item, n)}
	}
	return versions
}

func appearanceKey(a *timeline.Appearance) string { return a.Key }
func personKey(p *timeline.Person) string         { return p.Slug }
func paperKey(p *timeline.Paper) string           { return p.Slug }
func topicKey(t *timeline.Topic) string           { return t.Slug }
func postKey(p *timeline.Post) string             { return p.Path }
