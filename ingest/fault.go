package ingest

import (
	"viewline/diagnostic"
	"viewline/post"
)

// parse is [post.Parse], but for tests of what becomes of its faults.
var parse = post.Parse

// guarded does something about one file. A panic in it is an error of this file alone,
// and must not keep others from being read; ok tells that there was none.
func guarded(shown string, diags *diagnostic.List, do func()) (ok bool) {
	defer func() {
		if fault := recover(); fault != nil {
			diags.Add(shown, diagnostic.Position{}, diagnostic.Error,
				"this file could not be read because of a fault in Viewline: %v; please report it with the file", fault)
		}
	}()
	do()
	return true
}
