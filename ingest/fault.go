package ingest

import (
	"viewline/diagnostic"
	"viewline/post"
)

// parse is [post.Parse]; tests replace it by a function that panics.
var parse = post.Parse

// guarded calls do, which works on one file. A panic of do becomes an error of that file,
// so that the other files are still read; ok is false then.
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
