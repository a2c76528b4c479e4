package sqlite

import (
	"context"
	"database/sql"
	"sync"
)

// snapshot is a transaction for reading, which begins with its first read.
type snapshot struct {
	store *Store
	turn  sync.Mutex
	mu    sync.Mutex
	tx    *sql.Tx
	ended bool
	// unknown are statements that are prepared for later reads once the snapshot has ended: to
	// prepare one takes another connection, and two snapshots could wait for each other's.
	unknown []string
}

type snapshotKey struct{}

// Snapshot implements [store.Reader].
func (s *Store) Snapshot(ctx context.Context) (of context.Context, end func()) {
	n := &snapshot{store: s}
	return context.WithValue(ctx, snapshotKey{}, n), n.end
}

// pinned is a context whose reads all see what the first of them sees: that of the
// caller's snapshot, or of one that end ends.
func (s *Store) pinned(ctx context.Context) (of context.Context, end func()) {
	if n, ok := ctx.Value(snapshotKey{}).(*snapshot); ok && n.store == s && n.lasts() {
		return ctx, func() {}
	}
	return s.Snapshot(ctx)
}

func (n *snapshot) lasts() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return !n.ended
}

// takeTurn waits until no other statement of the snapshot has rows to come: it has
// one connection for all.
func takeTurn(ctx context.Context) (end func()) {
	n, ok := ctx.Value(snapshotKey{}).(*snapshot)
	if !ok {
		return func() {}
	}
	n.turn.Lock()
	return n.turn.Unlock
}

func (n *snapshot) begin() (*sql.Tx, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.tx != nil || n.ended {
		return n.tx, nil
	}
	tx, err := n.store.reader.db.BeginTx(context.Background(), &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	if err := n.check(tx); err != nil {
		_ = tx.Rollback() // nothing was written
		return nil, err
	}
	n.tx = tx
	return tx, nil
}

// check refuses what has become of the file since it was opened, such as one that a newer
// program has written anew in its own format. Its caller holds the lock.
func (n *snapshot) check(tx *sql.Tx) error {
	if err := n.store.there(); err != nil {
		return err
	}
	var of *sql.Row
	if stmt, ok := n.store.reader.statements.Load(readVersion); ok {
		of = tx.StmtContext(context.Background(), stmt.(*sql.Stmt)).QueryRowContext(context.Background())
	} else {
		n.unknown = append(n.unknown, readVersion)
		of = tx.QueryRowContext(context.Background(), readVersion)
	}
	var version int
	if err := of.Scan(&version); err != nil {
		return err
	}
	return n.store.checkVersion(version)
}

func (n *snapshot) end() {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.ended = true; n.tx != nil {
		_ = n.tx.Rollback() // nothing was written
		n.tx = nil
	}
	for _, query := range n.unknown {
		_, _ = n.store.reader.prepare(context.Background(), query) // a statement that fails is prepared by its next read
	}
	n.unknown = nil
}

func (n *snapshot) remember(query string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.unknown = append(n.unknown, query)
}

// query sends a statement, in the snapshot of the context if there is one.
func (s *Store) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	n, ok := ctx.Value(snapshotKey{}).(*snapshot)
	if !ok || n.store != s {
		return s.reader.query(ctx, query, args...)
	}
	tx, err := n.begin()
	if err != nil {
		return nil, err
	}
	if tx == nil { // the snapshot has ended
		return s.reader.query(ctx, query, args...)
	}
	s.reader.trace(query)
	if stmt, ok := s.reader.statements.Load(query); ok {
		return tx.StmtContext(ctx, stmt.(*sql.Stmt)).QueryContext(ctx, args...)
	}
	n.remember(query)
	return tx.QueryContext(ctx, query, args...)
}
