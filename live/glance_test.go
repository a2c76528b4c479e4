package live_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"viewline/cachetag"
	"viewline/live"
	"viewline/store"
	"viewline/timeline"
)

// stamped is a store in memory that has stamps and tells of no change. It counts the reads of
// the corpus.
type stamped struct{ revision, reads atomic.Int64 }

func (s *stamped) Corpus(context.Context) (timeline.Corpus, error) {
	s.reads.Add(1)
	n := s.revision.Load()
	return timeline.Corpus{Revision: int(n), State: string(rune('a' + n))}, nil
}

func (s *stamped) PostsAfter(context.Context, string, int) ([]*store.StoredPost, error) {
	return nil, nil
}

func (s *stamped) Changes(context.Context, string) (cachetag.History, error) { return nil, nil }

func (s *stamped) Snapshot(ctx context.Context) (context.Context, func()) { return ctx, func() {} }

func (s *stamped) Ready() error { return nil }

func (s *stamped) Stamp() (store.Stamp, bool) { return store.Stamp{Size: s.revision.Load()}, true }

func (s *stamped) Watch(context.Context, func()) error { return errors.ErrUnsupported }

// A subscriber hears of an import within a twentieth of a second, though nobody asks and the
// store tells of nothing. While nothing is written, the corpus is read twice a second.
func TestEventsComeSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer synctest.Wait()
		defer cancel()
		st := new(stamped)
		events, err := live.Follow(ctx, st, quiet).Subscribe(ctx)
		if err != nil {
			t.Fatal(err)
		}
		before := st.reads.Load()
		time.Sleep(10*time.Second + 10*time.Millisecond)
		if n := st.reads.Load() - before; n != 20 {
			t.Errorf("the corpus was read %d times in ten seconds; want 20", n)
		}
		for range 5 {
			begin := time.Now()
			st.revision.Add(1)
			c := <-events
			if took := time.Since(begin); c.Revision != int(st.revision.Load()) || took > 50*time.Millisecond {
				t.Errorf("the event of revision %d came after %s; want revision %d within 50 ms", c.Revision, took, st.revision.Load())
			}
			time.Sleep(7 * time.Millisecond)
		}
	})
}
