package sqlite

import (
	"context"

	"viewline/store/sqlite/fts5"
)

// writing is a transaction that puts documents. Their entries are in the index of
// tokens once they were indexed.
type writing struct {
	*transaction
	entries fts5.Index
}

// maxTokens is how many tokens make an open transaction be closed. They take about
// 2 bytes each while they wait, and as much again when they are indexed.
const maxTokens = 8 << 20

// inTransaction runs do in a transaction that waits for all other writers.
func (s *Store) inTransaction(ctx context.Context, do func(*transaction) error) error {
	s.writes.Lock()
	defer s.writes.Unlock()
	if err := s.closeOpen(ctx); err != nil {
		return err
	}
	tx, err := s.writer.begin(ctx, false)
	if err != nil {
		return err
	}
	defer tx.end()
	if err := do(tx); err != nil {
		return err
	}
	return tx.tx.Commit()
}

// change is a transaction that the next revision is made for.
func (s *Store) change(ctx context.Context, do func(*transaction) error) error {
	return s.inTransaction(ctx, func(tx *transaction) error {
		if err := do(tx); err != nil {
			return err
		}
		return tx.noteChange(ctx)
	})
}

func (t *transaction) noteChange(ctx context.Context) error {
	return t.exec(ctx, "UPDATE meta SET pending = 1 WHERE id = 1")
}

// inOpen runs do in the transaction that is open, or in one that is from now on.
// An error takes back all that was written in it; a context that is done does not.
func (s *Store) inOpen(ctx context.Context, do func(context.Context, *writing) error) error {
	s.writes.Lock()
	defer s.writes.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.open == nil {
		if err := s.beginOpen(ctx); err != nil {
			return err
		}
	}
	if err := do(context.WithoutCancel(ctx), s.open); err != nil {
		return s.dropOpen(err)
	}
	if s.open.entries.Tokens() < maxTokens {
		return nil
	}
	return s.closeOpen(ctx)
}

// beginOpen opens a transaction, which outlives the context.
func (s *Store) beginOpen(ctx context.Context) error {
	lasting, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, cancel)
	tx, err := s.writer.begin(lasting, false)
	if err != nil {
		cancel()
		return err
	}
	stop()
	s.open = &writing{transaction: tx}
	if err := tx.noteChange(lasting); err != nil {
		return s.dropOpen(err)
	}
	return nil
}

// settle commits what is open.
func (s *Store) settle(ctx context.Context) error {
	s.writes.Lock()
	defer s.writes.Unlock()
	return s.closeOpen(ctx)
}

func (s *Store) closeOpen(ctx context.Context) error {
	if s.open == nil {
		return nil
	}
	if err := s.open.index(context.WithoutCancel(ctx)); err != nil {
		return s.dropOpen(err)
	}
	err := s.open.tx.Commit()
	return s.dropOpen(err)
}

func (s *Store) dropOpen(err error) error {
	s.open.end()
	s.open = nil
	return err
}
