package transport

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

const subprotocol = "graphql-transport-ws"

// The close codes of the protocol, and RFC 6455's for a server that ends.
const (
	closeBadMessage   websocket.StatusCode = 4400
	closeUnauthorized websocket.StatusCode = 4401
	closeNoInit       websocket.StatusCode = 4408
	closeTwice        websocket.StatusCode = 4409
	closeManyInits    websocket.StatusCode = 4429
)

const (
	initWithin    = 3 * time.Second // how long a client may take to introduce itself
	pingEvery     = 25 * time.Second
	perConnection = 20 // operations at once on one WebSocket
)

func isSocket(r *http.Request) bool { return strings.EqualFold(r.Header.Get("Upgrade"), "websocket") }

// socket is one WebSocket with the operations that run on it.
type socket struct {
	*Handler
	conn   *websocket.Conn
	ctx    context.Context // done when the socket is
	header http.Header

	mu         sync.Mutex
	greeted    bool
	operations map[string]context.CancelFunc
	idle       *time.Timer
	tasks      sync.WaitGroup
}

// message is one of the protocol, in either direction.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

func (h *Handler) serveSocket(w http.ResponseWriter, r *http.Request) {
	leave, ok := h.connect()
	if !ok {
		a := &answer{Handler: h, w: w, r: r, media: mediaJSON}
		a.refuse(a.busy("streams"))
		return
	}
	defer leave()
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{subprotocol}, OriginPatterns: h.Origins})
	if err != nil {
		return // it was answered
	}
	defer func() { _ = conn.CloseNow() }()
	if conn.Subprotocol() != subprotocol {
		_ = conn.Close(websocket.StatusCode(4406), "want the subprotocol "+subprotocol)
		return
	}
	conn.SetReadLimit(h.Body)
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context()))
	s := &socket{Handler: h, conn: conn, ctx: ctx, header: r.Header, operations: map[string]context.CancelFunc{}}
	defer context.AfterFunc(h.closed, func() { s.close(websocket.StatusGoingAway, "the server ends") })()
	greeting := time.AfterFunc(initWithin, s.missGreeting)
	defer greeting.Stop()
	s.idle = time.AfterFunc(h.Idle, s.rest)
	defer s.idle.Stop()
	s.tasks.Go(s.ping)
	s.read()
	cancel()
	s.tasks.Wait()
}

// read handles messages until the socket is closed.
func (s *socket) read() {
	for {
		typ, text, err := s.conn.Read(s.ctx)
		if err != nil {
			return
		}
		var m message
		if typ != websocket.MessageText || json.Unmarshal(text, &m) != nil {
			s.close(closeBadMessage, "a message that is no JSON object")
			return
		}
		if !s.handle(m) {
			return
		}
	}
}

// handle answers a message; it is false where that ends the socket.
func (s *socket) handle(m message) bool {
	s.mu.Lock()
	greeted := s.greeted
	s.greeted = greeted || m.Type == "connection_init"
	s.mu.Unlock()
	switch m.Type {
	case "connection_init":
		if greeted {
			return s.close(closeManyInits, "Too many initialisation requests")
		}
		return s.send(message{Type: "connection_ack"})
	case "ping":
		return s.send(message{Type: "pong", Payload: m.Payload})
	case "pong":
		return true
	case "complete":
		s.end(m.ID)
		return true
	case "subscribe":
		if !greeted {
			return s.close(closeUnauthorized, "Unauthorized")
		}
		return s.subscribe(m)
	}
	return s.close(closeBadMessage, "a message of no type that is known")
}

func (s *socket) subscribe(m message) bool {
	if m.ID == "" {
		return s.close(closeBadMessage, "subscribe without an id")
	}
	params := &graphql.RawParams{Headers: s.header}
	err := fromJSON(m.Payload, params)
	if err == nil {
		err = s.persisted.resolve(params)
	}
	if err != nil {
		return s.fail(m.ID, gqlerror.List{{Message: err.Error(), Extensions: map[string]any{"code": codeBadInput}}})
	}
	ctx, cancel := context.WithCancel(s.ctx)
	s.mu.Lock()
	_, taken := s.operations[m.ID]
	many := len(s.operations) >= perConnection
	if !taken && !many {
		s.operations[m.ID] = cancel
		s.idle.Stop()
	}
	s.mu.Unlock()
	if taken {
		cancel()
		return s.close(closeTwice, "Subscriber for "+m.ID[:min(len(m.ID), 50)]+" already exists")
	}
	if many {
		cancel()
		return s.fail(m.ID, gqlerror.List{{Message: "too many operations on one WebSocket", Extensions: map[string]any{"code": codeBadInput}}})
	}
	s.tasks.Go(func() {
		defer cancel()
		defer s.end(m.ID)
		s.execute(ctx, m.ID, params)
	})
	return true
}

// execute sends the results of an operation. A query takes its place among the
// operations that are limited, and its time.
func (s *socket) execute(ctx context.Context, id string, params *graphql.RawParams) {
	ctx = graphql.StartOperationTrace(ctx)
	op, errs := s.exec.CreateOperationContext(ctx, params)
	if len(errs) > 0 {
		s.fail(id, s.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs).Errors)
		return
	}
	if op.Operation.Operation != "subscription" {
		select {
		case s.running <- struct{}{}:
			defer func() { <-s.running }()
		case <-ctx.Done():
			return
		}
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, s.Timeout)
		defer cancel()
	}
	for response := range s.responses(ctx, op) {
		if response == nil {
			continue
		}
		text, err := s.encode(response)
		if err != nil || !s.send(message{ID: id, Type: "next", Payload: text}) {
			return
		}
	}
	if ctx.Err() == nil {
		s.send(message{ID: id, Type: "complete"})
	}
}

// end ends an operation, if it runs.
func (s *socket) end(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if cancel := s.operations[id]; cancel != nil {
		cancel()
		delete(s.operations, id)
		if len(s.operations) == 0 {
			s.idle.Reset(s.Idle)
		}
	}
}

func (s *socket) fail(id string, errs gqlerror.List) bool {
	text, err := json.Marshal(slices.Clip(errs[:min(len(errs), s.Errors)]))
	return err == nil && s.send(message{ID: id, Type: "error", Payload: text})
}

func (s *socket) send(m message) bool {
	text, err := json.Marshal(m)
	if err != nil {
		return false
	}
	ctx, cancel := context.WithTimeout(s.ctx, writeWithin)
	defer cancel()
	return s.conn.Write(ctx, websocket.MessageText, text) == nil
}

// close ends the socket; it is always false.
func (s *socket) close(code websocket.StatusCode, reason string) bool {
	_ = s.conn.Close(code, reason) // it may be closed already
	return false
}

func (s *socket) missGreeting() {
	s.mu.Lock()
	greeted := s.greeted
	s.mu.Unlock()
	if !greeted {
		s.close(closeNoInit, "Connection initialisation timeout")
	}
}

func (s *socket) rest() { s.close(websocket.StatusNormalClosure, "nothing to do for a while") }

// ping finds out about a client that is gone.
func (s *socket) ping() {
	clock := time.NewTicker(pingEvery)
	defer clock.Stop()
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-clock.C:
		}
		ctx, cancel := context.WithTimeout(s.ctx, writeWithin)
		err := s.conn.Ping(ctx)
		cancel()
		if err != nil {
			_ = s.conn.CloseNow()
			return
		}
	}
}
