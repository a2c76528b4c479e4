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

// Write writes the body of an answer, which may come in parts. The connection of a client that does
// not read is given up: each piece of 1 MiB has to be taken within twenty seconds, and the whole body
// within a minute. A smaller body is written at once, and so is any to a writer that has a
// method TakesAll, which is no connection.
func Write(w http.ResponseWriter, body ...[]byte) error {
	size := 0
	for _, part := range body {
		size += len(part)
	}
	_, takesAll := w.(interface{ TakesAll() })
	most, limited := piece, size > small && !takesAll
	if !limited {
		most = size
	}
	end := time.Now().Add(wholeWithin)
	for _, part := range body {
		for len(part) > 0 {
			if limited {
				deadline := time.Now().Add(pieceWithin)
				if deadline.After(end) {
					deadline = end
				}
				_ = http.NewResponseController(w).SetWriteDeadline(deadline) // what is no connection needs none
			}
			n := min(len(part), most)
			if _, err := w.Write(part[:n]); err != nil {
				return err
			}
			part = part[n:]
		}
	}
	return nil
}
