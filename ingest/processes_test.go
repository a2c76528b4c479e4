package ingest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync/atomic"
	"testing"
	"time"

	"viewline/store"
	"viewline/store/sqlite"
)

// errandVariable is the environment variable with the errand of a process, as JSON.
const errandVariable = "VIEWLINE_INGEST_ERRAND"

// errand is an import in a process of its own.
type errand struct {
	Data  string
	Paths []string
	Prune bool
	// KillAt is the number of the statement, from 1, ahead of which the process is killed; 0
	// means never. The statements of the embedded engine are counted.
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
	os.Exit(m.Run())
}

func (e errand) do() error {
	var sent atomic.Int64
	trace := func(string) {
		if sent.Add(1) == e.KillAt {
			self, err := os.FindProcess(os.Getpid())
			if err == nil {
				_ = self.Kill()
			}
			select {} // waits until the signal has come
		}
	}
	st, err := sqlite.Open(context.Background(), e.Data, sqlite.WithTrace(trace))
	if err != nil {
		return err
	}
	_, err = Run(context.Background(), st, Options{Paths: e.Paths, Prune: e.Prune, Wait: time.Minute, batch: e.Batch})
	return errors.Join(err, st.Close())
}

// process runs an errand, and reports whether the process ended by itself; else it was
// killed.
func process(t *testing.T, e errand) (ended bool) {
	t.Helper()
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	cmd := exec.CommandContext(t.Context(), os.Args[0])
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
	st, err := sqlite.Open(t.Context(), dir)
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
