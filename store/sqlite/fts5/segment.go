// Package fts5 writes segments of an SQLite FTS5 index: sorted terms, and for each
// the ids of the rows that have it. FTS5 itself makes a segment of what was
// inserted in a transaction, token by token; made here of many rows at once, the
// same bytes take a fraction of the time. All else, reading, removing and merging, is FTS5's.
//
// The format is that of tables with detail=none, described at the head of
// ext/fts5/fts5_index.c in SQLite's sources. Since it is on disk, SQLite keeps to
// it; tests hold every byte to what FTS5 writes.
package fts5

import (
	"encoding/binary"
)

// PageSize is FTS5's default for the bytes of a page (https://sqlite.org/fts5.html,
// section 6.8, pgsz).
const PageSize = 4050

// mainPrefix stands before each term of the index, as opposed to those of prefix
// indexes.
const mainPrefix = '0'

// leafHeader is the size of what precedes terms on a leaf: the offset of the first
// id if that comes before any term, and the size of the leaf without its footer.
const leafHeader = 4

// minEmpty is how many leaves without a term have a list of ids get an index of
// its own.
const minEmpty = 4

// Ids of pages in table %_data: segment, whether of an index of ids, its level, page.
const (
	segmentShift = 37
	indexBit     = 1 << 36
	levelShift   = 31
)

// Sink takes what a segment consists of.
type Sink interface {
	// Page is a row of table %_data.
	Page(id int64, block []byte) error
	// Leaf is a row of table %_idx: the term, or a start of it, that a leaf begins
	// with or after. The page number is shifted by the flag in its lowest bit.
	Leaf(segment int64, term []byte, page int64) error
}

// Segment writes one segment. Blocks given to the sink are valid only for the
// call.
type Segment struct {
	id   int64
	sink Sink
	err  error // the first of the sink

	page       int64 // the number of the leaf
	leaf       []byte
	footer     []byte // the offsets of the leaf's terms
	lastOffset int
	lastTerm   []byte
	hasTerm    bool // on the leaf
	wantsID    bool // the leaf has neither term nor id yet

	listed     []byte // a list of ids as it is encoded
	boundary   []byte // the term that leads to the leaf boundaryOn, or a start of it
	boundaryOn int64  // 0 where that is written
	empty      int    // leaves without a term since then
	index      []node // of the ids of the last term, by level
}

// node is a page of an index of ids in the making.
type node struct {
	page   int64
	block  []byte
	valid  bool // whether there is a last one
	lastID int64
}

// NewSegment begins a segment, whose id is not that of another; see [Structure].
func NewSegment(id int64, to Sink) *Segment {
	return &Segment{id: id, sink: to, page: 1, leaf: make([]byte, leafHeader, PageSize+64), boundaryOn: 1, index: make([]node, 1)}
}

// Add writes a term and the rows that have it. Terms and ids come in ascending order, each once.
func (s *Segment) Add(term []byte, ids []int64) {
	s.addTerm(term)
	s.listed = s.listed[:0]
	for last, i := int64(0), 0; i < len(ids) && len(s.listed) <= PageSize; i++ {
		s.listed = appendVarint(s.listed, uint64(ids[i]-last))
		last = ids[i]
	}
	if len(s.leaf)+len(s.footer)+len(s.listed)+1 <= PageSize {
		s.leaf = append(s.leaf, s.listed...)
		return
	}
	last := int64(0)
	for _, id := range ids {
		if s.wantsID {
			binary.BigEndian.PutUint16(s.leaf, uint16(len(s.leaf)))
			s.leaf = appendVarint(s.leaf, uint64(id))
			s.wantsID = false
			s.addToIndex(id)
		} else {
			s.leaf = appendVarint(s.leaf, uint64(id-last))
		}
		last = id
		if len(s.leaf)+len(s.footer) >= PageSize {
			s.endLeaf()
		}
	}
}

