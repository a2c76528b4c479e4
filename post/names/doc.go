// Package names tells what has the form of a person's name, reads names out of
// the texts that hold them, and makes keys of them. Start at [Read], [FormOf]
// and [Slug].
//
// The package knows forms only. Whether the text "Quiet Maps" is a person or a
// show is for its caller to find out from what else a post says; where the form
// leaves a doubt, [FormOf] says [Possible] or [None].
package names
