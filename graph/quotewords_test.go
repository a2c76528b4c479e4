package graph

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"viewline/quote"
	"viewline/search"
)

// TestPieces leaves out as many words of a quote as may be missing in what nearly has it: the
// text that is left has all words of one of the last pieces. Words may be repeated, in either
// script, and the quote may be short.
func TestPieces(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	latin := strings.Fields("the a of and slow maps wait people walk river stones draw look who")
	han := strings.Split("慢地图等着沿河走的人他们先看石头再画线", "")
	for range 3000 {
		n := 1 + r.IntN(30)
		var all []string
		for range n {
			if r.IntN(2) == 0 {
				all = append(all, latin[r.IntN(len(latin))])
			} else {
				all = append(all, latin[r.IntN(4)]) // a frequent one
			}
		}
		blank := " "
		if r.IntN(2) == 0 {
			blank = ""
			for i := range all {
				all[i] = han[r.IntN(len(han))]
			}
		}
		q := quote.Parse(strings.Join(all, blank))
		left := slices.Clone(all)
		for range r.IntN(q.Missing() + 1) {
			i := r.IntN(len(left))
			left[i] = "·" // which no word crosses
		}
		has := search.Words(strings.Join(left, blank))
		words := quoteWords(q.Text())
		stages := append([][][]string{{words}}, pieces(words, q.Missing())...)
		for i, stage := range stages {
			if whole := slices.ContainsFunc(stage, func(piece []string) bool {
				return !slices.ContainsFunc(piece, func(word string) bool { return !slices.Contains(has, word) })
			}); !whole && i == len(stages)-1 {
				t.Fatalf("%q without some is %q: no piece is whole of %q", strings.Join(all, blank), strings.Join(left, blank), stage)
			}
		}
		if q.Missing() == 0 && len(stages) > 1 {
			t.Fatalf("%q: %d stages; want one, since no word may be missing", q.Text(), len(stages))
		}
	}
	if got, want := fmt.Sprint(pieces(strings.Fields("a b c d e f g h i j k l"), 3)), "[[[a b c d e f] [g h i j k l]] [[a b c] [d e f] [g h i] [j k l]]]"; got != want {
		t.Errorf("pieces %s; want %s", got, want)
	}
}
