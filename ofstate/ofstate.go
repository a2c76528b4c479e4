// Package ofstate keeps something that is made of all that is stored, such as an index in
// memory, until the next import.
package ofstate

import (
	"context"
	"sync"
	"time"

	"viewline/store"
	"viewline/timeline"
)

// Made is what was made of one state of a store. Make must be set before the first use. It is
// safe for concurrent use.
type Made[T any] struct {
	// Make makes a value of what a context sees, which is the corpus.
	Make func(ctx context.Context, st store.Reader, corpus timeline.Corpus) (T, error)

	mu    sync.Mutex
	state string // of the corpus that the value was made of
	kept  T
	have  bool // whether a value was made
	// made is closed when the value that is being made is kept, or cannot be made; nil while
	// none is being made.
	made chan struct{}
}

// makeWithin is how long it may take to make a value: longer than an operation may take,
// since what one operation has waited for is there for the next.
const makeWithin = 5 * time.Minute

// Of returns the value of a corpus that the context sees. Who asks first after an import waits
// until the value is made.
func (m *Made[T]) Of(ctx context.Context, st store.Reader, corpus timeline.Corpus) (T, error) {
	var none T
	for range 2 {
		value, ok, made := m.of(ctx, corpus.State, st)
		if ok {
			return value, nil
		}
		select {
		case <-made:
		case <-ctx.Done():
			return none, context.Cause(ctx)
		}
	}
	// Meanwhile an import has ended, or the value cannot be made. The context may still see the
	// state of before.
	return m.Make(ctx, st, corpus)
}

// of returns the value of a state. Where there is none it has the value of the newest state
// made, and returns a channel that is closed then.
func (m *Made[T]) of(ctx context.Context, state string, st store.Reader) (value T, ok bool, made <-chan struct{}) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.have && m.state == state {
		return m.kept, true, nil
	}
	if m.made == nil {
		m.made = make(chan struct{})
		go m.renew(context.WithoutCancel(ctx), st)
	}
	return value, false, m.made
}

// renew makes the value of the newest state.
func (m *Made[T]) renew(ctx context.Context, st store.Reader) {
	ctx, cancel := context.WithTimeout(ctx, makeWithin)
	defer cancel()
	ctx, end := st.Snapshot(ctx)
	defer end()
	corpus, err := st.Corpus(ctx)
	var value T
	if err == nil {
		value, err = m.Make(ctx, st, corpus)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err == nil {
		m.state, m.kept, m.have = corpus.State, value, true
	}
	close(m.made)
	m.made = nil
}
