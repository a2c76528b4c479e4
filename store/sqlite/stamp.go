package sqlite

import (
	"context"
	"errors"
	"os"
	"sync/atomic"
	"time"

	"viewline/store"
)

// settled is how old the last write has to be so that the file's time differs after the
// next write: file systems keep times in steps of some milliseconds.
const settled = 50 * time.Millisecond

// racy counts the stamps that were taken earlier than settled after a write: each of them
// gets another number, so that no two are equal.
var racy atomic.Int64

// Stamp implements [store.Reader]: every transaction writes to the write-ahead log
// (https://sqlite.org/walformat.html), so the size and the time of that file change with
// each write. SQLite does not lock that file, unlike the others, so it may be opened and
// closed (https://sqlite.org/howtocorrupt.html, section 2.2).
func (s *Store) Stamp() (stamp store.Stamp, ok bool) {
	info, err := os.Stat(s.path + "-wal")
	if err != nil {
		return stamp, false // the caller has to read
	}
	stamp = store.Stamp{Size: info.Size(), Time: info.ModTime().UnixNano()}
	if time.Since(info.ModTime()) < settled {
		stamp.Racy = racy.Add(1)
	}
	return stamp, true
}

// Watch implements [store.Reader]. It is not supported: a file does not report changes, but
// a stamp is cheap to take.
func (s *Store) Watch(context.Context, func()) error { return errors.ErrUnsupported }
