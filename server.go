// Viewline turns posts about what people said, and when, into a timeline that
// anybody can read and query. This program serves it: the GraphQL endpoint of
// package graph, and the pages of package web, which know that endpoint only.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime"

	"viewline/cli"
)

// garbageBudget is by how many bytes the heap may grow before the garbage collector runs.
// bench/README.md says how much time that saves.
const garbageBudget = 16 << 20

func main() {
	ballast := cli.Ballast(garbageBudget)
	ctx, stop := signal.NotifyContext(context.Background(), cli.Signals()...)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	code := run(ctx, os.Args[1:], cli.Environment(os.Environ()), os.Stdout, os.Stderr)
	runtime.KeepAlive(ballast)
	os.Exit(code)
}

// run is the whole program: it does what the first argument says, serves where that is no
// command, until ctx is done, and returns the exit code. Diagnostics and the log go to stderr.
func run(ctx context.Context, args []string, env cli.Environment, stdout, stderr io.Writer) int {
	if len(args) > 0 {
		switch args[0] {
		case "mcp":
			return runMCP(ctx, args[1:], env, os.Stdin, os.Stdout, stderr)
		case "build":
			return runBuild(ctx, args[1:], env, stdout, stderr)
		case "health":
			return runHealth(ctx, args[1:], env, stdout, stderr)
		}
	}
	return runServer(ctx, args, env, stdout, stderr)
}
