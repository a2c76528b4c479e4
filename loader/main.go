// The loader turns Markdown posts into documents of the timeline's database,
// all that it is given in one go. Its flags and exit codes stand in flags.go;
// the work is done by package ingest.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"

	"viewline/cli"
)

// The collector runs when the heap has grown by a quarter: an import makes much
// garbage and keeps little, of which there may be very much. The ballast lets
// a quarter of its bytes gather in any case. bench/README.md says what both save.
const (
	heapGrowth  = 25 // percent
	ballastSize = 384 << 20
)

func main() {
	debug.SetGCPercent(heapGrowth)
	ballast := cli.Ballast(ballastSize)
	ctx, stop := signal.NotifyContext(context.Background(), cli.Signals()...)
	context.AfterFunc(ctx, stop) // a second signal kills
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	runtime.KeepAlive(ballast)
	os.Exit(code)
}
