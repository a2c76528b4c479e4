package main

import (
	"context"

	"viewline/cli"
	"viewline/ingest"
	"viewline/ingest/watch"
)

// follow imports the posts whenever they change, until ctx is done. It returns the exit
// code of the last import. It stops after the first import where that finds no database.
func (c command) follow(ctx context.Context) (code int) {
	first := true
	c.news = new(ingest.News)
	tell := func(text string) { formatOf(c.format).notice(c.stderr, text) }
	watch.Follow(ctx, c.ingest.Paths, tell, func(paths []string) watch.Outcome {
		if len(paths) == 0 {
			return watch.Done // no PATH is left; package watch has said so
		}
		one := c
		one.ingest.Paths = paths
		last := one.load(ctx)
		switch {
		case ctx.Err() != nil, first && last == cli.ExitUnavailable:
			first, code = false, last
			return watch.End
		case last == cli.ExitUsage: // a PATH was removed a moment ago
			first, code = false, cli.ExitFailed
			return watch.Again
		}
		first, code = false, last
		if last == cli.ExitUnavailable {
			return watch.Again
		}
		return watch.Done
	})
	if first {
		return exitInterrupted
	}
	return code
}
