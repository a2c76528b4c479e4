package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"viewline/cli"
)

// watched is a loader with --watch that runs in the test's process.
type watched struct {
	t     *testing.T
	lines chan string
	stop  func()
	code  chan int
}

func watchFor(t *testing.T, args ...string) *watched {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	w := &watched{t: t, lines: make(chan string, 1000), stop: stop, code: make(chan int, 1)}
	says, stderr := io.Pipe()
	go func() {
		w.code <- run(ctx, append([]string{"--watch", "--data", t.TempDir()}, args...), nil, io.Discard, stderr, none)
		_ = stderr.Close()
	}()
	go func() {
		for s := bufio.NewScanner(says); s.Scan(); {
			w.lines <- s.Text()
		}
	}()
	t.Cleanup(stop)
	return w
}

// until waits for a line that contains a text, and returns the lines up to that one. It fails
// the test after the time that a stuck test may take.
func (w *watched) until(want string) (lines []string) {
	w.t.Helper()
	stuck := time.After(time.Minute)
	for {
		select {
		case line := <-w.lines:
			if lines = append(lines, line); strings.Contains(line, want) {
				return lines
			}
		case <-stuck:
			w.t.Fatalf("the loader did not say %q", want)
		}
	}
}

func (w *watched) exits(want int) {
	w.t.Helper()
	w.stop()
	if got := <-w.code; got != want {
		w.t.Errorf("exit code %d, want %d", got, want)
	}
}

func writePost(t *testing.T, path, date string) {
	t.Helper()
	text := "---\ntitle: Ada在各个场合的观点\n---\n\n## Ada - 访谈 - " + date + "\n"
	must(t, os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644))
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// Posts that change below a PATH, also in folders that are made later, are imported until
// the loader is stopped.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	a := filepath.Join(dir, "a.md")
	writePost(t, a, "2020")
	w := watchFor(t, dir)
	w.until("1 inserted")
	writePost(t, a, "2021")
	w.until("0 inserted, 1 updated, 0 unchanged, 0 removed")
	writePost(t, filepath.Join(dir, "later", "b.md"), "2022")
	w.until("1 inserted, 0 updated, 1 unchanged")
	must(t, os.Rename(filepath.Join(dir, "later"), filepath.Join(dir, "moved")))
	w.until("1 unchanged")
	writePost(t, filepath.Join(dir, "moved", "b.md"), "2023")
	w.until("1 updated")
	must(t, os.WriteFile(a, []byte("\x00"), 0o644))
	w.until("1 failed")
	w.exits(cli.ExitFailed) // the exit code of the last import
}

// What is wrong with a post is said when the post is saved, and not when another one is.
func TestWatchSaysOnce(t *testing.T) {
	dir := t.TempDir()
	a, bad := filepath.Join(dir, "a.md"), filepath.Join(dir, "bad.md")
	writePost(t, a, "2020")
	must(t, os.WriteFile(bad, []byte("\x00"), 0o600))
	w := watchFor(t, dir)
	w.until(bad + ":")
	w.until("1 inserted, 0 updated, 0 unchanged, 0 removed, 1 failed")
	writePost(t, a, "2021")
	if lines := w.until("1 updated, 0 unchanged, 0 removed, 1 failed"); strings.Contains(strings.Join(lines, "\n"), "bad.md") {
		t.Errorf("%q; want nothing of bad.md", lines)
	}
	must(t, os.WriteFile(bad, []byte("\x00\x00"), 0o600))
	w.until(bad + ":")
	w.until("1 failed")
	w.exits(cli.ExitFailed)
}

