package recent_test

import (
	"fmt"
	"testing"

	"viewline/recent"
)

func TestBounds(t *testing.T) {
	for name, c := range map[string]struct {
		weight recent.Weight
		want   int // keys of three bytes
	}{
		"by number": {nil, 30},
		"by weight": {func(key recent.Key, _ any) uint32 { return uint32(len(key.Name)) }, 10},
	} {
		t.Run(name, func(t *testing.T) {
			cache := recent.New(30, c.weight)
			n := 0
			for i := range 200 {
				cache.Keep(recent.Key{Name: fmt.Sprintf("%03d", i)}, i)
			}
			for i := range 200 {
				switch value := cache.Get(recent.Key{Name: fmt.Sprintf("%03d", i)}); value {
				case i:
					n++
				case nil:
				default:
					t.Errorf("%d has the value %v", i, value)
				}
			}
			if n > c.want || n == 0 {
				t.Errorf("%d values are kept; want some, and at most %d", n, c.want)
			}
		})
	}
}

func TestGet(t *testing.T) {
	cache := recent.New(10, nil)
	if value := cache.Get(recent.Key{Name: "a"}); value != nil {
		t.Errorf("before: %v", value)
	}
	cache.Keep(recent.Key{Name: "a"}, "one")
	cache.Keep(recent.Key{Name: "a"}, "two")
	if value := cache.Get(recent.Key{Name: "a"}); value != "two" {
		t.Errorf("after: %v; want two", value)
	}
	if hits, misses := cache.Asked(); hits != 1 || misses != 1 {
		t.Errorf("%d hits, %d misses; want one of each", hits, misses)
	}
}

// Each part of a key counts.
func TestKeys(t *testing.T) {
	cache := recent.NewLoose(10, nil)
	key := recent.Key{Kind: "post", Name: "a", Hash: 1}
	cache.Keep(key, "one")
	for _, other := range []recent.Key{{Kind: "paper", Name: "a", Hash: 1}, {Kind: "post", Name: "b", Hash: 1}, {Kind: "post", Name: "a", Hash: 2}} {
		if value := cache.Get(other); value != nil {
			t.Errorf("%v has the value of %v: %v", other, key, value)
		}
	}
	if value := cache.Get(key); value != "one" {
		t.Errorf("%v has the value %v; want one", key, value)
	}
}
