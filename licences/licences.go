// Package licences tells whose code a program contains, and under which terms.
// [Notice] is its entry point.
//
// The repository has the names of modules and the kinds of their licences only; the
// texts are other people's, and are gathered from the module cache by
// `go generate ./licences` before a program is built for others, as the Dockerfile
// does. A program that was built without them names the modules, the kinds, and where
// each text is to be found.
package licences

import (
	"embed"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
)

//go:generate go run ./generate texts/modules.txt

// Texts is the file, in the folder of the package, that holds the licence texts.
const Texts = "texts/modules.txt"

//go:embed all:texts
var files embed.FS

// Ours is the licence of Viewline itself.
const Ours = "Viewline, Copyright (c) the Viewline authors, MIT licence: see the file LICENSE of its source.\n"

// Notice is what --licences prints: the licence of Viewline, the modules in the program
// at hand, and the texts of their licences where the program was built with them.
func Notice() string {
	var b strings.Builder
	b.WriteString(Ours + "\nThis program contains:\n\n")
	info, _ := debug.ReadBuildInfo()
	if info == nil {
		info = new(debug.BuildInfo)
	}
	for _, m := range info.Deps {
		kind := Kinds[m.Path]
		if kind == "" {
			kind = "see its source"
		}
		_, _ = fmt.Fprintf(&b, "%s %s: %s, https://pkg.go.dev/%s@%s?tab=licenses\n", m.Path, m.Version, kind, m.Path, m.Version)
	}
	b.WriteString("The Go standard library: BSD-3-Clause, https://go.dev/LICENSE\n")
	if texts, err := files.ReadFile(Texts); err == nil {
		b.WriteString("\n")
		b.Write(texts)
	} else {
		b.WriteString("\nThe texts themselves are not in this program: it was built without `go generate ./licences`.\n")
	}
	return b.String()
}

// Print writes the notice.
func Print(w io.Writer) { _, _ = io.WriteString(w, Notice()) }
