package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"viewline/store"
	"viewline/timeline"
)

// patience is how long an import of a test waits for another one.
const patience = time.Minute

// Import writes to a store in a session of its own, and commits at the time.
func Import(tb testing.TB, st store.Store, at time.Time, write func(context.Context, store.Session) error) timeline.Corpus {
	tb.Helper()
	c, err := within(tb.Context(), st, at, write)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// Put imports batches; see [Import].
func Put(tb testing.TB, st store.Store, at time.Time, batches ...store.Batch) timeline.Corpus {
	tb.Helper()
	return Import(tb, st, at, func(ctx context.Context, s store.Session) error {
		for _, b := range batches {
			if err := s.Put(ctx, b); err != nil {
				return err
			}
		}
		return nil
	})
}

func within(ctx context.Context, st store.Store, at time.Time, write func(context.Context, store.Session) error) (timeline.Corpus, error) {
	s, err := st.Begin(ctx, store.BeginOptions{Wait: patience})
	if err != nil {
		return timeline.Corpus{}, err
	}
	if err := write(ctx, s); err != nil {
		return timeline.Corpus{}, errors.Join(err, s.Abort())
	}
	return s.Commit(ctx, at)
}
