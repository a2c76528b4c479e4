package mongodb_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"viewline/relay"
	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/mongodb/mongotest"
)

// openThrough opens a database of the test's own through a proxy.
func openThrough(t *testing.T, p *mongotest.Proxy) *mongodb.Store {
	t.Helper()
	s, err := mongodb.Open(t.Context(), p.URI, mongotest.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // a connection that is cut cannot be closed well
	return s
}

// eventually waits until ok returns true, for a minute at most, which is enough even on a
// busy machine.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("%s did not come about within a minute", what)
}

// While the database is away, operations fail with a reason, and, once the outage is known,
// without sending a command. They succeed again when the database is back. It counts as
// away when connections break, and when they stand still.
func TestOutageIsKnownAndEnds(t *testing.T) {
	p := mongotest.NewProxy(t)
	s := openThrough(t, p)
	if err := s.Ready(); err != nil {
		t.Fatalf("ready: %v; want nil", err)
	}
	for name, fail := range map[string]func(){"cut": p.Cut, "frozen": p.Freeze} {
		t.Run(name, func(t *testing.T) {
			fail()
			ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
			defer cancel()
			if _, err := s.Corpus(ctx); !errors.Is(err, store.ErrUnavailable) {
				t.Errorf("error %v; want ErrUnavailable", err)
			}
			eventually(t, "to be known as away", func() bool { return s.Ready() != nil })
			if err := s.Ready(); !errors.Is(err, store.ErrUnavailable) {
				t.Errorf("ready: %v; want ErrUnavailable", err)
			}
			wantText(t, s.Ready().Error(), "MongoDB at 127.0.0.1:", "does not answer")
			sent := p.Received()
			for range 100 {
				if _, err := s.Corpus(t.Context()); !errors.Is(err, store.ErrUnavailable) {
					t.Fatalf("error %v; want ErrUnavailable", err)
				}
				if _, err := s.ListTopics(t.Context(), store.TopicsByName, relay.Query{Limit: 1}); !errors.Is(err, store.ErrUnavailable) {
					t.Fatalf("error %v; want ErrUnavailable", err)
				}
			}
			if got := p.Received(); got != sent {
				t.Errorf("%d bytes came while the database was away", got-sent)
			}
			p.Mend()
			eventually(t, "to be known as back", func() bool { return s.Ready() == nil })
			if _, err := s.Corpus(t.Context()); err != nil {
				t.Errorf("once it is back: %v", err)
			}
		})
	}
}

// A slow database does not count as away.
func TestDelayIsNoOutage(t *testing.T) {
	p := mongotest.NewProxy(t)
	s := openThrough(t, p)
	p.Delay(50 * time.Millisecond)
	for range 5 {
		if _, err := s.Corpus(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Ready(); err != nil {
		t.Errorf("ready: %v; want nil", err)
	}
}
