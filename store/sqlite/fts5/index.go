package fts5

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// Index gathers rows until a segment is made of them. The zero value has none.
type Index struct {
	numbers map[string]uint32 // of terms
	terms   []counted
	batches []batch
	rows    []placed
	tokens  int

	atOnce   int // places; 0 means placesAtOnce
	pageSize int // 0 means PageSize
}

// counted is a term, and how many rows have it.
type counted struct {
	text string
	rows int
}

// batch is what is left of [Rows].
type batch struct {
	numbered []byte
	terms    []uint32 // by their numbers there: those here
}

// numbers are those of the terms of a row.
func (b *batch) numbers(of row) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		numbered := b.numbered[of.start:]
		for range of.terms {
			number, size := varint(numbered)
			numbered = numbered[size:]
			if !yield(b.terms[number]) {
				return
			}
		}
	}
}

// placed is a row of a batch.
type placed struct {
	row
	batch uint32
}

// Take takes over the rows that have an id.
func (x *Index) Take(r *Rows) {
	if x.numbers == nil {
		x.numbers = map[string]uint32{}
	}
	b := batch{r.numbered, make([]uint32, len(r.terms))}
	for i, t := range r.terms {
		number, ok := x.numbers[t.text]
		if !ok {
			number = uint32(len(x.terms))
			x.numbers[t.text] = number
			x.terms = append(x.terms, counted{text: t.text})
		}
		x.terms[number].rows += int(t.rows)
		b.terms[i] = number
	}
	for _, one := range r.rows {
		if one.placed {
			x.rows = append(x.rows, placed{one, uint32(len(x.batches))})
			x.tokens += int(one.terms)
			continue
		}
		for number := range b.numbers(one) {
			x.terms[number].rows--
		}
	}
	x.batches = append(x.batches, b)
	*r = Rows{}
}

// Len is the number of rows.
func (x *Index) Len() int { return len(x.rows) }

// Tokens is the number of tokens of all rows.
func (x *Index) Tokens() int { return x.tokens }

// Sort puts the rows in the order of their ids.
func (x *Index) Sort() {
	slices.SortFunc(x.rows, func(a, b placed) int { return cmp.Compare(a.id, b.id) })
}

// Sizes are the ids of the rows, and how many tokens each has.
func (x *Index) Sizes() iter.Seq2[int64, int] {
	return func(yield func(int64, int) bool) {
		for _, one := range x.rows {
			if !yield(one.id, int(one.terms)) {
				return
			}
		}
	}
}

// placesAtOnce bounds the memory of writing: so many places of terms in rows, of
// four bytes each, are put in order at a time, or those of one term.
const placesAtOnce = 4 << 20

// Write writes the rows, which are sorted, as a segment, and answers with the
// number of its leaves.
func (x *Index) Write(segment int64, to Sink) (leaves int64) {
	sorted := make([]uint32, len(x.terms)) // numbers of the terms in their order
	for i := range sorted {
		sorted[i] = uint32(i)
	}
	slices.SortFunc(sorted, func(a, b uint32) int { return strings.Compare(x.terms[a].text, x.terms[b].text) })
	w := newWriter(segment, to)
	w.pageSize = cmp.Or(x.pageSize, PageSize)
	for len(sorted) > 0 {
		n, places := 0, 0
		for n < len(sorted) && (n == 0 || places+x.terms[sorted[n]].rows <= cmp.Or(x.atOnce, placesAtOnce)) {
			places += x.terms[sorted[n]].rows
			n++
		}
		x.write(w, sorted[:n], places)
		sorted = sorted[n:]
	}
	return w.finish()
}

// write writes some terms, which have so many places in all.
func (x *Index) write(w *writer, numbers []uint32, places int) {
	next := make([]uint32, len(x.terms)) // place of each term, from 1; 0 for those of another time
	at := uint32(1)
	for _, number := range numbers {
		next[number] = at
		at += uint32(x.terms[number].rows)
	}
	rows := make([]uint32, 1+places) // by place
	for i, one := range x.rows {
		for number := range x.batches[one.batch].numbers(one.row) {
			if place := &next[number]; *place > 0 {
				rows[*place] = uint32(i)
				*place++
			}
		}
	}
	var ids []int64
	rows = rows[1:]
	for _, number := range numbers {
		t := x.terms[number]
		if t.rows == 0 {
			continue
		}
		ids = ids[:0]
		for _, i := range rows[:t.rows] {
			ids = append(ids, x.rows[i].id)
		}
		rows = rows[t.rows:]
		w.add([]byte(t.text), ids)
	}
}
