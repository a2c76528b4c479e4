package post

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"viewline/timeline"
)

// topicIndex finds all topics of a text in one pass, however many there are: an
// automaton over the units of the names and aliases (Aho and Corasick, 1975,
// https://doi.org/10.1145/360825.360855). It is safe for concurrent use.
type topicIndex struct {
	topics  []*timeline.Topic // in the order of their slugs
	symbols map[string]symbol // of the units that stand in a phrase
	firsts  [1 << 10]uint64   // a bit for the first character of each of these; characters may share one
	next    map[edge]int      // by where an automaton stands and what comes
	states  []state           // the first is where nothing was read
}

// symbol is a unit as a number. The zero symbol stands in no phrase.
type symbol int

// apart comes between two ideographs that do not touch.
const apart symbol = 1

type edge struct {
	from int
	by   symbol
}

// state is what the end of a text so far may become.
type state struct {
	shorter int   // the state of the longest end of it that may become a phrase, too
	found   []int // the topics that have a phrase here, by their places
}

// newTopicIndex is nil where there are no topics.
func newTopicIndex(topics []*timeline.Topic) *topicIndex {
	if len(topics) == 0 {
		return nil
	}
	x := &topicIndex{topics: slices.Clone(topics), symbols: map[string]symbol{}, next: map[edge]int{}, states: make([]state, 1)}
	slices.SortStableFunc(x.topics, func(a, b *timeline.Topic) int { return cmp.Compare(a.Slug, b.Slug) })
	for i, t := range x.topics {
		for _, phrase := range append([]string{t.Name}, t.Aliases...) {
			x.learn(phrase, i)
		}
	}
	x.connect()
	return x
}

// learn adds a phrase of a topic. One without words is in no text.
func (x *topicIndex) learn(phrase string, topic int) {
	at := 0
	step := func(by symbol) {
		to, known := x.next[edge{at, by}]
		if !known {
			to = len(x.states)
			x.next[edge{at, by}] = to
			x.states = append(x.states, state{})
		}
		at = to
	}
	units(phrase, func(unit string, gap bool) {
		if x.symbols[unit] == 0 {
			x.symbols[unit] = apart + 1 + symbol(len(x.symbols))
			word, bit := firstOf(unit)
			x.firsts[word] |= bit
		}
		if gap {
			step(apart)
		}
		step(x.symbols[unit])
	})
	if at > 0 && !slices.Contains(x.states[at].found, topic) {
		x.states[at].found = append(x.states[at].found, topic)
	}
}

// firstOf is the bit of a unit's first character, and in which word of the bits it is.
func firstOf(unit string) (word int, bit uint64) {
	c, _ := utf8.DecodeRuneInString(unit)
	return int(c>>6) % (1 << 10), 1 << (c & 63)
}

// symbol is that of a unit; 0 where it stands in no phrase, as most do.
func (x *topicIndex) symbol(unit string) symbol {
	if word, bit := firstOf(unit); x.firsts[word]&bit == 0 {
		return 0
	}
	return x.symbols[unit]
}

// connect tells each state its shorter one, and what is found there as well: by
// length, since a state's shorter one must be done before it.
func (x *topicIndex) connect() {
	edges := make([][]edge, len(x.states)) // those that leave a state
	for e := range x.next {
		edges[e.from] = append(edges[e.from], e)
	}
	for queue := []int{0}; len(queue) > 0; queue = queue[1:] {
		for _, e := range edges[queue[0]] {
			to := x.next[e]
			if e.from > 0 {
				x.states[to].shorter = x.step(x.states[e.from].shorter, e.by)
			}
			for _, topic := range x.states[x.states[to].shorter].found {
				if !slices.Contains(x.states[to].found, topic) {
					x.states[to].found = append(x.states[to].found, topic)
				}
			}
			queue = append(queue, to)
		}
	}
}

// step is the state after one more symbol.
func (x *topicIndex) step(at int, by symbol) int {
	for {
		if to, ok := x.next[edge{at, by}]; ok {
			return to
		}
		if at == 0 {
			return 0
		}
		at = x.states[at].shorter
	}
}

// find adds the topics of a text to a set.
func (x *topicIndex) find(text string, set topicSet) {
	at := 0
	units(text, func(unit string, gap bool) {
		by := x.symbol(unit)
		if by == 0 {
			at = 0
			return
		}
		if gap && at > 0 {
			at = x.step(at, apart)
		}
		at = x.step(at, by)
		for _, topic := range x.states[at].found {
			set[topic/64] |= 1 << (topic % 64)
		}
	})
}