// Finish writes what is left, and answers with the number of leaves: none where
// nothing was added.
func (s *Segment) Finish() (leaves int64, err error) {
	if len(s.leaf) > leafHeader {
		s.endLeaf()
	}
	if s.page > 1 {
		s.endBoundary()
	}
	return s.page - 1, s.err
}

func (s *Segment) addTerm(term []byte) {
	if size := 1 + len(term); len(s.leaf)+len(s.footer)+size+2 >= PageSize && len(s.leaf) > leafHeader {
		s.endLeaf()
	}
	s.footer = appendVarint(s.footer, uint64(len(s.leaf)-s.lastOffset))
	s.lastOffset = len(s.leaf)
	shared := commonPrefix(s.lastTerm, term)
	switch {
	case s.hasTerm:
		s.leaf = appendVarint(s.leaf, uint64(1+shared))
		s.leaf = appendVarint(s.leaf, uint64(len(term)-shared))
		s.leaf = append(s.leaf, term[shared:]...)
	default:
		if s.page > 1 {
			s.endBoundary()
			s.boundary = append(append(s.boundary[:0], mainPrefix), term[:shared+1]...)
			s.boundaryOn = s.page
		}
		s.leaf = appendVarint(s.leaf, uint64(1+len(term)))
		s.leaf = append(append(s.leaf, mainPrefix), term...)
	}
	s.lastTerm = append(s.lastTerm[:0], term...)
	s.hasTerm, s.wantsID = true, false
	s.index[0].page = s.page
}

// endLeaf writes the leaf and begins another.
func (s *Segment) endLeaf() {
	binary.BigEndian.PutUint16(s.leaf[2:], uint16(len(s.leaf)))
	if s.hasTerm {
		s.leaf = append(s.leaf, s.footer...)
	} else {
		s.empty++
	}
	s.write(s.id<<segmentShift+s.page, s.leaf)
	s.leaf = append(s.leaf[:0], 0, 0, 0, 0)
	s.footer, s.lastOffset = s.footer[:0], 0
	s.page++
	s.hasTerm, s.wantsID = false, true
}

// endBoundary writes which term leads to the leaf of the last boundary, and the
// index of the ids that go on from there.
func (s *Segment) endBoundary() {
	if s.boundaryOn == 0 {
		return
	}
	var flag int64
	if len(s.index[0].block) > 0 && s.empty >= minEmpty {
		flag = 1
	}
	for level := range s.index {
		n := &s.index[level]
		if len(n.block) == 0 {
			break
		}
		if flag == 1 {
			s.writeNode(level)
		}
		n.block, n.valid = n.block[:0], false
	}
	s.empty = 0
	if s.err == nil {
		s.err = s.sink.Leaf(s.id, s.boundary, s.boundaryOn<<1+flag)
	}
	s.boundaryOn = 0
}

// addToIndex notes the first id of a leaf without a term: in the lowest level, and
// in the one above wherever a page of a level is full.
func (s *Segment) addToIndex(id int64) {
	for level, full := 0, true; full; level++ {
		n := &s.index[level]
		if full = len(n.block) >= PageSize; full {
			n.block[0] = 1 // no longer the root
			s.writeNode(level)
			if len(s.index) == level+1 {
				s.index = append(s.index, node{})
				n = &s.index[level]
			}
			if above := &s.index[level+1]; len(above.block) == 0 {
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
			child := s.page
			if level > 0 {
				child = s.index[level-1].page
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

func (s *Segment) writeNode(level int) {
	s.write(s.id<<segmentShift+indexBit+int64(level)<<levelShift+s.index[level].page, s.index[level].block)
}

func (s *Segment) write(id int64, block []byte) {
	if s.err == nil {
		s.err = s.sink.Page(id, block)
	}
}

// firstID is the first id of a node: behind the flag and a page number.
func firstID(block []byte) int64 {
	_, n := varint(block[1:])
	id, _ := varint(block[1+n:])
	return int64(id)
}

// commonPrefix is how many bytes two terms begin with alike.
func commonPrefix(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}
