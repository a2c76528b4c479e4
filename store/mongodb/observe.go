package mongodb

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"go.mongodb.org/mongo-driver/v2/event"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/signals"
	"viewline/store"
)

// commands tells an observer of the commands that the driver sends. It is safe for concurrent
// use.
type commands struct {
	observer signals.Observer
	running  sync.Map // from the id of a request to begun
}

// begun is a command that has not ended.
type begun struct {
	ctx        context.Context
	collection string
}

func (c *commands) started(ctx context.Context, e *event.CommandStartedEvent) {
	c.running.Store(e.RequestID, begun{c.observer.Begin(ctx, signals.Command), collectionOf(e)})
}

// collectionOf is the collection that a command names; empty where it names none.
func collectionOf(e *event.CommandStartedEvent) string {
	field := e.CommandName
	if field == "getMore" {
		field = "collection"
	}
	name, _ := e.Command.Lookup(field).StringValueOK()
	return name
}

func (c *commands) succeeded(_ context.Context, e *event.CommandSucceededEvent) {
	c.ended(&e.CommandFinishedEvent, nil)
}

func (c *commands) failed(_ context.Context, e *event.CommandFailedEvent) {
	c.ended(&e.CommandFinishedEvent, wrap(e.Failure, "command"))
}

func (c *commands) ended(e *event.CommandFinishedEvent, err error) {
	one, ok := c.running.LoadAndDelete(e.RequestID)
	if !ok {
		return
	}
	b := one.(begun)
	c.observer.End(b.ctx, signals.Work{
		Kind: signals.Command, Name: e.CommandName, Of: "mongodb", On: b.collection,
		Code: store.Code(err), Began: time.Now().Add(-e.Duration), Took: e.Duration,
	})
}

// connections counts the connections of the client, of all members together.
type connections struct {
	open, inUse, waits, waited atomic.Int64 // waited in nanoseconds
	most                       int
}

// watch has the client's connections counted.
func (c *connections) watch(o *options.ClientOptions) {
	if o.MaxPoolSize != nil {
		c.most = int(*o.MaxPoolSize) //nolint:gosec // as many as a command line named
	}
	o.SetPoolMonitor(&event.PoolMonitor{Event: c.happened})
}

// worthWaiting is how long a connection takes to be had that was not waited for.
const worthWaiting = time.Millisecond

func (c *connections) happened(e *event.PoolEvent) {
	switch e.Type {
	case event.ConnectionCreated:
		c.open.Add(1)
	case event.ConnectionClosed:
		c.open.Add(-1)
	case event.ConnectionCheckedOut:
		c.inUse.Add(1)
		c.wait(e.Duration)
	case event.ConnectionCheckOutFailed:
		c.wait(e.Duration)
	case event.ConnectionCheckedIn:
		c.inUse.Add(-1)
	}
}

func (c *connections) wait(d time.Duration) {
	if d > worthWaiting {
		c.waits.Add(1)
		c.waited.Add(int64(d))
	}
}

// Pool is the state of the client's connections. A wait is one of more than a millisecond.
func (s *Store) Pool() signals.Pool {
	c := s.connections
	return signals.Pool{Open: int(c.open.Load()), InUse: int(c.inUse.Load()), Max: c.most, Waits: c.waits.Load(), Waited: time.Duration(c.waited.Load())}
}

// Documents is how the cache of documents was asked so far.
func (s *Store) Documents() signals.Cache {
	hits, misses := s.cache.Asked()
	return signals.Cache{Hits: hits, Misses: misses}
}
