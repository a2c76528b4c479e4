package files

import "viewline/diagnostic"

// Guard calls do, which works on one file. A panic of do becomes an error of that file,
// so that the other files are still read; ok is false then.
func Guard(shown string, diags *diagnostic.List, do func()) (ok bool) {
	defer func() {
		if fault := recover(); fault != nil {
			diags.Add(shown, diagnostic.Position{}, diagnostic.Error,
				"this file could not be read because of a fault in Viewline: %v; please report it with the file", fault)
		}
	}()
	do()
	return true
}
