package storetest

import (
	"testing"

	"viewline/store"
)

// TestModel holds the model itself to the examples, and so the examples to a
// second opinion.
func TestModel(t *testing.T) {
	Run(t, func(*testing.T) store.Store { return &model{} })
}

func TestModelSessions(t *testing.T) {
	RunSessions(t, func(*testing.T) store.Store { return &model{} })
}
