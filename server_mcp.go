package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/spf13/pflag"

	"viewline/cli"
	"viewline/edge/budget"
	"viewline/graph"
	"viewline/live"
	"viewline/mcp"
	"viewline/store"
	"viewline/web/site"
)

const mcpHelp = `Answers one program that speaks the Model Context Protocol, on standard input and
output: tools that find people and topics, read timelines, appearances and reading
lists, compare positions, search, and check quotes. It only reads.

Usage: viewline mcp [flags]

%s
%s
The database is that of the server; the loader fills it. A server answers the same
tools at /mcp.

Exit codes: 0 the program closed standard input; 1 something failed; 2 wrong use;
  3 the database could not be reached.
`

// parseMCP reads the command line of `viewline mcp`.
func parseMCP(args []string, env cli.Environment) (s settings, usage string, err error) {
	f := pflag.NewFlagSet(program+" mcp", pflag.ContinueOnError)
	f.SortFlags = false
	cli.StoreFlags(f, &s.engine)
	f.StringVar(&s.site.title, "site-title", site.DefaultTitle, "`name` of the site")
	s.site.publicURLFlag(f, "`origin` at which readers find the pages, such as https://example.org;\naddresses of pages begin at the root if absent")
	s.sourceURLFlag(f)
	f.BoolVarP(&s.help, "help", "h", false, "print this help")
	usage = fmt.Sprintf(mcpHelp, strings.ReplaceAll(f.FlagUsagesWrapped(80), "[=true|false]", "             "), cli.Variables(f))
	if err := cli.Parse(f, &s.engine, args, env); err != nil {
		return s, usage, err
	}
	if rest := f.Args(); len(rest) > 0 && !s.help {
		return s, usage, fmt.Errorf("%q is no flag; see --help", rest[0])
	}
	return s, usage, cli.Explain(f, cmp.Or(s.site.check(), s.checkSourceURL()))
}

// runMCP is the command `viewline mcp`: it answers until in ends or ctx is done, and returns
// the exit code. Only the protocol goes to out.
func runMCP(ctx context.Context, args []string, env cli.Environment, in io.ReadCloser, out io.WriteCloser, stderr io.Writer) int {
	s, usage, err := parseMCP(args, env)
	if code, done := answered(err, s.help, usage, out, stderr); done {
		return code
	}
	return onStore(ctx, s.engine, env, stderr, func(st store.Store) error { return answerTools(ctx, st, s, in, out, stderr) })
}

func answerTools(ctx context.Context, st store.Store, s settings, in io.ReadCloser, out io.WriteCloser, stderr io.Writer) error {
	log := slog.New(slog.NewTextHandler(stderr, nil))
	s.graph.PublicURL, s.graph.Answer = s.site.publicURL, defaultAnswer
	s.graph.Total = budget.NewTotal(inFlight * defaultAnswer)
	endpoint := graph.NewHandler(st, live.Follow(ctx, st, log), log, s.graph)
	tools := mcp.New(site.Over(endpoint.Own()), log, mcp.Options{Title: s.site.title, PublicURL: s.site.publicURL})
	return tools.Serve(ctx, in, out)
}
