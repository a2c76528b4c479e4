// Package cli holds what the server's and the loader's command lines have in
// common: exit codes, and errors that say in one line what to do about them.
package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/pflag"

	"viewline/diagnostic"
	"viewline/store/engine"
)

// The exit codes.
const (
	ExitDone        = 0
	ExitFailed      = 1
	ExitUsage       = 2
	ExitUnavailable = 3 // the database could not be reached, or is busy
)

// StoreFlags declares the flags that name a store.
func StoreFlags(f *pflag.FlagSet, c *engine.Config) {
	f.StringVar(&c.MongoDBURI, "mongodb-uri", "", "`URI` of MongoDB; else MONGODB_URI; else a file")
	f.String("mongodb-uri-file", "", "`file` with that URI, which holds a password")
	f.StringVar(&c.Database, "database", engine.DefaultDatabase, "`name` of its database")
	f.StringVar(&c.Data, "data", engine.DefaultData, "`folder` of that file")
}

// Parse reads the command line, and from the environment what it does not say.
// Its errors are wrong uses.
func Parse(f *pflag.FlagSet, c *engine.Config, args []string, env Environment) error {
	err := f.Parse(args)
	if err == nil {
		return env.complete(f, c)
	}
	unknown, ok := errors.AsType[*pflag.NotExistError](err)
	if !ok {
		return fmt.Errorf("%w; see --help", err)
	}
	given := cmp.Or(unknown.GetSpecifiedShortnames(), unknown.GetSpecifiedName())
	if nearest := nearest(given, f); nearest != "" {
		return fmt.Errorf("unknown flag %q; did you mean --%s? See --help", given, nearest)
	}
	return fmt.Errorf("unknown flag %q; see --help", given)
}

// Complain prints an error in one line, under the name of the program, safe for a
// terminal.
func Complain(stderr io.Writer, program string, err error) {
	_, _ = fmt.Fprintf(stderr, "%s: %s\n", program, diagnostic.Printable(strings.ReplaceAll(err.Error(), "\n", "; ")))
}

// Number is a count with its noun: "1 post", "2 posts".
func Number(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// NoOccasion says what to do about posts of which none tells of an occasion, so that no
// page has them by date; empty where some do, or where there are no posts.
func NoOccasion(posts, appearances int) string {
	if posts <= 0 || appearances > 0 {
		return ""
	}
	return "none of the posts tells of an occasion: loader --check says what each of them lacks, and loader --propose=DIR suggests a viewline.yaml for a folder of them"
}

// nearest is the flag that is like what was given, or begins with it; empty
// where none does.
func nearest(given string, f *pflag.FlagSet) string {
	name, least := "", max(len(given)/2, 1)+1
	f.VisitAll(func(flag *pflag.Flag) {
		d := levenshtein.ComputeDistance(given, flag.Name)
		if len(given) > 1 && strings.HasPrefix(flag.Name, given) {
			d = 0
		}
		if d < least {
			name, least = flag.Name, d
		}
	})
	return name
}
