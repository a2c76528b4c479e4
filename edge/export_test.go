package edge

import (
	"testing"
	"time"
)

// Waiting is how many requests wait for answers that are being made.
func (a *Answers) Waiting() (n int) {
	a.flights.mu.Lock()
	defer a.flights.mu.Unlock()
	for _, f := range a.flights.all {
		n += f.waiting
	}
	return n
}

// AwaitWaiting waits until so many requests wait for answers.
func AwaitWaiting(t *testing.T, a *Answers, want int) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); a.Waiting() != want; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d requests wait; want %d", a.Waiting(), want)
		}
	}
}
