// Package engine turns a program's settings into the store that they name:
// MongoDB where there is a URI, else the embedded file. [Open] is all there is.
package engine

import (
	"cmp"
	"context"

	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/sqlite"
)

// The defaults of [Config].
const (
	DefaultDatabase = "viewline"
	DefaultData     = "./data"
)

// Config names a store.
type Config struct {
	// MongoDBURI is that of a MongoDB server; empty means the embedded file.
	MongoDBURI string
	// Database is MongoDB's; empty means DefaultDatabase.
	Database string
	// Data is the folder of the embedded file; empty means DefaultData.
	Data string
	// Documents is how many bytes of documents are kept once they were read; 0
	// means none.
	Documents int
	// Reads is how many reads there may be at once; 0 means as many as the
	// engine holds right. MongoDB has a connection for each.
	Reads int
}

// Open opens the store, which is the caller's to close. An error is
// [store.ErrUnavailable] where the store cannot be reached, and says in one
// line what to do.
func Open(ctx context.Context, c Config) (store.Store, error) {
	if c.MongoDBURI != "" {
		s, err := mongodb.Open(ctx, c.MongoDBURI, cmp.Or(c.Database, DefaultDatabase), mongodb.WithPool(c.Reads))
		if err != nil {
			return nil, err // and not a nil *mongodb.Store in an interface that is not nil
		}
		s.KeepDocuments(c.Documents)
		return s, nil
	}
	s, err := sqlite.Open(ctx, cmp.Or(c.Data, DefaultData), sqlite.WithCache(c.Documents))
	if err != nil {
		return nil, err
	}
	return s, nil
}
