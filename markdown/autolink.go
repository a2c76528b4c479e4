package markdown

import (
	"bytes"
	"regexp"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The patterns are those of goldmark's Linkify; group 1 is what follows the host.
var (
	wwwAddress = regexp.MustCompile(`^www\.[-a-zA-Z0-9@:%._\+~#=]{1,256}\.[a-z]+([/#?][-a-zA-Z0-9@:%_\+.~#!?&/=\(\);,'">\^{}\[\]` + "`" + `]*)?`)
	webAddress = regexp.MustCompile(`^(?:http|https|ftp)://[-a-zA-Z0-9@:%._\+~#=]{1,256}\.[a-z]+(?::\d+)?([/#?][-a-zA-Z0-9@:%_+.~#$!?&/=\(\);,'">\^{}\[\]` + "`" + `]*)?`)
)

// pathBytes are the ASCII characters that may stand behind the host of an address.
var pathBytes = func() (is [utf8.RuneSelf]bool) {
	for _, c := range "-@:%_+.~#$!?&/=();,'\">^{}[]`" {
		is[c] = true
	}
	for c := range is {
		is[c] = is[c] || util.IsAlphaNumeric(byte(c))
	}
	return is
}()

// autolinks is an inline parser for addresses that stand in the text as they are, in place of goldmark's Linkify. In
// ASCII text it finds what that finds. Beside Chinese and Japanese it differs in three things:
//   - an address may follow a CJK character, or punctuation behind one, without a blank;
//   - letters of any script belong to an address behind the first /, ? or # after its host, but not to the host: of
//     https://a.example/深度 all is an address, of https://a.example深度 all up to the host's end;
//   - an address ends ahead of any punctuation that is not ASCII.
type autolinks struct{}

// Trigger implements [parser.InlineParser]; a blank stands for all blanks and the start of a line.
func (autolinks) Trigger() []byte { return []byte(" *_~(:.@") }

// Parse implements [parser.InlineParser].
func (a autolinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	start := 0 // of the address, counted from here
	switch line[0] {
	case ' ', '*', '_', '~', '(':
		start = 1
	case ':', '.', '@':
		if start = behindCJK(line, textBefore(parent, block, segment)); start == 0 {
			return nil
		}
	}
	if segment.Padding > 0 || pc.IsInLinkLabel() || start < 0 && !endsText(parent, segment, start) {
		return nil
	}
	src, from := block.Source(), segment.Start+start
	end, kind, protocol := address(src[from:segment.Stop])
	if start < 0 {
		end = beforeQuote(src[:from], src[from:from+end])
	}
	if end == 0 {
		return nil
	}
	if start > 0 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(from))
	} else if start < 0 {
		cutText(parent, from)
	}
	block.Advance(start + end)
	link := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(from, from+end)))
	link.Protocol = protocol
	return link
}

// endsText tells whether what comes back bytes before segment, a negative number, is the end of a text node.
func endsText(parent ast.Node, segment text.Segment, back int) bool {
	last, ok := parent.LastChild().(*ast.Text)
	return ok && last.Segment.Stop == segment.Start && last.Segment.Start <= segment.Start+back
}

// cutText ends the last text node at an offset, and removes it where nothing is left.
func cutText(parent ast.Node, at int) {
	last := parent.LastChild().(*ast.Text)
	if last.Segment.Stop = at; last.Segment.IsEmpty() {
		parent.RemoveChild(parent, last)
	}
}

// beforeQuote gives the end of an address without the quotation mark that closes the one before it.
func beforeQuote(before, address []byte) int {
	if n := len(before); n > 0 && (before[n-1] == '"' || before[n-1] == '\'') {
		if i := bytes.IndexByte(address, before[n-1]); i >= 0 {
			return i
		}
	}
	return len(address)
}

// address reads an address at the start of a line. end is zero where there is none.
func address(line []byte) (end int, kind ast.AutoLinkType, protocol []byte) {
	kind = ast.AutoLinkURL
	var m []int
	if len(line) > 4 {
		switch {
		case bytes.HasPrefix(line, []byte("http")) || bytes.HasPrefix(line, []byte("ftp:")):
			m = webAddress.FindSubmatchIndex(line)
		case bytes.HasPrefix(line, []byte("www.")):
			m = wwwAddress.FindSubmatchIndex(line)
			protocol = []byte("http")
		}
	}
	if m == nil {
		end = mailAddress(line)
		return end, ast.AutoLinkEmail, protocol
	}
	end = m[1]
	if m[2] >= 0 {
		end = withLetters(line, end)
	}
	return trimmed(line, end), kind, protocol
}

