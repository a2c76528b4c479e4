package recent_test

import (
	"fmt"
	"testing"

	"viewline/graph/recent"
)

func TestBounds(t *testing.T) {
	for name, c := range map[string]struct {
		weight func(string) int
		want   int // keys of three bytes
	}{
		"by number": {nil, 30},
		"by weight": {func(key string) int { return len(key) }, 10},
	} {
		t.Run(name, func(t *testing.T) {
			cache := recent.New(30, c.weight)
			n := 0
			for i := range 200 {
				cache.Keep(fmt.Sprintf("%03d", i), i)
			}
			for i := range 200 {
				switch value := cache.Get(fmt.Sprintf("%03d", i)); value {
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
	if value := cache.Get("a"); value != nil {
		t.Errorf("before: %v", value)
	}
	cache.Keep("a", "one")
	cache.Keep("a", "two")
	if value := cache.Get("a"); value != "two" {
		t.Errorf("after: %v; want two", value)
	}
}
