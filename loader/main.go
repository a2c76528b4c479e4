// The loader turns Markdown posts into documents of the timeline's database,
// all that it is given in one go. Its flags and exit codes stand in flags.go;
// the work is done by package ingest.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"viewline/cli"
)

// garbage is how many bytes of it may gather: an import makes much, and keeps
// little.
const garbage = 128 << 20

func main() {
	ballast := cli.Ballast(garbage)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal kills
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	runtime.KeepAlive(ballast)
	os.Exit(code)
}
