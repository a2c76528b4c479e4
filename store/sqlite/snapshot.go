package sqlite

import (
	"context"
	"database/sql"
	"sync"
)

// snapshot is a reading transaction that begins with its first read.
type snapshot struct {
	store *Store
	mu    sync.Mutex
	tx    *sql.Tx
	ended bool
}

type snapshotKey struct{}

// Snapshot implements [store.Snapshotter].
func (s *Store) Snapshot(ctx context.Context) (of context.Context, end func()) {
	n := &snapshot{store: s}
	return context.WithValue(ctx, snapshotKey{}, n), n.end
}

func (n *snapshot) begin() (*sql.Tx, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.tx != nil || n.ended {
		return n.tx, nil
	}
	var err error
	n.tx, err = n.store.reader.db.BeginTx(context.Background(), &sql.TxOptions{ReadOnly: true})
	return n.tx, err
}

func (n *snapshot) end() {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.ended = true; n.tx != nil {
		_ = n.tx.Rollback() // nothing was written
		n.tx = nil
	}
}

// query sends a statement, within the snapshot of its context if there is one.
func (s *Store) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	n, ok := ctx.Value(snapshotKey{}).(*snapshot)
	if !ok || n.store != s {
		return s.reader.query(ctx, query, args...)
	}
	tx, err := n.begin()
	if err != nil {
		return nil, err
	}
	if tx == nil { // it has ended
		return s.reader.query(ctx, query, args...)
	}
	stmt, err := s.reader.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	s.reader.trace(query)
	return tx.StmtContext(ctx, stmt).QueryContext(ctx, args...)
}
