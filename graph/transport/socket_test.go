package transport_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"viewline/graph/transport"
)

const subprotocol = "graphql-transport-ws"

func (s *served) dial(t *testing.T, header http.Header, protocols ...string) (*websocket.Conn, *http.Response, error) {
	t.Helper()
	if protocols == nil {
		protocols = []string{subprotocol}
	}
	return websocket.Dial(t.Context(), s.url, &websocket.DialOptions{Subprotocols: protocols, HTTPHeader: header})
}

// client is the other end of a WebSocket.
type client struct {
	t    *testing.T
	conn *websocket.Conn
}

// raw opens a WebSocket without sending a message.
func (s *served) raw(t *testing.T) *client {
	t.Helper()
	conn, _, err := s.dial(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.CloseNow() })
	return &client{t, conn}
}

// connect opens a WebSocket and sends connection_init.
func (s *served) connect(t *testing.T) *client {
	t.Helper()
	c := s.raw(t)
	c.tell(`{"type":"connection_init"}`)
	c.want("connection_ack")
	return c
}

func (c *client) tell(message string) {
	c.t.Helper()
	if err := c.conn.Write(c.t.Context(), websocket.MessageText, []byte(message)); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) ask(id, query string) {
	c.t.Helper()
	c.tell(fmt.Sprintf(`{"type":"subscribe","id":%q,"payload":{"query":%q}}`, id, query))
}

// want reads a message of a type, and returns its payload.
func (c *client) want(typ string) string {
	c.t.Helper()
	_, text, err := c.conn.Read(c.t.Context())
	if err != nil {
		c.t.Fatalf("want %s: %v", typ, err)
	}
	var m struct {
		Type    string
		Payload json.RawMessage
	}
	if err := json.Unmarshal(text, &m); err != nil || m.Type != typ {
		c.t.Errorf("message %s; want %s", text, typ)
	}
	return string(m.Payload)
}

// closed reads until the server closes the socket, and returns the close code.
func (c *client) closed() websocket.StatusCode {
	c.t.Helper()
	for {
		if _, _, err := c.conn.Read(c.t.Context()); err != nil {
			return websocket.CloseStatus(err)
		}
	}
}

func TestSocket(t *testing.T) {
	s := serve(t, transport.Config{})
	c := s.connect(t)
	c.tell(`{"type":"ping","payload":{"x":1}}`)
	if got := c.want("pong"); got != `{"x":1}` {
		t.Errorf("pong %s", got)
	}
	c.tell(`{"type":"pong"}`)
	for range 100 { // an id is free again once its operation is complete
		c.ask("1", "{ hello }")
		if got := c.want("next"); got != `{"data":{"hello":"hi "}}` {
			t.Errorf("query: %s", got)
		}
		c.want("complete")
	}
	c.ask("1", "subscription { count }")
	for range 2 {
		if got := c.want("next"); got != `{"data":{"count":"event"}}` {
			t.Errorf("subscription: %s", got)
		}
	}
	c.want("complete")
	c.ask("1", "{ nothing }")
	if got := c.want("error"); !strings.HasPrefix(got, `[{"message":`) || !strings.Contains(got, "GRAPHQL_VALIDATION_FAILED") {
		t.Errorf("not valid: %s", got)
	}
	c.tell(`{"type":"subscribe","id":"1","payload":{"query":7}}`)
	if got := c.want("error"); !strings.Contains(got, codeInput) {
		t.Errorf("no query: %s", got)
	}
	c.tell(`{"type":"subscribe","id":"1","payload":{"extensions":` + persisted("{ hello }") + `}}`)
	if got := c.want("error"); !strings.Contains(got, missed) {
		t.Errorf("a persisted query that is not there: %s", got)
	}
	c.tell(`{"type":"subscribe","id":"1","payload":{"query":"{ hello }","extensions":` + persisted("{ hello }") + `}}`)
	c.want("next")
	c.want("complete")
	c.tell(`{"type":"subscribe","id":"1","payload":{"extensions":` + persisted("{ hello }") + `}}`)
	c.want("next")
	c.want("complete")
}

// TestSocketCompletes ends an operation and begins another with its id. The end of the
// first does not affect the second.
func TestSocketCompletes(t *testing.T) {
	c := serve(t, transport.Config{}).connect(t)
	for range 200 {
		c.ask("1", "subscription { forever }")
		c.want("next")
		c.tell(`{"type":"complete","id":"1"}`)
	}
	c.ask("1", "{ hello }")
	c.want("next")
	c.want("complete")
	c.ask("2", "subscription { forever }")
	c.want("next")
	c.tell(`{"type":"complete","id":"1"}`) // of an operation that does not run
	c.ask("2", "{ hello }")
	if code := c.closed(); code != 4409 {
		t.Errorf("code %d; want 4409, as 2 runs", code)
	}
}

