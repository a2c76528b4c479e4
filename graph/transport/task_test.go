package transport_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"viewline/graph/transport"
)

// TestSocketLimits runs as many operations as one WebSocket may.
func TestSocketLimits(t *testing.T) {
	s := serve(t, transport.Config{Operations: 1, Wait: 50 * time.Millisecond})
	c := s.connect(t)
	c.ask("1", "{ wait }")
	<-s.waiting
	c.ask("2", "{ hello }")
	if got := c.want("error"); !strings.Contains(got, "busy") || !strings.Contains(got, codeOverloaded) {
		t.Errorf("one more: %s", got)
	}
	s.proceed <- struct{}{}
	c.want("next")
	c.want("complete")
	for range 50 { // the number of running operations has gone down
		c.ask("3", "{ hello }")
		c.want("next")
		c.want("complete")
		c.ask("3", "{ nothing }")
		if got := c.want("error"); !strings.Contains(got, "nothing") {
			t.Errorf("not valid: %s", got)
		}
	}

	c = serve(t, transport.Config{}).connect(t)
	for i := range 20 {
		c.ask(fmt.Sprint(i), "subscription { forever }")
		c.want("next")
	}
	c.ask("20", "subscription { forever }")
	if got := c.want("error"); !strings.Contains(got, "too many operations") {
		t.Errorf("one more subscription: %s", got)
	}

	c = serve(t, transport.Config{Errors: 2}).connect(t)
	c.ask("1", "{ fail }")
	if got := c.want("next"); strings.Count(got, `"message"`) != 2 {
		t.Errorf("%s; want 2 errors", got)
	}
	c.want("complete")
	c.ask("1", "{ a b c d e }")
	if got := c.want("error"); strings.Count(got, `"message"`) != 2 {
		t.Errorf("%s; want 2 errors", got)
	}
}

func TestSocketPanics(t *testing.T) {
	c := serve(t, transport.Config{}).connect(t)
	for _, query := range []string{"{ panic }", "subscription { panic }"} {
		c.ask("1", query)
		if got := c.want("next"); !strings.Contains(got, "something went wrong") {
			t.Errorf("%s: %s", query, got)
		}
		c.want("complete")
	}
}
