// Viewline turns posts about what people said, and when, into a timeline that
// anybody can read and query. This program serves it: the GraphQL endpoint of
// package graph, and the pages of package web, which know that endpoint only.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/debug"

	"viewline/cli"
)

// heapGrowth is by how many percent of what is in use the heap of a server, or of a build, may grow
// before the garbage collector runs, unless the environment has GOGC; Go's default is 100. bench/README.md says
// what that saves.
const heapGrowth = 40

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), cli.Signals()...)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	code := run(ctx, os.Args[1:], cli.Environment(os.Environ()), os.Stdout, os.Stderr)
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
			growSlowly()
			return runBuild(ctx, args[1:], env, stdout, stderr)
		case "health":
			return runHealth(ctx, args[1:], env, stdout, stderr)
		}
	}
	growSlowly()
	return runServer(ctx, args, env, stdout, stderr)
}

// growSlowly tells the garbage collector what heapGrowth says.
func growSlowly() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
}
