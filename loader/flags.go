package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"viewline/cli"
	"viewline/ingest"
	"viewline/post"
	"viewline/store/engine"
)

// exitInterrupted is the exit code after an interrupt, beside the exit codes of package
// cli. It is the number by which shells report SIGINT.
const exitInterrupted = 130

const program = "loader"

// defaultWait is how long the loader waits for another import to end, unless told
// otherwise.
const defaultWait = 30 * time.Second

const help = `Loads Markdown posts into the timeline. Loading them again changes nothing.

Usage: loader [flags] PATH...
A PATH is a folder (.md, .markdown, .mdx at any depth), a file, or - for stdin.

%s%s
Examples:
  loader ./content
  loader --check --json posts/ada.md > report.json

Exit codes: 0 all done; 1 a post failed or was refused, the others are in, or
  --verify found something;
  2 wrong use; 3 the database was not reached, or is busy; 130 interrupted.
`

// settings are what the command line asks for.
type settings struct {
	help     bool
	about    cli.About
	json     bool
	watch    bool
	verify   bool   // look at what is stored
	backup   string // the file to copy the database into; empty: none
	format   string // of what is said on standard error
	proposal string // the folder to propose files for; empty: none
	schema   string // whose JSON Schema is to be printed; empty: nothing's
	engine   engine.Config
	ingest   ingest.Options
	explain  func(error) error // see [cli.Explain]
}

// parse reads the command line. An error says what is wrong with it. The usage describes
// the flags.
func parse(args []string, env cli.Environment) (s settings, usage string, err error) {
	f := pflag.NewFlagSet(program, pflag.ContinueOnError)
	f.SortFlags = false
	cli.StoreFlags(f, &s.engine)
	f.BoolVar(&s.ingest.Check, "check", false, "say what is understood, write nothing")
	f.BoolVar(&s.ingest.Diff, "diff", false, "with --check: what an import would change")
	f.BoolVar(&s.json, "json", false, "print a report on standard output")
	f.StringVar(&s.format, "format", "text", "diagnostics: text, `github`, json")
	f.BoolVar(&s.ingest.Strict, "strict", false, "write nothing if there is any error")
	f.BoolVar(&s.ingest.Prune, "prune", false, "remove posts of the PATHs whose files are gone")
	f.BoolVar(&s.ingest.AllowEmpty, "allow-empty", false, "with --prune: also where no post is left")
	f.BoolVar(&s.ingest.FollowLinks, "follow-links", false, "read what links lead to outside of the folders")
	f.BoolVar(&s.ingest.Drafts, "drafts", false, "load posts marked as drafts, too")
	f.BoolVar(&s.watch, "watch", false, "load what changes, until interrupted")
	f.BoolVar(&s.verify, "verify", false, "check the whole database, and the PATHs with it")
	f.StringVar(&s.backup, "backup", "", "copy the database into a new `FILE`, at any time")
	f.DurationVar(&s.ingest.Wait, "wait", defaultWait, "`time` to wait for another import")
	f.IntVar(&s.ingest.Workers, "workers", 0, "`posts` to parse at once; 0: one per processor")
	f.StringVar(&s.proposal, "propose", "", "suggest files to stand beside the posts of `DIR`")
	f.StringVar(&s.schema, "schema", "", "print a JSON Schema, by `name`, such as people")
	s.about.Flags(f)
	f.BoolVarP(&s.help, "help", "h", false, "print this help")
	usage = fmt.Sprintf(help, narrow(strings.ReplaceAll(f.FlagUsages(), "[=true|false]", "             ")), cli.Variables(f))
	if err := cli.Parse(f, &s.engine, args, env); err != nil {
		return s, usage, err
	}
	s.ingest.Paths, s.ingest.Detailed = f.Args(), s.json
	s.explain = func(err error) error { return cli.Explain(f, err) }
	return s, usage, s.explain(s.check(f))
}

