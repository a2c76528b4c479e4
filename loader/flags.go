package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"viewline/cli"
	"viewline/ingest"
	"viewline/store/engine"
)

// exitInterrupted goes beside the exit codes of package cli; shells report
// SIGINT by the same number.
const exitInterrupted = 130

const program = "loader"

const help = `Loads Markdown posts into the timeline. Loading them again changes nothing.

Usage: loader [flags] PATH...
A PATH is a folder (all .md files in it, at any depth), a file, or - for one
post on standard input.

%s
Examples:
  loader ./content
  loader --check --json posts/ada.md > report.json

Exit codes: 0 all done; 1 a post failed or was refused, the others are in;
  2 wrong use; 3 the database could not be reached; 130 interrupted.
`

// settings are what the command line asks for.
type settings struct {
	help   bool
	json   bool
	watch  bool
	engine engine.Config
	ingest ingest.Options
}

// parse reads the command line. Its errors are wrong uses. The usage is that of
// the flags.
func parse(args []string, env func(string) string) (s settings, usage string, err error) {
	f := pflag.NewFlagSet(program, pflag.ContinueOnError)
	f.SortFlags = false
	cli.StoreFlags(f, &s.engine)
	f.BoolVar(&s.ingest.Check, "check", false, "parse and report, write nothing")
	f.BoolVar(&s.json, "json", false, "print a report on standard output")
	f.BoolVar(&s.ingest.Strict, "strict", false, "write nothing if there is any error")
	f.BoolVar(&s.ingest.Prune, "prune", false, "remove posts below the PATHs whose files are gone")
	f.BoolVar(&s.ingest.Drafts, "drafts", false, "load posts marked as drafts, too")
	f.BoolVar(&s.watch, "watch", false, "load what changes, until interrupted")
	f.IntVar(&s.ingest.Workers, "workers", 0, "`posts` to parse at once; 0: one per processor")
	f.BoolVarP(&s.help, "help", "h", false, "print this help")
	usage = fmt.Sprintf(help, strings.ReplaceAll(f.FlagUsages(), "[=true|false]", "             "))
	if err := cli.Parse(f, &s.engine, args, env); err != nil {
		return s, usage, err
	}
	s.ingest.Paths, s.ingest.Detailed = f.Args(), s.json
	switch {
	case s.help:
	case len(s.ingest.Paths) == 0:
		err = errors.New("no PATH; name a folder of posts, such as ./content, or see --help")
	case s.watch && slices.Contains(s.ingest.Paths, "-"):
		err = errors.New("--watch with standard input; want folders or files")
	case s.ingest.Workers < 0:
		err = fmt.Errorf("--workers %d; want 0 or more", s.ingest.Workers)
	}
	return s, usage, err
}
