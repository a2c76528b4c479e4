package transport

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"viewline/echo"
)

// refusal is the error for a request that is not a GraphQL request, or that this server
// does not answer, with the HTTP status. The text is meant for the client.
type refusal struct {
	status int
	code   string
	text   string
}

func (r *refusal) Error() string { return r.text }

// errors is the refusal in the form of a GraphQL response's errors.
func (r *refusal) errors() gqlerror.List {
	return gqlerror.List{{Message: r.text, Extensions: map[string]any{"code": r.code}}}
}

func refuse(status int, format string, args ...any) *refusal {
	return &refusal{status, codeBadInput, fmt.Sprintf(format, args...)}
}

// codeBadInput is the code of an error in what the client sent.
const codeBadInput = "BAD_USER_INPUT"

// request reads the parameters of an operation (GraphQL over HTTP, section 5), and what the
// client calls a document that the server is to know (its appendix on persisted documents).
func (a *answer) request() (params *graphql.RawParams, document string, err error) {
	start := graphql.Now()
	params = new(graphql.RawParams)
	switch a.r.Method {
	case http.MethodGet, http.MethodHead:
		document, err = fromURL(a.r.URL.RawQuery, params)
	case http.MethodPost:
		document, err = a.fromBody(params)
	default:
		a.w.Header().Set("Allow", "GET, HEAD, POST")
		return nil, "", refuse(http.StatusMethodNotAllowed, "method %s; want GET or POST", echo.Cut(a.r.Method))
	}
	params.Headers = a.r.Header
	params.ReadTime = graphql.TraceTiming{Start: start, End: graphql.Now()}
	return params, document, err
}

func fromURL(text string, to *graphql.RawParams) (document string, err error) {
	values, err := url.ParseQuery(text)
	if err != nil {
		return "", refuse(http.StatusBadRequest, "the URL's query cannot be read; want percent-encoded parameters")
	}
	for _, name := range []string{"query", "operationName", "variables", "extensions", "documentId"} {
		if !utf8.ValidString(values.Get(name)) {
			return "", refuse(http.StatusBadRequest, "%s is not valid UTF-8", name)
		}
	}
	to.Query, to.OperationName = values.Get("query"), values.Get("operationName")
	document = values.Get("documentId")
	return document, cmp.Or(
		object("variables", []byte(values.Get("variables")), &to.Variables),
		object("extensions", []byte(values.Get("extensions")), &to.Extensions),
		complete(to, document),
	)
}

func (a *answer) fromBody(to *graphql.RawParams) (document string, err error) {
	typ, params, err := mime.ParseMediaType(a.r.Header.Get("Content-Type"))
	charset, given := params["charset"]
	if err != nil || typ != string(mediaJSON) || given && !strings.EqualFold(charset, "utf-8") {
		return "", refuse(http.StatusUnsupportedMediaType, "Content-Type %s; want application/json in UTF-8", echo.Quote(a.r.Header.Get("Content-Type")))
	}
	if coding := a.r.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return "", refuse(http.StatusUnsupportedMediaType, "Content-Encoding %s; want none", echo.Quote(coding))
	}
	body, err := io.ReadAll(http.MaxBytesReader(a.w, a.r.Body, a.Body))
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return "", refuse(http.StatusRequestEntityTooLarge, "the body is larger than %d bytes", a.Body)
	}
	if err != nil {
		return "", refuse(http.StatusBadRequest, "the body ends early")
	}
	return fromJSON(body, to)
}

// fromJSON reads the JSON object of a request (section 5.1). Its errors repeat nothing of
// the object.
func fromJSON(body []byte, to *graphql.RawParams) (document string, err error) {
	var fields map[string]json.RawMessage // not a struct, which would accept the names in any case
	if !utf8.Valid(body) {
		return "", refuse(http.StatusBadRequest, "the body is not valid UTF-8")
	}
	if trimmed := bytes.TrimSpace(body); len(trimmed) > 0 && trimmed[0] == '[' {
		return "", refuse(http.StatusBadRequest, "a batch of operations; want one, as a JSON object")
	}
	if err := json.Unmarshal(body, &fields); err != nil {
		return "", refuse(http.StatusBadRequest, "the body cannot be read; want a JSON object with query, operationName, variables and extensions")
	}
	if err := words("documentId", fields["documentId"], &document); err != nil {
		return "", err
	}
	return document, cmp.Or(
		words("query", fields["query"], &to.Query),
		words("operationName", fields["operationName"], &to.OperationName),
		object("variables", fields["variables"], &to.Variables),
		object("extensions", fields["extensions"], &to.Extensions),
		complete(to, document),
	)
}

func words(name string, text []byte, to *string) error {
	if len(text) > 0 && json.Unmarshal(text, to) != nil {
		return refuse(http.StatusBadRequest, "%s is no text", name)
	}
	return nil
}

func object(name string, text []byte, to *map[string]any) error {
	if len(text) == 0 {
		return nil
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	err := dec.Decode(to)
	if _, end := dec.Token(); err != nil || !errors.Is(end, io.EOF) {
		return refuse(http.StatusBadRequest, "%s is no JSON object", name)
	}
	return nil
}

func complete(p *graphql.RawParams, document string) error {
	hash, err := hashOf(p)
	if err == nil && hash == "" && p.Query == "" && document == "" {
		return refuse(http.StatusBadRequest, "no query; want a GraphQL document in the parameter query")
	}
	return err
}
