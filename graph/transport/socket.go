package transport

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

const subprotocol = "graphql-transport-ws"

// The close codes of the protocol graphql-transport-ws, and that of RFC 6455 for a server
// that ends.
const (
	closeBadMessage   websocket.StatusCode = 4400
	closeUnauthorized websocket.StatusCode = 4401
	closeProtocol     websocket.StatusCode = 4406
	closeNoInit       websocket.StatusCode = 4408
	closeTwice        websocket.StatusCode = 4409
	closeManyInits    websocket.StatusCode = 4429
)

const (
	pingEvery     = 25 * time.Second
	perConnection = 20 // operations that may run at once on one WebSocket
)

func isSocket(r *http.Request) bool { return strings.EqualFold(r.Header.Get("Upgrade"), "websocket") }

// allowed reports whether a page may open a WebSocket: whether the page is one of this
// server, or of a listed origin. A client that is no browser sends no origin, and is
// allowed.
func (h *Handler) allowed(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	page, err := url.Parse(origin)
	if err == nil && page.Host != "" && strings.EqualFold(page.Host, r.Host) {
		return true
	}
	return slices.ContainsFunc(h.Origins, func(o string) bool { return strings.EqualFold(o, origin) })
}

// socket is one WebSocket with the operations that run on it.
type socket struct {
	*Handler
	conn   *websocket.Conn
	ctx    context.Context // done when the socket is closed
	header http.Header

	mu         sync.Mutex
	greeted    bool
	operations map[string]*task
	idle       *time.Timer
	alive      *time.Timer // until the next ping
	tasks      sync.WaitGroup
}

// message is a message of the protocol, in either direction.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

func (h *Handler) serveSocket(w http.ResponseWriter, r *http.Request) {
	a := &answer{Handler: h, w: w, r: r, media: mediaJSON}
	if !h.allowed(r) {
		a.refuse(refuse(http.StatusForbidden, "a page of another origin; want one of this server, or one that is allowed"))
		return
	}
	leave, full := h.connect(r)
	if full != nil {
		a.refuse(full)
		return
	}
	defer leave()
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{
		Subprotocols: []string{subprotocol}, InsecureSkipVerify: true, // the origin was checked above
	})
	if err != nil {
		return // the library has answered the request
	}
	defer func() { _ = conn.CloseNow() }()
	if conn.Subprotocol() != subprotocol {
		_ = conn.Close(closeProtocol, "want the subprotocol "+subprotocol)
		return
	}
	conn.SetReadLimit(h.Body)
	h.converse(conn, r)
}

// converse handles an open WebSocket until it is closed and all of its operations have
// ended.
func (h *Handler) converse(conn *websocket.Conn, r *http.Request) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context()))
	s := &socket{Handler: h, conn: conn, ctx: ctx, header: r.Header, operations: map[string]*task{}}
	defer context.AfterFunc(h.closed, s.leave)()
	greeting := time.AfterFunc(h.Init, s.missGreeting)
	defer greeting.Stop()
	s.idle = time.AfterFunc(h.Idle, s.rest)
	defer s.idle.Stop()
	s.mu.Lock()
	s.alive = time.AfterFunc(pingEvery, s.ping)
	s.mu.Unlock()
	s.read()
	cancel()
	s.mu.Lock()
	s.alive.Stop()
	s.mu.Unlock()
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

// handle answers a message; it returns false where the message ends the socket.
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
		s.cancel(m.ID)
		return true
	case "subscribe":
		if !greeted {
			return s.close(closeUnauthorized, "Unauthorized")
		}
		return s.subscribe(m)
	}
	return s.close(closeBadMessage, "a message of an unknown type")
}

func (s *socket) subscribe(m message) bool {
	if m.ID == "" {
		return s.close(closeBadMessage, "subscribe without an id")
	}
	params := &graphql.RawParams{Headers: s.header}
	document, err := fromJSON(m.Payload, params)
	if err == nil {
		err = s.resolve(s.ctx, params, document)
	}
	if refused, ok := errors.AsType[*refusal](err); ok {
		return s.fail(m.ID, refused.errors())
	}
	t := &task{id: m.ID, params: params}
	t.ctx, t.cancel = context.WithCancel(s.ctx)
	taken, many := s.begin(t)
	switch {
	case taken:
		return s.close(closeTwice, "Subscriber for "+strings.ToValidUTF8(m.ID[:min(len(m.ID), 50)], "")+" already exists")
	case many:
		return s.fail(m.ID, refuse(0, "too many operations on one WebSocket; want %d at most", perConnection).errors())
	}
	s.tasks.Go(func() {
		defer s.end(t)
		defer func() {
			if value := recover(); value != nil {
				s.give(t, s.broken(t.ctx, value).Errors)
			}
		}()
		s.execute(t)
	})
	return true
}

func (s *socket) fail(id string, errs gqlerror.List) bool {
	text, err := json.Marshal(slices.Clip(errs[:min(len(errs), s.Errors)]))
	return err == nil && s.send(message{ID: id, Type: "error", Payload: text})
}

func (s *socket) send(m message) bool {
	text, err := json.Marshal(m)
	return err == nil && s.sendText(text)
}

// sendNext sends a result, which is JSON already: to encode it once more for each of a thousand
// subscribers takes longer than all else.
func (s *socket) sendNext(id string, result []byte) bool {
	quoted, err := json.Marshal(id)
	if err != nil {
		return false
	}
	text := make([]byte, 0, len(`{"id":,"type":"next","payload":}`)+len(quoted)+len(result))
	text = append(append(text, `{"id":`...), quoted...)
	text = append(append(text, `,"type":"next","payload":`...), result...)
	return s.sendText(append(text, '}'))
}

func (s *socket) sendText(text []byte) bool {
	ctx, cancel := context.WithTimeout(s.ctx, writeWithin)
	defer cancel()
	return s.conn.Write(ctx, websocket.MessageText, text) == nil
}

// leave sends complete for all running operations, and then closes the socket.
func (s *socket) leave() {
	s.mu.Lock()
	running := slices.Collect(maps.Values(s.operations))
	s.mu.Unlock()
	for _, t := range running {
		if s.end(t) && !s.send(message{ID: t.id, Type: "complete"}) {
			break // the client does not read
		}
	}
	s.close(websocket.StatusGoingAway, "the server ends")
}

// close closes the socket; it always returns false, for the result of handle.
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

// ping pings the client, and again after a while; it closes the socket of a client that is gone.
// A timer calls ping, since a goroutine that waits takes memory for each socket.
func (s *socket) ping() {
	ctx, cancel := context.WithTimeout(s.ctx, writeWithin)
	defer cancel()
	if s.conn.Ping(ctx) != nil {
		_ = s.conn.CloseNow()
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ctx.Err() == nil {
		s.alive.Reset(pingEvery)
	}
}
