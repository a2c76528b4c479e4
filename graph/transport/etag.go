package transport

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"

	"viewline/edge/etag"
)

// build tells apart programs that may answer the same operation differently.
var build = func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	version := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			version += s.Value
		}
	}
	return version
}()

// state is that of what is answered from; empty while it is unknown.
func (h *Handler) state() string {
	if h.State == nil {
		return ""
	}
	return h.State()
}

type sourceKey struct{}

// source is what an answer was made from.
type source struct{ state string }

// AnsweredFrom notes the state of the snapshot that an operation is answered from: an
// answer from another state than was expected is for no cache. Read is called only
// where somebody wants to know.
func AnsweredFrom(ctx context.Context, read func() (state string, ok bool)) {
	s, ok := ctx.Value(sourceKey{}).(*source)
	if !ok {
		return
	}
	if s.state, ok = read(); !ok {
		s.state = ""
	}
}

// tag is the strong ETag of the answer to an operation (RFC 9110, section
// 8.8.3): the same operation, variables, representation and state have the
// same answer. It is empty where the answer is not for caches.
func (a *answer) tag(state string, op *graphql.OperationContext, params *graphql.RawParams) string {
	if a.r.Method == http.MethodPost || state == "" {
		return ""
	}
	extensions := maps.Clone(params.Extensions)
	delete(extensions, "persistedQuery") // the query stands for it
	sum := sha256.New()
	enc := json.NewEncoder(sum) // sorts the keys of objects
	for _, part := range []any{build, state, a.media, op.RawQuery, op.OperationName, params.Variables, extensions} {
		if err := enc.Encode(part); err != nil {
			return ""
		}
	}
	return `"` + base64.RawURLEncoding.EncodeToString(sum.Sum(nil)[:18]) + `"`
}

// unchanged answers 304 where the client has the answer already.
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
