package studio

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"sync"

	"viewline/ingest/watch"
)

// state tells one state of the folder from another.
type state struct {
	run string // tells this run of the program from others

	mu      sync.Mutex
	n       int           // how often the folder has changed
	changed chan struct{} // closed at the next change
}

func newState() *state { return &state{run: rand.Text()[:8], changed: make(chan struct{})} }

// now is the state, and a channel that is closed when the state is another one.
func (s *state) now() (name string, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fmt.Sprintf("%s-%d", s.run, s.n), s.changed
}

func (s *state) change() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.n++
	close(s.changed)
	s.changed = make(chan struct{})
}

// follow notes when the folder changes, until ctx is done. The pages that are open are told; a
// page that is asked for has the posts read.
func (s *Studio) follow(ctx context.Context) {
	defer close(s.done)
	change := func([]string) watch.Outcome { s.state.change(); return watch.Done }
	watch.Follow(ctx, []string{s.Folder}, func(string) { s.state.change() }, change)
}

// changes is a stream of the states of the folder (Server-Sent Events, of the HTML standard):
// the state of now, and each that follows.
func (s *Studio) changes(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	stream := http.NewResponseController(w)
	for {
		name, changed := s.state.now()
		if _, err := fmt.Fprintf(w, "retry: 1000\nevent: state\ndata: %s\n\n", name); err != nil || stream.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-s.done:
			return
		case <-changed:
		}
	}
}
