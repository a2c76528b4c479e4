package budget_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"viewline/edge/budget"
)

func TestAnswerIsBounded(t *testing.T) {
	ctx, a := budget.Begin(t.Context(), 100)
	defer a.End()
	if !a.Add(60, 60) || !a.Add(40, 40) || a.Room() != 0 || a.Stopped() || a.Whole(100) != nil || budget.Refused(ctx) != nil {
		t.Errorf("100 bytes are too many: room %d, %v", a.Room(), a.Whole(100))
	}
	if large := new(budget.TooLargeError); !errors.As(a.Whole(101), &large) || large.Most != 100 {
		t.Errorf("%v; want that 101 bytes are too many", a.Whole(101))
	}
	if a.Add(1, 1) || !a.Stopped() || ctx.Err() == nil {
		t.Errorf("101 bytes are not too many: stopped %v, %v", a.Stopped(), ctx.Err())
	}
	if large := new(budget.TooLargeError); !errors.As(budget.Refused(ctx), &large) || !errors.As(a.Whole(0), &large) {
		t.Errorf("refused for %v", budget.Refused(ctx))
	}
}

func TestAnswerWithoutBounds(t *testing.T) {
	var none *budget.Answer
	_, a := budget.Begin(t.Context(), 0)
	defer a.End()
	for _, a := range []*budget.Answer{none, a} {
		if !a.Add(1<<40, 1<<40) || a.Stopped() || a.Room() < 1<<40 {
			t.Error("an answer without bounds is too large")
		}
	}
}

// An answer ends with its context, by the context's error.
func TestAnswerEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	ctx, a := budget.Begin(ctx, 100)
	defer a.End()
	cancel()
	for end := time.Now().Add(30 * time.Second); !a.Stopped(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it does not end")
		}
	}
	if !errors.Is(a.Whole(0), context.Canceled) || a.Add(1, 1) || budget.Refused(ctx) != nil {
		t.Errorf("%v, refused %v", a.Whole(0), budget.Refused(ctx))
	}
}

func TestTotal(t *testing.T) {
	const mib = 1 << 20
	total := budget.NewTotal(2 * mib)
	ctx, one := total.Scope(t.Context())
	_, a := budget.Begin(ctx, 0)
	defer a.End()
	if !a.Add(mib, mib) || total.Used() != mib {
		t.Errorf("%d bytes in flight; want one MiB", total.Used())
	}
	other, two := total.Scope(t.Context())
	other, b := budget.Begin(other, 0)
	defer b.End()
	if b.Add(1, 2*mib) || !errors.Is(budget.Refused(other), budget.ErrCrowded) || total.Used() != mib {
		t.Errorf("2 MiB beside one of 2: %v, %d bytes in flight", budget.Refused(other), total.Used())
	}
	one.Release()
	two.End()
	if total.Used() != 0 {
		t.Errorf("%d bytes in flight at the end", total.Used())
	}
	one.End()
	if total.Used() != 0 {
		t.Errorf("%d bytes in flight after the end", total.Used())
	}
}

// A scope has one place, which it takes once and leaves at its end.
func TestPlace(t *testing.T) {
	var total *budget.Total
	_, s := total.Scope(t.Context())
	taken := 0
	take := func() (func(), bool) { taken++; return func() { taken-- }, true }
	if s.Enter(func() (func(), bool) { return nil, false }) {
		t.Error("there is a place where none is left")
	}
	first, second := s.Enter(take), s.Enter(take)
	if !first || !second || taken != 1 {
		t.Errorf("%d places; want one", taken)
	}
	s.Leave()
	s.Leave()
	if taken != 0 || !s.Enter(take) || taken != 1 {
		t.Errorf("%d places", taken)
	}
	if s.End(); taken != 0 {
		t.Errorf("%d places after the end", taken)
	}
}

// connection is a response that notes its deadlines and the sizes of what is written.
type connection struct {
	*httptest.ResponseRecorder
	deadlines []time.Time
	writes    []int
	fails     bool
}

func (c *connection) SetWriteDeadline(at time.Time) error {
	c.deadlines = append(c.deadlines, at)
	return nil
}

func (c *connection) Write(b []byte) (int, error) {
	if c.fails {
		return 0, errors.New("nobody reads")
	}
	c.writes = append(c.writes, len(b))
	return c.ResponseRecorder.Write(b)
}

func TestWrite(t *testing.T) {
	const small, piece = 64 << 10, 1 << 20
	for size, pieces := range map[int]int{0: 0, 10: 1, small: 1, small + 1: 1, piece: 1, piece + 1: 2, 5 * piece: 5} {
		c := &connection{ResponseRecorder: httptest.NewRecorder()}
		body := strings.Repeat("x", size)
		began := time.Now()
		if err := budget.Write(c, []byte(body)); err != nil || c.Body.String() != body || len(c.writes) != pieces {
			t.Errorf("%d bytes: %v, %d bytes in %d pieces; want %d", size, err, c.Body.Len(), len(c.writes), pieces)
		}
		deadlines := 0
		if size > small {
			deadlines = pieces
		}
		if len(c.deadlines) != deadlines {
			t.Errorf("%d bytes: %d deadlines for %d pieces; want %d", size, len(c.deadlines), pieces, deadlines)
		}
		for _, d := range c.deadlines {
			if d.Before(began) || d.After(time.Now().Add(20*time.Second)) {
				t.Errorf("a deadline %s after the start; want at most 20 s", d.Sub(began))
			}
		}
	}
	c := &connection{ResponseRecorder: httptest.NewRecorder(), fails: true}
	if err := budget.Write(c, make([]byte, 5*piece)); err == nil || len(c.deadlines) != 1 {
		t.Errorf("%v after %d pieces; want an error after one", err, len(c.deadlines))
	}
	parts := &connection{ResponseRecorder: httptest.NewRecorder()}
	if err := budget.Write(parts, []byte("head"), nil, make([]byte, piece+1), []byte("tail")); err != nil || !slices.Equal(parts.writes, []int{4, piece, 1, 4}) || len(parts.deadlines) != 4 {
		t.Errorf("%v, parts of a large answer in pieces of %v bytes, %d deadlines; want 4", err, parts.writes, len(parts.deadlines))
	}
	all := &whole{ResponseRecorder: httptest.NewRecorder()}
	if err := budget.Write(all, make([]byte, 5*piece)); err != nil || all.writes != 1 || all.Body.Len() != 5*piece {
		t.Errorf("%v, %d writes; want one", err, all.writes)
	}
}

// whole is a response that is no connection.
type whole struct {
	*httptest.ResponseRecorder
	writes int
}

func (w *whole) TakesAll() {}

func (w *whole) Write(b []byte) (int, error) {
	w.writes++
	return w.ResponseRecorder.Write(b)
}

func TestHold(t *testing.T) {
	total := budget.NewTotal(1 << 20)
	h := total.Hold(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, a := budget.Begin(r.Context(), 0)
		defer a.End()
		if !a.Add(100_000, 100_000) || total.Used() != 64<<10 {
			t.Errorf("%d bytes in flight; want 64 KiB", total.Used())
		}
	}))
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
	if total.Used() != 0 {
		t.Errorf("%d bytes in flight at the end", total.Used())
	}
}
