package ingest

import (
	"sync"

	"viewline/ingest/files"
	"viewline/store"
)

// Memory keeps what a check has read, so that the next check parses only those posts that have
// changed since, or whose files beside them have. It keeps the documents of all posts. Posts
// that show pictures are read anew each time, as the pictures may have changed. The zero value
// is empty and ready to use, by one check after the other.
type Memory struct {
	mu        sync.Mutex
	last, now map[string]*remembered // by the absolute path of the file; nil before the first check
}

// remembered is a post that was read.
type remembered struct {
	reading
	hash string // see hashOf
}

// begin starts a check: what it does not ask for is forgotten at its end.
func (m *Memory) begin() {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = map[string]*remembered{}
}

// end ends a check that has read all of its posts.
func (m *Memory) end() {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last, m.now = m.now, map[string]*remembered{} // posts of a check that was stopped may still come
}

// at is what was read of a file whose hash is given; nil where that is not known. Detailed is
// as in [read].
func (m *Memory) at(f *files.File, hash string, detailed bool) *reading {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	kept := m.last[f.Abs]
	if kept == nil || kept.hash != hash || kept.file.Path != f.Path || kept.file.Root != f.Root || kept.file.Shown != f.Shown || detailed && kept.coverage == nil {
		return nil
	}
	m.now[f.Abs] = kept
	again := kept.reading
	again.file = f
	return &again
}

// keep remembers what was read of a file whose hash is given.
func (m *Memory) keep(r *reading, hash string) {
	if m == nil || r.doc == nil || r.file.Abs == "" || len(r.doc.Post.Record.Pictures) > 0 {
		return
	}
	kept := &remembered{*r, hash}
	kept.src, kept.encoded = nil, make([]store.Encoded, len(r.encoded)) // which a check does not need
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now[r.file.Abs] = kept
}
