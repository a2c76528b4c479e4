package edge

import "github.com/prometheus/client_golang/prometheus"

// cacheCounts count what a cache is asked for; nil counts nothing.
type cacheCounts struct{ hits, shares, misses prometheus.Counter }

// cache has the counts of a cache; nil of nil metrics.
func (m *Metrics) cache(name string) *cacheCounts {
	if m == nil {
		return nil
	}
	return &cacheCounts{m.asked.WithLabelValues(name, "hit"), m.asked.WithLabelValues(name, "shared"), m.asked.WithLabelValues(name, "miss")}
}

func (c *cacheCounts) hit() {
	if c != nil {
		c.hits.Inc()
	}
}

func (c *cacheCounts) miss() {
	if c != nil {
		c.misses.Inc()
	}
}

// shared counts an answer that was made meanwhile: a miss for the request that had it made.
func (c *cacheCounts) shared(withAnother bool) {
	switch {
	case c == nil:
	case withAnother:
		c.shares.Inc()
	default:
		c.misses.Inc()
	}
}
