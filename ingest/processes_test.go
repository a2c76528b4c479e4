package ingest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/event"

	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/sqlite"
)

// errandVariable is the environment variable with the errand of a process, as JSON.
const errandVariable = "TEST_INGEST_ERRAND"

// tortureVariable is the environment variable that has the race detector watch errands, which
// make torture sets.
const tortureVariable = "TEST_TORTURE"

// errand is an import in a process of its own.
type errand struct {
	// Data is the folder of the embedded engine, or the database at URI.
	Data, URI string
	Paths     []string
	Prune     bool
	// KillAt is the number of the statement, or of the command but for the beats of a
	// lease, from 1, ahead of which the process is killed; 0 means never.
	KillAt int64
	Batch  int // posts per batch; 0 means postsPerBatch
}

// TestMain runs an errand in place of the tests where there is one.
func TestMain(m *testing.M) {
	if text := os.Getenv(errandVariable); text != "" {
		var e errand
		err := json.Unmarshal([]byte(text), &e)
		if err = errors.Join(err, e.do()); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	code := m.Run()
	if dir := errands.dir; dir != "" {
		_ = os.RemoveAll(dir)
	}
	os.Exit(code)
}

// errands is the program that runs errands, and the folder with it where it had to be built.
var errands struct {
	sync.Once
	path, dir string
	err       error
}

// runner is the path of the program that runs errands: these tests themselves or, where the
// race detector is on, the same tests built without it. The detector takes most of the time
// of a process as short as an errand, and an errand runs nothing that no test of this
// package runs in its own process, which the detector watches.
func runner() (string, error) {
	errands.Do(func() {
		info, ok := debug.ReadBuildInfo()
		if !ok || os.Getenv(tortureVariable) != "" || !slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
			errands.path = os.Args[0]
			return
		}
		if errands.dir, errands.err = os.MkdirTemp("", "viewline-ingest"); errands.err != nil {
			return
		}
		errands.path = filepath.Join(errands.dir, "errands")
		build := exec.Command("go", "test", "-c", "-o", errands.path, ".")
		build.Env = append(os.Environ(), "GOFLAGS=")
		if out, err := build.CombinedOutput(); err != nil {
			errands.err = fmt.Errorf("build: %w\n%s", err, out)
		}
	})
	return errands.path, errands.err
}

func (e errand) do() error {
	var sent atomic.Int64
	trace := func(text string) {
		if strings.Contains(text, `"beat"`) {
			return
		}
		if sent.Add(1) == e.KillAt {
			self, err := os.FindProcess(os.Getpid())
			if err == nil {
				_ = self.Kill()
			}
			select {} // waits until the signal has come
		}
	}
	st, err := e.open(context.Background(), trace)
	if err != nil {
		return err
	}
	_, err = Run(context.Background(), st, Options{Paths: e.Paths, Prune: e.Prune, Wait: 5 * time.Minute, batch: e.Batch})
	return errors.Join(err, st.Close())
}

// open opens the errand's database.
func (e errand) open(ctx context.Context, trace func(string)) (store.Store, error) {
	if e.URI == "" {
		return sqlite.Open(ctx, e.Data, sqlite.WithTrace(trace))
	}
	return mongodb.Open(ctx, e.URI, e.Data, mongodb.WithMonitor(&event.CommandMonitor{
		Started: func(_ context.Context, started *event.CommandStartedEvent) { trace(started.Command.String()) },
	}))
}

// process runs an errand, and tells whether it came to its end: else it was killed.
func process(t *testing.T, e errand) (ended bool) {
	t.Helper()
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	program, err := runner()
	if err != nil {
		t.Error(err)
		return true
	}
	var said bytes.Buffer
	cmd := exec.CommandContext(t.Context(), program)
	cmd.Env = append(os.Environ(), errandVariable+"="+string(text))
	cmd.Stderr = &said
	err = cmd.Run()
	failed, isExit := errors.AsType[*exec.ExitError](err)
	switch {
	case err == nil:
		return true
	case isExit && !failed.Exited() && e.KillAt > 0:
		return false
	}
	t.Errorf("%+v: %v, %s", e, err, said.String())
	return true
}

// openAt opens the database of a folder for the time of a test.
func openAt(t *testing.T, dir string) store.Store {
	t.Helper()
	return openFor(t, errand{Data: dir})
}

// openFor opens the database of an errand for the time of a test.
func openFor(t *testing.T, e errand) store.Store {
	t.Helper()
	st, err := e.open(t.Context(), func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}
