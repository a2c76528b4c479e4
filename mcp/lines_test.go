package mcp

import (
	"bytes"
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
	l := newLines(t.Context(), io.NopCloser(strings.NewReader(strings.Repeat(asking+"\n", 3))), out)
	p := make([]byte, 100)
	if _, err := (reader{l}).Read(p); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() {
		_, err := reader{l}.Read(make([]byte, 100))
		ended <- err
	}()
	// The first answer is the only one that is due, whenever the two others were read.
	for refused := 0; refused < 2; {
		l.lock.Lock()
		refused = strings.Count(out.String(), "has no answer yet")
		l.lock.Unlock()
	}
	answer := `{"jsonrpc":"2.0","id":1,"result":{}}` + "\n"
	if _, err := (writer{l}).Write([]byte(answer)); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; !errors.Is(err, io.EOF) {
		t.Errorf("got %v, want the end", err)
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
