// Package mongodb keeps Viewline's documents in MongoDB: it turns the reads
// and writes of [store.Store] into indexed finds, grouped counts and bulk
// upserts of one document each. [Open] is its entry point.
//
// It keeps to what a single server, a replica set, a sharded cluster and other
// servers of the same protocol have in common: no transactions, no joins or
// windows in a pipeline, no counters on the server.
package mongodb

import (
	"context"
	"sync"
	"time"

	"go.mongodb.org/mongo-driver/v2/event"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

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

const (
	selectionTimeout  = 5 * time.Second
	disconnectTimeout = 2 * time.Second
)

// Store is a database on a MongoDB server. It holds no content, so any number
// of processes may work on one database.
type Store struct {
	client *mongo.Client

	people, appearances, papers, topics, posts, meta *mongo.Collection

	cache *decoded.Cache

	writing sync.RWMutex // locked for reading by each write, so that Commit finds none half done
	marking sync.Mutex   // guards marked
	marked  bool         // this process has written since its last Commit

	importing chan struct{} // has one in it while an import of this process runs
}

var _ store.Store = (*Store)(nil)

// Option adjusts the client of a [Store].
type Option func(*options.ClientOptions)

// WithMonitor has every command reported to m.
func WithMonitor(m *event.CommandMonitor) Option {
	return func(o *options.ClientOptions) { o.SetMonitor(m) }
}

// KeepDocuments keeps documents that were read in so many bytes. It is to be
// called before the first read.
func (s *Store) KeepDocuments(size int) { s.cache = decoded.New(size) }

// Open connects to the server that the URI names and makes sure of the
// indexes. It looks for the server for 5 s where the URI sets no
// serverSelectionTimeoutMS; a server that cannot be used is
// [store.ErrUnavailable]. No error shows the URI's credentials.
func Open(ctx context.Context, uri, database string, opts ...Option) (*Store, error) {
	if misread.MatchString(uri) {
		return nil, errCredentials
	}
	o := options.Client().SetAppName("viewline").SetServerSelectionTimeout(selectionTimeout).ApplyURI(uri)
	for _, opt := range opts {
		opt(o)
	}
	client, err := mongo.Connect(o)
	if err != nil {
		return nil, badURI(uri)
	}
	db := client.Database(database)
	s := &Store{
		importing:   make(chan struct{}, 1),
		client:      client,
		people:      db.Collection(peopleCollection),
		appearances: db.Collection(appearancesCollection),
		papers:      db.Collection(papersCollection),
		topics:      db.Collection(topicsCollection),
		posts:       db.Collection(postsCollection),
		meta:        db.Collection(metaCollection),
	}
	if err := client.Ping(ctx, nil); err != nil {
		_ = s.Close() // the ping's error says more
		return nil, unreachable(o.Hosts, err)
	}
	if err := ensureIndexes(ctx, db); err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

// Close disconnects, giving reads and writes in flight 2 s to end.
func (s *Store) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), disconnectTimeout)
	defer cancel()
	return wrap(s.client.Disconnect(ctx), "disconnect")
}
