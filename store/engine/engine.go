// Package engine opens the store that a program's settings name: MongoDB where there is a
// URI, else the embedded file. [Open] is its entry point.
package engine

import (
	"cmp"
	"context"

	"viewline/signals"
	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/sqlite"
	"viewline/timeline"
)

// The defaults of [Config].
const (
	DefaultDatabase = "viewline"
	DefaultData     = "./data"
)

// Config names a store.
type Config struct {
	// MongoDBURI is the URI of a MongoDB server; empty means the embedded file.
	MongoDBURI string
	// Database is the name of the database on that server; empty means DefaultDatabase.
	Database string
	// Data is the folder of the embedded file; empty means DefaultData.
	Data string
	// Documents is how many bytes the documents may take that are kept in memory once they
	// were read; 0 means that none are kept.
	Documents int
	// Reads is how many reads may run at once; 0 means the engine's default. MongoDB has a
	// connection for each.
	Reads int
	// Observer is told of what is sent to the database; nil means that nobody is.
	Observer signals.Observer
}

// Backup copies the embedded file into a file that is not there yet, as it is at one
// revision; an error means that there is no copy. Nobody has to wait for it. It is for the
// embedded engine alone: MongoDB has programs of its own for that.
func Backup(ctx context.Context, c Config, file string) (found timeline.Corpus, err error) {
	s, err := sqlite.Open(ctx, cmp.Or(c.Data, DefaultData))
	if err != nil {
		return found, err
	}
	defer func() { _ = s.Close() }() // the copy is whole by then
	return s.Backup(ctx, file)
}

// Open opens the store, which the caller has to close. The error is [store.ErrUnavailable]
// where the store cannot be reached, and says in one line what to do.
func Open(ctx context.Context, c Config) (store.Store, error) {
	if c.MongoDBURI != "" {
		opts := []mongodb.Option{mongodb.WithPool(c.Reads)}
		if c.Observer != nil {
			opts = append(opts, mongodb.WithObserver(c.Observer))
		}
		s, err := mongodb.Open(ctx, c.MongoDBURI, cmp.Or(c.Database, DefaultDatabase), opts...)
		if err != nil {
			return nil, err // not st, which would be an interface with a nil pointer
		}
		s.KeepDocuments(c.Documents)
		return s, nil
	}
	opts := []sqlite.Option{sqlite.WithCache(c.Documents)}
	if c.Observer != nil {
		opts = append(opts, sqlite.WithObserver(c.Observer))
	}
	s, err := sqlite.Open(ctx, cmp.Or(c.Data, DefaultData), opts...)
	if err != nil {
		return nil, err
	}
	return s, nil
}
