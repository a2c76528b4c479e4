package front

import (
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"

	"viewline/diagnostic"
)

// written is the text of the i-th entry's list or mapping as the file has it.
func (c *converter) written(v Value, values []*ast.MappingValueNode, i int) string {
	at, to := v.At, len(c.text)
	if t := values[i].Value.GetToken(); t.Value == "{" || t.Value == "[" {
		at = c.place(t)
	}
	from := c.offset(at)
	if i+1 < len(values) {
		to = c.offset(c.place(values[i+1].Key.GetToken()))
	}
	return strings.TrimSpace(c.text[min(from, to):to])
}

// offset is the offset of a position in the text. It goes on from the one that
// was asked for before, where that lies in the same line.
func (c *converter) offset(at diagnostic.Position) int {
	if c.starts == nil {
		c.starts = []int{0}
		for i := range len(c.text) {
			if c.text[i] == '\n' {
				c.starts = append(c.starts, i+1)
			}
		}
	}
	line := at.Line - c.before
	if line < 1 || line > len(c.starts) {
		return len(c.text)
	}
	offset, column := c.starts[line-1], 1
	if c.last.Line == at.Line && c.last.Column <= at.Column {
		offset, column = c.lastOffset, c.last.Column
	}
	for column < at.Column && offset < len(c.text) {
		_, size := utf8.DecodeRuneInString(c.text[offset:])
		offset, column = offset+size, column+1
	}
	c.last, c.lastOffset = at, offset
	return offset
}
