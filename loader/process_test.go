//go:build unix

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// process is the loader as a process of its own.
type process struct {
	*exec.Cmd
	t      *testing.T
	stdin  io.WriteCloser
	stderr *bufio.Scanner
	stdout *strings.Builder // it is complete once the process has ended
}

// start starts a process, which is killed if the test gets stuck.
func start(t *testing.T, args ...string) *process {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	loader := filepath.Join(t.TempDir(), "loader") // under this name the test's program runs as the loader
	must(t, os.Symlink(self, loader))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	p := &process{Cmd: exec.CommandContext(ctx, loader, args...), t: t, stdout: new(strings.Builder)}
	p.Stdout = p.stdout
	p.Env = append(os.Environ(), "MONGODB_URI=")
	p.stdin, err = p.StdinPipe()
	must(t, err)
	stderr, err := p.StderrPipe()
	must(t, err)
	p.stderr = bufio.NewScanner(stderr)
	must(t, p.Start())
	return p
}

// ends expects the exit code, and returns the rest of standard error.
func (p *process) ends(want int) string {
	p.t.Helper()
	var all strings.Builder
	for p.stderr.Scan() {
		all.WriteString(p.stderr.Text() + "\n")
	}
	err := p.Wait()
	code := 0
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		code = failed.ExitCode()
	} else {
		must(p.t, err)
	}
	if code != want {
		p.t.Errorf("%s exits %d; want %d; it says %s", p.Args[1:], code, want, &all)
	}
	return all.String()
}

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	must(p.t, p.Process.Signal(s))
}

// TestSignals: the loader ends at the first signal, whatever it waits for. A PATH that the
// loader would wait for without end is refused at once.
func TestSignals(t *testing.T) {
	dir, data := t.TempDir(), t.TempDir()
	pipe := filepath.Join(dir, "pipe.md")
	must(t, syscall.Mkfifo(pipe, 0o600))
	got := start(t, "--data", data, pipe).ends(2)
	if want := "it is a named pipe; give a folder of posts or a regular file, or - for a post on standard input\n"; !strings.HasSuffix(got, want) {
		t.Errorf("a pipe: %q; want %q", got, want)
	}
	for _, s := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		p := start(t, "--data", data, "-")
		_, err := io.WriteString(p.stdin, strings.Repeat("a line\n", 1<<20)) // more than a pipe holds, so that the loader has read some of it
		must(t, err)
		p.signal(s)
		if got := p.ends(exitInterrupted); !strings.HasPrefix(got, "loader: interrupted; ") {
			t.Errorf("%s while standard input is read: %q", s, got)
		}
	}
}

// TestSignalEndsWatch: a watch that is stopped ends with the exit code of the last import.
func TestSignalEndsWatch(t *testing.T) {
	dir := t.TempDir()
	writePost(t, filepath.Join(dir, "a.md"), "2020")
	p := start(t, "--watch", "--data", t.TempDir(), dir)
	for p.stderr.Scan() && !strings.Contains(p.stderr.Text(), "1 inserted") {
	}
	p.signal(syscall.SIGTERM)
	p.ends(0)
}

// TestNamesAreShown: the name of a file cannot control a terminal, in any format for
// people. Reports for programs have the name as it is.
func TestNamesAreShown(t *testing.T) {
	dir := t.TempDir()
	writePost(t, filepath.Join(dir, "\x1b]0;own\n::error::\a\u202egpj.md"), "2020")
	must(t, os.WriteFile(filepath.Join(dir, "\x1b[2J.md"), []byte("---\ntitle: \"a\n---\n"), 0o600))
	for _, args := range [][]string{{"--check"}, {"--check", "--format=github"}, {"--check", "--diff"}, {}} {
		p := start(t, append(args, "--data", t.TempDir(), dir)...)
		if said := p.ends(0); strings.ContainsAny(said, "\x1b\a\u202e") || !strings.Contains(said, `\x1b[2J.md`) {
			t.Errorf("%v: %q", args, said)
		}
		if out := p.stdout.String(); strings.ContainsAny(out, "\x1b\a\u202e") || strings.Contains(out, "\n::") || len(args) == 1 && !strings.Contains(out, `\x1b]0;own\n::error::\x07\u202egpj.md`) {
			t.Errorf("%v: standard output %q", args, out)
		}
	}
	p := start(t, "--check", "--json", "--data", t.TempDir(), dir)
	p.ends(0)
	var report struct{ Posts []struct{ Path string } }
	must(t, json.Unmarshal([]byte(p.stdout.String()), &report))
	if len(report.Posts) != 2 || report.Posts[0].Path != "\x1b[2J.md" || report.Posts[1].Path != "\x1b]0;own\n::error::\a\u202egpj.md" {
		t.Errorf("the report has %+v; want the names as they are", report.Posts)
	}
}