func TestSocketCloses(t *testing.T) {
	s := serve(t, transport.Config{Body: 1000})
	const greeting = `{"type":"connection_init"}`
	ask := `{"type":"subscribe","id":"1","payload":` + forever + `}`
	for name, c := range map[string]struct {
		messages []string
		code     websocket.StatusCode
	}{
		"not introduced":     {[]string{ask}, 4401},
		"introduced twice":   {[]string{greeting, greeting}, 4429},
		"no JSON":            {[]string{"x"}, 4400},
		"a list":             {[]string{"[]"}, 4400},
		"null":               {[]string{"null"}, 4400},
		"no type":            {[]string{greeting, "{}"}, 4400},
		"another type":       {[]string{greeting, `{"type":"start","id":"1"}`}, 4400},
		"no id":              {[]string{greeting, `{"type":"subscribe","payload":{"query":"{hello}"}}`}, 4400},
		"an id twice":        {[]string{greeting, ask, ask}, 4409},
		"a long id twice":    {[]string{greeting, strings.Replace(ask, `"1"`, `"`+strings.Repeat("长", 60)+`"`, 1), strings.Replace(ask, `"1"`, `"`+strings.Repeat("长", 60)+`"`, 1)}, 4409},
		"a message too long": {[]string{greeting, `{"type":"ping","payload":"` + strings.Repeat("x", 1000) + `"}`}, websocket.StatusMessageTooBig},
	} {
		t.Run(name, func(t *testing.T) {
			client := s.raw(t)
			for _, m := range c.messages {
				client.tell(m)
			}
			if code := client.closed(); code != c.code {
				t.Errorf("code %d; want %d", code, c.code)
			}
		})
	}
	binary := s.raw(t)
	_ = binary.conn.Write(t.Context(), websocket.MessageBinary, []byte(greeting))
	if code := binary.closed(); code != 4400 {
		t.Errorf("a binary message: code %d", code)
	}
	conn, _, err := s.dial(t, nil, "graphql-ws")
	if err != nil {
		t.Fatal(err)
	}
	if code := (&client{t, conn}).closed(); code != 4406 {
		t.Errorf("another subprotocol: code %d", code)
	}
}

func TestSocketTimes(t *testing.T) {
	if code := serve(t, transport.Config{Init: time.Millisecond}).raw(t).closed(); code != 4408 {
		t.Errorf("nothing said: code %d; want 4408", code)
	}
	if code := serve(t, transport.Config{Idle: time.Millisecond}).raw(t).closed(); code != websocket.StatusNormalClosure {
		t.Errorf("nothing asked: code %d; want 1000", code)
	}
	c := serve(t, transport.Config{Timeout: time.Millisecond}).connect(t)
	c.ask("1", "{ wait }")
	if got := c.want("next"); !strings.Contains(got, "the time is over") && !strings.Contains(got, "took longer than 1ms") {
		t.Errorf("a long query: %s", got)
	}
	c.want("complete")
	c.ask("2", "subscription { forever }")
	c.want("next")
	time.Sleep(20 * time.Millisecond) // longer than a query may take
	c.tell(`{"type":"ping"}`)
	c.want("pong")
}

func TestSocketOrigins(t *testing.T) {
	s := serve(t, transport.Config{Origins: []string{"https://front.example", "http://[::1]:3000", "https://a*.example"}})
	for origin, allowed := range map[string]bool{
		"": true, s.url: true, "https://front.example": true, "HTTPS://Front.Example": true, "http://[::1]:3000": true,
		"https://evil.example": false, "http://front.example": false, "https://front.example:8443": false,
		"https://front.example.evil.example": false, "https://abc.example": false, "null": false, "front.example": false,
	} {
		header := http.Header{}
		if origin != "" {
			header.Set("Origin", origin)
		}
		conn, resp, err := s.dial(t, header)
		if err == nil {
			_ = conn.CloseNow()
		}
		if (err == nil) != allowed || !allowed && resp.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %v; want allowed %t", origin, err, allowed)
		}
	}
}

// TestCloseEndsSockets shuts the handler down, with a subscription and without.
func TestCloseEndsSockets(t *testing.T) {
	s := serve(t, transport.Config{})
	idle, busy := s.connect(t), s.connect(t)
	busy.ask("1", "subscription { forever }")
	busy.want("next")
	s.handler.Close()
	for name, c := range map[string]*client{"idle": idle, "busy": busy} {
		if code := c.closed(); code != websocket.StatusGoingAway {
			t.Errorf("%s: code %d; want 1001", name, code)
		}
	}
	if err := s.handler.Wait(t.Context()); err != nil {
		t.Error(err)
	}
	if _, resp, err := s.dial(t, nil); err == nil || resp.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("afterwards: %v", err)
	}
}
