package ingest

import "math/bits"

// table has values by numbers that are made of texts. A map takes twice the memory.
type table[V any] struct {
	numbers []uint64 // 0 where there is none; each stands at its place, or behind it in a row
	values  []V
	n       int
}

// set is a table of numbers alone.
type set = table[struct{}]

// find is where a number is, or would be; there must be room.
func (t *table[V]) find(number uint64) (i int, ok bool) {
	place, _ := bits.Mul64(number, uint64(len(t.numbers)))
	for i = int(place); t.numbers[i] != 0; {
		if t.numbers[i] == number {
			return i, true
		}
		if i++; i == len(t.numbers) {
			i = 0
		}
	}
	return i, false
}

func (t *table[V]) get(number uint64) (v V, ok bool) {
	if t.n == 0 {
		return v, false
	}
	i, ok := t.find(max(number, 1))
	if !ok {
		return v, false
	}
	return t.values[i], true
}

func (t *table[V]) has(number uint64) bool {
	_, ok := t.get(number)
	return ok
}

func (t *table[V]) put(number uint64, v V) {
	if t.n >= len(t.numbers)/4*3 {
		t.grow()
	}
	i, ok := t.find(max(number, 1))
	if !ok {
		t.n++
	}
	t.numbers[i], t.values[i] = max(number, 1), v
}

// grow makes room for half as many again.
func (t *table[V]) grow() {
	old := *t
	size := len(old.numbers)/2*3 + 64
	t.numbers, t.values = make([]uint64, size), make([]V, size)
	for at, number := range old.numbers {
		if number != 0 {
			i, _ := t.find(number)
			t.numbers[i], t.values[i] = number, old.values[at]
		}
	}
}

// counter counts the times that names come by. Names that share a number count
// as one: what they are given by their count is higher than it need be, but
// the same in all runs.
type counter struct {
	once set // most names come but once
	more map[uint64]int
}

// add counts the name once more.
func (c *counter) add(name uint64) (times int) {
	if !c.once.has(name) {
		c.once.put(name, struct{}{})
		return 1
	}
	c.more[name] = max(c.more[name], 1) + 1
	return c.more[name]
}
