// Package mcp answers programs that speak the Model Context Protocol: a few tools, each of
// which is one GraphQL operation of the folder queries. It only reads, and asks the public
// endpoint alone. [New] is its entry point.
package mcp

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"viewline/edge/budget"
	"viewline/version"
	"viewline/web/site"
)

// Options say how the tools are served. The zero value has the defaults.
type Options struct {
	// Title is the name of the site; empty means [site.DefaultTitle].
	Title string
	// PublicURL is the origin at which readers find the site; empty means the origin of each
	// request, and without requests none, so that addresses begin at the root.
	PublicURL string
	// Origins are the origins of other sites whose pages may ask.
	Origins []string
	// Body is how many bytes a message may have; 0 means 1 MiB.
	Body int64
	// Total bounds the bytes of all answers in flight; nil bounds nothing.
	Total *budget.Total
}

const defaultBody = 1 << 20

const instructions = `What people said in public, and when: interviews, talks, podcasts, essays and reading lists, read from posts of this site.
Cite each statement with the person, the date and the pageUrl that stand with it; source has the file and the lines of the post. A date is as exact as it is known ("2020" is a year). A text is the post's account of what was said: only check_quote tells whether words are verbatim.
Start with find_people or find_topics for the slugs that the other tools take, or with search.`

// Server has the tools. It is safe for concurrent use.
type Server struct {
	tools func() *sdk.Server // made when first asked for: that takes some milliseconds
	Options
}

// New makes a server whose tools ask execute. Errors of the server are written to the log.
func New(execute site.Executor, log *slog.Logger, o Options) *Server {
	if o.Title == "" {
		o.Title = site.DefaultTitle
	}
	if o.Body == 0 {
		o.Body = defaultBody
	}
	return &Server{sync.OnceValue(func() *sdk.Server {
		tools := sdk.NewServer(&sdk.Implementation{Name: "viewline", Title: o.Title, Version: version.String()}, &sdk.ServerOptions{
			Instructions: instructions,
			// The tools never change, so that nobody need listen for changes.
			Capabilities: &sdk.ServerCapabilities{Tools: &sdk.ToolCapabilities{}},
		})
		addTools(tools, asker{execute, log})
		return tools
	}), o}
}

// asked is the request that a tool is called by, as far as the tool has to know it.
type asked struct {
	origin string          // what addresses of this site begin with
	ctx    context.Context // done when the client is gone
}

type askedKey struct{}

// Serve answers one client that writes messages to in and reads them from out, a line each,
// until the client closes in and has all answers, or ctx is done. A line that is no message
// is answered with an error, and the session goes on.
func (s *Server) Serve(ctx context.Context, in io.ReadCloser, out io.WriteCloser) error {
	ctx = context.WithValue(ctx, askedKey{}, asked{s.PublicURL, ctx})
	between := newLines(ctx, in, out)
	err := s.tools().Run(ctx, &sdk.IOTransport{Reader: reader{between}, Writer: writer{between}, MaxLineLength: -1}) // which lines has
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// Handler answers by streamable HTTP. It keeps no sessions: each POST has one message, and
// each answer is JSON. Pages of other origins than its own and the allowed ones are refused.
func (s *Server) Handler() (http.Handler, error) {
	own := http.NewCrossOriginProtection()
	for _, origin := range append([]string{s.PublicURL}, s.Origins...) {
		if origin == "" {
			continue
		}
		if err := own.AddTrustedOrigin(origin); err != nil {
			return nil, err
		}
	}
	own.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "a page of another origin; want one of this server, or one that --allow-origin names", http.StatusForbidden)
	}))
	stream := sdk.NewStreamableHTTPHandler(func(*http.Request) *sdk.Server { return s.tools() }, &sdk.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true, PropagateRequestCancellation: true, MaxRequestBodyBytes: s.Body,
		DisableLocalhostProtection: true, // package edge looks at hosts, and knows the public one
	})
	return own.Handler(s.Total.Hold(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if r, ok := s.single(w, r); ok {
			stream.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), askedKey{}, asked{site.Origin(r, s.PublicURL), r.Context()})))
		}
	}))), nil
}

// single reads the body, and refuses a batch of messages: the first version of the protocol
// had batches, and one could call thousands of tools at once.
func (s *Server) single(w http.ResponseWriter, r *http.Request) (*http.Request, bool) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, s.Body))
	switch _, large := errors.AsType[*http.MaxBytesError](err); {
	case large:
		http.Error(w, "the message is too large", http.StatusRequestEntityTooLarge)
	case err != nil:
		http.Error(w, "the body ends early", http.StatusBadRequest)
	case bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")):
		http.Error(w, "a batch of messages; want one, as a JSON object", http.StatusBadRequest)
	default:
		r = r.Clone(r.Context())
		r.Body = io.NopCloser(bytes.NewReader(body))
		return r, true
	}
	return nil, false
}
