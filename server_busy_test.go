package main

import (
	"strings"
	"testing"
	"time"

	"viewline/store"
	"viewline/store/sqlite"
)

// A server whose empty database another process is filling serves at once. It prints
// nothing while it waits until it can import its own content, or until the other process
// has filled the database.
func TestFillWaitsForItsTurn(t *testing.T) {
	data, content := t.TempDir(), t.TempDir()
	write(t, content, "ada.md", adaPost)
	other, err := sqlite.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = other.Close() })
	session, err := other.Begin(t.Context(), store.BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	r := begin(t, "--data", data, "--content", content)
	posts := func() int {
		var answer struct{ Corpus struct{ Posts int } }
		r.query(t, "{ corpus { posts } }", &answer)
		return answer.Corpus.Posts
	}
	if n := posts(); n != 0 || strings.Contains(r.stdout.String(), "imported") {
		t.Errorf("%d posts, stdout %q while another process imports; want none", n, r.stdout)
	}
	if err := session.Abort(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(patience); posts() != 1; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("nothing is imported; stderr %q", r.stderr)
		}
	}
	if code := r.stop(); code != 0 || r.stderr.String() != "" {
		t.Errorf("exit code %d, stderr %q; want 0 and nothing", code, r.stderr)
	}
}
