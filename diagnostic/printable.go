package diagnostic

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable writes a text so that a terminal shows it and does nothing else: what
// steers terminals, or has letters stand in another order than they are written, is
// written as an escape, such as \x1b or \u202e, and so are line breaks and bytes that
// are no UTF-8. Text without such is as it was. Names of files come from strangers.
func Printable(s string) string { return printable(s, false) }

func printable(s string, lines bool) string {
	safe := func(c rune) bool { return c == '\n' && lines || c != utf8.RuneError && !steers(c) }
	if strings.IndexFunc(s, func(c rune) bool { return !safe(c) }) < 0 {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		c, size := utf8.DecodeRuneInString(s)
		switch {
		case c == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case c == utf8.RuneError || safe(c):
			b.WriteString(s[:size])
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < utf8.RuneSelf:
			fmt.Fprintf(&b, `\x%02x`, c)
		default:
			fmt.Fprintf(&b, `\u%04x`, c)
		}
		s = s[size:]
	}
	return b.String()
}

// steers tells the characters that terminals obey (ECMA-48, section 5: C0 and C1), those
// that turn the direction of letters (UAX #9, section 2), and the separators of lines
// and paragraphs.
func steers(c rune) bool {
	return unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) || c == '\u2028' || c == '\u2029'
}

// PrintableWriter writes on what it is given to a writer, safe for a terminal but for
// line breaks, which stay. What is written at once must not end within a character.
func PrintableWriter(to io.Writer) io.Writer { return printableWriter{to} }

type printableWriter struct{ to io.Writer }

// Write implements [io.Writer].
func (w printableWriter) Write(p []byte) (int, error) {
	if _, err := io.WriteString(w.to, printable(string(p), true)); err != nil {
		return 0, err
	}
	return len(p), nil
}
