// Package decoded keeps documents that were read in their decoded form. A
// document is known by its key and a hash of what is stored of it, so that a
// later revision drops none but those that it changed. [Cache] is all there is.
package decoded

import (
	"github.com/cespare/xxhash/v2"
	"github.com/maypok86/otter/v2"
)

// A decoded document takes about so many times the bytes of its BSON, beside a
// constant: measured on appearances of the sample's shape.
const (
	growth   = 3
	overhead = 512 // bytes
)

// Cache holds documents that nobody may change any more. It is safe for
// concurrent use. A nil Cache holds nothing.
type Cache struct {
	documents *otter.Cache[id, document]
}

type id struct {
	kind, key string
	hash      uint64
}

type document struct {
	value any
	size  uint32
}

// New makes a cache of about so many bytes; nil for 0.
func New(size int) *Cache {
	if size <= 0 {
		return nil
	}
	return &Cache{otter.Must(&otter.Options[id, document]{
		MaximumWeight: uint64(size),
		Weigher:       func(_ id, d document) uint32 { return d.size },
	})}
}

// Hash is that of what is stored of a document.
func Hash(parts ...[]byte) uint64 {
	d := xxhash.New()
	for _, part := range parts {
		_, _ = d.Write(part) // never fails
	}
	return d.Sum64()
}

// Get finds a document of a kind; nil where it is not there.
func (c *Cache) Get(kind, key string, hash uint64) any {
	if c == nil {
		return nil
	}
	d, _ := c.documents.GetIfPresent(id{kind, key, hash})
	return d.value
}

// Keep keeps a document whose BSON has so many bytes.
func (c *Cache) Keep(kind, key string, hash uint64, size int, value any) {
	if c != nil {
		c.documents.Set(id{kind, key, hash}, document{value, uint32(growth*size + overhead)})
	}
}
