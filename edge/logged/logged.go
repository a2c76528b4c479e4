// Package logged gives each request an id, which stands in the lines of the log that belong to
// the request and in its answer, and writes a line about each request on wish. [Requests] and
// [NewHandler] are its entry points.
package logged

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
)

// Header is the header that has the id, in requests and in answers.
const Header = "X-Request-Id"

// longestID is how many characters the id of a request may have that the client gives it.
const longestID = 64

// longestPath is how many bytes of a path stand in a line of the log.
const longestPath = 500

type idKey struct{}

// identified is the context of a request, which has its id. It holds the id once, for the
// log and for the header of the answer.
type identified struct {
	context.Context
	id [1]string
}

// Value is the id for [idKey].
func (c *identified) Value(key any) any {
	if key == any(idKey{}) {
		return c.id[0]
	}
	return c.Context.Value(key)
}

// ids makes ids that no other process makes: what is random of this process, and a number.
type ids struct {
	process string
	last    atomic.Uint64
}

func (i *ids) next() string {
	id := make([]byte, 0, 24)
	id = append(id, i.process...)
	return string(strconv.AppendUint(append(id, '-'), i.last.Add(1), 36))
}

// Requests gives each request its id: that of its header X-Request-Id, if that is one of at
// most 64 printable characters of ASCII without blanks, else one of its own. The answer has
// the id in the same header, and the context of the request has it for [NewHandler]. With an
// access log, a line is written after each request.
func Requests(next http.Handler, access *slog.Logger) http.Handler {
	if access != nil {
		next = written(next, access)
	}
	own := &ids{process: rand.Text()[:8]}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := &identified{r.Context(), [1]string{given(r.Header)}}
		if ctx.id[0] == "" {
			ctx.id[0] = own.next()
		}
		w.Header()[Header] = ctx.id[:]
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// given is the id that a request brings along; empty where that is none to be written.
func given(h http.Header) string {
	values := h[Header]
	if len(values) != 1 || len(values[0]) > longestID {
		return ""
	}
	for _, c := range []byte(values[0]) {
		if c <= ' ' || c > '~' {
			return ""
		}
	}
	return values[0]
}

// written writes a line about each request once its answer has ended, also where the handler
// gave up on it: a status of 0 says that the connection was cut without an answer. The line
// has no query of the address: what people ask is theirs.
func written(next http.Handler, access *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin, counted, path := time.Now(), &counter{ResponseWriter: w}, r.URL.Path
		defer func() {
			access.LogAttrs(r.Context(), slog.LevelInfo, "access", slog.String("method", r.Method), slog.String("path", path[:min(len(path), longestPath)]),
				slog.Int("status", counted.status), slog.Int64("bytes", counted.bytes), slog.Duration("duration", time.Since(begin)))
		}()
		next.ServeHTTP(counted, r)
		if counted.status == 0 {
			counted.status = http.StatusOK // as net/http answers
		}
	})
}

// counter counts the bytes of a body and keeps the status. What is said on a WebSocket goes
// past it.
type counter struct {
	http.ResponseWriter
	status int // 0 where none was written yet
	bytes  int64
}

func (c *counter) WriteHeader(status int) {
	if c.status < http.StatusOK && c.status != http.StatusSwitchingProtocols { // 103 may come ahead of another
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *counter) Write(p []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(p)
	c.bytes += int64(n)
	return n, err
}

// Flush is for handlers that look for an [http.Flusher].
func (c *counter) Flush() { _ = http.NewResponseController(c.ResponseWriter).Flush() }

// Unwrap is for [http.ResponseController].
func (c *counter) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// NewHandler adds the id of its request, as "request", to each line that is logged with the
// context of one.
func NewHandler(next slog.Handler) slog.Handler { return handler{next} }

type handler struct{ slog.Handler }

func (h handler) Handle(ctx context.Context, line slog.Record) error {
	if id, ok := ctx.Value(idKey{}).(string); ok {
		line = line.Clone()
		line.AddAttrs(slog.String("request", id))
	}
	return h.Handler.Handle(ctx, line)
}

func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return handler{h.Handler.WithAttrs(attrs)}
}

func (h handler) WithGroup(name string) slog.Handler { return handler{h.Handler.WithGroup(name)} }
