package edge

import (
	"context"
	"net/http"
	"sync"
)

// flights are the answers that are being made. The zero value has none. It is safe for
// concurrent use.
type flights struct {
	mu  sync.Mutex
	all map[question]*flight
}

// flight is one answer that is being made, and who waits for it.
type flight struct {
	waiting int
	cancel  context.CancelFunc
	done    chan struct{} // closed when the answer is there
	answer  *kept         // nil where only the request that had it made may have it
}

// answer returns the answer to a question. The first request that asks has the answer made,
// and returns what was recorded as well. Others wait for it, as long as their client does;
// what they get is nil where they have to ask for themselves. The context of the request
// that by gets is done once nobody waits any more: others may wait when the first client
// is gone.
func (f *flights) answer(r *http.Request, q question, by func(*http.Request) (*recording, *kept)) (own *recording, answer *kept) {
	f.mu.Lock()
	if one := f.all[q]; one != nil {
		one.waiting++
		f.mu.Unlock()
		select {
		case <-one.done:
		case <-r.Context().Done():
			f.leave(q, one)
			return nil, nil
		}
		return nil, one.answer
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context()))
	one := &flight{waiting: 1, cancel: cancel, done: make(chan struct{})}
	if f.all == nil {
		f.all = map[question]*flight{}
	}
	f.all[q] = one
	f.mu.Unlock()
	defer context.AfterFunc(r.Context(), func() { f.leave(q, one) })()
	defer func() { // also where by panics
		f.forget(q, one)
		cancel()
		close(one.done)
	}()
	own, one.answer = by(r.WithContext(ctx))
	return own, one.answer
}

// leave counts a client that has gone. The last one ends the work: who asks from now on
// begins it anew.
func (f *flights) leave(q question, one *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if one.waiting--; one.waiting > 0 {
		return
	}
	if f.all[q] == one {
		delete(f.all, q)
	}
	one.cancel()
}

func (f *flights) forget(q question, one *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.all[q] == one {
		delete(f.all, q)
	}
}
