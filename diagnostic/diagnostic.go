// Package diagnostic says where in a file something was found, and what is wrong
// there: a [Diagnostic] turns a byte offset into file:line:col for a person.
package diagnostic

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// Severity tells whether a post was refused or only read with care.
type Severity string

// The severities of a diagnostic.
const (
	Error   Severity = "error"   // the post is refused
	Warning Severity = "warning" // the post is taken
)

// Position is a place in a file. Line and Column start at 1; the column counts
// code points. Line 0 means the file as a whole.
type Position struct{ Line, Column int }

// At is the position of a byte offset in src; an offset beyond the end is the
// end.
func At(src []byte, offset int) Position {
	offset = max(0, min(offset, len(src)))
	line, start := 1, 0
	for i, c := range src[:offset] {
		if c == '\n' {
			line, start = line+1, i+1
		}
	}
	column := src[start:offset]
	if line == 1 {
		column = []byte(strings.TrimPrefix(string(column), "\ufeff"))
	}
	return Position{line, utf8.RuneCount(column) + 1}
}

// Diagnostic is a problem in a post: what was found, and what was wanted.
type Diagnostic struct {
	Path     string   `json:"path"`
	Line     int      `json:"line,omitempty"`
	Column   int      `json:"column,omitempty"`
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
}

// String is the diagnostic as compilers print it: path:line:col: message. It is safe
// for a terminal, see [Printable].
func (d Diagnostic) String() string {
	var b strings.Builder
	b.WriteString(Printable(d.Path))
	if d.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", d.Line, d.Column)
	}
	b.WriteString(": ")
	if d.Severity == Warning {
		b.WriteString("warning: ")
	}
	b.WriteString(Printable(d.Message))
	return b.String()
}

// List collects the diagnostics of posts.
type List []Diagnostic

// Add appends a problem at a position of a file.
func (l *List) Add(path string, at Position, s Severity, format string, args ...any) {
	*l = append(*l, Diagnostic{path, at.Line, at.Column, s, fmt.Sprintf(format, args...)})
}

// HasErrors reports whether any diagnostic is an error.
func (l List) HasErrors() bool {
	for _, d := range l {
		if d.Severity == Error {
			return true
		}
	}
	return false
}

// Sort orders the diagnostics by path and position.
func (l List) Sort() {
	sort.SliceStable(l, func(i, j int) bool {
		a, b := l[i], l[j]
		if a.Path != b.Path {
			return a.Path < b.Path
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Column < b.Column
	})
}
