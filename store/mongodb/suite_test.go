package mongodb_test

import (
	"testing"
	"time"

	"viewline/store"
	"viewline/store/mongodb/mongotest"
	"viewline/store/storetest"
)

func TestStore(t *testing.T) {
	mongotest.Start(t)
	storetest.Run(t, func(t *testing.T) store.Store {
		s, _ := open(t)
		s.KeepDocuments(1 << 20)
		s.KeepFor(30 * time.Second) // the test endpoint reads the versions that nobody sees, too
		return s
	})
}
