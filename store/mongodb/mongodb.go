// Package mongodb keeps Viewline's documents in MongoDB: it turns the reads
// and writes of [store.Store] into indexed finds, grouped counts and bulk
// upserts of one document each. [Open] is its entry point.
//
// It keeps to what a single server, a replica set, a sharded cluster and other
// servers of the same protocol have in common: no transactions, no joins or
// windows in a pipeline, no counters on the server. What it uses beyond that it
// looks for in Open, and can do without: $unionWith, and change streams.
package mongodb

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.mongodb.org/mongo-driver/v2/mongo"

	"viewline/store"
	"viewline/store/decoded"
)

// The collections. The corpus is the only document of meta.
const (
	peopleCollection      = "people"
	appearancesCollection = "appearances"
	papersCollection      = "papers"
	topicsCollection      = "topics"
	postsCollection       = "posts"
	metaCollection        = "meta"
)

const disconnectTimeout = 2 * time.Second

// Store is a database on a MongoDB server. It holds no content, so any number
// of processes may work on one database.
type Store struct {
	client *mongo.Client

	people, appearances, papers, topics, posts, meta collection

	health *health
	unions bool // whether the server has $unionWith; see each

	cache *decoded.Cache

	writing sync.RWMutex // locked for reading by each write, so that Commit finds none half done
	marking sync.Mutex   // guards marked
	marked  bool         // this process has written since its last Commit
}

var (
	_ store.Store   = (*Store)(nil)
	_ store.Watcher = (*Store)(nil)
	_ store.Prober  = (*Store)(nil)
)

// KeepDocuments keeps documents that were read in so many bytes. It is to be
// called before the first read.
func (s *Store) KeepDocuments(size int) { s.cache = decoded.New(size) }

// Open connects to the server that the URI names and makes sure of the
// indexes. It looks for the server for 5 s where the URI sets no
// serverSelectionTimeoutMS; a server that cannot be used is
// [store.ErrUnavailable]. No error shows the URI's credentials.
func Open(ctx context.Context, uri, database string, opts ...Option) (*Store, error) {
	o, err := clientOptions(uri, opts)
	if err != nil {
		return nil, err
	}
	client, err := mongo.Connect(o)
	if err != nil {
		return nil, badURI(uri)
	}
	if err := client.Ping(ctx, nil); err != nil {
		_ = disconnect(client.Disconnect) // the ping's error says more
		return nil, unreachable(o.Hosts, err)
	}
	health, err := watchHealth(o, database)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("MongoDB client of the health: %w", err), disconnect(client.Disconnect))
	}
	db := client.Database(database)
	of := func(name string) collection { return collection{db.Collection(name), health} }
	s := &Store{
		client:      client,
		health:      health,
		people:      of(peopleCollection),
		appearances: of(appearancesCollection),
		papers:      of(papersCollection),
		topics:      of(topicsCollection),
		posts:       of(postsCollection),
		meta:        of(metaCollection),
	}
	if s.unions, err = hasUnions(ctx, s.meta); err != nil {
		_ = s.Close()
		return nil, err
	}
	if err := ensureIndexes(ctx, db); err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

// Ready implements [store.Prober]. No load makes a database that answers look as if it were away.
func (s *Store) Ready() error { return s.health.ready() }

// Close disconnects, giving reads and writes in flight 2 s to end.
func (s *Store) Close() error {
	return errors.Join(disconnect(s.health.close), disconnect(s.client.Disconnect))
}

func disconnect(from func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), disconnectTimeout)
	defer cancel()
	return wrap(from(ctx), "disconnect")
}
