package edge

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"unique"

	"viewline/cachetag"
	"viewline/edge/budget"
	"viewline/edge/etag"
	"viewline/recent"
)

// The answer to a request with larger parts than these, in bytes, is not kept.
const (
	maxQuestion    = 64 << 10 // of the URL's query, or of the body
	maxNegotiation = 256      // of the request's headers that an answer depends on
)

// maxHeaders is the greatest number of different headers that answers share.
const maxHeaders = 100

// large is the number of bytes above which an answer may wait for its reader: smaller ones
// are taken by the connection at once.
const large = 64 << 10

// entrySize is about how many bytes a kept answer takes in memory beside the bytes of
// the answer and of its question.
const entrySize = 1 << 10

// Answers is a cache of finished answers, also in their compressed forms. It keeps an answer
// until an import changes what the answer depends on. An answer is kept if its handler calls
// [Repeatable] and the answer takes at most a sixth of the cache. Of requests that ask
// the same at the same time, one is answered by the handler, and the others get a copy. The
// work on an answer ends when nobody waits for it any more. Answers is safe for concurrent
// use.
type Answers struct {
	// Total bounds the bytes of all answers in flight; nil bounds nothing.
	Total *budget.Total
	// Metrics counts how often answers are kept ones; nil counts nothing.
	Metrics *Metrics
	// Stale reports that a newer revision may exist, since the database cannot be reached.
	// Kept answers are served then with a header that says so. A nil Stale means that this
	// never happens.
	Stale func() bool
	// Keeps reports whether an answer that was made of the state from is still right at the state
	// to. A nil Keeps means that no answer is right at another state than its own.
	Keeps func(basis cachetag.Basis, from, to string) bool
	// Language names the language in which a page is that a request asks for, so that each
	// language is kept by itself. A nil Language means that all pages are in one language.
	Language func(*http.Request) string

	cache    *recent.Cache // of *kept; nil where nothing is kept
	flights  flights
	limit    int
	state    func() string
	last     atomic.Pointer[unique.Handle[form]] // the form of the last question: most have the same
	headers  sync.Map                            // from text to http.Header: the headers that answers share
	distinct atomic.Int64                        // how many headers there are
}

// NewAnswers makes a cache of size bytes; one of 0 bytes keeps nothing. The function state
// returns the state of the corpus that answers come from. While it returns an empty text,
// the state is unknown and nothing is kept. The state may be a moment old, as the handler
// calls [Repeatable] only for an answer that comes from a single state.
func NewAnswers(size int, state func() string) *Answers {
	a := &Answers{limit: size / 6, state: state}
	if size > 0 {
		a.cache = recent.NewLoose(size, weight)
	}
	return a
}

// question has all parts of a request that the answer depends on.
type question struct {
	state       string
	form        unique.Handle[form]
	query, body string
	page        bool // which is asked for without conditions: the kept one answers them
}

// key is what the answer is kept by. It lacks the state: see [Answers.find].
func (q question) key() recent.Key {
	key := recent.Key{Kind: q.query, Name: q.body, Form: q.form}
	if q.page {
		key.Hash = 1
	}
	return key
}

// form is the part of a question that many questions share, such as the headers.
type form struct{ method, path, accept, coding, contentType, origin, language string }

// in is the same question, for an answer in another content coding.
func (q question) in(coding string) question {
	f := q.form.Value()
	f.coding = coding
	q.form = unique.Make(f)
	return q
}

// handle is the handle of a form. To make it anew takes longer than to compare a form with the
// last one.
func (a *Answers) handle(f form) unique.Handle[form] {
	if last := a.last.Load(); last != nil && last.Value() == f {
		return *last
	}
	h := unique.Make(f) // a copy, so that the request's header is not held in memory
	a.last.Store(&h)
	return h
}

// kept is an answer of status 200. It is held in few pieces of memory, as many small ones
// make the garbage collector slow.
type kept struct {
	header   http.Header    // without Content-Length and ETag; most answers share it
	state    string         // that the answer is of
	basis    cachetag.Basis // what the answer depends on
	etag     [1]string      // the values of the header ETag; empty where the answer has none
	length   [1]string      // the values of the header Content-Length
	tag      string         // etag without the ending that names the content coding
	question etag.Question  // that tag is made for; empty where tag is made of the body
	body     []byte
	// readers is how many requests the body is being written to, if it is large.
	readers atomic.Int32
}

