package post

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// The syntax tree's positions are offsets into the body, but goldmark counts the
// columns of a tab into the position of a block behind one, so that a position
// can lie beyond the body's end. All code of this package takes offsets and bytes
// through the functions below, which keep both inside the body.

// pos is the offset in the body at which a node starts; -1 where the tree does
// not tell.
func (r *reader) pos(n ast.Node) int { return max(-1, r.within(n.Pos())) }

// within is an offset, or the body's end where the offset lies beyond.
func (r *reader) within(offset int) int { return min(offset, len(r.body)) }

// between are the bytes of the body from start up to stop; none where stop lies
// before start.
func (r *reader) between(start, stop int) []byte {
	stop = max(0, r.within(stop))
	start = min(max(0, start), stop)
	return r.body[start:stop:stop]
}

// value are the bytes of a segment, without the blanks that stand for the rest
// of a tab.
func (r *reader) value(s text.Segment) []byte { return r.between(s.Start, s.Stop) }
