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

// lockSuffix is the end of the name of the file beside the database that is locked during
// an import. The operating system ends the lock when the process ends, in whatever way, so
// the lock needs no renewal and no expiry.
const lockSuffix = ".import"

// lookAgain is the time between two tries of a process that waits for another import.
const lookAgain = 50 * time.Millisecond

// holderAt is the offset of the text about the holder, in bytes. The lock is on the byte
// ahead of the text, which no other process can read on Windows.
const holderAt = 1

// maxHolder is how many bytes of that text are read at most.
const maxHolder = 4 << 10

// lockImports waits until no other import runs, as long as the options say, and locks out
// other imports.
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

// noteHolder writes into the lock's file which process imports. An error does not matter:
// the note is only for messages.
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

// holderOf reads which process imports; it is the zero value where that cannot be read.
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
