package mongodb

import (
	"context"
	"os"
	"time"

	"viewline/store"
	"viewline/timeline"
)

// session is an import. It writes in place: what it wrote is there for readers at
// once, and Abort takes nothing back.
type session struct {
	*Store
	over bool
	claimed
}

var _ store.Session = (*session)(nil)

// Begin implements [store.Store] among the imports of this process alone.
func (s *Store) Begin(ctx context.Context, o store.BeginOptions) (store.Session, error) {
	select {
	case s.importing <- struct{}{}:
		return &session{Store: s}, nil
	default:
	}
	holder := store.Holder{PID: os.Getpid()}
	if o.Wait > 0 && o.Waiting != nil {
		o.Waiting(holder)
	}
	select {
	case s.importing <- struct{}{}:
		return &session{Store: s}, nil
	case <-time.After(o.Wait):
		return nil, store.Busy(holder)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Commit implements [store.Session].
func (n *session) Commit(ctx context.Context, at time.Time) (timeline.Corpus, error) {
	defer n.Abort() //nolint:errcheck // it answers with nil
	return n.Store.Commit(ctx, at)
}

// Abort implements [store.Session].
func (n *session) Abort() error {
	if !n.over {
		n.over = true
		<-n.importing
	}
	return nil
}

// Snapshot implements [store.Reader]: there are none.
func (s *Store) Snapshot(ctx context.Context) (of context.Context, end func()) { return ctx, func() {} }

// Stamp implements [store.Reader]: the server cannot tell without a read.
func (s *Store) Stamp() (stamp store.Stamp, ok bool) { return stamp, false }
