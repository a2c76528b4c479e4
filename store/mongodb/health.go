package mongodb

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/store"
)

// The times of the probes of the database's health. A server that cannot be found counts as
// away after probeSelection, as while no member of a replica set is primary. A server that
// is connected and does not answer counts as away after probeWithin.
const (
	probeEvery     = time.Second
	probeAgain     = 250 * time.Millisecond // while the database is away
	probeSelection = 2 * time.Second
	probeWithin    = 5 * time.Second
)

// health knows whether the database answers. It probes over a connection of its own, so
// that the database does not seem to be away because of many other operations. It is safe
// for concurrent use.
type health struct {
	client *mongo.Client
	meta   *mongo.Collection
	hosts  []string

	last atomic.Pointer[error] // the result of the last probe: nil, or the reason why the database cannot be used
	due  chan struct{}         // holds a value when a probe is due at once
	stop context.CancelFunc
	done chan struct{} // closed when the last probe has ended
}

// watchHealth begins to probe, and goes on until close. The options are those of the main
// client.
func watchHealth(o *options.ClientOptions, database string) (*health, error) {
	own := *o
	own.SetAppName("viewline health").SetMonitor(nil).SetPoolMonitor(nil).SetMinPoolSize(0).SetMaxPoolSize(1)
	if own.ServerSelectionTimeout == nil || *own.ServerSelectionTimeout > probeSelection {
		own.SetServerSelectionTimeout(probeSelection)
	}
	client, err := mongo.Connect(&own)
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	h := &health{
		client: client, meta: client.Database(database).Collection(metaCollection), hosts: o.Hosts,
		due: make(chan struct{}, 1), stop: stop, done: make(chan struct{}),
	}
	go h.follow(ctx)
	return h, nil
}

func (h *health) follow(ctx context.Context) {
	defer close(h.done)
	for {
		err := h.probe(ctx)
		if ctx.Err() != nil {
			return
		}
		pause := probeEvery
		if err == nil {
			h.last.Store(nil)
		} else {
			h.last.Store(&err)
			pause = probeAgain
		}
		select {
		case <-ctx.Done():
			return
		case <-h.due:
		case <-time.After(pause):
		}
	}
}

// probe reads the corpus, as every operation does first, and checks its format.
func (h *health) probe(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, probeWithin)
	defer cancel()
	var d corpusDocument
	err := h.meta.FindOne(ctx, bson.M{"_id": corpusKey}).Decode(&d)
	switch {
	case errors.Is(err, mongo.ErrNoDocuments):
		return nil
	case err == nil:
		return d.check()
	case unavailable(err):
		return store.Unavailable(fmt.Errorf("MongoDB at %s does not answer: %w", strings.Join(h.hosts, ","), err))
	}
	return fmt.Errorf("read corpus: %w", err)
}

// look makes the next probe run at once, and not a second later.
func (h *health) look() {
	select {
	case h.due <- struct{}{}:
	default: // a probe is due already
	}
}

// ready returns the reason why the database cannot be used, as the last probe found; nil
// where it can.
func (h *health) ready() error {
	if last := h.last.Load(); last != nil {
		return *last
	}
	return nil
}

// away is an error while the database is known not to answer, so that an operation need not
// be tried; else nil.
func (h *health) away() error {
	if err := h.ready(); errors.Is(err, store.ErrUnavailable) {
		return err
	}
	return nil
}

// close ends the probes and disconnects.
func (h *health) close(ctx context.Context) error {
	h.stop()
	<-h.done
	return h.client.Disconnect(ctx)
}
