package main

import (
	"context"
	"errors"
	"fmt"

	"viewline/cli"
	"viewline/diagnostic"
	"viewline/ingest/files"
	"viewline/propose"
)

// entries are the nouns for the entries of the files beside the posts.
var entries = map[string]string{"viewline.yaml": "rule", "people.yaml": "person", "topics.yaml": "topic", "papers.json": "paper"}

// propose writes the files that a folder's posts suggest, prints what became of each, and
// returns the exit code.
func (c command) propose(ctx context.Context) int {
	f := formatOf(c.format)
	written, diags, err := propose.Write(ctx, c.proposal)
	for _, d := range diags {
		if d.Severity == diagnostic.Error {
			f.diagnostic(c.stderr, d)
		}
	}
	for _, file := range written {
		_, _ = fmt.Fprintf(c.plain(), "%s: %s\n", file.Name, became(file))
	}
	switch {
	case err == nil:
		_, _ = fmt.Fprintf(c.plain(), "next: read what was written, then run: loader --check %s\n", c.proposal)
		if diags.HasErrors() {
			return cli.ExitFailed
		}
		return cli.ExitDone
	case ctx.Err() != nil:
		f.complaint(c.stderr, errors.New("interrupted; run it again: what is written already stays"))
		return exitInterrupted
	case errors.Is(err, files.ErrPath), errors.Is(err, propose.ErrNoPost):
		f.complaint(c.stderr, fmt.Errorf("--propose: %w", err))
		return cli.ExitUsage
	}
	f.complaint(c.stderr, err)
	return cli.ExitFailed
}

// became says whether a file was written, and with how many entries.
func became(file propose.File) string {
	switch {
	case file.Kept:
		return "was there already, left as it is"
	case file.Entries == 0:
		return "written, with nothing to suggest yet"
	}
	return "written, " + number(file.Entries, entries[file.Name])
}

// number is a count with its noun.
func number(n int, noun string) string {
	if noun == "person" && n != 1 {
		return fmt.Sprintf("%d people", n)
	}
	return cli.Number(n, noun)
}
