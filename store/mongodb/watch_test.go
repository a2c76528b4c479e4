package mongodb_test

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"viewline/store"
	"viewline/store/storetest"
	"viewline/timeline"
)

func TestWatchUnsupported(t *testing.T) {
	if os.Getenv("MONGODB_URI") != "" {
		t.Skip("MONGODB_URI is set: its server may have change streams, which the test endpoint has not")
	}
	s, _ := open(t)
	err := s.Watch(t.Context(), func() { t.Error("called without a revision") })
	if !errors.Is(err, errors.ErrUnsupported) || errors.Is(err, store.ErrUnavailable) {
		t.Errorf("error %v; want ErrUnsupported alone", err)
	}
}

func TestWatchEndsWithItsContext(t *testing.T) {
	s, _ := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Watch(ctx, func() { t.Error("called without a revision") }); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v; want canceled", err)
	}
}

func TestWatch(t *testing.T) {
	if os.Getenv("MONGODB_URI") == "" {
		t.Skip("MONGODB_URI is not set: the test endpoint has no change streams")
	}
	s, _ := open(t)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	called, ended := make(chan struct{}, 10), make(chan error, 1)
	go func() { ended <- s.Watch(ctx, func() { called <- struct{}{} }) }()
	for i := range 3 {
		select {
		case <-called: // first as the stream begins, then after each commit
		case err := <-ended:
			if errors.Is(err, errors.ErrUnsupported) {
				t.Skipf("MONGODB_URI is a server without change streams: %v", err)
			}
			t.Fatalf("after %d calls: %v", i, err)
		}
		storetest.Put(t, s, time.Now(), store.Batch{Papers: []*timeline.Paper{{Slug: personSlug(i)}}})
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v; want canceled", err)
	}
}
