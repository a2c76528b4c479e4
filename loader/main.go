// The loader imports Markdown posts into the timeline's database, all posts that it is
// given in one import. Its flags and exit codes are in flags.go; package ingest does the
// work.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"

	"viewline/cli"
)

// The garbage collector runs when the heap has grown by a quarter, as an import makes much
// garbage and keeps little. The heap counts the ballast too, so that at least a quarter of
// the ballast's bytes of garbage gather before the collector runs. bench/README.md says how
// much time and memory both save.
const (
	heapGrowth  = 25 // percent
	ballastSize = 384 << 20
)

func main() {
	debug.SetGCPercent(heapGrowth)
	ballast := newBallast(ballastSize)
	ctx, stop := signal.NotifyContext(context.Background(), cli.Signals()...)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, cli.Environment(os.Environ()))
	runtime.KeepAlive(ballast)
	os.Exit(code)
}
