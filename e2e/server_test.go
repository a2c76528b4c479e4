package e2e_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// tortureVariable is the environment variable that make torture sets. The programs are built
// with the flags of the tests then, the race detector among them. Without the variable they
// are built as they are used: the detector watches the server in the tests of other packages,
// which run it in their own process, and slows the pages here.
const tortureVariable = "TEST_TORTURE"

// spared tells of schemes and widths that only make torture looks at together: the dark scheme
// in a wide window, and the light one in a narrower window. Each scheme and each width is
// looked at without it.
func spared(scheme string, width int64) bool {
	return os.Getenv(tortureVariable) == "" && (scheme == "light") != (width == wide)
}

// bin is the folder with the programs under test.
var bin string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		var err error
		if bin, err = os.MkdirTemp("", "viewline-e2e"); err != nil {
			panic(err)
		}
		defer func() { _ = os.RemoveAll(bin) }()
		defer func() {
			if shared.stop != nil {
				shared.stop()
			}
		}()
		build := exec.CommandContext(context.Background(), "go", "build", "-o", bin+"/", "..", "../loader")
		if build.Env = os.Environ(); os.Getenv(tortureVariable) == "" {
			build.Env = append(build.Env, "GOFLAGS=")
		}
		if out, err := build.CombinedOutput(); err != nil {
			panic(fmt.Sprintf("build: %v\n%s", err, out))
		}
		return m.Run()
	}())
}

// server is the program while it serves the sample content.
type server struct {
	t         *testing.T
	url, data string
	studio    string // the address of the studio; empty where the flags ask for none
}

var addressLine = regexp.MustCompile(`^(timeline|studio) +(http://127\.0\.0\.1:\d+)/$`)

func serve(t *testing.T, flags ...string) *server {
	t.Helper()
	s := &server{t: t, data: t.TempDir()}
	flags = append([]string{"--addr=127.0.0.1:0", "--data=" + s.data, "--content=../content"}, flags...)
	program := exec.CommandContext(t.Context(), filepath.Join(bin, "viewline"), flags...)
	program.Stderr = os.Stderr
	program.Cancel = func() error { return program.Process.Signal(os.Interrupt) }
	stdout, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = program.Wait() }) // the test's context, which is done by then, has stopped the program
	studio := slices.ContainsFunc(flags, func(flag string) bool { return strings.HasPrefix(flag, "--studio=") })
	for lines := bufio.NewScanner(stdout); lines.Scan(); {
		m := addressLine.FindStringSubmatch(lines.Text())
		switch {
		case m == nil:
			continue
		case m[1] == "studio":
			s.studio = m[2]
		default:
			s.url = m[2]
		}
		if s.url != "" && (s.studio != "" || !studio) {
			return s
		}
	}
	t.Fatal("the server does not serve")
	return nil
}

// load imports one more post.
func (s *server) load(name, text string) {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
	loader := exec.CommandContext(s.t.Context(), filepath.Join(bin, "loader"), "--data="+s.data, path)
	if out, err := loader.CombinedOutput(); err != nil {
		s.t.Fatalf("%v\n%s", err, out)
	}
}
