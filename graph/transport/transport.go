// Package transport turns HTTP requests into GraphQL operations, and their results into
// HTTP responses, by the GraphQL over HTTP specification; subscriptions go over WebSockets
// (the graphql-transport-ws protocol) and over Server-Sent Events (the distinct connections
// mode of the GraphQL over SSE protocol). [New] is its entry point.
package transport

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"runtime"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"

	"viewline/cachetag"
	"viewline/edge/budget"
	"viewline/edge/etag"
	"viewline/signals"
)

// The defaults of [Config].
const (
	DefaultBody        = 1 << 20
	DefaultTimeout     = 10 * time.Second
	DefaultOperations  = 256
	DefaultConnections = 1000
	DefaultErrors      = 10
	DefaultInit        = 3 * time.Second
	DefaultIdle        = 2 * time.Minute
)

// Config bounds what a server does for its clients. The zero value has the
// defaults.
type Config struct {
	// Body is the size of a request body or of a WebSocket message, in bytes.
	Body int64
	// Timeout is how long an operation may take, however it is sent; events of a
	// subscription are not timed.
	Timeout time.Duration
	// Operations is how many operations may run at once, from their start until their answer is
	// written. Four times as many may wait for their turn. Connections is how many streams may
	// be open.
	Operations, Connections int
	// Wait is how long an operation may wait for its turn; 0 means half of Timeout.
	Wait time.Duration
	// Dear reports whether an operation is expensive. It may be nil. Of these fewer run at
	// once, so that the others find a free processor and a free reader of the store: half as
	// many as there are processors, and two at least.
	Dear func(*graphql.OperationContext) bool
	// PerAddress is how many streams a client's address may have open; 0 means a quarter of
	// Connections, and as many as there may be for this machine's own address, where a proxy
	// may stand.
	PerAddress int
	// Observer is told of each operation, also of one that is refused; nil means that nobody is.
	Observer signals.Observer
	// Cost is what an operation costs, for the observer; it may be nil.
	Cost func(*graphql.OperationContext) int64
	// Parsed is how the cache of parsed documents was asked so far; it may be nil.
	Parsed func() signals.Cache
	// Total bounds the bytes of all answers in flight; nil bounds nothing.
	Total *budget.Total
	// Share has a subscription run once for all who ask for the same operation with the same
	// variables. Its results must not depend on who asks, nor on when somebody has subscribed.
	Share bool
	// Listed are the operations that clients may ask for; nil means any.
	Listed *Listed
	// Errors is how many errors an answer lists at most.
	Errors int
	// Init is how long a client may take to send connection_init on a WebSocket, and Idle how
	// long a WebSocket may be open without an operation.
	Init, Idle time.Duration
	// MaxAge is how long a cache may answer for this server without asking; 0
	// means that it has to ask each time.
	MaxAge time.Duration
	// Origins are the origins of other sites whose pages may open WebSockets, each in full,
	// such as "https://example.org:8443". Pages of this server may always open them.
	Origins []string
	// State returns the state of the corpus that answers come from: a text that differs for
	// different contents, and is empty while the state is unknown. Where State is nil there
	// are no ETags.
	State func() string
	// Settings are those that answers depend on, such as the origin of addresses: an ETag of a
	// server with other settings is none of this one.
	Settings string
	// Repeatable is called before each answer, with the context of the request, the state
	// that the answer stays the same for, what of it the answer depends on, and the question
	// that the answer's ETag is made for. The state is empty for an answer that may be another
	// one the next time. It may be nil.
	Repeatable func(ctx context.Context, state string, basis cachetag.Basis, question etag.Question)
}

func (c Config) withDefaults() Config {
	c.Body = cmp.Or(c.Body, DefaultBody)
	c.Timeout = cmp.Or(c.Timeout, DefaultTimeout)
	c.Operations = cmp.Or(c.Operations, DefaultOperations)
	c.Connections = cmp.Or(c.Connections, DefaultConnections)
	c.Wait = cmp.Or(c.Wait, c.Timeout/2)
	c.Errors = cmp.Or(c.Errors, DefaultErrors)
	c.Init = cmp.Or(c.Init, DefaultInit)
	c.Idle = cmp.Or(c.Idle, DefaultIdle)
	if c.Observer == nil {
		c.Observer = signals.None{}
	}
	return c
}

// Handler serves one endpoint. It is safe for concurrent use.
type Handler struct {
	Config
	exec      *executor.Executor
	persisted *persisted
	running   *gate
	dear      *gate
	streams   streams
	shared    shared
	closed    context.Context // done when the streams have to end
	end       context.CancelFunc
}

// New makes a handler that has operations executed by exec.
func New(exec *executor.Executor, c Config) *Handler {
	c = c.withDefaults()
	h := &Handler{Config: c, exec: exec, persisted: newPersisted()}
	h.running = newGate(c.Operations, 4*c.Operations, c.Wait)
	dear := min(max(2, runtime.GOMAXPROCS(0)/2), max(1, c.Operations/2))
	h.dear = newGate(dear, max(1, c.Operations/2)-dear, c.Wait) // so that half of the operations are left for cheap ones
	h.closed, h.end = context.WithCancel(context.Background())
	return h
}

