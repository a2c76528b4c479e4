package cachetag_test

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"viewline/cachetag"
)

const person, paper = cachetag.Kind("person"), cachetag.Kind("paper")

func basis(add func(*cachetag.Set)) cachetag.Basis {
	_, s := cachetag.Collect(context.Background())
	add(s)
	return s.Basis()
}

func of(kind cachetag.Kind, keys ...string) cachetag.Basis {
	return basis(func(s *cachetag.Set) { s.Add(kind, keys...) })
}

// An answer is kept over the imports that changed nothing of what it depends on, from a state
// that the history knows to a later one.
func TestKeep(t *testing.T) {
	all := cachetag.Basis{Everything: true}
	h := cachetag.History{{State: "a"}, {State: "b", Basis: of(person, "ada", "bob")}, {State: "c", Basis: of(paper, "ada")}, {State: "d", Basis: all}}
	for _, c := range []struct {
		basis    cachetag.Basis
		from, to string
		want     bool
	}{
		{of(person, "ada"), "a", "b", false},
		{of(person, "ada"), "b", "c", true},
		{of(person, "cy"), "a", "c", true},
		{of(person, "cy", "bob"), "a", "c", false},
		{of(paper, "ada"), "a", "b", true},
		{of(paper, "ada"), "a", "c", false},
		{of(person, "cy"), "c", "d", false},
		{cachetag.Basis{}, "c", "d", false},
		{cachetag.Basis{}, "a", "c", true},
		{all, "b", "c", false},
		{all, "x", "x", true},
		{of(person, "cy"), "b", "a", false},
		{of(person, "cy"), "x", "b", false},
		{of(person, "cy"), "b", "x", false},
	} {
		if got := h.Keep(c.basis, c.from, c.to); got != c.want {
			t.Errorf("from %s to %s an answer that depends on %v is kept: %t; want %t", c.from, c.to, c.basis, got, c.want)
		}
	}
}

func TestEncode(t *testing.T) {
	for _, b := range []cachetag.Basis{{Tags: []cachetag.Tag{}}, of(person, "ada", "bob", "ada"), {Everything: true}} {
		if got := cachetag.Decode(b.Encode()); !reflect.DeepEqual(got, b) {
			t.Errorf("%v is read as %v", b, got)
		}
	}
	for _, wrong := range [][]byte{nil, {1}, {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}} {
		if got := cachetag.Decode(wrong); !got.Everything {
			t.Errorf("%v is read as %v; want everything", wrong, got)
		}
	}
}

// What depends on too much depends on everything.
func TestBounds(t *testing.T) {
	keys := make([]string, cachetag.MostOfAnswer+1)
	for i := range keys {
		keys[i] = fmt.Sprint(i)
	}
	if got := of(person, keys[1:]...); got.Everything || len(got.Tags) != cachetag.MostOfAnswer {
		t.Errorf("%d tags, everything %t; want %d", len(got.Tags), got.Everything, cachetag.MostOfAnswer)
	}
	repeated := basis(func(s *cachetag.Set) {
		for range 10 {
			s.Add(person, keys[1:]...)
		}
	})
	if repeated.Everything || len(repeated.Tags) != cachetag.MostOfAnswer {
		t.Errorf("%d tags, everything %t; want %d", len(repeated.Tags), repeated.Everything, cachetag.MostOfAnswer)
	}
	for name, b := range map[string]cachetag.Basis{
		"one more": of(person, keys...), "two together": of(person, keys[1:]...).And(of(paper, "a")), "said": basis((*cachetag.Set).Everything),
		"with everything": of(person, "a").And(cachetag.Basis{Everything: true}),
		"after all":       basis(func(s *cachetag.Set) { s.Everything(); s.Add(person, "ada") }),
	} {
		if !b.Everything || len(b.Tags) > 0 {
			t.Errorf("%s: %d tags, everything %t; want everything", name, len(b.Tags), b.Everything)
		}
	}
	if got := of(person, "a").And(of(person, "b", "a")); !reflect.DeepEqual(got, of(person, "a", "b")) {
		t.Errorf("two together are %v", got)
	}
}

func TestAside(t *testing.T) {
	ctx, s := cachetag.Collect(t.Context())
	cachetag.In(cachetag.Aside(ctx)).Everything()
	cachetag.In(t.Context()).Add(person, "ada") // nobody collects
	cachetag.In(ctx).Add(person, "bob")
	if got := s.Basis(); !reflect.DeepEqual(got, of(person, "bob")) {
		t.Errorf("the basis is %v; want bob", got)
	}
}
