package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"viewline/cli"
	"viewline/diagnostic"
	"viewline/ingest"
	"viewline/store"
	"viewline/store/engine"
)

// verification is the report of --verify --json.
type verification struct {
	ingest.Verified
	Findings []store.Finding `json:"findings"` // in place of their number
}

// lookThrough verifies the database, tells of each finding, and answers with the exit
// code.
func (c command) lookThrough(ctx context.Context) int {
	started := time.Now()
	screen := newScreen(c.stderr, c.format)
	found := verification{Findings: []store.Finding{}}
	c.ingest.Stdin, c.ingest.Progress = c.stdin, screen.progress
	verified, err := c.verifyStore(ctx, func(f store.Finding) {
		found.Findings = append(found.Findings, f)
		screen.clear()
		switch {
		case c.json:
		case c.format == "text":
			_, _ = fmt.Fprintln(c.plain(), f)
		default:
			screen.format.complaint(c.stderr, errors.New(f.String()))
		}
	})
	screen.clear()
	if err != nil {
		return c.fail(ctx, err)
	}
	if found.Verified = verified; c.json {
		if err := printJSON(c.stdout, found); err != nil {
			screen.format.complaint(c.stderr, err)
			return cli.ExitFailed
		}
	}
	screen.format.notice(c.stderr, soundness(verified, time.Since(started)))
	if verified.Findings > 0 {
		return cli.ExitFailed
	}
	return cli.ExitDone
}

// verifyStore opens the store for the time of the look, where there is one.
func (c command) verifyStore(ctx context.Context, report func(store.Finding)) (v ingest.Verified, err error) {
	if err := c.present(); err != nil {
		return v, err
	}
	st, err := engine.Open(ctx, c.engine)
	if err != nil {
		return v, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	return ingest.VerifyStore(ctx, st, c.ingest, report)
}

// present returns an error where there is no database, which opening it would create.
func (c command) present() error {
	if engine.Exists(c.engine) {
		return nil
	}
	return store.Unavailable(fmt.Errorf("there is none in %s; name its folder with --data, or import posts",
		diagnostic.Printable(cmp.Or(c.engine.Data, engine.DefaultData))))
}

// soundness is the summary of a look.
func soundness(v ingest.Verified, took time.Duration) string {
	if v.Findings > 0 {
		return fmt.Sprintf("revision %d: %s in %.1fs", v.Revision, cli.Number(v.Findings, "finding"), took.Seconds())
	}
	return fmt.Sprintf("revision %d is sound: %s, %s in %.1fs", v.Revision, cli.Number(v.Corpus.Posts, "post"), cli.Number(v.Corpus.Appearances, "appearance"), took.Seconds())
}
