package mcp

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

// sink is an output that fails once it was broken.
type sink struct {
	bytes.Buffer
	broken error
}

func (s *sink) Write(p []byte) (int, error) {
	if s.broken != nil {
		return 0, s.broken
	}
	return s.Buffer.Write(p)
}

func (s *sink) Close() error { return nil }

const asking = `{"jsonrpc":"2.0","id":1,"method":"ping"}`

func TestLinesAreBounded(t *testing.T) {
	out := new(sink)
	l := newLines(t.Context(), io.NopCloser(strings.NewReader(strings.Repeat("x", 10_000)+"\n"+asking+"\n")), out)
	l.most = 5000
	p := make([]byte, 100)
	n, err := reader{l}.Read(p)
	if got := string(p[:n]); got != asking+"\n" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if want := `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"the line is too long; want at most 5000 bytes"}}` + "\n"; out.String() != want {
		t.Errorf("got %s, want %s", out, want)
	}
}

// A request with the id of one that has no answer is refused: the SDK would leave it unanswered.
func TestLinesRefuseAnIDInUse(t *testing.T) {
	out := new(sink)
	l := newLines(t.Context(), io.NopCloser(strings.NewReader(asking+"\n")), out)
	p := make([]byte, 100)
	if _, err := (reader{l}).Read(p); err != nil {
		t.Fatal(err)
	}
	if taken, err := l.take([]byte(asking)); taken || err != nil || !strings.Contains(out.String(), `"code":-32600,"message":"the id is that of a request that has no answer yet"`) {
		t.Errorf("handed on: %t, %v; %s", taken, err, out)
	}
	answer := `{"jsonrpc":"2.0","id":1,"result":{}}` + "\n"
	if _, err := (writer{l}).Write([]byte(answer)); err != nil {
		t.Fatal(err)
	}
	if taken, err := l.take([]byte(asking)); !taken || err != nil {
		t.Errorf("the id of a request that has its answer: handed on %t, %v", taken, err)
	}
}

// The end comes with the last answer, or when nobody waits any more.
func TestLinesWaitForAnswers(t *testing.T) {
	for name, settle := range map[string]func(*lines, context.CancelFunc) error{
		"answer": func(l *lines, _ context.CancelFunc) error {
			_, err := writer{l}.Write([]byte(`{"jsonrpc":"2.0","id":1,"result":{}}` + "\n"))
			return err
		},
		"nobody": func(_ *lines, stop context.CancelFunc) error { stop(); return nil },
	} {
		ctx, stop := context.WithCancel(t.Context())
		l := newLines(ctx, io.NopCloser(strings.NewReader(asking)), new(sink))
		p := make([]byte, 100)
		if _, err := (reader{l}).Read(p); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() {
			_, err := reader{l}.Read(p)
			ended <- err
		}()
		if len(ended) > 0 {
			t.Errorf("%s: the end came first", name)
		}
		if err := settle(l, stop); err != nil {
			t.Error(err)
		}
		if err := <-ended; !errors.Is(err, io.EOF) {
			t.Errorf("%s: got %v, want the end", name, err)
		}
		stop()
	}
}

// Nothing is waited for where nobody can read the answers.
func TestLinesEndWithTheOutput(t *testing.T) {
	out := &sink{broken: io.ErrClosedPipe}
	l := newLines(t.Context(), io.NopCloser(strings.NewReader(asking)), out)
	p := make([]byte, 100)
	if _, err := (reader{l}).Read(p); err != nil {
		t.Fatal(err)
	}
	if _, err := (writer{l}).Write([]byte("{}\n")); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("got %v", err)
	}
	if _, err := (reader{l}).Read(p); !errors.Is(err, io.EOF) {
		t.Errorf("got %v, want the end", err)
	}
}
