package budget

import (
	"net/http"
	"time"
)

// How long the client may take for each piece of a large answer, and for all of it. What is
// small enough for the buffers of a connection is written without a limit of time.
const (
	small       = 64 << 10 // bytes
	piece       = 1 << 20  // bytes
	pieceWithin = 20 * time.Second
	wholeWithin = 60 * time.Second
)

// Write writes the body of an answer. The connection of a client that does not read is
// given up: each piece of 1 MiB has to be taken within twenty seconds, and the whole body
// within a minute. A smaller body is written at once, and so is any to a writer that has a
// method TakesAll, which is no connection.
func Write(w http.ResponseWriter, body []byte) error {
	_, takesAll := w.(interface{ TakesAll() })
	if len(body) <= small || takesAll {
		_, err := w.Write(body)
		return err
	}
	control := http.NewResponseController(w)
	end := time.Now().Add(wholeWithin)
	for len(body) > 0 {
		deadline := time.Now().Add(pieceWithin)
		if deadline.After(end) {
			deadline = end
		}
		_ = control.SetWriteDeadline(deadline) // what is no connection needs none
		n := min(len(body), piece)
		if _, err := w.Write(body[:n]); err != nil {
			return err
		}
		body = body[n:]
	}
	return nil
}
