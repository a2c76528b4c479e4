package main

import (
	"fmt"
	"net"
	"net/url"
	"strings"

	"github.com/spf13/pflag"

	"viewline/cli"
	"viewline/store/engine"
)

const serverHelp = `Serves the timeline: pages, a playground and the GraphQL endpoint.

Usage: viewline [flags]
       viewline mcp [flags]      the tools of /mcp on standard input and output
       viewline health [flags]   whether the server on this machine is ready
       viewline build DIR        the whole site as files for any web server

%s
%s
OTEL_EXPORTER_OTLP_ENDPOINT, and the variables beside it, name a receiver
of OpenTelemetry for traces.

Examples:
  viewline
  viewline --content ./posts --data /var/lib/viewline
  viewline --mongodb-uri mongodb://localhost:27017 --addr :8080

Exit codes: 0 stopped; 1 something failed, such as a port that is in use;
  2 wrong use; 3 the database could not be reached.
`

// settings are what the command line asks for.
type settings struct {
	help      bool
	about     cli.About
	addr      string
	debugAddr string // empty means that there is no listener for profiles
	engine    engine.Config
	studio    studioSettings
	site      siteSettings
	previews  previewSettings
	mcp       bool // whether /mcp is served
	log       logSettings
	observing
	contentSettings
	limits
}

// parse reads the command line. An error says what is wrong with it.
func parse(args []string, env cli.Environment) (s settings, usage string, err error) {
	f := pflag.NewFlagSet(program, pflag.ContinueOnError)
	f.SortFlags = false
	f.StringVar(&s.addr, "addr", defaultAddr, "`host:port` to listen on; port 0 takes a free one")
	f.StringVar(&s.debugAddr, "debug-addr", "", "`host:port` on this machine for profiles of the process and for\n/metrics, which --addr then has no more; none if absent")
	cli.StoreFlags(f, &s.engine)
	s.contentSettings.flags(f)
	s.studio.flags(f)
	s.site.flags(f)
	s.previews.flags(f)
	s.sourceURLFlag(f)
	f.BoolVar(&s.mcp, "mcp", true, "answer programs of the Model Context Protocol at /mcp")
	s.limits.flags(f)
	s.log.flags(f)
	s.about.Flags(f)
	f.BoolVarP(&s.help, "help", "h", false, "print this help")
	usage = fmt.Sprintf(serverHelp, strings.ReplaceAll(f.FlagUsagesWrapped(80), "[=true|false]", "             "), cli.Variables(f))
	if err := cli.Parse(f, &s.engine, args, env); err != nil {
		return s, usage, err
	}
	s.engine.Documents, s.engine.Reads = s.documents, s.graph.Operations
	s.settle(f, s.engine)
	return s, usage, cli.Explain(f, s.check(f.Args()))
}

// check returns an error for the first setting that is wrong, and for an argument that is
// no flag.
func (s *settings) check(rest []string) error {
	if s.help || s.about.Asked() {
		return nil
	}
	if len(rest) > 0 {
		return fmt.Errorf("%q is no flag; name a folder of posts with --content, or load it with the loader", rest[0])
	}
	if _, _, err := net.SplitHostPort(s.addr); err != nil {
		return fmt.Errorf("--addr %q; want host:port, such as 127.0.0.1:8080", s.addr)
	}
	if err := checkLocalAddr("debug-addr", s.debugAddr); err != nil {
		return err
	}
	if err := s.studio.check(s.content); err != nil {
		return err
	}
	if err := s.site.check(); err != nil {
		return err
	}
	if err := s.previews.check(); err != nil {
		return err
	}
	if err := s.log.check(); err != nil {
		return err
	}
	if err := s.checkSourceURL(); err != nil {
		return err
	}
	if err := s.limits.check(); err != nil {
		return err
	}
	if err := s.readOperations(); err != nil {
		return err
	}
	return s.contentSettings.check()
}

func (s *settings) sourceURLFlag(f *pflag.FlagSet) {
	f.StringVar(&s.graph.SourceURL, "source-url", "", "`address` of a line of a post, such as\nhttps://example.org/{path}#L{line}; none if absent")
}

func (s *settings) checkSourceURL() error {
	if s.graph.SourceURL == "" {
		return nil
	}
	u, err := url.Parse(strings.NewReplacer("{path}", "path", "{line}", "1").Replace(s.graph.SourceURL))
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || !strings.Contains(s.graph.SourceURL, "{path}") {
		return fmt.Errorf("--source-url %q; want an address with {path} and {line}, such as https://github.com/me/posts/blob/HEAD/{path}#L{line}", s.graph.SourceURL)
	}
	return nil
}
