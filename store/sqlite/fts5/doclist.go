package fts5

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// Part is a segment as a reader of its leaves needs it: the id, and the first and the last
// page.
type Part struct{ Segment, First, Last int64 }

// Parts are the segments, where none of their rows was removed. It is not ok where some were:
// FTS5 passes these over by records of its own.
func (s *Structure) Parts() (parts []Part, ok bool) {
	for _, l := range s.levels {
		for _, one := range l.segments {
			if one[tombstonePages] != 0 || one[tombstones] != 0 {
				return nil, false
			}
			if one[lastLeaf] > 0 {
				parts = append(parts, Part{int64(one[segmentID]), int64(one[firstLeaf]), int64(one[lastLeaf])}) //nolint:gosec // both are small
			}
		}
	}
	return parts, true
}

// Page is the id of a page of the segment in table %_data.
func (p Part) Page(number int64) int64 { return p.Segment<<segmentShift | number }

// Term is a term of the main index as table %_idx has it.
func Term(token string) []byte { return append([]byte{mainPrefix}, token...) }

var errLeaf = errors.New("a leaf of the FTS5 index is not in the format of detail=none")

// Doclist reads the ids of one term from the leaves of a segment, one leaf after the other.
// The first leaf is the last one that begins with no later term.
type Doclist struct {
	term []byte
	in   bool // whether the leaves so far end in the term's ids
}

// NewDoclist begins to read the ids of a term, as [Term] gives it.
func NewDoclist(term []byte) *Doclist { return &Doclist{term: term} }

// Read appends the ids that a leaf has, which ascend. More says that the next leaf may have
// further ones.
func (d *Doclist) Read(leaf []byte, ids []int64) (all []int64, more bool, err error) {
	if len(leaf) < leafHeader {
		return ids, false, errLeaf
	}
	end := int(binary.BigEndian.Uint16(leaf[2:]))
	if end < leafHeader || end > len(leaf) {
		return ids, false, errLeaf
	}
	footer := reader{rest: leaf[end:]}
	at := small(footer.next()) // of the first term
	if footer.failed {
		at = end
	}
	if d.in {
		if at > end {
			return ids, false, errLeaf
		}
		if ids, err = appendIDs(ids, leaf[leafHeader:at]); err != nil || at < end {
			return ids, false, err
		}
		return ids, true, nil
	}
	var term []byte
	for first := true; at < end; first = false {
		next := end
		if step := small(footer.next()); !footer.failed {
			next = at + step
		}
		if next > end || next <= at {
			return ids, false, errLeaf
		}
		r := reader{rest: leaf[at:next]}
		keep := 0
		if !first {
			keep = small(r.next())
		}
		size := small(r.next())
		if r.failed || keep > len(term) || size > len(r.rest) {
			return ids, false, errLeaf
		}
		term = append(term[:keep], r.rest[:size]...)
		switch order := bytes.Compare(term, d.term); {
		case order == 0:
			ids, err = appendIDs(ids, r.rest[size:])
			d.in = next == end && err == nil
			return ids, d.in, err
		case order > 0:
			return ids, false, nil
		}
		at = next
	}
	return ids, false, nil
}

// small is a number that counts bytes of a leaf. A leaf has less than 64 KiB: of a larger
// number, which is none, it is one that no leaf has room for.
func small(v uint64) int { return int(min(v, 1<<20)) } //nolint:gosec // the number is small

// appendIDs appends the ids of a list: the first as it is, and each further one as what is to
// be added to the one before. A 0 would say that a row was removed.
func appendIDs(ids []int64, list []byte) ([]int64, error) {
	last := uint64(0)
	for first := true; len(list) > 0; first = false {
		v, n := uint64(list[0]), 1
		if v >= 0x80 {
			v, n = varint(list)
		}
		if n == 0 || v == 0 && !first {
			return ids, errLeaf
		}
		last += v
		ids = append(ids, int64(last)) //nolint:gosec // ids are below 1<<63
		list = list[n:]
	}
	return ids, nil
}
