package mongodb_test

import (
	"testing"

	"viewline/store"
	"viewline/store/mongodb/mongotest"
	"viewline/store/storetest"
)

func TestStore(t *testing.T) {
	mongotest.Start(t)
	storetest.Run(t, func(t *testing.T) store.Store {
		s, _ := open(t)
		s.KeepDocuments(1 << 20)
		return s
	})
}