// A folder that is removed does not end the watch. The stored posts stay, also with
// --prune, and the watch goes on when a folder of that name is back, be it the same or
// another.
func TestWatchSurvives(t *testing.T) {
	for name, trouble := range map[string]struct {
		away, back func(t *testing.T, dir string)
	}{
		"renamed": {
			func(t *testing.T, dir string) { t.Helper(); must(t, os.Rename(dir, dir+"-away")) },
			func(t *testing.T, dir string) { t.Helper(); must(t, os.Rename(dir+"-away", dir)) },
		},
		"made anew": {
			func(t *testing.T, dir string) { t.Helper(); must(t, os.RemoveAll(dir)) },
			func(t *testing.T, dir string) { t.Helper(); writePost(t, filepath.Join(dir, "a.md"), "2020") },
		},
		"unreadable": { // as the folder of a lost disk is, whose error is not that the file does not exist
			func(t *testing.T, dir string) {
				t.Helper()
				must(t, os.Rename(dir, dir+"-away"), os.Symlink(filepath.Base(dir), dir))
			},
			func(t *testing.T, dir string) { t.Helper(); must(t, os.Remove(dir), os.Rename(dir+"-away", dir)) },
		},
		"a post in its place": {
			func(t *testing.T, dir string) {
				t.Helper()
				writePost(t, dir+"-post", "2020")
				must(t, os.Rename(dir, dir+"-away"), os.Rename(dir+"-post", dir))
			},
			func(t *testing.T, dir string) { t.Helper(); must(t, os.Remove(dir), os.Rename(dir+"-away", dir)) },
		},
		"a file": {
			func(t *testing.T, dir string) {
				t.Helper()
				must(t, os.Rename(dir, dir+"-away"), os.Rename(filepath.Dir(dir), filepath.Dir(dir)+"-too"))
			},
			func(t *testing.T, dir string) {
				t.Helper()
				must(t, os.Rename(filepath.Dir(dir)+"-too", filepath.Dir(dir)), os.Rename(dir+"-away", dir))
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "site", "posts")
			other := filepath.Join(t.TempDir(), "b.md")
			writePost(t, filepath.Join(dir, "a.md"), "2020")
			writePost(t, other, "2020")
			w := watchFor(t, "--prune", dir, other)
			w.until("2 inserted")
			trouble.away(t, dir)
			w.until("posts is away (")
			writePost(t, other, "2021")
			w.until("1 post, 1 appearance: 0 inserted, 1 updated, 0 unchanged, 0 removed") // the other PATH goes on
			trouble.back(t, dir)
			w.until("posts is back; watching goes on")
			w.until("2 posts, 2 appearances: 0 inserted, 0 updated, 2 unchanged, 0 removed")
			writePost(t, filepath.Join(dir, "sub", "c.md"), "2022")
			w.until("1 inserted")
			w.exits(cli.ExitDone)
		})
	}
}

// A PATH that is a link is watched at its target of the moment: a link is switched from one
// release to the next.
func TestWatchLink(t *testing.T) {
	dir := t.TempDir()
	one, two, current := filepath.Join(dir, "1"), filepath.Join(dir, "2"), filepath.Join(dir, "current")
	writePost(t, filepath.Join(one, "a.md"), "2020")
	writePost(t, filepath.Join(two, "a.md"), "2021")
	must(t, os.Symlink("1", current))
	w := watchFor(t, current)
	w.until("1 inserted")
	must(t, os.Symlink("2", current+"-next"), os.Rename(current+"-next", current))
	w.until("0 inserted, 1 updated, 0 unchanged, 0 removed")
	writePost(t, filepath.Join(two, "b.md"), "2022")
	w.until("1 inserted, 0 updated, 1 unchanged")
	w.exits(cli.ExitDone)
}

// A loader that cannot reach the database at its first import ends at once.
func TestWatchWithoutDatabase(t *testing.T) {
	dir := t.TempDir()
	writePost(t, filepath.Join(dir, "a.md"), "2020")
	w := watchFor(t, "--data", filepath.Join(dir, "a.md"), dir)
	if got := <-w.code; got != cli.ExitUnavailable {
		t.Errorf("exit code %d, want %d", got, cli.ExitUnavailable)
	}
}