func weight(question recent.Key, answer any) uint32 {
	k := answer.(*kept)
	n := entrySize + len(question.Kind) + len(question.Name) + len(k.body) + 8*len(k.basis.Tags)
	return uint32(min(n, 1<<31))
}

// Keep answers from the cache where it can, and else by next. Compress wraps a handler so
// that the handler answers in the content coding that the client prefers.
func (a *Answers) Keep(next http.Handler, compress func(http.Handler) http.Handler) http.Handler {
	return a.keep("answers", next, compress, a.question)
}

// KeepPages does the same for pages and files, which tell their own addresses and so depend
// on the origin of the request as well, and on its language.
func (a *Answers) KeepPages(next http.Handler, compress func(http.Handler) http.Handler) http.Handler {
	return a.keep("pages", next, compress, func(r *http.Request) (question, bool) {
		if r.Method != http.MethodGet || r.Header.Get("Range") != "" || len(r.Host) > maxNegotiation {
			return question{}, false
		}
		q, ok := a.question(r)
		if !ok {
			return q, false
		}
		f := q.form.Value()
		f.accept, f.contentType, f.origin = "", "", r.Host
		if r.TLS != nil {
			f.origin = "https " + r.Host
		}
		if a.Language != nil {
			f.language = a.Language(r)
		}
		q.form, q.page = unique.Make(f), true
		return q, true
	})
}

func (a *Answers) keep(kind string, next http.Handler, compress func(http.Handler) http.Handler, question func(*http.Request) (question, bool)) http.Handler {
	asked := a.Metrics.cache(kind)
	plain := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.serve(w, r, *asking(r), next, nil)
	})
	varied := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding") // as compress does
		next.ServeHTTP(w, r)
	})
	whole, coded := a.Total.Hold(compress(next)), compress(plain)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q, ok := question(r)
		switch {
		case !ok:
			whole.ServeHTTP(w, r)
		case q.form.Value().coding == "":
			a.serve(w, r, q, varied, asked)
		default:
			plain := q.in("identity") // the compressed answers are made of this one
			a.serve(w, r.WithContext(context.WithValue(r.Context(), questionKey{}, &plain)), q, coded, asked)
		}
	})
}

func asking(r *http.Request) *question { return r.Context().Value(questionKey{}).(*question) }

type questionKey struct{}

// question reads what a request asks. The result is not ok for a request whose answer
// cannot be kept.
func (a *Answers) question(r *http.Request) (q question, ok bool) {
	h := r.Header
	if a.cache == nil || r.ContentLength < 0 || r.ContentLength > maxQuestion || len(r.URL.RawQuery) > maxQuestion ||
		field(h, "Upgrade") != "" || field(h, "Content-Encoding") != "" || len(h["Accept"]) > 1 || len(h["Accept-Encoding"]) > 1 {
		return q, false
	}
	f := form{
		method: r.Method, path: r.URL.Path,
		accept: field(h, "Accept"), coding: field(h, "Accept-Encoding"), contentType: field(h, "Content-Type"),
	}
	if f.coding == "identity" {
		f.coding = ""
	}
	q = question{state: a.state(), query: r.URL.RawQuery}
	if q.state == "" || len(f.accept)+len(f.coding)+len(f.contentType) > maxNegotiation || strings.Contains(f.accept, "event-stream") {
		return q, false
	}
	q.form = a.handle(f)
	switch r.Method {
	case http.MethodGet:
		return q, r.ContentLength == 0
	case http.MethodPost:
		body := bodies.Get().(*[maxQuestion]byte)
		n, err := io.ReadFull(r.Body, body[:r.ContentLength])
		q.body = string(body[:n])
		bodies.Put(body)
		if err != nil { // and reads into the same error again
			r.Body = readCloser{io.MultiReader(strings.NewReader(q.body), r.Body), r.Body}
		}
		return q, err == nil
	}
	return q, false
}

// bodies are buffers into which bodies of requests are read.
var bodies = sync.Pool{New: func() any { return new([maxQuestion]byte) }}

