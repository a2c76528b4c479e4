// The loader turns Markdown posts into documents of the timeline's database,
// all that it is given in one go. Its flags and exit codes stand in flags.go;
// the work is done by package ingest.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"viewline/cli"
)

// An import makes much garbage and keeps little.
const (
	garbage = 400       // percent of what is kept
	memory  = 256 << 20 // bytes
)

func main() {
	cli.Memory(os.Getenv, garbage, memory)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal kills
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
}
