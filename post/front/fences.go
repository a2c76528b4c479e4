package front

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// decoder reads the lines of a head that start at an offset, behind so many
// lines. It answers false where they are no head at all.
type decoder func(r *reader, from, to, before int) ([]Entry, bool)

// marks are the signs that fences are made of, three or more of one in a line,
// with the name of several of them.
var marks = map[byte]struct {
	name   string
	decode decoder
}{
	'-': {"dashes", (*reader).yamlEntries},
	'+': {"plus signs", (*reader).tomlEntries},
	';': {"semicolons", (*reader).bareJSONEntries},
}

// languages are what may stand behind an opening fence, as gray-matter has it
// (https://github.com/jonschlinkert/gray-matter, "options.language"), on which
// Eleventy, Astro and VuePress rely.
var languages = map[string]decoder{
	"yaml": (*reader).yamlEntries, "yml": (*reader).yamlEntries,
	"toml": (*reader).tomlEntries, "json": (*reader).jsonEntries,
	"js": (*reader).noEntries, "javascript": (*reader).noEntries,
}

// line is a line of a post, without its line break.
type line struct {
	from, next int // offsets of the line and of the next one
	number     int // from 1
	text       []byte
}

// lineAt is the line that starts at an offset.
func (r *reader) lineAt(from, number int) line {
	next := len(r.src)
	if i := bytes.IndexByte(r.src[from:], '\n'); i >= 0 {
		next = from + i + 1
	}
	return line{from, next, number, bytes.TrimRight(r.src[from:next], " \t\r\n")}
}

func (r *reader) after(l line) line { return r.lineAt(l.next, l.number+1) }

func (r *reader) ended(l line) bool { return l.from >= len(r.src) }

// invisible are what editors leave ahead of a first line: byte order marks and
// blanks without width.
var invisible = []string{"\ufeff", "\u200b", "\u00a0", " ", "\t", "\r", "\n"}

// firstLine is the first line that says something.
func (r *reader) firstLine() line {
	at := 0
	for found := true; found; {
		found = false
		for _, s := range invisible {
			if bytes.HasPrefix(r.src[at:], []byte(s)) {
				at, found = at+len(s), true
			}
		}
	}
	return r.lineAt(at, 1+bytes.Count(r.src[:at], []byte("\n")))
}

// readHead cuts the head off and decodes it: YAML between ---, TOML between
// +++, a JSON object, or Hexo's forms: JSON without braces before ;;;, and YAML
// without its opening fence.
func (r *reader) readHead() {
	if bytes.HasPrefix(r.src, []byte("\ufeff")) {
		r.matter.Start = len("\ufeff")
	}
	first := r.firstLine()
	if len(first.text) == 0 {
		r.warnOfNone()
		return
	}
	if r.fenced(first) || r.object(first) || r.unopened(first) {
		return
	}
	r.warnOfNone()
}

func (r *reader) warnOfNone() {
	r.warn(r.at(r.matter.Start), "no front matter; want the title, date and tags between two lines of ---")
}

// fenced reads a head between two fences.
func (r *reader) fenced(open line) bool {
	text, stray := cutStray(open.text)
	mark, language, found := fence(text)
	if !found {
		return false
	}
	decode := marks[mark].decode
	if language != "" {
		if decode = languages[language]; decode == nil {
			return false
		}
	}
	second := r.after(open)
	if stray != "" && !isKeyLine(second.text) {
		return false
	}
	end, closed := r.closing(second, mark)
	switch {
	case closed:
	case stray == "" && isKeyLine(second.text):
		r.fail(r.at(open.from), "front matter is opened but never closed; want a second line of %s", strings.Repeat(string(mark), 3))
		return true
	default:
		return false
	}
	entries, isHead := decode(r, open.next, end.from, open.number)
	if !isHead {
		return false
	}
	r.matter.Start = end.next
	if stray != "" {
		r.warn(r.at(open.from), "%q stands before the first line of the front matter; want %s alone", stray, strings.Repeat(string(mark), 3))
	}
	r.warnOfFences(open, end, mark)
	r.take(entries)
	return true
}

