package sqlite

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/gofrs/flock"

	"viewline/store"
)

// lockSuffix is what the name of the file ends in that stands beside the database
// and is locked for the time of an import. The operating system ends the lock with
// the process, however the process ends, so nothing has to beat or to expire.
const lockSuffix = ".import"

// lookAgain is how often whoever waits for another import tries again.
const lookAgain = 50 * time.Millisecond

// holderAt is where the text about the holder begins, in bytes: the lock is on the
// byte before it, which nobody else can read on Windows.
const holderAt = 1

// maxHolder is how many bytes of that text are read.
const maxHolder = 4 << 10

// lockImports waits until no other import runs, and keeps others from running.
func (s *Store) lockImports(ctx context.Context, o store.BeginOptions) (*flock.Flock, error) {
	path := s.path + lockSuffix
	lock := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o644))
	deadline := time.Now().Add(o.Wait)
	for told := false; ; {
		locked, err := lock.TryLock()
		if err != nil {
			return nil, store.Unavailable(fmt.Errorf("lock %s: %w; make the file and its folder writable, or name another folder", path, err))
		}
		if locked {
			noteHolder(path)
			return lock, nil
		}
		left := time.Until(deadline)
		if left <= 0 {
			return nil, fmt.Errorf("%s: %w", s.path, store.Busy(holderOf(path)))
		}
		if !told && o.Waiting != nil {
			o.Waiting(holderOf(path))
		}
		told = true
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(min(left, lookAgain)):
		}
	}
}

// noteHolder writes into the file of the lock whose import runs. Whoever waits can do
// without.
func noteHolder(path string) {
	host, _ := os.Hostname()
	text, err := json.Marshal(store.Holder{PID: os.Getpid(), Host: host, Start: time.Now().UTC().Truncate(time.Second)})
	if err != nil {
		return
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return
	}
	_, _ = file.WriteAt(append(text, '\n'), holderAt)
	_ = file.Close()
}

// holderOf reads whose import runs; what cannot be read is not known.
func holderOf(path string) (h store.Holder) {
	file, err := os.Open(path)
	if err != nil {
		return h
	}
	defer file.Close() //nolint:errcheck // nothing was written
	text := make([]byte, maxHolder)
	n, _ := file.ReadAt(text, holderAt) // fails at the end of the file
	line, _, _ := bytes.Cut(text[:n], []byte("\n"))
	if json.Unmarshal(line, &h) != nil {
		return store.Holder{}
	}
	return h
}
