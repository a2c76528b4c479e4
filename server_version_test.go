package main

import (
	"bufio"
	"context"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTagsOfTwoPrograms builds two programs without the version control information that Go
// notes. Over one database each program has its own ETags, so that an answer that differs
// between the programs is not met with 304. The same program has the same ETag each time.
func TestTagsOfTwoPrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("two programs are linked")
	}
	dir, data := t.TempDir(), t.TempDir()
	programs := map[string]string{"first": "", "second": "-s"} // linked with other flags, so that the executables differ
	tags, versions := map[string]string{}, map[string]string{}
	for name, ldflags := range programs {
		path := filepath.Join(dir, name)
		build := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-ldflags="+ldflags, "-o", path, ".") //nolint:gosec // the arguments are constant
		build.Env = append(os.Environ(), "GOFLAGS=")                                                                      // the race detector may be on
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("build: %v\n%s", err, out)
		}
		out, err := exec.CommandContext(t.Context(), path, "--version").Output() //nolint:gosec // built above
		if err != nil {
			t.Fatal(err)
		}
		versions[name] = string(out)
		tags[name] = tagOf(t, path, data, "")
		if again := tagOf(t, path, data, tags[name]); again != tags[name] {
			t.Errorf("%s: ETags %s and %s; want the same", name, tags[name], again)
		}
	}
	if tags["first"] == tags["second"] || versions["first"] == versions["second"] {
		t.Errorf("ETags %q, versions %q; want two of each", tags, versions)
	}
	if got := tagOf(t, filepath.Join(dir, "second"), data, tags["first"]); got != tags["second"] {
		t.Errorf("the second program answers the first one's tag with %s; want %s", got, tags["second"])
	}
}

// tagOf starts a program, asks with the known ETag, and returns the ETag of the answer. The
// status has to be 304 where both ETags are the same, and 200 otherwise.
func tagOf(t *testing.T, path, data, known string) string {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cmd := exec.CommandContext(ctx, path, "--addr=127.0.0.1:0", "--data="+data) //nolint:gosec // built by the test
	cmd.Stderr = os.Stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { cancel(); _ = cmd.Wait() }()
	address := ""
	for lines := bufio.NewScanner(stdout); address == "" && lines.Scan(); {
		if found, ok := strings.CutPrefix(lines.Text(), "endpoint"); ok {
			address = strings.TrimSpace(found)
		}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"?query="+url.QueryEscape("{ people { totalCount } }"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if known != "" {
		r.Header.Set("If-None-Match", known)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	tag := answer.Header.Get("ETag")
	want := http.StatusOK
	if known != "" && known == tag {
		want = http.StatusNotModified
	}
	if tag == "" || answer.StatusCode != want {
		t.Errorf("status %d, ETag %q to If-None-Match %q; want %d", answer.StatusCode, tag, known, want)
	}
	return tag
}
