// Package fts5 writes segments of an SQLite FTS5 index: sorted terms, and for each the ids
// of the rows that have it. FTS5 itself makes a segment from the rows of a transaction,
// token by token. This package makes the same bytes from many rows at once, in a fraction
// of the time. It also reads all ids of a term, of which FTS5 gives one after the other to a
// statement. It leaves everything else to FTS5: removing, merging and matching.
//
// The format is that of tables with detail=none, described at the head of
// ext/fts5/fts5_index.c in SQLite's sources. As the format is that of files, SQLite does
// not change it; tests compare every byte with what FTS5 writes.
package fts5

import "encoding/binary"

// PageSize is FTS5's default for the bytes of a page (https://sqlite.org/fts5.html,
// section 6.8, pgsz).
const PageSize = 4050

// mainPrefix stands ahead of each term of the main index; the terms of prefix indexes have
// other prefixes.
const mainPrefix = '0'

// leafHeader is the size of the header of a leaf, in bytes. The header has the offset of
// the first id, if that stands ahead of all terms, and the size of the leaf without its
// footer.
const leafHeader = 4

// minEmpty is how many leaves without a term a list of ids has at least to get an index of
// its own.
const minEmpty = 4

// The parts of a page's id in table %_data: the segment, whether the page is one of an
// index of ids, its level there, and the number of the page.
const (
	segmentShift = 37
	indexBit     = 1 << 36
	levelShift   = 31
)

// Sink receives the rows of a segment. The bytes are valid only during the call.
type Sink interface {
	// Page is a row of table %_data.
	Page(id int64, block []byte)
	// Leaf is a row of table %_idx: a term, or a start of one, that separates the leaf from
	// the leaf before. The lowest bit of page is a flag; the other bits are the number of the
	// page.
	Leaf(segment int64, term []byte, page int64)
}

// writer writes one segment.
type writer struct {
	id       int64
	sink     Sink
	pageSize int

	page       int64 // the number of the leaf
	leaf       []byte
	footer     []byte // the offsets of the leaf's terms
	lastOffset int
	lastTerm   []byte
	hasTerm    bool // whether the leaf has a term
	wantsID    bool // whether the leaf has neither a term nor an id yet

	listed     []byte // a list of ids as it is encoded
	boundary   []byte // the term that leads to the leaf boundaryOn, or a start of it
	boundaryOn int64  // 0 where the boundary was written
	empty      int    // the number of leaves without a term since the boundary
	index      []node // the index of the last term's ids: one page for each level
}

// node is an unfinished page of an index of ids.
type node struct {
	page   int64
	block  []byte
	valid  bool // whether last is set
	lastID int64
}

// newWriter begins a segment with a new id; see [Structure.Next].
func newWriter(id int64, to Sink) *writer {
	return &writer{
		id: id, sink: to, pageSize: PageSize,
		page: 1, leaf: make([]byte, leafHeader, PageSize+64), boundaryOn: 1, index: make([]node, 1),
	}
}

// add writes a term and the ids of the rows that have it. Terms and ids must come in
// ascending order, each once.
func (w *writer) add(term []byte, ids []int64) {
	w.addTerm(term)
	w.listed = w.listed[:0]
	for last, i := int64(0), 0; i < len(ids) && len(w.listed) <= w.pageSize; i++ {
		w.listed = appendVarint(w.listed, uint64(ids[i]-last))
		last = ids[i]
	}
	if len(w.leaf)+len(w.footer)+len(w.listed)+1 <= w.pageSize {
		w.leaf = append(w.leaf, w.listed...)
		return
	}
	last := int64(0)
	for _, id := range ids {
		if w.wantsID {
			binary.BigEndian.PutUint16(w.leaf, uint16(len(w.leaf)))
			w.leaf = appendVarint(w.leaf, uint64(id))
			w.wantsID = false
			w.addToIndex(id)
		} else {
			w.leaf = appendVarint(w.leaf, uint64(id-last))
		}
		last = id
		if len(w.leaf)+len(w.footer) >= w.pageSize {
			w.endLeaf()
		}
	}
}

// finish writes the rest, and returns the number of leaves, which is 0 where nothing was
// added.
func (w *writer) finish() (leaves int64) {
	if len(w.leaf) > leafHeader {
		w.endLeaf()
	}
	if w.page > 1 {
		w.endBoundary()
	}
	return w.page - 1
}

