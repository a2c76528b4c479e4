package cli

import (
	"io"

	"github.com/spf13/pflag"

	"viewline/licences"
	"viewline/version"
)

// About is whether the command line asks what the program is.
type About struct{ version, licences bool }

// Flags declares --version and --licences.
func (a *About) Flags(f *pflag.FlagSet) {
	f.BoolVar(&a.version, "version", false, "print the version")
	f.BoolVar(&a.licences, "licences", false, "print the licences of all code in it")
}

// Asked tells whether either of the flags is given.
func (a *About) Asked() bool { return a.version || a.licences }

// Print answers what was asked.
func (a *About) Print(stdout io.Writer, program string) {
	if a.version {
		_, _ = io.WriteString(stdout, version.Line(program))
	}
	if a.licences {
		licences.Print(stdout)
	}
}
