package transport

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"

	"github.com/99designs/gqlgen/graphql"

	"viewline/cachetag"
	"viewline/edge/etag"
	"viewline/version"
)

// state is the state of the corpus that answers come from; empty while it is unknown.
func (h *Handler) state() string {
	if h.State == nil {
		return ""
	}
	return h.State()
}

type sourceKey struct{}

// source has the state of the corpus that an answer was made from, which is empty where that is
// unknown, and what of it the answer depends on.
type source struct {
	state string
	basis cachetag.Basis
}

// AnsweredFrom keeps the state of the snapshot that an operation is answered from. An
// answer from another state than the expected one must not be cached. Read returns the
// state, and is called only where the answer may be cached.
func AnsweredFrom(ctx context.Context, read func() (state string, ok bool)) {
	s, ok := ctx.Value(sourceKey{}).(*source)
	if !ok {
		return
	}
	if s.state, ok = read(); !ok {
		s.state = ""
	}
}

// RestsOn keeps what an operation's answer depends on. Without a call of it that is everything.
func RestsOn(ctx context.Context, basis cachetag.Basis) {
	if s, ok := ctx.Value(sourceKey{}).(*source); ok {
		s.basis = basis
	}
}

// question is a hash of all that an answer depends on beside the state: the same operation,
// variables, representation, settings and state have the same answer. It is empty where the answer must
// not be cached.
func (a *answer) question(op *graphql.OperationContext, params *graphql.RawParams) etag.Question {
	if a.r.Method == http.MethodPost {
		return ""
	}
	extensions := maps.Clone(params.Extensions)
	delete(extensions, "persistedQuery") // a hash of the query, which is part of the question already
	build := version.String()            // another program may give another answer
	sum := sha256.New()
	enc := json.NewEncoder(sum) // sorts the keys of objects
	for _, part := range []any{build, a.Settings, a.media, op.RawQuery, op.OperationName, params.Variables, extensions} {
		if err := enc.Encode(part); err != nil {
			return ""
		}
	}
	return etag.Question(sum.Sum(nil))
}

// unchanged answers 304, and reports true, where the client has the answer already.
func (a *answer) unchanged(tag string) bool {
	if !etag.Matches(a.r.Header.Values("If-None-Match"), tag) {
		return false
	}
	a.w.Header().Set("ETag", tag)
	a.w.Header().Set("Cache-Control", a.cacheControl())
	a.w.WriteHeader(http.StatusNotModified)
	return true
}

func (a *answer) cacheControl() string {
	if a.MaxAge == 0 {
		return "public, no-cache"
	}
	return fmt.Sprintf("public, max-age=%d", int(a.MaxAge.Seconds()))
}
