package transport

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"

	"github.com/99designs/gqlgen/graphql"

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

// source has the state of the corpus that an answer was made from; empty where that is
// unknown.
type source struct{ state string }

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

// tag is the strong ETag of the answer to an operation (RFC 9110, section 8.8.3): the same
// operation, variables, representation and state have the same answer. It is empty where
// the answer must not be cached.
func (a *answer) tag(state string, op *graphql.OperationContext, params *graphql.RawParams) string {
	if a.r.Method == http.MethodPost || state == "" {
		return ""
	}
	extensions := maps.Clone(params.Extensions)
	delete(extensions, "persistedQuery") // a hash of the query, which is part of the tag already
	build := version.String()            // another program may give another answer
	sum := sha256.New()
	enc := json.NewEncoder(sum) // sorts the keys of objects
	for _, part := range []any{build, state, a.media, op.RawQuery, op.OperationName, params.Variables, extensions} {
		if err := enc.Encode(part); err != nil {
			return ""
		}
	}
	return `"` + base64.RawURLEncoding.EncodeToString(sum.Sum(nil)[:18]) + `"`
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
