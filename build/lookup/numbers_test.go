package lookup

import (
	"slices"
	"testing"
)

// The numbers of a word come out as they went in.
func TestNumbers(t *testing.T) {
	for _, want := range [][]int{{}, {0}, {1}, {0, 3, 4, 131, 132, 40_000, 2_000_001}} {
		var n numbers
		for _, number := range want {
			n.add(number)
		}
		if got := n.all(); !slices.Equal(got, want) {
			t.Errorf("got %v; want %v", got, want)
		}
	}
}
