package main

import (
	"bufio"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"viewline/cli"
)

// What changes below a PATH, in folders that come later as well, is loaded
// until the loader is stopped.
func TestWatch(t *testing.T) {
	dir, data := t.TempDir(), t.TempDir()
	post := func(name, date string) {
		t.Helper()
		text := "---\ntitle: Ada在各个场合的观点\n---\n\n## Ada - 访谈 - " + date + "\n"
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	post("a.md", "2020")
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	says, stderr := io.Pipe()
	code := make(chan int)
	go func() {
		code <- run(ctx, []string{"--watch", "--data", data, dir}, nil, io.Discard, stderr, none)
		_ = stderr.Close()
	}()
	lines := make(chan string, 100)
	go func() {
		for s := bufio.NewScanner(says); s.Scan(); {
			lines <- s.Text()
		}
	}()
	waitFor(t, lines, "1 inserted")
	post("a.md", "2021")
	waitFor(t, lines, "1 inserted, 0 updated, 0 unchanged, 1 removed")
	post("later/b.md", "2022")
	waitFor(t, lines, "1 inserted, 0 updated, 1 unchanged")
	stop()
	if got := <-code; got != cli.ExitDone {
		t.Errorf("exit code %d, want %d", got, cli.ExitDone)
	}
}

// waitFor waits for a line that says something, as long as a stuck test may.
func waitFor(t *testing.T, lines <-chan string, want string) {
	t.Helper()
	stuck := time.After(time.Minute)
	for {
		select {
		case line := <-lines:
			if strings.Contains(line, want) {
				return
			}
		case <-stuck:
			t.Fatalf("the loader did not say %q", want)
		}
	}
}
