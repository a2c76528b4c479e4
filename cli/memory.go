package cli

import "runtime/debug"

// Memory lets garbage gather up to so many percent of what is in use, until the
// memory of the process comes near the limit in bytes. The variables GOGC and
// GOMEMLIMIT go before it.
func Memory(env func(string) string, percent int, limit int64) {
	if env("GOGC") != "" || env("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(percent)
	debug.SetMemoryLimit(limit)
}
