// The loader turns Markdown posts into documents of the timeline's database,
// all that it is given in one go. Its flags and exit codes stand in flags.go;
// the work is done by package ingest.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// An import makes much garbage and keeps little: so much of it may gather, until
// the memory in use comes near the limit. GOGC and GOMEMLIMIT go before them.
const (
	garbage = 400       // percent of what is kept
	memory  = 256 << 20 // bytes
)

func main() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(garbage)
		debug.SetMemoryLimit(memory)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal kills
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
}
