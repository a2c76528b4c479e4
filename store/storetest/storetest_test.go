package storetest

import (
	"testing"

	"viewline/store"
)

// TestModel runs the examples on the model, which checks both the model and the examples.
func TestModel(t *testing.T) {
	Run(t, func(*testing.T) store.Store { return &model{} })
}

func TestModelSessions(t *testing.T) {
	RunSessions(t, func(*testing.T) store.Store { return &model{} })
}