// field is the first value of a header field. The name is in its canonical form, so that it
// need not be brought into it, as [http.Header.Get] does.
func field(h http.Header, name string) string {
	if values := h[name]; len(values) > 0 {
		return values[0]
	}
	return ""
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

// find is the kept answer to a question; nil where there is none that is right at the question's
// state.
func (a *Answers) find(q question) *kept {
	k, ok := a.cache.Get(q.key()).(*kept)
	switch {
	case !ok:
		return nil
	case k.state == q.state:
		return k
	case a.Keeps == nil || !a.Keeps(k.basis, k.state, q.state):
		return nil
	}
	k = k.at(q.state)
	a.cache.Keep(q.key(), k)
	return k
}

// serve answers a question with a kept answer, or by next. The counts are those of the question
// that the client has, and nil for one that is asked on the way to its answer.
func (a *Answers) serve(w http.ResponseWriter, r *http.Request, q question, next http.Handler, asked *cacheCounts) {
	if k := a.find(q); k != nil {
		asked.hit()
		a.lend(w, r, k)
		return
	}
	r = q.asked(r)
	if field(r.Header, "If-None-Match") != "" && !q.page {
		asked.miss()
		a.Total.Hold(next).ServeHTTP(w, r) // the handler may find 304 without making an answer
		return
	}
	if budget.ScopeOf(r.Context()) == nil { // else the scope is that of a request for another coding
		ctx, scope := a.Total.Scope(r.Context())
		defer scope.End()
		r = r.WithContext(ctx)
	}
	own, k := a.flights.answer(r, q, func(r *http.Request) (*recording, *kept) { return a.make(r, q, next) })
	switch {
	case k != nil:
		asked.shared(own == nil)
		a.lend(w, r, k)
	case own != nil:
		asked.miss()
		own.serve(w)
	case r.Context().Err() == nil: // another request for the same had the answer, which nobody else may have
		asked.miss()
		next.ServeHTTP(w, r)
	}
}

// make has next answer a question. The answer is kept if it can be, and it is nil where no
// other request may have it.
func (a *Answers) make(r *http.Request, q question, next http.Handler) (*recording, *kept) {
	if q.page && r.Header.Get("If-None-Match") != "" {
		r = r.Clone(r.Context())
		r.Header.Del("If-None-Match")
	}
	own := record(next, r)
	if own.state == nil || *own.state == "" || own.status != http.StatusOK || a.state() != q.state {
		return own, nil
	}
	k := a.kept(own)
	if len(k.body) <= a.limit {
		a.cache.Keep(q.key(), k)
	}
	return own, k
}

// lend writes a kept answer. While a large one is written, its bytes count among those in
// flight, once for all who read it: it may have left the cache before they have.
func (a *Answers) lend(w http.ResponseWriter, r *http.Request, k *kept) {
	a.warn(w)
	if len(k.body) > large {
		if k.readers.Add(1) == 1 {
			a.Total.Add(int64(len(k.body)))
		}
		defer func() {
			if k.readers.Add(-1) == 0 {
				a.Total.Add(-int64(len(k.body)))
			}
		}()
	}
	k.serve(w, r)
}

// warn adds the header Warning to a kept answer where a newer one may exist (RFC 7234,
// section 5.5.1). RFC 9111 has dropped the header, since hardly any cache wrote it, and has
// put nothing in its place.
func (a *Answers) warn(w http.ResponseWriter) {
	if a.Stale != nil && a.Stale() {
		w.Header().Set("Warning", `110 - "Response is Stale"`)
	}
}

// at is the same answer at another state, with the ETag that it has there.
func (k *kept) at(state string) *kept {
	other := &kept{
		header: k.header, state: state, basis: k.basis, etag: k.etag, length: k.length, tag: k.tag, question: k.question, body: k.body,
	}
	if k.question != "" {
		other.tag = k.question.Tag(state)
		coding := strings.TrimPrefix(k.etag[0], strings.TrimSuffix(k.tag, `"`)) // the ending, with the quotation mark
		other.etag[0] = strings.TrimSuffix(other.tag, `"`) + coding
	}
	return other
}

// serve writes the answer, or 304 where the client has the answer already.
func (k *kept) serve(w http.ResponseWriter, r *http.Request) {
	Repeatable(r.Context(), k.state, k.basis, k.question)
	h := w.Header()
	addTo(h, k.header)
	h["Content-Length"] = k.length[:]
	if k.etag[0] != "" {
		h["Etag"] = k.etag[:]
	}
	if condition := r.Header["If-None-Match"]; len(condition) > 0 && etag.Matches(plainly(condition), k.tag) {
		h.Del("Content-Length")
		h.Del("Content-Type")
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_ = budget.Write(w, k.body) // fails only where the client is gone
}
