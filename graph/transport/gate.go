package transport

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// codeInternal is the code of an error of the server.
	codeInternal = "INTERNAL_SERVER_ERROR"
	// CodeOverloaded is the code of an error that the same request may not meet a second later:
	// the server has too much else to do.
	CodeOverloaded = "OVERLOADED"
)

// gate lets a number of operations run at once. Others wait for their turn, in the order in
// which they came; only so many of them, and only for so long.
type gate struct {
	places  chan struct{}
	most    int64 // that may wait
	within  time.Duration
	waiting atomic.Int64
}

func newGate(places, most int, within time.Duration) *gate {
	return &gate{places: make(chan struct{}, places), most: int64(most), within: within}
}

// enter waits for a place. It is not ok where too many wait already, where there was no place
// for too long, and where ctx is done. Leave gives the place back, and may be called twice.
func (g *gate) enter(ctx context.Context) (leave func(), ok bool) {
	select {
	case g.places <- struct{}{}:
		return g.leave(), true
	default:
	}
	defer g.waiting.Add(-1)
	if g.waiting.Add(1) > g.most {
		return nil, false
	}
	patience := time.NewTimer(g.within)
	defer patience.Stop()
	select {
	case g.places <- struct{}{}:
		if ctx.Err() == nil {
			return g.leave(), true
		}
		<-g.places // nobody waits any more
	case <-patience.C:
	case <-ctx.Done():
	}
	return nil, false
}

func (g *gate) leave() func() { return sync.OnceFunc(func() { <-g.places }) }

func busy(what string) *refusal {
	return &refusal{http.StatusServiceUnavailable, CodeOverloaded, "the server is busy with other " + what + "; try again in a second"}
}
