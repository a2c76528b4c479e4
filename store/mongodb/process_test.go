package mongodb_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/event"

	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/mongodb/mongotest"
	"viewline/timeline"
)

// order tells another process what to do. The process imports batch, and prints "begun"
// once it may, "put" before it commits and "committed" at the end.
type order struct {
	URI, Database string
	KillAt        int  // the command before which it kills itself, counted from 1 after the begin; 0 means never
	Stay          bool // it waits for its stdin to end before it commits
	Lease         time.Duration
}

const orderVariable = "TEST_ORDER"

// TestMain makes this program the other process where it was started as one.
func TestMain(m *testing.M) {
	if text := os.Getenv(orderVariable); text != "" {
		if err := obey(text); err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func obey(text string) error {
	var o order
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		return err
	}
	ctx := context.Background()
	commands, counting := 0, false
	monitor := &event.CommandMonitor{Started: func(_ context.Context, e *event.CommandStartedEvent) {
		if !counting || strings.Contains(e.Command.String(), `"beat"`) {
			return
		}
		if commands++; commands == o.KillAt {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}}
	s, err := mongodb.Open(ctx, o.URI, o.Database, mongodb.WithMonitor(monitor))
	if err != nil {
		return err
	}
	s.Hurry(o.Lease)
	counting = true
	se, err := s.Begin(ctx, store.BeginOptions{Wait: time.Minute})
	if err != nil {
		return err
	}
	fmt.Println("begun")
	if err := se.Put(ctx, batch()); err != nil {
		return err
	}
	fmt.Println("put")
	if o.Stay {
		_, _ = io.Copy(io.Discard, os.Stdin)
	}
	if _, err := se.Commit(ctx, time.Now()); err != nil {
		return err
	}
	fmt.Println("committed")
	return s.Close()
}

// batch is the batch of the other process, after seed: one post changes, one is removed,
// and one is added.
func batch() store.Batch {
	changed, added := seededPost(0), seededPost(7)
	changed.Post.Slug = "renamed"
	changed.Appearances = changed.Appearances[1:]
	changed.Post.Record.Appearances = changed.Post.Record.Appearances[1:]
	changed.Post.Record.Viewpoints = appearancesEach - 1
	return store.Batch{
		Posts:  []store.PostDocuments{changed, added},
		People: []*timeline.Person{seededPerson(7)}, RemovePosts: []string{personSlug(1) + ".md"}, RemovePeople: []string{personSlug(1)},
	}
}

// process is another process that imports.
type process struct {
	*exec.Cmd
	stdin io.Closer
	said  *bufio.Scanner
}

func start(t *testing.T, o order) *process {
	t.Helper()
	text, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), orderVariable+"="+string(text))
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &process{cmd, stdin, bufio.NewScanner(stdout)}
	t.Cleanup(func() {
		if p.ProcessState == nil {
			_ = p.Process.Kill()
			_ = p.Wait()
		}
	})
	return p
}

// says waits for the next line, and returns it; empty at the end.
func (p *process) says() string {
	if p.said.Scan() {
		return p.said.Text()
	}
	return ""
}

// last waits for the end, and returns the last line.
func (p *process) last() string {
	last := ""
	for line := p.says(); line != ""; line = p.says() {
		last = line
	}
	_ = p.Wait() // killed, mostly
	return last
}

func orderOn(t *testing.T, database string) order {
	t.Helper()
	return order{URI: mongotest.Start(t), Database: database, Lease: time.Second}
}
