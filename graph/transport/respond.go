package transport

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"viewline/edge/budget"
)

// refuse answers a request that was not executed. A client that accepts a stream alone
// never gets status 200, by which it would take the answer for a stream.
func (a *answer) refuse(r *refusal) {
	status := r.status
	if a.media == mediaEvents {
		a.media, status = mediaJSON, max(status, http.StatusBadRequest)
	}
	if status == http.StatusServiceUnavailable {
		a.w.Header().Set("Retry-After", "1")
	}
	a.write(status, &graphql.Response{Errors: r.errors()})
}

// reject answers an operation that cannot be executed. A client that accepts only
// application/json gets status 200, since it might take any other status for the answer of
// a proxy (GraphQL over HTTP, section 6.4).
func (a *answer) reject(ctx context.Context, errs gqlerror.List) {
	status := http.StatusBadRequest
	if a.media == mediaJSON {
		status = http.StatusOK
	}
	if a.media == mediaEvents {
		a.media = mediaJSON
	}
	a.write(status, a.exec.DispatchError(ctx, a.few(errs)))
}

// result answers with the result of an operation. Only a result without errors may be
// cached.
func (a *answer) result(r *graphql.Response, tag string) {
	if overloaded(r) {
		a.w.Header().Set("Retry-After", "1")
		a.write(http.StatusServiceUnavailable, r)
		return
	}
	switch {
	case len(r.Errors) > 0 || a.r.Method == http.MethodPost:
		a.w.Header().Set("Cache-Control", "no-store")
	case tag != "":
		a.w.Header().Set("ETag", tag)
		a.w.Header().Set("Cache-Control", a.cacheControl())
	}
	a.write(http.StatusOK, r)
}

// overloaded reports whether an operation has no result for what else the server has to do.
func overloaded(r *graphql.Response) bool {
	return len(r.Data) == 0 && len(r.Errors) > 0 && r.Errors[0].Extensions["code"] == CodeOverloaded
}

// late is the response to an operation that took too long to have a result.
func (h *Handler) late() *graphql.Response {
	r := &refusal{code: codeInternal, text: "the operation took longer than " + h.Timeout.String()}
	return &graphql.Response{Errors: r.errors()}
}

// broken is the response to an operation that panicked.
func (h *Handler) broken(ctx context.Context, value any) *graphql.Response {
	shown, _ := errors.AsType[*gqlerror.Error](h.exec.PresentRecoveredError(ctx, value))
	return &graphql.Response{Errors: gqlerror.List{shown}}
}

func (a *answer) few(errs gqlerror.List) gqlerror.List { return errs[:min(len(errs), a.Errors)] }

// encode is a response as JSON: a head, the response's data, and a tail. The data is JSON already, and
// may be large: an encoder would parse it again, and a text of all three would copy it. A response to
// a request that was never executed has no entry data (GraphQL, section 7.1).
func (h *Handler) encode(r *graphql.Response) (head, tail []byte, err error) {
	head = []byte{'{'}
	if errs := r.Errors[:min(len(r.Errors), h.Errors)]; len(errs) > 0 {
		value, err := json.Marshal(errs)
		if err != nil {
			return nil, nil, err
		}
		head = append(append(head, `"errors":`...), value...)
	}
	entry := func(text []byte, name string) []byte {
		if len(head) > 1 {
			text = append(text, ',')
		}
		return append(text, `"`+name+`":`...)
	}
	if len(r.Data) > 0 {
		head = entry(head, "data")
	}
	if len(r.Extensions) > 0 {
		value, err := json.Marshal(r.Extensions)
		if err != nil {
			return nil, nil, err
		}
		tail = append(entry(nil, "extensions"), value...)
	}
	return head, append(tail, '}'), nil
}

func (a *answer) write(status int, r *graphql.Response) {
	head, tail, err := a.encode(r)
	if err != nil {
		panic(err) // cannot happen: all parts were encoded before
	}
	header := a.w.Header()
	header.Set("Content-Type", string(a.media)+"; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(head)+len(r.Data)+len(tail)))
	if header.Get("Cache-Control") == "" {
		header.Set("Cache-Control", "no-store")
	}
	a.w.WriteHeader(status)
	_ = budget.Write(a.w, head, r.Data, tail) // fails only where the client is gone
}
