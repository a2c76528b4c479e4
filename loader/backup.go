package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"viewline/cli"
	"viewline/diagnostic"
	"viewline/store"
	"viewline/store/engine"
)

// copy copies the database into the file of --backup, and returns the exit code.
func (c command) copy(ctx context.Context) int {
	started := time.Now()
	if err := c.present(); err != nil {
		return c.fail(ctx, err)
	}
	found, err := engine.Backup(ctx, c.engine, c.backup)
	switch {
	case err == nil:
	case ctx.Err() != nil, errors.Is(err, store.ErrUnavailable):
		return c.fail(ctx, err)
	default:
		formatOf(c.format).complaint(c.stderr, c.explain(fmt.Errorf("--backup: %w", err)))
		if errors.Is(err, fs.ErrExist) {
			return cli.ExitUsage
		}
		return cli.ExitFailed
	}
	formatOf(c.format).notice(c.stderr, fmt.Sprintf("revision %d is in %s: %s, %s in %.1fs",
		found.Revision, diagnostic.Printable(c.backup), cli.Number(found.Posts, "post"), cli.Number(found.Appearances, "appearance"), time.Since(started).Seconds()))
	return cli.ExitDone
}
