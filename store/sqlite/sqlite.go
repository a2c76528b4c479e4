// Package sqlite keeps Viewline's documents in one SQLite file: it turns each read of
// [store.Store] into one statement, however many keys or people there are, and an import
// into one transaction. [Open] is its entry point.
//
// The file may be open in several processes at once. Readers see the state after the last
// import, and wait for nobody (write-ahead log). Imports wait for each other, by the lock
// of a file beside the database.
package sqlite

import (
	"context"
	"errors"
	"os"
	"runtime"
	"sync"

	"viewline/signals"
	"viewline/store"
	"viewline/store/decoded"
)

// Store is a database in a file. It is safe for concurrent use.
type Store struct {
	path   string
	info   os.FileInfo // of the file when it was opened
	reader *pool
	writer *pool // of one connection
	cache  *decoded.Cache
	// observer is told of the statements of reads within a snapshot; never nil.
	observer signals.Observer

	mu      sync.Mutex // guards session
	session *session   // nil while this store has no import open
}

var _ store.Store = (*Store)(nil)

// Option adjusts a [Store].
type Option func(*Store)

// WithTrace calls trace with the text of every statement before it is sent, except for the
// begin of transactions and for rollbacks. Trace must be safe for concurrent use.
func WithTrace(trace func(query string)) Option {
	return func(s *Store) { s.reader.trace, s.writer.trace = trace, trace }
}

// WithCache keeps documents in memory once they were read, in about size bytes.
func WithCache(size int) Option {
	return func(s *Store) { s.cache = decoded.New(size) }
}

// WithObserver tells an observer of the statements of reads whose context is of a snapshot, as
// that of every operation is. Those of imports are not told of.
func WithObserver(o signals.Observer) Option {
	return func(s *Store) { s.observer = o }
}

// Open opens viewline.db in a folder, and creates the file and the folder where they are
// missing. Its errors are [store.ErrUnavailable] and say in one line what to do.
func Open(ctx context.Context, dir string, opts ...Option) (*Store, error) {
	path, err := locate(dir)
	if err != nil {
		return nil, err
	}
	if err := inspect(path); err != nil {
		return nil, err
	}
	s := &Store{
		path: path, observer: signals.None{},
		reader: newPool(path, max(4, runtime.GOMAXPROCS(0)), "query_only(true)", "cache_size(-8000)"),
		writer: newPool(path, 1, "synchronous(normal)", "temp_store(memory)", "cache_size(-16000)", "wal_autocheckpoint(8192)", "journal_size_limit(67108864)"),
	}
	for _, opt := range opts {
		opt(s)
	}
	if err := s.migrate(ctx); err != nil {
		_ = s.Close() // the error of the start says more
		return nil, err
	}
	if s.info, err = os.Stat(path); err != nil {
		return nil, errors.Join(s.wrap(err, "open"), s.Close())
	}
	return s, nil
}

// Close closes the file, after the reads under way. An open import is undone.
func (s *Store) Close() error {
	s.mu.Lock()
	open := s.session
	s.mu.Unlock()
	var err error
	if open != nil {
		err = open.Abort()
	}
	return s.wrap(errors.Join(err, s.reader.db.Close(), s.writer.db.Close()), "close")
}
