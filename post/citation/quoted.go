package citation

import "strings"

// quotation is a pair of marks around a title, and how few and how many characters
// stand between them.
type quotation struct {
	open, closing string
	least, most   int
}

var quotations = []quotation{{"“", "”", 2, 400}, {`"`, `"`, 2, 400}, {"《", "》", 1, 200}, {"「", "」", 2, 200}, {"『", "』", 2, 200}}

// quotedIn is the first title in quotation marks of a text: whole with the marks, and
// words without them.
func quotedIn(text string) (whole, words Span, ok bool) {
	for i := range text {
		if c := text[i]; c != '"' && c != "“"[0] && c != "《"[0] {
			continue
		}
		for _, q := range quotations {
			inner, opens := strings.CutPrefix(text[i:], q.open)
			if n := q.length(inner); opens && n > 0 {
				start := i + len(q.open)
				return Span{i, start + n + len(q.closing)}, Span{start, start + n}, true
			}
		}
	}
	return Span{}, Span{}, false
}

// length is how many bytes stand ahead of the closing mark; 0 where another quotation
// opens first, or where these are too few or too many characters.
func (q quotation) length(inner string) int {
	n := 0
	for i := range inner {
		switch rest := inner[i:]; {
		case strings.HasPrefix(rest, q.closing) && n >= q.least:
			return i
		case strings.HasPrefix(rest, q.closing), strings.HasPrefix(rest, q.open), n == q.most:
			return 0
		}
		n++
	}
	return 0
}
