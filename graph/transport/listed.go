package transport

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"viewline/echo"
)

// codeNotAllowed is the code of the error for an operation that is not listed.
const codeNotAllowed = "OPERATION_NOT_ALLOWED"

// Listed are the documents that a server answers where it answers no others, by what clients
// call them: names, and hashes of their texts. The zero value has none. It must not be
// changed once it is served.
type Listed struct {
	byID map[string]string
}

// Add lists a document by its names and by the SHA-256 of its text, with and without the
// blanks around the text, as clients print it either way. The error says which name another
// document has.
func (l *Listed) Add(text string, names ...string) error {
	if l.byID == nil {
		l.byID = map[string]string{}
	}
	for _, name := range append(names, hashOfText(text), hashOfText(strings.TrimSpace(text))) {
		if other, ok := l.byID[name]; ok && other != text {
			return fmt.Errorf("%s is the name of another document", name)
		}
		l.byID[name] = text
	}
	return nil
}

func hashOfText(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// resolve replaces a name or a hash by the document that it stands for. A text is let
// through where it is that of a listed document.
func (l *Listed) resolve(params *graphql.RawParams, document string) error {
	hash, err := hashOf(params)
	if err != nil {
		return err
	}
	id := cmp.Or(strings.TrimPrefix(document, "sha256:"), hash)
	if id == "" {
		id = hashOfText(params.Query)
	}
	text, ok := l.byID[id]
	if ok && params.Query != "" {
		ok = l.byID[hashOfText(params.Query)] == text
	}
	if !ok {
		return &refusal{http.StatusForbidden, codeNotAllowed, "this operation is not listed, and this server answers listed ones alone; want the name or the SHA-256 of one as documentId"}
	}
	params.Query = text
	return nil
}

// resolve finds the text of the operation where the client has not sent it, and refuses an
// operation that is not listed where there is a list.
func (h *Handler) resolve(ctx context.Context, params *graphql.RawParams, document string) error {
	switch {
	case h.Listed != nil && ctx.Value(ownKey{}) == nil:
		return h.Listed.resolve(params, document)
	case document != "" && params.Query == "" && params.Extensions["persistedQuery"] == nil:
		return refuse(http.StatusBadRequest, "documentId %s; this server has no list of documents: want a GraphQL document in the parameter query", echo.Quote(document))
	}
	return h.persisted.resolve(params)
}

type ownKey struct{}

// Own is the handler for requests of this program itself, whose operations need not be
// listed. It must not be served.
func (h *Handler) Own() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ownKey{}, true)))
	})
}
