package mcp

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// lines stands between a client and the SDK. The SDK ends the session at a line that is no
// message, and drops what it has not answered yet when the client closes its side. So lines
// hands on one sound message at a time, answers all others with an error itself, and tells of
// the end only when each request has its answer.
type lines struct {
	ctx  context.Context // done when nobody waits any more
	from *bufio.Reader
	in   io.Closer
	most int    // how many bytes a line may have
	rest []byte // what is left of the message that is being handed on

	lock   sync.Mutex
	out    io.WriteCloser
	open   map[jsonrpc.ID]bool // requests without an answer
	broken bool                // whether the client reads no more
	change chan struct{}       // has one element when an answer was written or failed
}

func newLines(ctx context.Context, in io.ReadCloser, out io.WriteCloser) *lines {
	return &lines{
		ctx: ctx, from: bufio.NewReader(in), in: in, most: sdk.DefaultMaxLineLength,
		out: out, open: map[jsonrpc.ID]bool{}, change: make(chan struct{}, 1),
	}
}

// reader is the side of lines that the SDK reads from.
type reader struct{ *lines }

// Read hands on the messages of the client, a line each.
func (r reader) Read(p []byte) (int, error) {
	for len(r.rest) == 0 {
		line, err := r.next()
		if taken, failed := r.take(line); failed != nil {
			return 0, failed
		} else if taken {
			r.rest = append(line, '\n')
			break
		}
		if errors.Is(err, io.EOF) {
			r.settle()
		}
		if err != nil {
			return 0, err
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// Close closes the input.
func (r reader) Close() error { return r.in.Close() }

// next reads a line. Of a line that is too long it returns one byte more than a line may have.
func (l *lines) next() (line []byte, err error) {
	for {
		part, err := l.from.ReadSlice('\n')
		if !errors.Is(err, bufio.ErrBufferFull) {
			part = bytes.TrimRight(part, "\r\n")
		}
		line = append(line, part[:min(len(part), l.most+1-len(line))]...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// take reports whether a line is a message to hand on, and notes the request that it makes. It
// answers a line that is none; an empty line says nothing. The error is that of the output.
func (l *lines) take(line []byte) (bool, error) {
	if len(line) > l.most {
		return false, l.refuse(jsonrpc.CodeInvalidRequest, fmt.Sprintf("the line is too long; want at most %d bytes", l.most))
	}
	line = bytes.TrimSpace(line)
	if len(line) == 0 {
		return false, nil
	}
	if !json.Valid(line) {
		return false, l.refuse(jsonrpc.CodeParseError, "the line is no JSON; want one message, as a JSON object on one line")
	}
	if line[0] != '{' {
		return false, l.refuse(jsonrpc.CodeInvalidRequest, "the line is no JSON object; want one message, as a JSON object on one line")
	}
	message, err := jsonrpc.DecodeMessage(line)
	if err != nil {
		return false, l.refuse(jsonrpc.CodeInvalidRequest, "the line is no message of JSON-RPC 2.0")
	}
	request, ok := message.(*jsonrpc.Request)
	if !ok || !request.ID.IsValid() {
		return true, nil
	}
	l.lock.Lock()
	used := l.open[request.ID]
	l.open[request.ID] = true
	l.lock.Unlock()
	if used { // the SDK would give no answer
		return false, l.refuse(jsonrpc.CodeInvalidRequest, "the id is that of a request that has no answer yet")
	}
	return true, nil
}

// refuse tells the client that a line is none of its messages.
func (l *lines) refuse(code int64, text string) error {
	var answer struct {
		Version string `json:"jsonrpc"`
		ID      *int   `json:"id"` // null: which request was meant is unknown
		Error   struct {
			Code    int64  `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	answer.Version, answer.Error.Code, answer.Error.Message = "2.0", code, text
	line, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	l.lock.Lock()
	defer l.lock.Unlock()
	_, err = l.out.Write(append(line, '\n'))
	return err
}

// settle waits until all requests have their answers, or nobody can read them.
func (l *lines) settle() {
	for {
		l.lock.Lock()
		done := len(l.open) == 0 || l.broken
		l.lock.Unlock()
		if done {
			return
		}
		select {
		case <-l.change:
		case <-l.ctx.Done():
			return
		}
	}
}

// writer is the side of lines that the SDK writes to.
type writer struct{ *lines }

// Write writes one message, as the SDK does, and notes which request it answers.
func (w writer) Write(line []byte) (int, error) {
	w.lock.Lock()
	defer w.lock.Unlock()
	n, err := w.out.Write(line)
	if err != nil {
		w.broken = true
	} else if message, wrong := jsonrpc.DecodeMessage(line); wrong == nil {
		if answer, ok := message.(*jsonrpc.Response); ok {
			delete(w.open, answer.ID)
		}
	}
	select {
	case w.change <- struct{}{}:
	default: // settle looks anew as it is
	}
	return n, err
}

// Close closes the output.
func (w writer) Close() error { return w.out.Close() }
