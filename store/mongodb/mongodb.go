// Package mongodb keeps Viewline's documents in MongoDB: it turns the reads
// and writes of [store.Store] into indexed finds, grouped counts and bulk
// upserts of one document each. [Open] is its entry point.
//
// The package uses only what a single server, a replica set, a sharded cluster and other
// servers of the same protocol have in common: no transactions, no joins or windows in a
// pipeline, no counters on the server. In addition it uses $unionWith and change streams,
// and works without them: Open finds out whether the server has them.
package mongodb

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
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
	positionsCollection   = "positions"
	picturesCollection    = "pictures"
	metaCollection        = "meta"
)

const disconnectTimeout = 2 * time.Second

// Store is a database on a MongoDB server. It keeps no state of the database in memory, so
// any number of processes may use one database.
type Store struct {
	client      *mongo.Client
	connections *connections

	people, appearances, papers, topics, posts, positions, pictures, meta, imports collection

	health *health
	unions bool // whether the server has $unionWith; see [each]

	cache *decoded.Cache

	keptFor time.Duration // see the constant keptFor
	pace    pace          // of leases
	indexed atomic.Bool   // whether this process has checked the indexes

	mu      sync.Mutex
	session *session // the open session; nil for none
}

var _ store.Store = (*Store)(nil)

// KeepDocuments keeps documents in memory once they were read, in about size bytes. It must
// be called before the first read.
func (s *Store) KeepDocuments(size int) { s.cache = decoded.New(size) }

// Open connects to the server that the URI names. It needs no right to write: the first
// import creates the indexes. It looks for the server for 5 s where the URI sets no
// serverSelectionTimeoutMS. The error is [store.ErrUnavailable] where the server cannot be
// used. No error shows the URI's credentials.
func Open(ctx context.Context, uri, database string, opts ...Option) (*Store, error) {
	o, err := clientOptions(uri, opts)
	if err != nil {
		return nil, err
	}
	counted := new(connections)
	counted.watch(o)
	client, err := mongo.Connect(o)
	if err != nil {
		return nil, badURI(uri)
	}
	if err := client.Ping(ctx, nil); err != nil {
		_ = disconnect(client.Disconnect) // the error of the ping says more
		return nil, unreachable(o.Hosts, err)
	}
	health, err := watchHealth(o, database)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("MongoDB client of the health: %w", err), disconnect(client.Disconnect))
	}
	db := client.Database(database)
	s := &Store{client: client, connections: counted, health: health, keptFor: keptFor, pace: pace(deadAfter)}
	of := func(name string) collection { return collection{db.Collection(name), s} }
	s.people, s.appearances, s.papers = of(peopleCollection), of(appearancesCollection), of(papersCollection)
	s.topics, s.posts, s.positions = of(topicsCollection), of(postsCollection), of(positionsCollection)
	s.pictures, s.meta, s.imports = of(picturesCollection), of(metaCollection), of(importsCollection)
	if s.unions, err = hasUnions(ctx, s.meta); err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

// Ready implements [store.Reader], by a probe of the last seconds. However busy the
// database is, it does not seem to be away as long as it answers.
func (s *Store) Ready() error { return s.health.ready() }

// Stamp implements [store.Reader]. It is never ok: only a read shows whether somebody has
// written.
func (s *Store) Stamp() (stamp store.Stamp, ok bool) { return store.Stamp{}, false }

// opened and closed keep the open session, which Close has to end.
func (s *Store) opened(se *session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.session = se
}

func (s *Store) closed(se *session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.session == se {
		s.session = nil
	}
}

// Close ends an open session and disconnects, giving reads and writes in flight
// 2 s to end.
func (s *Store) Close() error {
	s.mu.Lock()
	open := s.session
	s.mu.Unlock()
	if open != nil {
		_ = open.Abort() // the next import undoes what this could not undo
	}
	return errors.Join(disconnect(s.health.close), disconnect(s.client.Disconnect))
}

func disconnect(from func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), disconnectTimeout)
	defer cancel()
	return wrap(from(ctx), "disconnect")
}
