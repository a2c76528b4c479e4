// Package recent keeps values in memory by keys, up to a bound: those that are asked for
// most. [New] is the entry point.
package recent

import (
	"sync/atomic"

	"github.com/maypok86/otter/v2"
)

// Cache keeps values. It is safe for concurrent use.
type Cache struct {
	values       values
	hits, misses atomic.Uint64
}

// Key is what a value is kept by. Parts that a cache has no use for are zero.
type Key struct {
	Kind, Name string
	Hash       uint64
	Form       any // a comparable value that many keys share, such as a unique.Handle
}

// values are what an otter.Cache does here. Behind an interface, its code is compiled once,
// and not again in each package that has a Cache.
type values interface {
	GetIfPresent(key Key) (any, bool)
	Set(key Key, value any) (any, bool)
}

// Weight is what a value counts in the bound of a cache.
type Weight func(key Key, value any) uint32

// New makes a cache that keeps values of at most so much weight. A nil weight counts each
// value as 1. There is never more: a value that has to go goes before Keep returns.
func New(most int, weight Weight) *Cache {
	return made(most, weight, func(evict func()) { evict() })
}

// NewLoose makes a cache whose values go a moment later, while others work on.
func NewLoose(most int, weight Weight) *Cache { return made(most, weight, nil) }

func made(most int, weight Weight, executor func(evict func())) *Cache {
	o := &otter.Options[Key, any]{Executor: executor}
	if weight == nil {
		o.MaximumSize = most
	} else {
		o.MaximumWeight = uint64(most)
		o.Weigher = weight
	}
	return &Cache{values: otter.Must(o)}
}

// Get is the value of a key; nil where it is not kept.
func (c *Cache) Get(key Key) any {
	value, ok := c.values.GetIfPresent(key)
	if ok {
		c.hits.Add(1)
	} else {
		c.misses.Add(1)
	}
	return value
}

// Asked is how often Get had a value so far, and how often not.
func (c *Cache) Asked() (hits, misses uint64) { return c.hits.Load(), c.misses.Load() }

// Keep keeps a value, which must not be nil, until there is no room for it.
func (c *Cache) Keep(key Key, value any) { c.values.Set(key, value) }
