package main

import (
	"viewline/edge"
	"viewline/live"
	"viewline/signals"
	"viewline/store"
)

// observing is what the settings have of those who are told of the server's work.
type observing struct {
	metrics *edge.Metrics // nil for those of the service alone
}

// observer is told of operations, reads and commands.
func (o observing) observer() signals.Observer { return o.metrics }

// state is what the service knows of itself, for its metrics.
func (v *service) state(st store.Reader, feed *live.Feed) edge.State {
	s := edge.State{Revision: feed.Revision, Ready: feed.Ready, ImportedAt: feed.ImportedAt, Load: v.endpoint.Load, Parsed: v.endpoint.Parsed}
	if engine, ok := st.(interface {
		Pool() signals.Pool
		Documents() signals.Cache
	}); ok {
		s.Pool, s.Documents = engine.Pool, engine.Documents
	}
	return s
}
