// Package observed tells an observer of each read of a store. [New] is its entry point.
package observed

import (
	"context"
	"time"

	"viewline/signals"
	"viewline/store"
)

// Reader is a store that tells of its reads. Of what is no read of its own, such as Stamp and
// Snapshot, and of the reads that imports need, it tells nothing.
type Reader struct {
	store.Reader
	observer signals.Observer
}

var _ store.Reader = (*Reader)(nil)

// New makes a reader of a store that tells the observer of its reads.
func New(of store.Reader, observer signals.Observer) *Reader { return &Reader{of, observer} }

func (r *Reader) begin(ctx context.Context) (of context.Context, began time.Time) {
	return r.observer.Begin(ctx, signals.Read), time.Now()
}

func (r *Reader) end(ctx context.Context, name string, began time.Time, err error) {
	r.observer.End(ctx, signals.Work{Kind: signals.Read, Name: name, Code: store.Code(err), Began: began, Took: time.Since(began)})
}