func (w *writer) addTerm(term []byte) {
	if size := 1 + len(term); len(w.leaf)+len(w.footer)+size+2 >= w.pageSize && len(w.leaf) > leafHeader {
		w.endLeaf()
	}
	w.footer = appendVarint(w.footer, uint64(len(w.leaf)-w.lastOffset))
	w.lastOffset = len(w.leaf)
	shared := commonPrefix(w.lastTerm, term)
	switch {
	case w.hasTerm:
		w.leaf = appendVarint(w.leaf, uint64(1+shared))
		w.leaf = appendVarint(w.leaf, uint64(len(term)-shared))
		w.leaf = append(w.leaf, term[shared:]...)
	default:
		if w.page > 1 {
			w.endBoundary()
			w.boundary = append(append(w.boundary[:0], mainPrefix), term[:shared+1]...)
			w.boundaryOn = w.page
		}
		w.leaf = appendVarint(w.leaf, uint64(1+len(term)))
		w.leaf = append(append(w.leaf, mainPrefix), term...)
	}
	w.lastTerm = append(w.lastTerm[:0], term...)
	w.hasTerm, w.wantsID = true, false
	w.index[0].page = w.page
}

// endLeaf writes the leaf and begins another.
func (w *writer) endLeaf() {
	binary.BigEndian.PutUint16(w.leaf[2:], uint16(len(w.leaf)))
	if w.hasTerm {
		w.leaf = append(w.leaf, w.footer...)
	} else {
		w.empty++
	}
	w.sink.Page(w.id<<segmentShift+w.page, w.leaf)
	w.leaf = append(w.leaf[:0], 0, 0, 0, 0)
	w.footer, w.lastOffset = w.footer[:0], 0
	w.page++
	w.hasTerm, w.wantsID = false, true
}

// endBoundary writes the term that leads to the leaf of the last boundary, and the index of
// the ids that continue on the leaves behind it.
func (w *writer) endBoundary() {
	if w.boundaryOn == 0 {
		return
	}
	var flag int64
	if len(w.index[0].block) > 0 && w.empty >= minEmpty {
		flag = 1
	}
	for level := range w.index {
		n := &w.index[level]
		if len(n.block) == 0 {
			break
		}
		if flag == 1 {
			w.writeNode(level)
		}
		n.block, n.valid = n.block[:0], false
	}
	w.empty = 0
	w.sink.Leaf(w.id, w.boundary, w.boundaryOn<<1+flag)
	w.boundaryOn = 0
}

// addToIndex adds the first id of a leaf without a term to the lowest level of the index,
// and to the level above wherever the page of a level is full.
func (w *writer) addToIndex(id int64) {
	for level, full := 0, true; full; level++ {
		n := &w.index[level]
		if full = len(n.block) >= w.pageSize; full {
			n.block[0] = 1 // no longer the root
			w.writeNode(level)
			if len(w.index) == level+1 {
				w.index = append(w.index, node{})
				n = &w.index[level]
			}
			if above := &w.index[level+1]; len(above.block) == 0 {
				first := firstID(n.block)
				above.page = n.page
				above.block = append(above.block, 0)
				above.block = appendVarint(appendVarint(above.block, uint64(n.page)), uint64(first))
				above.valid, above.lastID = true, first
			}
			n.block, n.valid = n.block[:0], false
			n.page++
		}
		delta := uint64(id)
		if n.valid {
			delta = uint64(id - n.lastID)
		} else {
			child := w.page
			if level > 0 {
				child = w.index[level-1].page
			}
			n.block = append(n.block, 0)
			if full {
				n.block[0] = 1
			}
			n.block = appendVarint(n.block, uint64(child))
		}
		n.block = appendVarint(n.block, delta)
		n.valid, n.lastID = true, id
	}
}

func (w *writer) writeNode(level int) {
	w.sink.Page(w.id<<segmentShift+indexBit+int64(level)<<levelShift+w.index[level].page, w.index[level].block)
}

// firstID is the first id of a node, which stands behind the flag and a page number.
func firstID(block []byte) int64 {
	_, n := varint(block[1:])
	id, _ := varint(block[1+n:])
	return int64(id)
}

// commonPrefix is the length of the common prefix of two terms, in bytes.
func commonPrefix(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}
