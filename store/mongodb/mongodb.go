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
	metaCollection        = "meta"
)

const disconnectTimeout = 2 * time.Second

// Store is a database on a MongoDB server. It holds no content, so any number
// of processes may work on one database.
type Store struct {
	client *mongo.Client

	people, appearances, papers, topics, posts, positions, meta, imports collection

	health *health
	unions bool // whether the server has $unionWith; see each

	cache *decoded.Cache

	keptFor time.Duration // see the constant
	pace    pace          // of leases
	indexed atomic.Bool   // this process has made sure of the indexes

	mu      sync.Mutex
	session *session // the open one; nil for none
}

var _ store.Store = (*Store)(nil)

// KeepDocuments keeps documents that were read in so many bytes. It is to be
// called before the first read.
func (s *Store) KeepDocuments(size int) { s.cache = decoded.New(size) }

// Open connects to the server that the URI names. It takes no right to write:
// the first import creates the indexes. It looks for the server for 5 s where the URI sets no
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
	s := &Store{client: client, health: health, keptFor: keptFor, pace: pace(deadAfter)}
	of := func(name string) collection { return collection{db.Collection(name), s} }
	s.people, s.appearances, s.papers = of(peopleCollection), of(appearancesCollection), of(papersCollection)
	s.topics, s.posts, s.positions = of(topicsCollection), of(postsCollection), of(positionsCollection)
	s.meta, s.imports = of(metaCollection), of(importsCollection)
	if s.unions, err = hasUnions(ctx, s.meta); err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

// Ready implements [store.Reader], by what was found within the last seconds. No load makes a database that answers look
// as if it were away.
func (s *Store) Ready() error { return s.health.ready() }

// Stamp implements [store.Reader]: only a read can tell.
func (s *Store) Stamp() (stamp store.Stamp, ok bool) { return store.Stamp{}, false }

// opened and closed keep in mind which session Close has to end.
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
		_ = open.Abort() // the next import takes back what this could not
	}
	return errors.Join(disconnect(s.health.close), disconnect(s.client.Disconnect))
}

func disconnect(from func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), disconnectTimeout)
	defer cancel()
	return wrap(from(ctx), "disconnect")
}
