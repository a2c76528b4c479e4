package ingest

import (
	"os"
	"sync"
	"time"

	"viewline/ingest/files"
)

// hashes keeps the hashes of posts that were read, so that the next import reads only files that
// have changed since. A file is known by its place on the disk, its size and the times at which
// the system says that it was changed. The zero value is empty and ready to use,
// by one import after the other; a nil *hashes keeps nothing.
type hashes struct {
	mu        sync.Mutex
	last, now map[string]hashed // by the absolute path of the file
	clock     func() time.Time  // nil: time.Now
}

// hashed is the hash of a file, with what it was made for; see hashOf.
type hashed struct {
	was          identity
	digest, hash string
}

// identity tells one state of a file from another. It is zero for what is no regular file.
type identity struct {
	size     int64
	modified time.Time
	// Device, inode and noted are zero where it is not known how the system tells of changes.
	// Noted is when it was last told of one, which nobody can set back.
	device, inode uint64
	noted         time.Time
}

// settled is how long a file must have been left alone when it is read, for its times to tell
// it from a later state: they are not finer than the clock of a disk, 2 s for the coarsest.
const settled = 3 * time.Second

// identify is the identity of a file, or of that which a link leads to.
func identify(path string) identity {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return identity{}
	}
	return identityOf(info)
}

// at is the hash of a file that is as it was when it was read; empty where that is not known.
func (h *hashes) at(f *files.File) string {
	if h == nil || f.Abs == "" {
		return ""
	}
	h.mu.Lock()
	kept, ok := h.last[f.Abs]
	h.mu.Unlock()
	if !ok || kept.digest != f.Digest() || kept.was != identify(f.Abs) {
		return ""
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now[f.Abs] = kept
	return kept.hash
}

// before is the identity of a file that is about to be read.
func (h *hashes) before(f *files.File) identity {
	if h == nil || f.Abs == "" {
		return identity{}
	}
	return identify(f.Abs)
}

// keep remembers the hash of a file that was read, where it was the same file before and after.
func (h *hashes) keep(f *files.File, before identity, hash string) {
	if h == nil || before.noted.IsZero() {
		return
	}
	clock := time.Now
	if h.clock != nil {
		clock = h.clock
	}
	long := clock().Add(-settled)
	if before.modified.After(long) || before.noted.After(long) || identify(f.Abs) != before {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now[f.Abs] = hashed{before, f.Digest(), hash}
}

// begin starts an import: what it does not come by is forgotten at its end.
func (h *hashes) begin() {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = map[string]hashed{}
}

// end ends an import that came by all of its posts.
func (h *hashes) end() {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.last, h.now = h.now, map[string]hashed{}
}
