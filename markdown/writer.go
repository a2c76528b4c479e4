package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// writer writes text as goldmark's own writer does, which looks at each byte. Most text has none of those that it would
// write otherwise, and goes out as it is.
type writer struct{ html.Writer }

// Write implements [html.Writer].
func (w writer) Write(to util.BufWriter, source []byte) {
	if hasAnyOf(source, "\\&<>\"\x00") {
		w.Writer.Write(to, source)
		return
	}
	_, _ = to.Write(source) // a buffer takes every write
}

// RawWrite implements [html.Writer].
func (w writer) RawWrite(to util.BufWriter, source []byte) {
	if hasAnyOf(source, "&<>\"\x00") {
		w.Writer.RawWrite(to, source)
		return
	}
	_, _ = to.Write(source) // as above
}

// hasAnyOf reports whether b has one of some bytes. [bytes.ContainsAny] goes byte by byte.
func hasAnyOf(b []byte, some string) bool {
	for i := range len(some) {
		if bytes.IndexByte(b, some[i]) >= 0 {
			return true
		}
	}
	return false
}
