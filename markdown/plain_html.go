package markdown

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// hiddenElements have content that no reader sees; bluemonday drops it from the HTML, too.
var hiddenElements = set("script style title iframe frame frameset noembed noframes noscript object")

// lineElements begin and end a line.
var lineElements = set("address article aside blockquote br caption dd details div dl dt figcaption figure footer form " +
	"h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul")

func set(names string) map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		m[name] = true
	}
	return m
}

// html writes the text of raw HTML. A hidden element may end in a later call.
func (w *plainWriter) html(raw []byte) {
	if kind, name := bareTag(raw); name != "" {
		w.tag(kind, html.Token{Data: name})
		return
	}
	for z := html.NewTokenizer(bytes.NewReader(raw)); ; {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return // io.EOF: reading from memory
		case html.TextToken:
			w.flow(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			w.tag(kind, z.Token())
		}
	}
}

// bareTag reads HTML that is one tag without attributes, as most tags within text are: a tokenizer takes 4 kB for each.
// The name is empty where it is something else.
func bareTag(raw []byte) (kind html.TokenType, name string) {
	inner, opens := bytes.CutPrefix(raw, []byte("<"))
	inner, closes := bytes.CutSuffix(inner, []byte(">"))
	if !opens || !closes {
		return 0, ""
	}
	kind = html.StartTagToken
	if rest, ending := bytes.CutPrefix(inner, []byte("/")); ending {
		kind, inner = html.EndTagToken, rest
	} else if rest, empty := bytes.CutSuffix(inner, []byte("/")); empty {
		kind, inner = html.SelfClosingTagToken, rest
	}
	for i, c := range inner {
		if letter := 'a' <= c|0x20 && c|0x20 <= 'z'; !letter && (i == 0 || c < '0' || c > '9') {
			return 0, ""
		}
	}
	return kind, strings.ToLower(string(inner))
}

func (w *plainWriter) tag(kind html.TokenType, t html.Token) {
	switch name := t.Data; {
	case w.hidden != "":
		if kind == html.EndTagToken && name == w.hidden {
			w.hidden = ""
		}
	case kind == html.StartTagToken && hiddenElements[name]:
		w.hidden = name
	case lineElements[name]:
		w.part(gapLine)
		w.pre = name == "pre" && kind == html.StartTagToken
	case name == "td" || name == "th":
		w.part(gapSpace)
	case name == "img":
		for _, a := range t.Attr {
			if a.Key == "alt" {
				w.flow(a.Val)
			}
		}
	}
}

// flow writes text whose blanks count as HTML has it: a run of them is one space or, with a line end, a soft line
// break.
func (w *plainWriter) flow(s string) {
	for s != "" {
		rest := strings.TrimLeftFunc(s, unicode.IsSpace)
		blank := s[:len(s)-len(rest)]
		switch {
		case blank == "":
		case !strings.Contains(blank, "\n"):
			w.part(gapSpace)
		case w.pre:
			w.part(gapLine)
		default:
			w.part(gapSoft)
		}
		end := strings.IndexFunc(rest, unicode.IsSpace)
		if end < 0 {
			end = len(rest)
		}
		w.write([]byte(rest[:end]))
		s = rest[end:]
	}
}