// Close ends all streams, and refuses new ones: WebSockets are closed with 1001, and event
// streams are completed. Close does not wait until the streams have ended; see
// [Handler.Wait].
func (h *Handler) Close() { h.end() }

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer h.recover(w, r)
	w.Header().Add("Vary", "Accept")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if isSocket(r) {
		h.serveSocket(w, r)
		return
	}
	accepted, events, err := negotiate(r.Header.Values("Accept"))
	a := &answer{Handler: h, w: w, r: r, media: accepted, events: events}
	var ctx context.Context
	if ctx, a.work = h.observe(r.Context()); ctx != r.Context() {
		a.r = r.WithContext(ctx)
	}
	defer a.work.tell(ctx)
	if err == nil {
		err = a.serve()
	}
	if refused, ok := errors.AsType[*refusal](err); ok {
		a.work.refused(refused.code)
		a.another()
		a.refuse(refused)
	}
}

func (a *answer) repeatable(state string, basis cachetag.Basis, question etag.Question) {
	if a.Repeatable != nil {
		a.Repeatable(a.r.Context(), state, basis, question)
	}
}

// another notes that the answer may be another one the next time.
func (a *answer) another() { a.repeatable("", cachetag.Basis{}, "") }

// recover answers a request whose handler panicked. The executor recovers the panics of
// resolvers, so this panic is a mistake of this package.
func (h *Handler) recover(w http.ResponseWriter, r *http.Request) {
	value := recover()
	if value == nil {
		return
	}
	if err, ok := value.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		panic(value)
	}
	a := &answer{Handler: h, w: w, r: r, media: mediaJSON}
	a.write(http.StatusInternalServerError, h.broken(r.Context(), value))
}

// answer is a request while it is answered.
type answer struct {
	*Handler
	w      http.ResponseWriter
	r      *http.Request
	media  media
	events bool // whether subscriptions may be answered by a stream
	work   work
}

// serve answers the request. An error, such as a refusal, means that the request is not
// answered yet.
func (a *answer) serve() error {
	params, document, err := a.request()
	if err != nil {
		return err
	}
	if err := a.resolve(a.r.Context(), params, document); err != nil {
		return err
	}
	ctx, scope := a.r.Context(), budget.ScopeOf(a.r.Context())
	if scope == nil {
		ctx, scope = a.Total.Scope(ctx)
		defer scope.End()
	}
	ctx, cancel := context.WithTimeout(graphql.StartOperationTrace(ctx), a.Timeout)
	defer cancel()
	if !scope.Enter(func() (func(), bool) { return a.running.enter(ctx) }) {
		return busy("operations")
	}
	op, errs := a.exec.CreateOperationContext(ctx, params)
	a.work.is(op)
	if len(errs) > 0 {
		a.work.refused(codeOf(errs))
		a.another()
		a.reject(graphql.WithOperationContext(ctx, op), errs)
		return nil
	}
	a.persisted.keep(params)
	if err := a.allow(op.Operation.Operation); err != nil {
		return err
	}
	if op.Operation.Operation == ast.Subscription {
		scope.Leave() // subscriptions do not count among the limited operations
		return a.stream(graphql.StartOperationTrace(a.r.Context()), op)
	}
	if a.media == mediaEvents {
		return a.stream(ctx, op)
	}
	return a.execute(ctx, op, params)
}

// execute answers with the result of an operation that is no subscription.
func (a *answer) execute(ctx context.Context, op *graphql.OperationContext, params *graphql.RawParams) error {
	state := a.state()
	question := a.question(op, params)
	tag := question.Tag(state)
	if a.unchanged(tag) {
		a.work.end = end{signals.Unchanged, ""}
		return nil
	}
	from := &source{state: state, basis: cachetag.Basis{Everything: true}}
	if state != "" {
		ctx = context.WithValue(ctx, sourceKey{}, from)
	}
	release, ok := a.enterDear(ctx, op)
	if !ok {
		return busy("expensive operations")
	}
	defer release()
	respond, ctx := a.exec.DispatchOperation(ctx, op)
	response := respond(ctx)
	release()
	if response == nil {
		response = a.late()
	}
	a.work.end = endOf(response)
	if from.state != state || state != a.state() || len(response.Errors) > 0 {
		tag, state = "", "" // the answer may be made of two states, or be another one the next time
	}
	a.repeatable(state, from.basis, question)
	a.result(response, tag)
	return nil
}

// enterDear waits for the turn of an operation that is expensive. Others have no need to
// wait.
func (h *Handler) enterDear(ctx context.Context, op *graphql.OperationContext) (leave func(), ok bool) {
	if h.Dear == nil || op.Operation.Operation == ast.Subscription || !h.Dear(op) {
		return func() {}, true
	}
	return h.dear.enter(ctx)
}

// allow returns a refusal for an operation that the method or the media type does not fit.
func (a *answer) allow(op ast.Operation) error {
	switch {
	case op == ast.Mutation && a.r.Method != http.MethodPost:
		a.w.Header().Set("Allow", http.MethodPost)
		return refuse(http.StatusMethodNotAllowed, "a mutation by %s; want POST", a.r.Method)
	case op == ast.Subscription && a.r.Method == http.MethodHead:
		a.w.Header().Set("Allow", "GET, POST")
		return refuse(http.StatusMethodNotAllowed, "a subscription by HEAD; want GET or POST")
	case op == ast.Subscription && !a.events:
		return refuse(http.StatusNotAcceptable, "a subscription without a stream; want Accept: text/event-stream, or a WebSocket")
	}
	return nil
}
