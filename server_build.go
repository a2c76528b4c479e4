package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"viewline/build"
	"viewline/build/lookup"
	"viewline/cli"
	"viewline/diagnostic"
	"viewline/proposed"
	"viewline/recent"
	"viewline/store"
	"viewline/web/site"
	"viewline/web/words"
)

const buildHelp = `Writes the whole site into DIR, as files that any web server can hand out, below any
path: pages in both languages, a search, pictures, and the JSON of every person, topic and
appearance; with --public-url also feeds, calendars, reading lists and a sitemap.
Files that are as they should be are not written again; files of an earlier build
that are not part of the site any more are removed, and no others are.

Usage: viewline build DIR [flags]

%s
%s
Examples:
  viewline build site --content ./posts
  viewline build public/timeline --content ./posts --public-url https://example.org/timeline

Exit codes: 0 the site is written; 1 something failed; 2 wrong use; 3 the database could
  not be reached.
`

// keptQuestions is how many bytes of answers to questions of pages a build keeps: a page is asked for
// in one language right behind the other, so that few are enough.
const keptQuestions = 16 << 20

// keptDocuments is how many bytes of documents a build keeps: pages that are written one behind the
// other show the same ones, and whatever is kept for longer is asked for no more.
const keptDocuments = 16 << 20

// askedOnce is an executor that keeps the answers that are asked for most, of so many bytes together, and
// gives them again to who asks the same. An answer with errors is not kept. The corpus must not change.
func askedOnce(execute site.Executor, most int) site.Executor {
	answers := recent.New(most, func(asked recent.Key, answer any) uint32 { return uint32(len(asked.Name) + len(answer.([]byte))) })
	return func(ctx context.Context, query string, variables any) ([]byte, error) {
		values, err := json.Marshal(variables)
		if err != nil {
			return nil, fmt.Errorf("encode variables: %w", err)
		}
		asked := recent.Key{Kind: query, Name: string(values)}
		if answer := answers.Get(asked); answer != nil {
			return answer.([]byte), nil
		}
		answer, err := execute(ctx, query, json.RawMessage(values))
		if err == nil && bytes.HasPrefix(answer, []byte(`{"data":`)) { // errors stand ahead of the data
			answers.Keep(asked, answer)
		}
		return answer, err
	}
}

// buildSettings are what the command line of `viewline build` asks for.
type buildSettings struct {
	settings
	folder, publicURL string
	linkFiles         bool
}

// parseBuild reads the command line of `viewline build`.
func parseBuild(args []string, env cli.Environment) (s buildSettings, usage string, err error) {
	s.limits.flags(pflag.NewFlagSet("", pflag.ContinueOnError)) // the defaults: this server has no clients
	f := pflag.NewFlagSet(program+" build", pflag.ContinueOnError)
	f.SortFlags = false
	cli.StoreFlags(f, &s.engine)
	s.contentFlag(f)
	s.site.flags(f)
	s.sourceURLFlag(f)
	public := f.Lookup("public-url")
	public.Usage = "`address` below which readers find the files, such as\nhttps://example.org/timeline, for feeds, other exports, the sitemap and\npreviews; without it these are left out. Links of pages do not need it"
	f.Lookup("site-language").Usage = "`language`, en or zh, of the pages at the root; en if absent"
	f.BoolVar(&s.linkFiles, "link-files", false, "name index.html in links, so that the pages can be opened\nfrom the folder, without a web server; no chart and no\nsearch then, which browsers refuse to load from a folder")
	f.BoolVarP(&s.help, "help", "h", false, "print this help")
	usage = fmt.Sprintf(buildHelp, strings.ReplaceAll(f.FlagUsagesWrapped(80), "[=true|false]", "             "), cli.Variables(f))
	if err := cli.Parse(f, &s.engine, args, env); err != nil {
		return s, usage, err
	}
	s.settle(f, s.engine)
	s.watch, s.watchGiven, s.patient = false, true, true // a build ends, and has all
	s.engine.Documents = keptDocuments
	s.site.asking = func(execute site.Executor) site.Executor { return askedOnce(execute, keptQuestions) }
	s.answers = 0 // each page is asked for once
	return s, usage, cli.Explain(f, s.check(f.Args()))
}

// check returns an error for the first setting that is wrong, and takes the folder.
func (s *buildSettings) check(rest []string) error {
	switch {
	case s.help:
		return nil
	case len(rest) == 0:
		return errors.New("no folder to write into; want viewline build DIR")
	case len(rest) > 1:
		return fmt.Errorf("%q is a second folder; want one", rest[1])
	}
	s.folder = rest[0]
	s.publicURL, s.site.publicURL = s.site.publicURL, ""
	if u, err := url.Parse(s.publicURL); s.publicURL != "" && (err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil || (u.Scheme != "http" && u.Scheme != "https")) {
		return fmt.Errorf("--public-url %q; want an address such as https://example.org/timeline", s.publicURL)
	}
	if s.site.language.own == nil {
		s.site.language.own = words.English
	}
	return errors.Join(s.site.check(), s.checkSourceURL(), s.contentSettings.check())
}

// runBuild is the command `viewline build`, and returns the exit code.
func runBuild(ctx context.Context, args []string, env cli.Environment, stdout, stderr io.Writer) int {
	s, usage, err := parseBuild(args, env)
	if code, done := answered(err, s.help, usage, stdout, stderr); done {
		return code
	}
	return onStore(ctx, s.engine, env, stderr, func(st store.Store) error { return writeSite(ctx, st, s, stdout, stderr) })
}

// writeSite imports the posts as the server does, and writes the files.
func writeSite(ctx context.Context, st store.Store, s buildSettings, stdout, stderr io.Writer) error {
	imports, err := importContent(ctx, st, s.contentSettings, stdout, stderr)
	if err != nil {
		return err
	}
	defer imports.end()
	select { // where another process imports, until that has ended
	case <-imports.done:
	case <-ctx.Done():
		return ctx.Err()
	}
	began := time.Now()
	all, err := newService(ctx, st, s.settings, slog.New(slog.NewTextHandler(stderr, nil)))
	if err != nil {
		return err
	}
	o := build.Options{
		Folder: s.folder, PublicURL: s.publicURL, Languages: []string{s.site.language.own.Code}, Chart: !s.linkFiles, NameIndex: s.linkFiles,
		Warn: func(text string) { _, _ = fmt.Fprintln(stderr, diagnostic.Printable(text)) },
	}
	if !s.linkFiles {
		o.Index = func(ctx context.Context, put func(string, []byte) error) error {
			return lookup.Write(ctx, proposed.New(st), put)
		}
	}
	for _, l := range words.All {
		if l != s.site.language.own {
			o.Languages = append(o.Languages, l.Code)
		}
	}
	result, err := build.Run(ctx, all, o)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "%s in %s: %d written, %d removed, after %.1f s\n", cli.Number(result.Files, "file"), diagnostic.Printable(s.folder), result.Written, result.Removed, time.Since(began).Seconds())
	return err
}
