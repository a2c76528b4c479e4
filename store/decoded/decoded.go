// Package decoded keeps documents in decoded form once they were read. A document is found
// by its key and a hash of its stored bytes, so that a new revision loses only the
// documents that it changed. [Cache] is the entry point.
package decoded

import (
	"github.com/cespare/xxhash/v2"

	"viewline/recent"
)

// A decoded document takes about growth times the bytes of its BSON, and overhead bytes
// more, as measured on appearances like those of the sample.
const (
	growth   = 3
	overhead = 512 // bytes
)

// Cache holds documents, which nobody may change any more. It is safe for concurrent use. A
// nil Cache holds nothing.
type Cache struct {
	documents *recent.Cache // of *document
}

type document struct {
	value any
	size  uint32
}

// New makes a cache of about size bytes; nil for 0.
func New(size int) *Cache {
	if size <= 0 {
		return nil
	}
	return &Cache{recent.NewLoose(size, func(_ recent.Key, d any) uint32 { return d.(*document).size })}
}

// Hash is a hash of the stored bytes of a document.
func Hash(parts ...[]byte) uint64 {
	d := xxhash.New()
	for _, part := range parts {
		_, _ = d.Write(part) // it never fails
	}
	return d.Sum64()
}

// Get finds a document of a kind; nil where the cache does not have it.
func (c *Cache) Get(kind, key string, hash uint64) any {
	if c == nil {
		return nil
	}
	if d, ok := c.documents.Get(recent.Key{Kind: kind, Name: key, Hash: hash}).(*document); ok {
		return d.value
	}
	return nil
}

// Keep keeps a document whose BSON has size bytes.
func (c *Cache) Keep(kind, key string, hash uint64, size int, value any) {
	if c != nil {
		c.documents.Keep(recent.Key{Kind: kind, Name: key, Hash: hash}, &document{value, uint32(growth*size + overhead)})
	}
}

// Asked is how often Get had a document so far, and how often not; 0 of a nil Cache.
func (c *Cache) Asked() (hits, misses uint64) {
	if c == nil {
		return 0, 0
	}
	return c.documents.Asked()
}
