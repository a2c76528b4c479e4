package fts5

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// Index gathers rows until they are written as a segment. The zero value is an empty index.
type Index struct {
	numbers map[string]uint32 // the numbers of terms
	terms   []counted
	batches []batch
	rows    []placed
	tokens  int

	atOnce   int // how many places are sorted at once; 0 means placesAtOnce
	pageSize int // 0 means PageSize
}

// counted is a term, with the number of rows that have it.
type counted struct {
	text string
	rows int
}

// batch has what the index keeps of one [Rows].
type batch struct {
	numbered []byte
	terms    []uint32 // the numbers of the terms in the index, by their numbers in Rows
}

// numbers yields the numbers of the terms of a row.
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

// placed is a row of a batch, with its id.
type placed struct {
	row
	batch uint32
}

// Take adds those of the rows that have an id.
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

// Sort sorts the rows by their ids.
func (x *Index) Sort() {
	slices.SortFunc(x.rows, func(a, b placed) int { return cmp.Compare(a.id, b.id) })
}

// Sizes yields the id of each row, and how many tokens the row has.
func (x *Index) Sizes() iter.Seq2[int64, int] {
	return func(yield func(int64, int) bool) {
		for _, one := range x.rows {
			if !yield(one.id, int(one.terms)) {
				return
			}
		}
	}
}

// placesAtOnce bounds the memory that writing takes: so many places of terms in rows, of
// four bytes each, are sorted at once, or those of a single term if it has more. All rows are
// read once for each time; the import writes eight million tokens, and those of a batch.
const placesAtOnce = 9 << 20

// Write writes the rows as a segment, and returns the number of its leaves. The rows must
// be sorted.
func (x *Index) Write(segment int64, to Sink) (leaves int64) {
	sorted := make([]uint32, len(x.terms)) // the numbers of the terms, in the order of the terms
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

// write writes the terms with the given numbers, which have so many places together.
func (x *Index) write(w *writer, numbers []uint32, places int) {
	next := make([]uint32, len(x.terms)) // the next place of each term in rows, from 1; 0 for a term that is not written in this call
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
