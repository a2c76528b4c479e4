package edge

import (
	"bytes"
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"viewline/cachetag"
	"viewline/edge/budget"
	"viewline/edge/etag"
)

type recordingKey struct{}

// Repeatable says that the answer to an operation stays the same as long as the state of
// the corpus is this one; an empty state says that the answer may be another one the next time.
// The basis is what the answer depends on: an import that changed nothing of the basis leaves the
// answer as it is. The question is what the answer's ETag is made for (see [etag.Question.Tag]);
// it is empty where the answer has no such tag. A handler calls Repeatable before it writes the
// answer. An answer that several operations are asked for, such as a page, is repeatable where all
// of them are, and by the same state.
func Repeatable(ctx context.Context, state string, basis cachetag.Basis, question etag.Question) {
	r, ok := ctx.Value(recordingKey{}).(*recording)
	if !ok {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.state == nil {
		now := state // else each call would allocate memory for state, whose address is taken
		r.state, r.basis, r.question = &now, basis, question
		return
	}
	r.basis = r.basis.And(basis)
	if *r.state != state {
		*r.state = ""
	}
}

// plainly removes from ETags the endings that name a content coding.
func plainly(tags []string) []string {
	plain := make([]string, len(tags))
	for i, t := range tags {
		plain[i] = plainTags.Replace(t)
	}
	return plain
}

// addTo adds the fields of one header to another. Both may share the slices of values,
// since Go copies a slice without spare capacity when something is appended to it.
func addTo(header, fields http.Header) {
	for name, values := range fields {
		if present := header[name]; len(present) > 0 {
			values = slices.Concat(present, values)
		}
		header[name] = values
	}
}

// recording is an answer that a handler is writing.
type recording struct {
	header http.Header
	status int
	body   bytes.Buffer

	mu       sync.Mutex
	state    *string // that the answer is repeatable by; nil where no handler has told of any
	basis    cachetag.Basis
	question etag.Question // of the first operation
}

// record has next answer a request.
func record(next http.Handler, r *http.Request) *recording {
	own := &recording{header: http.Header{}}
	next.ServeHTTP(own, r.WithContext(context.WithValue(r.Context(), recordingKey{}, own)))
	own.WriteHeader(http.StatusOK)
	return own
}

// TakesAll is for [budget.Write].
func (o *recording) TakesAll() {}

func (o *recording) Header() http.Header { return o.header }

func (o *recording) WriteHeader(status int) {
	if o.status == 0 {
		o.status = status
	}
}

func (o *recording) Write(b []byte) (int, error) {
	o.WriteHeader(http.StatusOK)
	if o.body.Len() == 0 {
		whole, _ := strconv.Atoi(o.header.Get("Content-Length")) // 0 where the handler does not tell
		o.body.Grow(max(whole, len(b)))
	}
	return o.body.Write(b)
}

// kept makes a kept answer of a recording. A header that other answers have as well is held
// once for all of them.
func (a *Answers) kept(o *recording) *kept {
	k := &kept{state: *o.state, basis: o.basis, body: o.body.Bytes()}
	if spare := o.body.Available(); spare > len(k.body)/16 {
		k.body = bytes.Clone(k.body) // the room that a buffer grew by would be kept, and counted nowhere
	}
	k.etag[0], k.length[0] = o.header.Get("ETag"), strconv.Itoa(o.body.Len())
	k.tag = plainTags.Replace(k.etag[0])
	if o.question.Tag(k.state) == k.tag {
		k.question = o.question
	}
	o.header.Del("ETag")
	o.header.Del("Content-Length")
	o.header.Del("Warning") // the header of the kept answer that this one is made of
	var all strings.Builder
	for _, name := range slices.Sorted(maps.Keys(o.header)) {
		value := strings.Join(o.header[name], ", ") // one line means the same as several (RFC 9110, section 5.3)
		o.header[name] = []string{value}
		all.WriteString(name + ": " + value + "\n")
	}
	k.header = o.header
	if same, ok := a.headers.Load(all.String()); ok {
		k.header = same.(http.Header)
	} else if a.distinct.Add(1) <= maxHeaders {
		a.headers.Store(all.String(), k.header)
	}
	return k
}

// serve writes the recorded answer, byte by byte as it was.
func (o *recording) serve(w http.ResponseWriter) {
	addTo(w.Header(), o.header)
	w.WriteHeader(o.status)
	_ = budget.Write(w, o.body.Bytes()) // fails only where the client is gone
}
