package edge

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unique"

	"github.com/maypok86/otter/v2"

	"viewline/edge/etag"
)

// The answer to a request with larger parts than these, in bytes, is not kept.
const (
	maxQuestion    = 64 << 10 // of the URL's query, or of the body
	maxNegotiation = 256      // of the request's headers that an answer depends on
)

// maxHeaders is the greatest number of different headers that answers share.
const maxHeaders = 100

// entrySize is about how many bytes a kept answer takes in memory beside the bytes of
// the answer and of its question.
const entrySize = 1 << 10

// Answers is a cache of finished answers, also in their compressed forms. It keeps them
// until the state of the corpus changes. An answer is kept if its handler calls
// [Repeatable] and the answer takes at most an eighth of the cache. Of requests that ask
// the same at the same time, one is answered by the handler, and the others get a copy.
// Answers is safe for concurrent use.
type Answers struct {
	// Stale reports that a newer revision may exist, since the database cannot be reached.
	// Kept answers are served then with a header that says so. A nil Stale means that this
	// never happens.
	Stale func() bool

	cache    *otter.Cache[question, *kept]
	limit    int
	state    func() string
	current  atomic.Pointer[string] // the state that the kept answers are of
	headers  sync.Map               // from text to http.Header: the headers that answers share
	distinct atomic.Int64           // how many headers there are
}

// NewAnswers makes a cache of size bytes; one of 0 bytes keeps nothing. The function state
// returns the state of the corpus that answers come from. While it returns an empty text,
// the state is unknown and nothing is kept. The state may be a moment old, as the handler
// calls [Repeatable] only for an answer that comes from a single state.
func NewAnswers(size int, state func() string) *Answers {
	a := &Answers{limit: size / 8, state: state}
	if size > 0 {
		a.cache = otter.Must(&otter.Options[question, *kept]{MaximumWeight: uint64(size), Weigher: weight})
	}
	return a
}

// question has all parts of a request that the answer depends on.
type question struct {
	state       string
	form        unique.Handle[form]
	query, body string
}

// form is the part of a question that many questions share, such as the headers.
type form struct{ method, path, accept, coding, contentType string }

// in is the same question, for an answer in another content coding.
func (q question) in(coding string) question {
	f := q.form.Value()
	f.coding = coding
	q.form = unique.Make(f)
	return q
}

// kept is an answer of status 200. It is held in few pieces of memory, as many small ones
// make the garbage collector slow.
type kept struct {
	header http.Header // without Content-Length and ETag; most answers share it
	etag   string      // empty where the answer has none
	tag    string      // etag without the ending that names the content coding
	body   []byte
}

func weight(q question, k *kept) uint32 {
	n := entrySize + len(q.query) + len(q.body) + len(k.body)
	return uint32(min(n, 1<<31))
}

type recordingKey struct{}

// Repeatable says that the answer to a request stays the same as long as the state of the
// corpus does. A handler calls it before it writes the answer.
func Repeatable(ctx context.Context) {
	if r, ok := ctx.Value(recordingKey{}).(*recording); ok {
		r.repeatable = true
	}
}

// Keep answers from the cache where it can, and else by next. Compress wraps a handler so
// that the handler answers in the content coding that the client prefers.
func (a *Answers) Keep(next http.Handler, compress func(http.Handler) http.Handler) http.Handler {
	plain := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := r.Context().Value(questionKey{}).(*question)
		a.serve(w, r, *q, next)
	})
	varied := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding") // as compress does
		next.ServeHTTP(w, r)
	})
	whole, coded := compress(next), compress(plain)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q, ok := a.question(r)
		switch {
		case !ok:
			whole.ServeHTTP(w, r)
		case q.form.Value().coding == "":
			a.serve(w, r, q, varied)
		default:
			plain := q.in("identity") // the compressed answers are made of this one
			a.serve(w, r.WithContext(context.WithValue(r.Context(), questionKey{}, &plain)), q, coded)
		}
	})
}

type questionKey struct{}

