package sqlite

import (
	"context"
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"
	"sync"

	"viewline/signals"
)

const busyTimeout = "busy_timeout(30000)" // ms to wait for another writer; it can only be one that tidies, since imports wait for each other's lock

// queryFunc sends a statement that returns rows.
type queryFunc func(ctx context.Context, query string, args ...any) (*sql.Rows, error)

// pool is a number of connections to the file, with the statements that were prepared on
// them. As there are few different statements, they are never closed.
type pool struct {
	db         *sql.DB
	trace      func(query string)
	statements sync.Map // from text to *sql.Stmt
}

func newPool(path string, size int, pragmas ...string) *pool {
	db, err := sql.Open("sqlite", dataSource(path, pragmas))
	if err != nil {
		panic(err) // cannot happen: the driver exists, and the file is opened later
	}
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return &pool{db: db, trace: func(string) {}}
}

// dataSource is a URI filename, see https://sqlite.org/uri.html.
func dataSource(path string, pragmas []string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // a path on Windows, which begins with a drive letter
		path = "/" + path
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: url.Values{
		"_pragma": append([]string{busyTimeout}, pragmas...),
		"_txlock": {"immediate"},
	}.Encode()}
	return u.String()
}

func (p *pool) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := p.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	p.trace(query)
	return stmt.QueryContext(ctx, args...)
}

func (p *pool) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if known, ok := p.statements.Load(query); ok {
		return known.(*sql.Stmt), nil
	}
	stmt, err := p.db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if first, raced := p.statements.LoadOrStore(query, stmt); raced {
		return first.(*sql.Stmt), stmt.Close()
	}
	return stmt, nil
}

// begin starts a transaction. One that writes waits for all other writers; one that is
// readOnly sees the file as it is at the first read.
func (p *pool) begin(ctx context.Context, readOnly bool) (*transaction, error) {
	tx, err := p.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: readOnly})
	if err != nil {
		return nil, err
	}
	return &transaction{tx: tx, trace: p.trace, statements: map[string]*sql.Stmt{}}, nil
}

// transaction is a transaction that prepares each statement once.
type transaction struct {
	tx         *sql.Tx
	trace      func(query string)
	statements map[string]*sql.Stmt
}

func (t *transaction) commit() error {
	t.trace(commitStatement)
	return t.tx.Commit()
}

// commitStatement is reported to a trace at the end of a transaction.
const commitStatement = "COMMIT"

// end rolls the transaction back, unless it was committed.
func (t *transaction) end() {
	_ = t.tx.Rollback() // fails after a commit; else the caller has another error already
}

func (t *transaction) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := t.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

func (t *transaction) exec(ctx context.Context, query string, args ...any) error {
	stmt, err := t.prepare(ctx, query)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// To watch the end of a context takes a goroutine, and one statement takes hardly any
	// time.
	_, err = stmt.ExecContext(context.WithoutCancel(ctx), args...)
	return err
}

func (t *transaction) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	t.trace(query)
	if stmt := t.statements[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := t.tx.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	t.statements[query] = stmt
	return stmt, nil
}

// Pool is the state of the connections that read.
func (s *Store) Pool() signals.Pool {
	stats := s.reader.db.Stats()
	return signals.Pool{
		Open: stats.OpenConnections, InUse: stats.InUse, Max: stats.MaxOpenConnections, Waits: stats.WaitCount, Waited: stats.WaitDuration,
	}
}

// Documents is how the cache of documents was asked so far.
func (s *Store) Documents() signals.Cache {
	hits, misses := s.cache.Asked()
	return signals.Cache{Hits: hits, Misses: misses}
}
