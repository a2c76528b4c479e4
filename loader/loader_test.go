package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"viewline/cli"
	"viewline/store"
	"viewline/store/sqlite"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"loader": main})
}

// TestScripts runs the command as a shell does. Beside testscript's own commands, scripts
// have these:
//
//	exits CODE ARGUMENT...  run the loader, and expect its exit code
//	says FILE               compare standard error; times read as 0.0s
//	bytes FILE HEX          write a file of any bytes
//	fill FILE BYTES TEXT    add a line again and again, so many bytes in all
//	sql FOLDER STATEMENT    alter a database behind the loader's back
//	hold FOLDER             run an import into a database to the end of the script
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("MONGODB_URI", "")
			return nil
		},
		Condition: func(condition string) (bool, error) { return condition == "root" && os.Geteuid() == 0, nil },
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"bytes": write,
			"exits": exits,
			"fill":  fill,
			"hold":  hold,
			"says":  says,
			"sql":   alter,
		},
	})
}

func hold(ts *testscript.TestScript, _ bool, args []string) {
	st, err := sqlite.Open(context.Background(), ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Defer(func() { _ = st.Close() })
	_, err = st.Begin(context.Background(), store.BeginOptions{})
	ts.Check(err)
}

func alter(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", filepath.Join(ts.MkAbs(args[0]), "viewline.db"))
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(errors.Join(err, db.Close()))
}

func exits(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec("loader", args[1:]...)
	code := 0
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		code = failed.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("loader exits %d; want %s", code, args[0])
	}
}

var took = regexp.MustCompile(`in \d+\.\ds`)

func says(ts *testscript.TestScript, _ bool, args []string) {
	got := took.ReplaceAllString(ts.ReadFile("stderr"), "in 0.0s")
	if want := ts.ReadFile(args[0]); got != want {
		ts.Fatalf("loader says\n%s\nwant\n%s", got, want)
	}
}

func write(ts *testscript.TestScript, _ bool, args []string) {
	data, err := hex.DecodeString(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}

func fill(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := bytes.Repeat([]byte(args[2]+"\n"), n/(len(args[2])+1)+1)
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	ts.Check(err)
	_, err = f.Write(text[:n])
	ts.Check(err)
	ts.Check(f.Close())
}

var none cli.Environment

func TestHelpFitsOneScreen(t *testing.T) {
	var out, errs strings.Builder
	if code := run(t.Context(), []string{"--help"}, nil, &out, &errs, none); code != cli.ExitDone || errs.Len() > 0 {
		t.Fatalf("--help exits %d with %q", code, errs.String())
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) > 40 {
		t.Errorf("help has %d lines; want at most 40", len(lines))
	}
	for _, line := range lines {
		if len(line) > 80 {
			t.Errorf("%d columns in %q; want at most 80", len(line), line)
		}
	}
	for _, want := range []string{"\n  loader ./content\n", "\nExit codes: 0 all done; 1 ", "2 wrong use; 3 the database was not reached, or is busy"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("help does not have %q:\n%s", want, out.String())
		}
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs strings.Builder
	code := run(ctx, []string{"--data", t.TempDir(), t.TempDir()}, nil, &out, &errs, none)
	want := "loader: interrupted; what was stored before is as it was: run it again\n"
	if code != exitInterrupted || errs.String() != want {
		t.Errorf("exits %d with %q; want %d with %q", code, errs.String(), exitInterrupted, want)
	}
}

// Each flag has its variable, which nobody warns of.
func TestVariables(t *testing.T) {
	var out, errs strings.Builder
	run(t.Context(), []string{"--help"}, nil, &out, &errs, none)
	for _, line := range regexp.MustCompile(`(?m)^ +(?:-\w, )?--([a-z-]+)`).FindAllStringSubmatch(out.String(), -1) {
		name := strings.ToUpper(strings.ReplaceAll(line[1], "-", "_"))
		if name == "HELP" || name == "VERSION" || name == "LICENCES" {
			continue
		}
		if !regexp.MustCompile(`(?m)^  .*\b` + name + `\b`).MatchString(out.String()) {
			t.Errorf("--help has no variable %s", name)
		}
		if warnings := (cli.Environment{"VIEWLINE_" + name + "=x"}).Unknown(); warnings != nil {
			t.Errorf("%s; want it in the table of cli/environment.go", warnings)
		}
	}
}