// narrow removes the blank columns between flags and their descriptions, except three.
func narrow(usages string) string {
	lines := strings.Split(usages, "\n")
	from, to := 0, len(lines[0])
	for _, line := range lines {
		if before, _, several := strings.Cut(strings.TrimLeft(line, " "), "   "); several {
			end := len(line) - len(strings.TrimLeft(line, " ")) + len(before)
			from, to = max(from, end), end+len(line[end:])-len(strings.TrimLeft(line[end:], " "))
		}
	}
	for i, line := range lines {
		if len(line) > to {
			lines[i] = line[:from] + "   " + line[to:]
		}
	}
	return strings.Join(lines, "\n")
}

// check finds what of the settings is wrong, or does not go together.
func (s settings) check(f *pflag.FlagSet) error {
	switch {
	case s.help || s.about.Asked():
	case f.Changed("schema"):
		if post.Schemas[s.schema] == nil {
			return fmt.Errorf("--schema %q; want front-matter, viewline, people, topics, papers or sections", s.schema)
		}
	case formats[s.format].diagnostic == nil:
		return fmt.Errorf("--format %q; want %s", s.format, formatNames())
	case f.Changed("propose"):
		return s.alone(f)
	case f.Changed("backup"):
		return s.onlyBackup(f)
	case s.ingest.AllowEmpty && !s.ingest.Prune:
		return errors.New("--allow-empty without --prune; add --prune to remove posts whose files are gone")
	case s.ingest.Diff && !s.ingest.Check:
		return errors.New("--diff without --check; add --check to see what an import would change")
	case s.verify && s.ingest.Workers >= 0:
		return apart(f, "verify", "check", "diff", "strict", "prune", "allow-empty", "watch", "wait")
	case len(s.ingest.Paths) == 0:
		return errors.New("no PATH; name a folder of posts, such as ./content, or see --help")
	case s.watch && slices.Contains(s.ingest.Paths, "-"):
		return errors.New("--watch with standard input; want folders or files")
	case s.ingest.Wait < 0:
		return fmt.Errorf("--wait %s; want 0 or more, such as 30s", s.ingest.Wait)
	case s.ingest.Workers < 0:
		return fmt.Errorf("--workers %d; want 0 or more", s.ingest.Workers)
	}
	return nil
}

// ofImports are the flags that say something of an import, and only of an import.
var ofImports = []string{"check", "diff", "json", "strict", "prune", "drafts", "watch", "verify", "wait", "allow-empty", "follow-links"}

// alone returns an error for what --propose excludes: a PATH, and flags of an import.
func (s settings) alone(f *pflag.FlagSet) error {
	if s.proposal == "" {
		return errors.New("--propose without a folder; want one of posts, as in --propose=./content")
	}
	if len(s.ingest.Paths) > 0 {
		return fmt.Errorf("--propose with the PATH %q; want the folder behind --propose alone", s.ingest.Paths[0])
	}
	return apart(f, "propose", ofImports...)
}

// onlyBackup returns an error for what --backup excludes: a PATH, MongoDB, and flags of an
// import.
func (s settings) onlyBackup(f *pflag.FlagSet) error {
	switch {
	case s.backup == "":
		return errors.New("--backup without a file; want one that is not there yet, as in --backup=viewline.bak")
	case strings.HasPrefix(s.backup, "-"):
		return fmt.Errorf("--backup %s; want a file, as in --backup=viewline.bak, or ./%[1]s if that is its name", s.backup)
	case len(s.ingest.Paths) > 0:
		return fmt.Errorf("--backup with the PATH %q; want the file behind --backup alone", s.ingest.Paths[0])
	case s.engine.MongoDBURI != "":
		return errors.New("--backup with MongoDB; use mongodump, or copy its volumes: docs/operations.md, Backup and restore")
	}
	return apart(f, "backup", ofImports...)
}

// apart refuses flags of the command line that do not go with another one.
func apart(f *pflag.FlagSet, flag string, others ...string) error {
	for _, other := range others {
		if f.Changed(other) && !cli.FromVariable(f, other) { // a variable is for every run of the program
			return fmt.Errorf("--%s with --%s; want one of the two", flag, other)
		}
	}
	return nil
}
