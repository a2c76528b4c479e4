// Package decoded keeps documents in decoded form once they were read. A document is found
// by its key and a hash of its stored bytes, so that a new revision loses only the
// documents that it changed. [Cache] is the entry point.
package decoded

import (
	"github.com/cespare/xxhash/v2"
	"github.com/maypok86/otter/v2"
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
	documents documents
}

// documents are what an otter.Cache does here. Behind an interface, its code is compiled
// once, and not again in each package that has a Cache.
type documents interface {
	GetIfPresent(key id) (document, bool)
	Set(key id, d document) (document, bool)
}

type id struct {
	kind, key string
	hash      uint64
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
	return &Cache{otter.Must(&otter.Options[id, document]{
		MaximumWeight: uint64(size),
		Weigher:       func(_ id, d document) uint32 { return d.size },
	})}
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
	d, _ := c.documents.GetIfPresent(id{kind, key, hash})
	return d.value
}

// Keep keeps a document whose BSON has size bytes.
func (c *Cache) Keep(kind, key string, hash uint64, size int, value any) {
	if c != nil {
		c.documents.Set(id{kind, key, hash}, document{value, uint32(growth*size + overhead)})
	}
}