// question reads what a request asks. The result is not ok for a request whose answer
// cannot be kept.
func (a *Answers) question(r *http.Request) (q question, ok bool) {
	h := r.Header
	if a.cache == nil || r.ContentLength < 0 || r.ContentLength > maxQuestion || len(r.URL.RawQuery) > maxQuestion ||
		h.Get("Upgrade") != "" || h.Get("Content-Encoding") != "" || len(h["Accept"]) > 1 || len(h["Accept-Encoding"]) > 1 {
		return q, false
	}
	f := form{
		method: r.Method, path: r.URL.Path,
		accept: h.Get("Accept"), coding: h.Get("Accept-Encoding"), contentType: h.Get("Content-Type"),
	}
	if f.coding == "identity" {
		f.coding = ""
	}
	q = question{state: a.state(), query: r.URL.RawQuery}
	a.renew(q.state)
	if q.state == "" || len(f.accept)+len(f.coding)+len(f.contentType) > maxNegotiation || strings.Contains(f.accept, "event-stream") {
		return q, false
	}
	q.form = unique.Make(f) // a copy, so that the request's header is not held in memory
	switch r.Method {
	case http.MethodGet:
		return q, r.ContentLength == 0
	case http.MethodPost:
		body := make([]byte, r.ContentLength)
		n, err := io.ReadFull(r.Body, body)
		q.body = string(body[:n])
		if err != nil { // and reads into the same error again
			r.Body = readCloser{io.MultiReader(strings.NewReader(q.body), r.Body), r.Body}
		}
		return q, err == nil
	}
	return q, false
}

// asked is a request whose body can be read again.
func (q *question) asked(r *http.Request) *http.Request {
	if r.Method == http.MethodPost {
		r.Body = readCloser{strings.NewReader(q.body), r.Body}
	}
	return r
}

type readCloser struct {
	io.Reader
	io.Closer
}

// renew drops the answers of another state.
func (a *Answers) renew(state string) {
	if last := a.current.Load(); (last == nil || *last != state) && a.current.CompareAndSwap(last, &state) {
		a.cache.InvalidateAll()
	}
}

// errNotKept says that a request was answered, and that the answer must not be kept.
var errNotKept = errors.New("not kept")

// serve answers a question with a kept answer, or by next.
func (a *Answers) serve(w http.ResponseWriter, r *http.Request, q question, next http.Handler) {
	if k, ok := a.cache.GetIfPresent(q); ok {
		a.warn(w)
		k.serve(w, r)
		return
	}
	r = q.asked(r)
	if r.Header.Get("If-None-Match") != "" {
		next.ServeHTTP(w, r) // the handler may find 304 without making an answer
		return
	}
	var own *recording
	k, err := a.cache.Get(r.Context(), q, otter.LoaderFunc[question, *kept](func(context.Context, question) (*kept, error) {
		own = record(next, r)
		if !own.repeatable || own.status != http.StatusOK || own.body.Len() > a.limit || a.state() != q.state {
			return nil, errNotKept
		}
		return a.keep(own), nil
	}))
	switch {
	case err == nil:
		a.warn(w)
		k.serve(w, r)
	case own != nil:
		own.serve(w)
	default: // another request for the same had the answer, which is not kept
		next.ServeHTTP(w, r)
	}
}

// warn adds the header Warning to a kept answer where a newer one may exist (RFC 7234,
// section 5.5.1). RFC 9111 has dropped the header, since hardly any cache wrote it, and has
// put nothing in its place.
func (a *Answers) warn(w http.ResponseWriter) {
	if a.Stale != nil && a.Stale() {
		w.Header().Set("Warning", `110 - "Response is Stale"`)
	}
}

// serve writes the answer, or 304 where the client has the answer already.
func (k *kept) serve(w http.ResponseWriter, r *http.Request) {
	Repeatable(r.Context())
	h := w.Header()
	addTo(h, k.header)
	h["Content-Length"] = []string{strconv.Itoa(len(k.body))}
	if k.etag != "" {
		h["Etag"] = []string{k.etag}
	}
	if etag.Matches(plainly(r.Header.Values("If-None-Match")), k.tag) {
		h.Del("Content-Length")
		h.Del("Content-Type")
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(k.body) // fails only where the client is gone
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
	header     http.Header
	status     int
	body       bytes.Buffer
	repeatable bool
}

// record has next answer a request. The handler runs to its end even if the client goes
// away, as others may wait for the same answer.
func record(next http.Handler, r *http.Request) *recording {
	own := &recording{header: http.Header{}}
	ctx := context.WithValue(context.WithoutCancel(r.Context()), recordingKey{}, own)
	next.ServeHTTP(own, r.WithContext(ctx))
	own.WriteHeader(http.StatusOK)
	return own
}

func (o *recording) Header() http.Header { return o.header }

func (o *recording) WriteHeader(status int) {
	if o.status == 0 {
		o.status = status
	}
}

func (o *recording) Write(b []byte) (int, error) {
	o.WriteHeader(http.StatusOK)
	if o.body.Len() == 0 {
		o.body.Grow(len(b)) // most answers come in one piece
	}
	return o.body.Write(b)
}

// keep makes a kept answer of a recording. A header that other answers have as well is held
// once for all of them.
func (a *Answers) keep(o *recording) *kept {
	k := &kept{body: slices.Clip(o.body.Bytes()), etag: o.header.Get("ETag")}
	k.tag = plainTags.Replace(k.etag)
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
	_, _ = w.Write(o.body.Bytes())
}