// withLetters gives the end of an address whose part in ASCII ends at an offset, where letters of another script come
// next: behind those and what else may stand in a path. A comma or the like before such a letter, and a parenthesis that
// the address did not open, end it.
func withLetters(line []byte, end int) int {
	if end == len(line) || line[end] < utf8.RuneSelf {
		return end
	}
	depth := bytes.Count(line[:end], []byte{'('}) - bytes.Count(line[:end], []byte{')'})
	for i := end; i < len(line); {
		if c := line[i]; c < utf8.RuneSelf {
			switch {
			case c == '(':
				depth++
			case c == ')':
				depth--
			case c == ':' && bytes.HasPrefix(line[i:], []byte("://")):
				return end // the letters stand between two addresses
			}
			if !pathBytes[c] || depth < 0 {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(line[i:])
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) {
			return i
		}
		if depth < 0 || bytes.IndexByte([]byte(`,.;!"'>`), line[i-1]) >= 0 {
			return i
		}
		i += size
	}
	return len(line)
}

// mailAddress gives the end of an address of mail as goldmark has it; zero where there is none.
func mailAddress(line []byte) int {
	if len(line) == 0 || util.IsPunct(line[0]) {
		return 0
	}
	at := bytes.IndexByte(line[:min(len(line), 65)], '@') // what stands before it is 64 bytes long at most
	if at < 0 {
		return 0
	}
	end := util.FindEmailIndex(line)
	if end < 0 {
		return 0
	}
	if bytes.IndexByte(line[at:end-1], '.') < 0 {
		return 0
	}
	if line[end-1] == '.' {
		end--
	}
	if end < len(line) && (line[end] == '-' || line[end] == '_') {
		return 0
	}
	return trimmed(line, end)
}

// trimmed leaves out punctuation at the end of an address that belongs to the sentence (GFM, "Autolinks (extension)").
func trimmed(line []byte, end int) int {
	opening := bytes.Count(line[:end], []byte{'('})
	closing := bytes.Count(line[:end], []byte{')'})
	i := end
	for i > 1 {
		switch line[i-1] {
		case '?', '!', '.', ',', ':', '*', '_', '~':
			i--
		case ')':
			if closing <= opening {
				return i
			}
			closing--
			i--
		case ';':
			j := i - 2
			for j > 0 && util.IsAlphaNumeric(line[j]) {
				j--
			}
			if j == i-2 || line[j] != '&' {
				return i
			}
			i = j
		default:
			return i
		}
	}
	return i
}

// behindCJK tells how far back of a :, . or @ at the start of line an address begins that follows Chinese, as a negative
// number; zero where none does.
func behindCJK(line, before []byte) int {
	n := 0
	switch {
	case line[0] == ':' && bytes.HasPrefix(line, []byte("://")):
		for _, scheme := range []string{"https", "http", "ftp"} {
			if bytes.HasSuffix(before, []byte(scheme)) {
				n = len(scheme)
				break
			}
		}
	case line[0] == '.' && bytes.HasSuffix(before, []byte("www")):
		n = 3
	case line[0] == '@':
		for n < len(before) && n < 64 && (util.IsAlphaNumeric(before[len(before)-1-n]) || bytes.IndexByte([]byte("._-+"), before[len(before)-1-n]) >= 0) {
			n++
		}
	}
	if n == 0 || !besideCJK(before[:len(before)-n]) {
		return 0
	}
	return -n
}

// besideCJK tells whether text ends in a CJK character, in punctuation that is not ASCII, or in ASCII punctuation behind
// a CJK character.
func besideCJK(before []byte) bool {
	r, rest := lastRune(before)
	if r >= utf8.RuneSelf {
		return isCJK(r) || !unicode.IsLetter(r) && !unicode.IsSpace(r) && !unicode.IsNumber(r)
	}
	if r == 0 || bytes.IndexByte([]byte(`:"'[<>)|,;!?-=`), byte(r)) < 0 {
		return false
	}
	r, _ = lastRune(rest)
	return isCJK(r)
}

// lastRune gives the last character of b, and the rest; zero where b is empty.
func lastRune(b []byte) (rune, []byte) {
	if len(b) == 0 {
		return 0, nil
	}
	r, size := utf8.DecodeLastRune(b)
	return r, b[:len(b)-size]
}
