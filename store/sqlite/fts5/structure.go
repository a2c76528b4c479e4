package fts5

import (
	"bytes"
	"errors"
	"slices"
)

// The ids of two rows of table %_data.
const (
	AveragesID  = 1
	StructureID = 10
)

// version2 marks a structure that has origins, as that of every table with
// contentless_delete=1 has.
var version2 = []byte{0xff, 0, 0, 1}

var errStructure = errors.New("the structure of the FTS5 index is not that of a table with contentless_delete=1")

// Structure is FTS5's record of the segments of an index.
type Structure struct {
	cookie  [4]byte
	written uint64 // the counter of written leaves that automerge uses
	levels  []level
}

type level struct {
	merging  uint64 // how many segments are being merged
	segments []segment
}

// segment is: id, first and last leaf, first and last origin, pages of tombstones,
// tombstones, rows. An origin is a number that the rows of a segment share; merging
// gives a range of them.
type segment [8]uint64

const (
	segmentID = iota
	firstLeaf
	lastLeaf
	firstOrigin
	lastOrigin
	tombstonePages
	tombstones
	rows
)

// ParseStructure reads a structure.
func ParseStructure(block []byte) (*Structure, error) {
	s := &Structure{}
	if len(block) < 8 || !bytes.Equal(block[4:8], version2) {
		return nil, errStructure
	}
	copy(s.cookie[:], block)
	r := reader{rest: block[8:]}
	levels, _ := r.next(), r.next()
	s.written = r.next()
	for range levels {
		l := level{merging: r.next()}
		for range r.next() {
			var one segment
			for i := range one {
				one[i] = r.next()
			}
			if l.segments = append(l.segments, one); r.failed {
				break
			}
		}
		if s.levels = append(s.levels, l); r.failed {
			break
		}
	}
	if r.failed || len(r.rest) > 0 {
		return nil, errStructure
	}
	return s, nil
}

// Segments is the number of segments.
func (s *Structure) Segments() int {
	n := 0
	for _, l := range s.levels {
		n += len(l.segments)
	}
	return n
}

// Sizes are the numbers of the segments' leaves, from the oldest segment to the newest.
func (s *Structure) Sizes() []int64 {
	var all []int64
	for _, l := range slices.Backward(s.levels) {
		for _, one := range l.segments {
			all = append(all, int64(one[lastLeaf]-one[firstLeaf])+1)
		}
	}
	return all
}

// Worn reports whether a level has so many rows that were removed: at least that part of all of
// its rows, as 4 for a quarter. FTS5 writes a level without them once they are a tenth.
func (s *Structure) Worn(part uint64) bool {
	return slices.ContainsFunc(s.levels, func(l level) bool {
		var gone, all uint64
		for _, one := range l.segments {
			gone, all = gone+one[tombstones], all+one[rows]
		}
		return gone > 0 && gone*part >= all
	})
}

// Merging reports whether segments are being merged, so that [Structure.Arrange] has to wait.
func (s *Structure) Merging() bool {
	return slices.ContainsFunc(s.levels, func(l level) bool { return l.merging > 0 })
}

// Arrange has FTS5 merge as many of the newest segments with each other, where it merges levels
// of two segments: they alone share a level. The level behind them is free for what they become,
// and each older segment has one of its own, so that the order of their age stays.
func (s *Structure) Arrange(newest int) {
	var all []segment // from the oldest to the newest
	for _, l := range slices.Backward(s.levels) {
		all = append(all, l.segments...)
	}
	older := all[:len(all)-newest]
	s.levels = []level{{segments: all[len(older):]}, {}}
	for _, one := range slices.Backward(older) {
		s.levels = append(s.levels, level{segments: []segment{one}})
	}
}

// Next returns the id and the origin for the next segment. The id is the lowest one that is
// free.
func (s *Structure) Next() (id, origin int64) {
	taken := map[uint64]bool{}
	var last uint64
	for _, l := range s.levels {
		for _, one := range l.segments {
			taken[one[segmentID]] = true
			last = max(last, one[lastOrigin])
		}
	}
	for id = 1; taken[uint64(id)]; id++ {
	}
	return id, int64(last) + 1
}

// Add adds a segment with the numbers that [Structure.Next] returned. The segment has so
// many leaves, at least one, and rows.
func (s *Structure) Add(leaves int64, ofRows int) {
	id, origin := s.Next()
	if len(s.levels) == 0 {
		s.levels = []level{{}}
	}
	s.levels[0].segments = append(s.levels[0].segments, segment{
		segmentID: uint64(id), firstLeaf: 1, lastLeaf: uint64(leaves),
		firstOrigin: uint64(origin), lastOrigin: uint64(origin), rows: uint64(ofRows),
	})
}

// Block is the structure as bytes, as it is stored.
func (s *Structure) Block() []byte {
	b := append(s.cookie[:len(s.cookie):len(s.cookie)], version2...)
	b = appendVarint(appendVarint(appendVarint(b, uint64(len(s.levels))), uint64(s.Segments())), s.written)
	for _, l := range s.levels {
		b = appendVarint(appendVarint(b, l.merging), uint64(len(l.segments)))
		for _, one := range l.segments {
			for _, v := range one {
				b = appendVarint(b, v)
			}
		}
	}
	return b
}

// Averages is the record of the numbers of all rows and tokens, for an index of one column.
type Averages struct{ Rows, Tokens int64 }

// ParseAverages reads the record, which is empty for an empty index.
func ParseAverages(block []byte) Averages {
	r := reader{rest: block}
	return Averages{int64(r.next()), int64(r.next())}
}

// Block is the record as bytes, as it is stored.
func (a Averages) Block() []byte {
	return appendVarint(appendVarint(nil, uint64(a.Rows)), uint64(a.Tokens))
}

// Docsize is the value in table %_docsize for a row with so many tokens.
func Docsize(tokens int) []byte { return appendVarint(nil, uint64(tokens)) }

// reader reads numbers one by one. Behind the end it reads 0.
type reader struct {
	rest   []byte
	failed bool
}

func (r *reader) next() uint64 {
	v, n := varint(r.rest)
	r.failed = r.failed || n == 0
	r.rest = r.rest[n:]
	return v
}

// maxVarint is the size of the longest varint, in bytes.
const maxVarint = 9

// appendVarint appends a number as SQLite's varint: seven bits in a byte, the highest
// first, with the top bit set in all bytes except the last; a ninth byte has eight bits
// (https://sqlite.org/fileformat2.html, section 1.6).
func appendVarint(b []byte, v uint64) []byte {
	if v < 0x80 {
		return append(b, byte(v))
	}
	if v>>56 != 0 {
		var all [maxVarint]byte
		all[8] = byte(v)
		v >>= 8
		for i := 7; i >= 0; i-- {
			all[i] = byte(v) | 0x80
			v >>= 7
		}
		return append(b, all[:]...)
	}
	var all [maxVarint]byte
	i := len(all) - 1
	all[i] = byte(v & 0x7f)
	for v >>= 7; v != 0; v >>= 7 {
		i--
		all[i] = byte(v) | 0x80
	}
	return append(b, all[i:]...)
}

// varint reads a varint, and returns its length n in bytes; n is 0 where there is none.
func varint(b []byte) (v uint64, n int) {
	for i, c := range b {
		switch {
		case i == maxVarint-1:
			return v<<8 | uint64(c), maxVarint
		case c < 0x80:
			return v<<7 | uint64(c), i + 1
		}
		v = v<<7 | uint64(c&0x7f)
	}
	return 0, 0
}
