package transport

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// refuse answers a request that was not executed. What was to be a stream never
// has the status of one that goes well.
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

// reject answers an operation that cannot be executed. A client that takes JSON
// alone gets 200, since it might take anything else for an answer of something
// in between (GraphQL over HTTP, section 6.4).
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

// result answers with what came of an operation. Only an answer without errors
// may be kept by a cache.
func (a *answer) result(r *graphql.Response, tag string) {
	switch {
	case len(r.Errors) > 0 || a.r.Method == http.MethodPost:
		a.w.Header().Set("Cache-Control", "no-store")
	case tag != "":
		a.w.Header().Set("ETag", tag)
		a.w.Header().Set("Cache-Control", a.cacheControl())
	}
	a.write(http.StatusOK, r)
}

// late is what comes of an operation whose time was over before it had a
// result.
func (h *Handler) late() *graphql.Response {
	r := &refusal{code: codeInternal, text: "the operation took longer than " + h.Timeout.String()}
	return &graphql.Response{Errors: r.errors()}
}

// broken is what comes of an operation that panicked.
func (h *Handler) broken(ctx context.Context, value any) *graphql.Response {
	shown, _ := errors.AsType[*gqlerror.Error](h.exec.PresentRecoveredError(ctx, value))
	return &graphql.Response{Errors: gqlerror.List{shown}}
}

func (a *answer) few(errs gqlerror.List) gqlerror.List { return errs[:min(len(errs), a.Errors)] }

// encode writes a response; one to a request that was never executed has no
// entry data (GraphQL, section 7.1). The data is JSON already, and may be large:
// it is taken as it is, where an encoder would read every byte of it again.
func (h *Handler) encode(r *graphql.Response) ([]byte, error) {
	text := make([]byte, 1, len(r.Data)+64)
	text[0] = '{'
	add := func(name string, value []byte) {
		if len(text) > 1 {
			text = append(text, ',')
		}
		text = append(append(text, `"`+name+`":`...), value...)
	}
	if errs := r.Errors[:min(len(r.Errors), h.Errors)]; len(errs) > 0 {
		value, err := json.Marshal(errs)
		if err != nil {
			return nil, err
		}
		add("errors", value)
	}
	if len(r.Data) > 0 {
		add("data", r.Data)
	}
	if len(r.Extensions) > 0 {
		value, err := json.Marshal(r.Extensions)
		if err != nil {
			return nil, err
		}
		add("extensions", value)
	}
	return append(text, '}'), nil
}

func (a *answer) write(status int, r *graphql.Response) {
	text, err := a.encode(r)
	if err != nil {
		panic(err) // data was encoded before
	}
	header := a.w.Header()
	header.Set("Content-Type", string(a.media)+"; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(text)))
	if header.Get("Cache-Control") == "" {
		header.Set("Cache-Control", "no-store")
	}
	a.w.WriteHeader(status)
	_, _ = a.w.Write(text) // a client that went away needs no answer
}
