package sqlite

import (
	"context"
	"errors"
	"os"
	"sync/atomic"
	"time"

	"viewline/store"
)

// settled is how long ago the last write has to be for its time to tell it from
// the next one: file systems keep times in steps of some milliseconds.
const settled = 50 * time.Millisecond

// racy counts stamps that were taken sooner: none is like another.
var racy atomic.Int64

// Stamp implements [store.Reader]: every transaction writes to the write-ahead
// log (https://sqlite.org/walformat.html), so its size and time tell of it. No
// locks are on that file, unlike on the others, so it may be opened and closed
// (https://sqlite.org/howtocorrupt.html, section 2.2).
func (s *Store) Stamp() (stamp store.Stamp, ok bool) {
	info, err := os.Stat(s.path + "-wal")
	if err != nil {
		return stamp, false // no other way to tell than to look
	}
	stamp = store.Stamp{Size: info.Size(), Time: info.ModTime().UnixNano()}
	if time.Since(info.ModTime()) < settled {
		stamp.Racy = racy.Add(1)
	}
	return stamp, true
}

// Watch implements [store.Reader]: a file tells nobody of changes, but its stamp is
// cheap to look at.
func (s *Store) Watch(context.Context, func()) error { return errors.ErrUnsupported }
