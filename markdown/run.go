package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// run is a run of emphasis marks between two parts of its line.
type run struct {
	char          byte
	length        int
	start         int // its offset
	before, after []byte
	prev, next    side
	canOpen       bool
	canClose      bool
	hidden        bool // it marks nothing that a reader would see
}

// flank tells whether the run may open and close a span.
func (r *run) flank() {
	r.prev, r.next = sideBefore(r.before), sideAfter(r.after)
	left := !r.next.space && (!r.next.hard() || r.prev.space || r.prev.punct || r.prev.cjk)
	right := !r.prev.space && (!r.prev.hard() || r.next.space || r.next.punct || r.next.cjk)
	if r.char == '_' {
		left, right = left && (!right || r.prev.punct), right && (!left || r.next.punct)
	}
	r.canOpen, r.canClose = left, right
}

// continues tells whether the run goes on with marks before it that are no markup, unless they are escaped.
func (r *run) continues() bool {
	n := len(r.before)
	if n == 0 || r.before[n-1] != r.char {
		return false
	}
	slashes := 0
	for slashes < n-1 && r.before[n-2-slashes] == '\\' {
		slashes++
	}
	return slashes%2 == 0
}

// isSign reports a run right between two ASCII letters or digits, as in a==b.
func (r *run) isSign() bool {
	return len(r.before) > 0 && len(r.after) > 0 &&
		isASCIIWord(rune(r.before[len(r.before)-1])) && isASCIIWord(rune(r.after[0]))
}

// isProduct reports a run right between two digits, as in 3*5 and 2**3.
func (r *run) isProduct() bool {
	prev, _ := utf8.DecodeLastRune(r.before)
	next, _ := utf8.DecodeRune(r.after)
	return isDigit(prev) && isDigit(next)
}

func isDigit(r rune) bool { return unicode.IsDigit(r) }

// strongRun settles the deviations for a run of asterisks, as doc.go lists them. It reports whether the run is text.
func (s *state) strongRun(r *run) (isText bool) {
	switch {
	case s.splitRest == r.start && r.start > 0:
		s.splitRest = 0
		if r.hidden = nextRun(r.after) < 2; r.hidden {
			return false
		}
	case r.isProduct() && (r.length == 1 || s.strong == 0):
		return true
	case r.length == 4:
		s.split(r)
	case r.length == 2:
		r.loosen(s.strong)
	}
	if pairs := r.length / 2; pairs > 0 && !r.hidden {
		if r.canClose && s.strong > 0 {
			s.strong = max(0, s.strong-pairs)
		} else if r.canOpen {
			s.strong += pairs
		}
	}
	return false
}

// split takes **** as two marks. Behind one open ** it closes that and opens the next span, as in **a****b**; where no
// span is open and a ** follows, one of its halves marks nothing, as in 1.****a**.
func (s *state) split(r *run) {
	switch {
	case s.strong == 1 && !r.prev.space && !r.next.space:
		r.canOpen, r.canClose = false, true
	case s.strong == 1 && !r.prev.space && nextRun(r.after) < 2:
		r.canOpen, r.canClose = false, true
	case s.strong == 0 && !r.next.space && nextRun(r.after) == 2:
		r.hidden = true
	default:
		return
	}
	r.length = 2
	s.splitRest = r.start + 2
}

// loosen lets ** close behind punctuation before a letter, and open behind a letter before punctuation, where CommonMark
// leaves both marks as they are: **Topic:**text and text**(aside)** text. strong is the number of spans that are open.
func (r *run) loosen(strong int) {
	switch {
	case !r.canClose && strong > 0 && r.prev.hard() && !r.next.space && !endsOpen(r.before):
		r.canClose = true
	case !r.canOpen && strong == 0 && !r.prev.space && !r.prev.punct && opensQuote(r.after) && closesAhead(r.after):
		r.canOpen, r.canClose = true, false
	}
}

// endsOpen tells whether text ends in an opening bracket or quotation mark.
func endsOpen(b []byte) bool {
	last, _ := utf8.DecodeLastRune(b)
	return unicode.In(last, unicode.Ps, unicode.Pi)
}

// opensQuote tells whether text begins with a bracket or a quotation mark that opens.
func opensQuote(b []byte) bool {
	next, _ := utf8.DecodeRune(b)
	return next == '"' || next == '\'' || unicode.In(next, unicode.Ps, unicode.Pi)
}

// closesAhead tells whether the next asterisks are a ** right behind punctuation.
func closesAhead(b []byte) bool {
	i := bytes.IndexByte(b, '*')
	if i <= 0 || runLength(b[i:]) != 2 {
		return false
	}
	last, _ := utf8.DecodeLastRune(b[:i])
	return util.IsPunctRune(last)
}

// nextRun is the length of the next asterisks on the line; zero where there are none.
func nextRun(b []byte) int {
	i := bytes.IndexByte(b, '*')
	if i < 0 {
		return 0
	}
	return runLength(b[i:])
}
