// Package recent keeps values in memory by texts, up to a bound: those that are asked for
// most. [New] is the entry point.
package recent

import "github.com/maypok86/otter/v2"

// Cache keeps values. It is safe for concurrent use.
type Cache struct{ values values }

// values are what an otter.Cache does here. Behind an interface, its code is compiled once,
// and not again in each package that has a Cache.
type values interface {
	GetIfPresent(key string) (any, bool)
	Set(key string, value any) (any, bool)
}

// New makes a cache that keeps values of at most so much weight. A nil weight counts each
// value as 1.
func New(most int, weight func(key string) int) *Cache {
	o := &otter.Options[string, any]{
		Executor: func(evict func()) { evict() }, // evicts at once, so that there is never more
	}
	if weight == nil {
		o.MaximumSize = most
	} else {
		o.MaximumWeight = uint64(most)
		o.Weigher = func(key string, _ any) uint32 { return uint32(weight(key)) }
	}
	return &Cache{otter.Must(o)}
}

// Get is the value of a key; nil where it is not kept.
func (c *Cache) Get(key string) any {
	value, _ := c.values.GetIfPresent(key)
	return value
}

// Keep keeps a value, which must not be nil, until there is no room for it.
func (c *Cache) Keep(key string, value any) { c.values.Set(key, value) }
