package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"viewline/cli"
	"viewline/echo"
)

const healthHelp = `Asks the server on this machine whether it is ready, for containers that have no
other program to ask with.

Usage: viewline health [flags]

%s
Exit codes: 0 it is ready; 1 it is not, and standard error says why; 2 wrong use.
`

// healthWithin is how long the server may take to answer.
const healthWithin = 5 * time.Second

// mostReason is how many bytes of the server's reason are read.
const mostReason = 1 << 10

// runHealth is the command `viewline health`, and returns the exit code.
func runHealth(ctx context.Context, args []string, env cli.Environment, stdout, stderr io.Writer) int {
	f := pflag.NewFlagSet(program+" health", pflag.ContinueOnError)
	addr := f.String("addr", cmp.Or(env.Get("VIEWLINE_ADDR"), defaultAddr), "`host:port` that the server listens on")
	help := f.BoolP("help", "h", false, "print this help")
	f.Usage = func() {}
	err := f.Parse(args)
	if err == nil && f.NArg() > 0 {
		err = fmt.Errorf("%s is no flag; see --help", echo.Quote(f.Arg(0)))
	}
	host, port, wrong := net.SplitHostPort(*addr)
	if err == nil && wrong != nil {
		err = fmt.Errorf("--addr %s; want host:port, such as %s", echo.Quote(*addr), defaultAddr)
	}
	switch {
	case err != nil:
		cli.Complain(stderr, program, err)
		return cli.ExitUsage
	case *help:
		_, _ = fmt.Fprintf(stdout, healthHelp, f.FlagUsagesWrapped(80))
		return cli.ExitDone
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1" // such a server listens on every address of this machine
	}
	if err := askReady(ctx, net.JoinHostPort(host, port)); err != nil {
		cli.Complain(stderr, program, err)
		return cli.ExitFailed
	}
	return cli.ExitDone
}

// askReady returns an error unless the server at the address says that it is ready.
func askReady(ctx context.Context, addr string) error {
	ctx, cancel := context.WithTimeout(ctx, healthWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+addr+"/readyz", nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("%s was not reached: %w", addr, err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode == http.StatusOK {
		return nil
	}
	reason, err := io.ReadAll(io.LimitReader(response.Body, mostReason))
	return errors.Join(fmt.Errorf("%s is not ready: %s", addr, strings.TrimSpace(string(reason))), err)
}