// fence tells the sign of a fence, and the language behind it.
func fence(text []byte) (mark byte, language string, found bool) {
	if len(text) < 3 {
		return 0, "", false
	}
	mark = text[0]
	if _, known := marks[mark]; !known {
		return 0, "", false
	}
	rest := bytes.TrimLeft(text, string(mark))
	if len(text)-len(rest) < 3 {
		return 0, "", false
	}
	return mark, strings.ToLower(string(bytes.TrimSpace(rest))), true
}

// cutStray cuts a letter or two off that slipped in before a fence: f---.
func cutStray(text []byte) (rest []byte, stray string) {
	at := 0
	for range 2 {
		c, size := utf8.DecodeRune(text[at:])
		if size == 0 || c == '-' || c == '+' || c == ';' || c < utf8.RuneSelf && !isLetter(byte(c)) {
			break
		}
		at += size
	}
	if at > 0 && bytes.HasPrefix(text[at:], []byte("---")) {
		return text[at:], string(text[:at])
	}
	return text, ""
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// closing is the line that closes a head. Three dots close YAML as well (YAML
// 1.2.2, section 9.1.2), as in Jekyll and Pandoc.
func (r *reader) closing(l line, mark byte) (line, bool) {
	for ; !r.ended(l); l = r.after(l) {
		if len(l.text) < 3 || l.text[0] != mark && l.text[0] != '.' {
			continue
		}
		if m, language, found := fence(l.text); found && m == mark && language == "" || mark == '-' && string(l.text) == "..." {
			return l, true
		}
	}
	return line{}, false
}

func (r *reader) warnOfFences(open, end line, mark byte) {
	a, b := bytes.Count(open.text, []byte{mark}), bytes.Count(end.text, []byte{mark})
	if a != b && b > 0 {
		r.warn(r.at(open.from), "front matter opened with %d %s, closed with %d; want the same number", a, marks[mark].name, b)
	}
}

// isKeyLine tells whether a line reads as a key with a value: title: …, 标题：…,
// "title": … or title = ….
func isKeyLine(text []byte) bool {
	i := bytes.IndexAny(text, ":=：")
	if i <= 0 || strings.IndexByte(" \t#<-", text[0]) >= 0 {
		return false
	}
	key := strings.TrimSpace(strings.Trim(string(text[:i]), `"' `))
	return key != "" && len(key) <= 40 && strings.Count(key, " ") < 3
}

// unopened reads a head without its first fence, as Hexo does
// (https://github.com/hexojs/hexo-front-matter): lines of keys, of which at
// least one is known, up to a fence.
func (r *reader) unopened(first line) bool {
	const most = 100 // lines
	anyKnown := false
	for l := first; !r.ended(l) && l.number < first.number+most; l = r.after(l) {
		mark, language, isFence := fence(l.text)
		switch {
		case isFence && language == "" && mark != '+':
			if !anyKnown {
				return false
			}
			entries, isHead := marks[mark].decode(r, first.from, l.from, first.number-1)
			if !isHead {
				return false
			}
			r.matter.Start = l.next
			r.take(entries)
			return true
		case isKeyLine(l.text):
			key, _, _ := strings.Cut(strings.ReplaceAll(string(l.text), "：", ":"), ":")
			anyKnown = anyKnown || headKey(strings.Trim(key, `"' `))
		case l.number == first.number || len(l.text) > 0 && strings.IndexByte(" \t-#", l.text[0]) < 0:
			return false
		}
	}
	return false
}

// noEntries passes over front matter that is a program.
func (r *reader) noEntries(from, _, _ int) ([]Entry, bool) {
	r.warn(r.at(from), "front matter in JavaScript is not read; want YAML, TOML or JSON")
	return nil, true
}
