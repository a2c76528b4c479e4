package post

import (
	"index/suffixarray"
	"slices"
	"strings"
)

// haystack is a long text in which others are looked up. Its index is only made
// where one is needed.
type haystack struct {
	text   string
	index  *suffixarray.Index
	places map[string][]int // what all has found
}

func newHaystack(text string) *haystack { return &haystack{text: text, places: map[string][]int{}} }

// mostPlaces bounds how many places of one text are looked at, so that a text
// that repeats itself all over costs no more than others.
const mostPlaces = 10_000

// all lists the places of a text, ascending.
func (h *haystack) all(s string) []int {
	if places, known := h.places[s]; known {
		return places
	}
	if h.index == nil {
		h.index = suffixarray.New([]byte(h.text))
	}
	places := h.index.Lookup([]byte(s), mostPlaces)
	slices.Sort(places)
	h.places[s] = places
	return places
}

func (h *haystack) has(s string) bool { return len(h.all(s)) > 0 }

// wording is a folded text that has to be found in one piece.
type wording struct {
	line    int // of the visible text, from 0
	folded  string
	letters int
	ordered bool // whether it was found in its place
}

// nearest bounds how many places of a text are tried on each side of where it is
// expected.
const nearest = 8

// align finds the wordings in the ordered text: those that stand there one behind
// the other, as many letters as there can be.
func (k *keptText) align(words []wording) {
	c := chain{best: make([]int32, len(k.ordered.text)+1), links: make([]link, 1, len(words)+1)}
	expected := 0
	for i := range words {
		places := k.places(words[i].folded, expected)
		if len(places) == 0 {
			continue
		}
		c.add(i, &words[i], places)
		at, _ := slices.BinarySearch(places, expected)
		expected = places[min(at, len(places)-1)] + len(words[i].folded)
	}
	for at := c.upTo(len(k.ordered.text)); at > 0; at = c.links[at].before {
		words[c.links[at].word].ordered = true
	}
}

// places are those of a text near the expected one, ascending; that one alone
// where the text stands there.
func (k *keptText) places(s string, expected int) []int {
	if strings.HasPrefix(k.ordered.text[expected:], s) {
		return []int{expected}
	}
	all := k.ordered.all(s)
	at, _ := slices.BinarySearch(all, expected)
	return all[max(0, at-nearest):min(len(all), at+nearest)]
}

// chain finds the heaviest chain of wordings whose places do not overlap and
// ascend (a longest increasing subsequence, by weight). Best is a Fenwick tree
// over the ends of chains (https://doi.org/10.1002/spe.4380240306): of each range
// of ends, it holds the heaviest chain's last link.
type chain struct {
	best  []int32
	links []link // the first stands for none
}

type link struct {
	word   int   // of the wordings
	weight int   // in letters, of the chain up to here
	before int32 // the link before this one; 0 where it is the first
}

// add adds a wording that may stand at one of several places.
func (c *chain) add(i int, w *wording, places []int) {
	first := len(c.links)
	for _, at := range places {
		before := c.upTo(at)
		c.links = append(c.links, link{i, c.links[before].weight + w.letters, before})
	}
	for n, at := range places {
		c.set(at+len(w.folded), int32(first+n))
	}
}

// upTo is the last link of the heaviest chain that ends at an offset or ahead of it.
func (c *chain) upTo(end int) (last int32) {
	for at := end + 1; at > 0; at &= at - 1 {
		if l := c.best[at-1]; c.links[l].weight > c.links[last].weight {
			last = l
		}
	}
	return last
}

func (c *chain) set(end int, last int32) {
	for at := end + 1; at <= len(c.best); at += at & -at {
		if c.links[last].weight > c.links[c.best[at-1]].weight {
			c.best[at-1] = last
		}
	}
}
