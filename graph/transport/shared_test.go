package transport_test

import (
	"sync"
	"testing"

	"viewline/graph/transport"
)

// A subscription that many ask for runs once, and each of them has its results. It ends with
// the last of them, and whoever comes later begins it anew.
func TestSharedSubscription(t *testing.T) {
	s := serve(t, transport.Config{Share: true})
	const ticks, others = `{"query": "subscription { ticks }"}`, `{"query": "subscription { t: ticks }"}`
	// hear has some listen until each has heard a tick. Ticks are sent until then, since a
	// listener that has not joined yet misses them.
	hear := func(bodies ...string) (leave func()) {
		t.Helper()
		var heard sync.WaitGroup
		var leaves []func()
		for _, body := range bodies {
			rest, leave := s.subscribe(t, body)
			leaves = append(leaves, leave)
			heard.Go(func() {
				if got, err := event(rest); got != `{"data":{"ticks":"event"}}` {
					t.Errorf("%s: %s, %v", body, got, err)
				}
			})
		}
		done := make(chan struct{})
		go func() {
			heard.Wait()
			close(done)
		}()
		for {
			select {
			case s.proceed <- struct{}{}:
			case <-done:
				return func() {
					for _, leave := range leaves {
						leave()
					}
				}
			}
		}
	}
	leave := hear(ticks, ticks, ticks)
	if n := s.times(); n != 1 {
		t.Errorf("three who ask for the same: %d runs; want 1", n)
	}
	leaveToo := hear(ticks, others)
	if n := s.times(); n != 2 {
		t.Errorf("one more, and one who asks for something else: %d runs; want 2", n)
	}
	leave()
	leaveToo()
	await(t, "a run of its own for whoever comes later", func() bool {
		hear(ticks)()
		return s.times() > 2
	})
}
