package main

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The loader backs up what a server serves, and a server on the restored copy gives the
// answers of that moment, whatever was imported later.
func TestBackupWhileServing(t *testing.T) {
	program := filepath.Join(t.TempDir(), "loader")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", program, "./loader")
	build.Env = append(os.Environ(), "GOFLAGS=") // the race detector may be on
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	content, data, restored, backup := t.TempDir(), t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "copy.db")
	write(t, content, "ada.md", adaPost)
	loader := func(args ...string) (said string, code int) {
		command := exec.CommandContext(t.Context(), program, args...)
		command.Env = append(os.Environ(), "MONGODB_URI=")
		out, _ := command.CombinedOutput()
		return string(out), command.ProcessState.ExitCode()
	}
	r := begin(t, "--content", content, "--data", data)
	const everything = "{ corpus { revision posts } people { nodes { id slug name appearances { nodes { id key date viewpoints { nodes { key text { html } } } } } } } posts { nodes { path recordedAt } } }"
	var before, served, after any
	r.query(t, everything, &before)
	if said, code := loader("--data", data, "--backup", backup); code != 0 || !strings.HasPrefix(said, "revision 1 is in "+backup+": 1 post, 1 appearance in ") {
		t.Fatalf("exit code %d: %s", code, said)
	}
	write(t, content, "bob.md", strings.ReplaceAll(adaPost, "Ada", "Bob"))
	if said, code := loader("--data", data, content); code != 0 {
		t.Fatalf("exit code %d: %s", code, said)
	}
	r.query(t, everything, &served)
	if text := asJSON(t, served); !strings.Contains(text, "Bob") {
		t.Errorf("the server does not follow imports after a backup: %s", text)
	}
	copyFile(t, backup, filepath.Join(restored, "viewline.db"))
	if said, code := loader("--data", restored, "--verify", filepath.Join(content, "ada.md")); code != 0 || !strings.HasPrefix(said, "revision 1 is sound: 1 post, 1 appearance") {
		t.Errorf("exit code %d: %s", code, said)
	}
	begin(t, "--content=", "--data", restored).query(t, everything, &after)
	if got, want := asJSON(t, after), asJSON(t, before); got != want {
		t.Errorf("restored\n%s\nwant\n%s", got, want)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	source, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = source.Close() }()
	target, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(target, source); err != nil {
		t.Fatal(err)
	}
	if err := target.Close(); err != nil {
		t.Fatal(err)
	}
}

func asJSON(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
