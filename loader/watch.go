package main

import (
	"context"

	"viewline/cli"
	"viewline/ingest/watch"
)

// follow loads the posts whenever they change, until ctx is done. It answers with the
// exit code of the last load; where the first one finds no database, that is all.
func (c command) follow(ctx context.Context) (code int) {
	first := true
	tell := func(text string) { formatOf(c.format).notice(c.stderr, text) }
	watch.Follow(ctx, c.ingest.Paths, tell, func(paths []string) watch.Outcome {
		if len(paths) == 0 {
			return watch.Done // all are away; that was said
		}
		one := c
		one.ingest.Paths = paths
		last := one.load(ctx)
		switch {
		case ctx.Err() != nil, first && last == cli.ExitUnavailable:
			first, code = false, last
			return watch.End
		case last == cli.ExitUsage: // a PATH went a moment ago
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
