package main

import (
	"context"
	"errors"
	"io"

	"viewline/cli"
	"viewline/store"
	"viewline/store/engine"
)

// program is the name of the program in messages.
const program = "viewline"

// defaultAddr is where the server listens unless told otherwise.
const defaultAddr = "127.0.0.1:8080"

// answered handles a command line that asks for nothing more than an answer: one that is
// wrong, or one that asks for help.
func answered(err error, help bool, usage string, stdout, stderr io.Writer) (code int, done bool) {
	switch {
	case err != nil:
		cli.Complain(stderr, program, err)
		return cli.ExitUsage, true
	case help:
		_, _ = io.WriteString(stdout, usage)
		return cli.ExitDone, true
	}
	return 0, false
}

// onStore opens the database, does what a command is for, and returns the exit code. It warns
// of each variable that looks like one of this program's, and is not.
func onStore(ctx context.Context, c engine.Config, env cli.Environment, stderr io.Writer, do func(st store.Store) error) int {
	for _, warning := range env.Unknown() {
		cli.Complain(stderr, program, errors.New(warning))
	}
	st, err := engine.Open(ctx, c)
	if err != nil {
		cli.Complain(stderr, program, err)
		return cli.ExitUnavailable
	}
	if err := errors.Join(do(st), st.Close()); err != nil {
		cli.Complain(stderr, program, err)
		if isAway(err) {
			return cli.ExitUnavailable
		}
		return cli.ExitFailed
	}
	return cli.ExitDone
}

// isAway reports whether an error says that the database cannot be reached.
func isAway(err error) bool { return errors.Is(err, store.ErrUnavailable) }
