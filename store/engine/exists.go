package engine

import (
	"cmp"

	"viewline/store/sqlite"
)

// Exists reports whether the store that a configuration names exists already. A server
// always counts as existing; the embedded file exists once something was imported.
func Exists(c Config) bool { return c.MongoDBURI != "" || sqlite.Exists(cmp.Or(c.Data, DefaultData)) }
