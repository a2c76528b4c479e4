package ingest

import (
	"context"
	"io"
)

// patient reads from a reader that may never answer, such as a terminal, and gives up when
// its context ends. A read that is under way then goes on in its goroutine.
type patient struct {
	ctx  context.Context //nolint:containedctx // io.Reader has none
	from io.Reader
}

// Read implements [io.Reader].
func (p *patient) Read(to []byte) (int, error) {
	type came struct {
		text []byte
		err  error
	}
	done := make(chan came, 1)
	go func() {
		own := make([]byte, len(to)) // a buffer of its own: the caller of Read may have returned by the time it is filled
		n, err := p.from.Read(own)
		done <- came{own[:n], err}
	}()
	select {
	case c := <-done:
		return copy(to, c.text), c.err
	case <-p.ctx.Done():
		return 0, p.ctx.Err()
	}
}
