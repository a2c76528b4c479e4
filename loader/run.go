package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"viewline/cli"
	"viewline/diagnostic"
	"viewline/ingest"
	"viewline/ingest/files"
	"viewline/post"
	"viewline/store"
	"viewline/store/engine"
)

// run is the whole command; it returns the exit code. Results go to stdout; diagnostics,
// progress and the summary go to stderr.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env cli.Environment) int {
	s, usage, err := parse(args, env)
	if err == nil && s.help {
		_, _ = io.WriteString(stdout, usage)
		return cli.ExitDone
	}
	if err == nil && s.about.Asked() {
		s.about.Print(stdout, program)
		return cli.ExitDone
	}
	if err == nil && s.schema != "" {
		_, _ = stdout.Write(post.Schemas[s.schema])
		return cli.ExitDone
	}
	if err == nil && s.proposal != "" {
		return command{settings: s, stdout: stdout, stderr: stderr}.propose(ctx)
	}
	if err == nil {
		err = files.Verify(s.ingest.Paths) // before a database is opened, which may create one
	}
	if err != nil {
		formatOf(s.format).complaint(stderr, err)
		return cli.ExitUsage
	}
	for _, warning := range env.Unknown() {
		formatOf(s.format).notice(stderr, warning)
	}
	c := command{settings: s, stdin: stdin, stdout: stdout, stderr: stderr}
	if s.backup != "" {
		return c.copy(ctx)
	}
	if s.verify {
		return c.lookThrough(ctx)
	}
	if !s.watch {
		return c.load(ctx)
	}
	return c.follow(ctx)
}

// command has what a run of the loader needs: the settings, and where to write.
type command struct {
	settings
	stdin          io.Reader
	stdout, stderr io.Writer
	news           *ingest.News // nil but for --watch
}

// plain is standard output for people. It escapes control characters, so that the text of
// posts and the names of files cannot control a terminal.
func (c command) plain() io.Writer { return diagnostic.PrintableWriter(c.stdout) }

// load imports the posts once, prints what came of it, and returns the exit code.
func (c command) load(ctx context.Context) int {
	started := time.Now()
	screen := newScreen(c.stderr, c.format)
	if c.ingest.Check && !c.json {
		c.ingest.Tell = func(p ingest.PostReport) { screen.clear(); tellPost(c.plain(), p) }
	}
	c.ingest.Stdin, c.ingest.Diagnose, c.ingest.Progress = c.stdin, screen.diagnose, screen.progress
	c.ingest.Waiting = func(h store.Holder) {
		screen.format.notice(c.stderr, fmt.Sprintf("waiting, for up to %s, for the import by %s", c.ingest.Wait, h))
	}
	report, err := c.importOnce(ctx)
	screen.clear()
	if err != nil {
		return c.fail(ctx, err)
	}
	if c.json {
		if err := printJSON(c.stdout, report); err != nil {
			screen.format.complaint(c.stderr, err)
			return cli.ExitFailed
		}
	} else if report.Diff != nil {
		tellDiff(c.plain(), report.Diff)
	}
	screen.format.notice(c.stderr, summary(report, c.ingest, time.Since(started)))
	if advice := cli.NoOccasion(report.Files-report.Failed-report.Drafts, report.Appearances); advice != "" {
		screen.format.notice(c.stderr, advice)
	}
	if report.HasErrors() {
		return cli.ExitFailed
	}
	return cli.ExitDone
}

// importOnce imports the posts, and opens the store for as long as that takes; it opens none
// where none is needed.
func (c command) importOnce(ctx context.Context) (report *ingest.Report, err error) {
	var st store.Store
	if !c.ingest.Check || c.ingest.Diff && engine.Exists(c.engine) {
		if st, err = engine.Open(ctx, c.engine); err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, st.Close()) }()
	}
	return c.news.Run(ctx, st, c.ingest)
}

// fail prints an error that ended the run, and returns the exit code for it.
func (c command) fail(ctx context.Context, err error) int {
	complain := formatOf(c.format).complaint
	switch {
	case ctx.Err() != nil:
		complain(c.stderr, errors.New("interrupted; what was stored before is as it was: run it again"))
		return exitInterrupted
	case errors.Is(err, store.ErrBusy):
		complain(c.stderr, fmt.Errorf("%w; run it again when that one is done, or wait for longer with --wait", err))
		return cli.ExitUnavailable
	case errors.Is(err, files.ErrPath):
		complain(c.stderr, err)
		return cli.ExitUsage
	}
	complain(c.stderr, err)
	return cli.ExitUnavailable
}

func printJSON(stdout io.Writer, report any) error {
	e := json.NewEncoder(stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(report); err != nil {
		return fmt.Errorf("print report: %w", err)
	}
	return nil
}

func summary(r *ingest.Report, o ingest.Options, took time.Duration) string {
	what := cli.Number(r.Files, "post") + ", " + cli.Number(r.Appearances, "appearance")
	if !r.Written {
		flag := "--strict"
		if o.Check {
			flag = "--check"
		}
		return fmt.Sprintf("%s: %d failed in %.1fs; nothing was written (%s)", what, r.Failed, took.Seconds(), flag)
	}
	return fmt.Sprintf("%s: %d inserted, %d updated, %d unchanged, %d removed, %d failed in %.1fs",
		what, r.Inserted, r.Updated, r.Unchanged, r.Removed, r.Failed, took.Seconds())
}
