package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/util"
)

// elements are the names of HTML, with those that browsers still know, and of SVG and MathML as far as posts have them.
// What looks like a tag and has another name is text, such as List<String>, or a component; see component.
var elements = set("a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote " +
	"body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed " +
	"fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img " +
	"input ins isindex kbd keygen label legend li link listing main map mark marquee menu menuitem meta meter nav nobr noembed " +
	"noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script " +
	"search section select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot " +
	"th thead time title tr track tt u ul var video wbr xmp " +
	"circle defs ellipse g line path polygon polyline rect stop symbol text tspan use " +
	"math mi mn mo mrow msub msup mfrac msqrt mtext mtable mtr mtd semantics annotation")

// openElements may stay without an end tag.
var openElements = set("br hr img wbr col input p li dt dd td th tr thead tbody tfoot option area base embed link meta param source track")

// tagNames counts which names the tags of a document have: bit 1 for a start tag, bit 2 for an end tag.
type tagNames map[string]uint8

const (
	tagOpens = 1 << iota
	tagCloses
)

// namesOf reads the names once for a document, when the first doubtful tag is met.
func (s *state) namesOf(src []byte) tagNames {
	if s.names != nil {
		return *s.names
	}
	names := tagNames{}
	for at := 0; ; {
		i := bytes.IndexByte(src[at:], '<')
		if i < 0 {
			break
		}
		at += i + 1
		bit := uint8(tagOpens)
		if at < len(src) && src[at] == '/' {
			at++
			bit = tagCloses
		}
		if n := tagNameLength(src[at:]); n > 0 {
			names[string(src[at:at+n])] |= bit
			at += n
		}
	}
	s.names = &names
	return names
}

// tagNameLength is the length of a tag's name at the start of b; zero where there is none.
func tagNameLength(b []byte) int {
	n := 0
	for n < len(b) && n < 64 && (util.IsAlphaNumeric(b[n]) || n > 0 && (b[n] == '-' || b[n] == '.' || b[n] == ':' || b[n] == '_')) {
		n++
	}
	if n == 0 || util.IsNumeric(b[0]) {
		return 0
	}
	return n
}

// isElement tells whether a tag whose name begins at an offset of src is one of HTML. A name in mixed case, or a
// single capital letter, is that of a component or a type. A name right behind a letter is the parameter of a type,
// such as Promise<data>, unless its end tag is there.
func (s *state) isElement(src []byte, at int, name string) bool {
	lower := strings.ToLower(name)
	if !elements[lower] || name != lower && (len(name) == 1 || name != strings.ToUpper(name)) {
		return false
	}
	start := at - 1
	if src[start] == '/' || openElements[lower] {
		return true
	}
	glued := start > 0 && util.IsAlphaNumeric(src[start-1])
	alone := at+len(name) < len(src) && src[at+len(name)] == '>'
	return !glued || !alone || s.closes(src, name)
}

// closes tells whether the document has an end tag of a name.
func (s *state) closes(src []byte, name string) bool {
	names := s.namesOf(src)
	return (names[name]|names[strings.ToLower(name)])&tagCloses != 0
}
