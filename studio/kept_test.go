package studio

import (
	"errors"
	"sync"
	"testing"
)

// Who asks at the same time shares one making, a change has a new one, and an error none.
func TestKept(t *testing.T) {
	now := newState()
	var k kept[int]
	made := 0 // guarded by k: makings that overlap would be a race
	of := func() (int, error) { made++; return made, nil }
	ask := func(want int) {
		t.Helper()
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				if got, _, err := k.at(now, of); got != want || err != nil {
					t.Errorf("got %d, %v; want %d", got, err, want)
				}
			})
		}
		all.Wait()
	}
	ask(1)
	now.change()
	failure := errors.New("away")
	if _, _, err := k.at(now, func() (int, error) { return 0, failure }); !errors.Is(err, failure) {
		t.Errorf("error %v; want %v", err, failure)
	}
	ask(2)
	if _, name, _ := k.at(now, of); name != now.run+"-1" || made != 2 {
		t.Errorf("state %s after %d makings; want the state after one change and 2", name, made)
	}
}
