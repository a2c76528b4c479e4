package engine

import (
	"cmp"

	"viewline/store/sqlite"
)

// Exists reports whether the store that a configuration names is there already: a
// server always is, the embedded file only once something was imported.
func Exists(c Config) bool { return c.MongoDBURI != "" || sqlite.Exists(cmp.Or(c.Data, DefaultData)) }
