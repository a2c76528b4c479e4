package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// marked writes the text from start to stop without those unpaired runs of two or three asterisks that were meant as
// bold, such as an opening ** that its author never closed or a span with blanks inside its marks.
func (w *plainWriter) marked(start, stop int) {
	if text := w.source[start:stop]; !hasAnyOf(text, `*\`) {
		w.write(decode(text))
		return
	}
	from := start
	for i := start; i < stop; {
		n := 1
		switch w.source[i] {
		case '\\':
			n = 2
		case '*':
			n = runLength(w.source[i:stop])
			if (n == 2 || n == 3) && w.meantBold(i, i+n) {
				w.write(decode(w.source[from:i]))
				from = i + n
				w.stray = true
			}
		}
		i += n
	}
	w.write(decode(w.source[from:stop]))
}

// runLength counts how often the first byte of b is repeated.
func runLength(b []byte) int {
	n := 1
	for n < len(b) && b[n] == b[0] {
		n++
	}
	return n
}

// meantBold guesses from what stands around an unpaired run: **数据 and 数据** were meant as bold; x ** 2 and (**kwargs)
// were not.
func (w *plainWriter) meantBold(start, stop int) bool {
	next := firstOnLine(w.source[stop:])
	switch {
	case start == w.blockStart, isChinese(next):
		return true
	default:
		return isChinese(lastOnLine(w.source[:start])) && !isASCIIWord(next)
	}
}

// firstOnLine gives the first character of b that is no blank, zero at the end of the line.
func firstOnLine(b []byte) rune {
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == '\n' {
			return 0
		}
		if !unicode.IsSpace(r) {
			return r
		}
		b = b[size:]
	}
	return 0
}

// lastOnLine gives the last character of b that is no blank, zero at the beginning of the line.
func lastOnLine(b []byte) rune {
	for len(b) > 0 {
		r, size := utf8.DecodeLastRune(b)
		if r == '\n' {
			return 0
		}
		if !unicode.IsSpace(r) {
			return r
		}
		b = b[:len(b)-size]
	}
	return 0
}

// isChinese reports characters and punctuation of running Chinese text.
func isChinese(r rune) bool { return isCJK(r) || isSharedPunct(r) }

func isASCIIWord(r rune) bool {
	return r == '_' || r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// blockStart gives the offset of the first character in the block that holds n, -1 where the block has no lines.
func blockStart(n ast.Node) int {
	for n != nil && n.Type() == ast.TypeInline {
		n = n.Parent()
	}
	if n == nil || n.Lines().Len() == 0 {
		return -1
	}
	return n.Lines().At(0).Start
}
