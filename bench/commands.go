package main

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/event"
)

// monitor gathers the commands that are sent to MongoDB.
func (l *list) monitor() *event.CommandMonitor {
	return &event.CommandMonitor{Started: func(_ context.Context, e *event.CommandStartedEvent) { l.add(e.Command.String()) }}
}
