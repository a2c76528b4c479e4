package build

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// page is a page of the server as a file: every link leads to a file, and what needs a server
// is left out. The other place is that of the same page in another language; nil where the page
// does not name one.
func (s *site) page(p place, text []byte, policy string) (file []byte, other *place, err error) {
	w := &pageWriter{site: s, place: p, policy: policy, tokens: html.NewTokenizer(bytes.NewReader(text))}
	w.out.Grow(len(text))
	for {
		kind := w.tokens.Next()
		if kind == html.ErrorToken {
			if err := w.tokens.Err(); !errors.Is(err, io.EOF) {
				return nil, nil, err
			}
			return w.out.Bytes(), w.other, nil
		}
		if err := w.token(kind); err != nil {
			return nil, nil, err
		}
	}
}

// pageWriter writes a page token by token.
type pageWriter struct {
	*site
	place  place
	policy string // Content-Security-Policy of the server
	tokens *html.Tokenizer
	out    bytes.Buffer
	raw    []byte // the token as it stands in the page
	other  *place // of the same page in another language

	skipped   string // the element that is left out with all that is in it; empty where none is
	depth     int    // how many elements of that name are open
	inNav     bool
	unlinked  bool // whether the tags of a link were left out
	inLinked  bool // whether the next text is JSON-LD
	protected bool // whether the policy is written
}

func (w *pageWriter) token(kind html.TokenType) error {
	w.raw = append(w.raw[:0], w.tokens.Raw()...) // which Token changes
	raw := w.raw
	var t html.Token
	if kind == html.StartTagToken || kind == html.SelfClosingTagToken || kind == html.EndTagToken {
		t = w.tokens.Token()
	}
	switch {
	case w.skipped != "":
		w.skip(kind, t)
	case kind == html.StartTagToken || kind == html.SelfClosingTagToken:
		w.start(raw, t)
	case kind == html.EndTagToken && t.Data == "a" && w.unlinked:
		w.unlinked = false
	case kind == html.TextToken && w.inLinked:
		w.inLinked = false
		linked, err := w.values(raw, func(_, text string) string { return w.absolutes(w.place, text) })
		if err != nil {
			return err
		}
		w.out.Write(bytes.ReplaceAll(linked, []byte("<"), []byte(`\u003c`)))
	default:
		if kind == html.EndTagToken && t.Data == "nav" {
			w.inNav = false
		}
		w.out.Write(raw)
	}
	return nil
}

// skip passes over a token of an element that is left out.
func (w *pageWriter) skip(kind html.TokenType, t html.Token) {
	switch {
	case t.Data != w.skipped:
	case kind == html.StartTagToken:
		w.depth++
	case kind == html.EndTagToken:
		if w.depth--; w.depth == 0 {
			w.skipped = ""
		}
	}
}

func (w *pageWriter) leaveOut(t html.Token) { w.skipped, w.depth = t.Data, 1 }

func (w *pageWriter) start(raw []byte, t html.Token) {
	switch t.Data {
	case "form":
		if !w.isSearch() {
			w.leaveOut(t)
			return
		}
		set(t, "action", "./")
		w.out.WriteString(t.String())
	case "fieldset", "label", "input", "ul":
		if w.isSearch() && isNarrowing(t) {
			w.leaveOut(t)
			if t.Data == "input" { // which has no end
				w.skipped = ""
			}
			return
		}
		w.others(raw, t)
	case "script":
		w.script(raw, t)
	case "p", "section":
		class := value(t, "class")
		// Without its script the room of the chart would be kept for ever.
		ofChart := class == "chart" || class == "state"
		if w.public == nil && class == "exports" || ofChart && !w.hasChart(w.place) {
			w.leaveOut(t)
			return
		}
		w.out.Write(raw)
	case "a":
		w.anchor(raw, t)
	case "link":
		w.headLink(raw, t)
	case "meta":
		w.meta(raw, t)
	default:
		w.inNav = w.inNav || t.Data == "nav"
		w.others(raw, t)
	}
}

// script leaves out the scripts of the server, but for what opens details, and what search
// engines read.
func (w *pageWriter) script(raw []byte, t html.Token) {
	switch {
	case value(t, "type") == "application/ld+json" && w.public != nil:
		w.out.Write(raw)
		w.inLinked = true
	case value(t, "src") == "/static/search.js" && w.isSearch():
		w.out.WriteString(`<script type="application/json" id="words">` + wordsOf(w.place.language(w.Languages)) + "</script>\n" +
			`<script type="module" src="` + relative(w.place.file, "static/seek.js") + `"></script>`)
		w.leaveOut(t)
	case value(t, "id") == "words" && w.hasChart(w.place):
		w.out.Write(raw)
	case value(t, "src") == "/static/timeline.js" && w.hasChart(w.place):
		w.out.WriteString(`<script type="module" src="` + relative(w.place.file, "static/draw.js") + `"></script>`)
		w.leaveOut(t)
	case value(t, "src") == "/static/person.js":
		w.out.WriteString(`<script type="module" src="` + relative(w.place.file, "static/open.js") + `"></script>`)
		w.leaveOut(t)
	default:
		w.leaveOut(t)
	}
}

// anchor writes a link. One to what needs a server is left out, but for its words where it
// stands in a text.
func (w *pageWriter) anchor(raw []byte, t html.Token) {
	to, there, outcome := w.lead(value(t, "href"), value(t, "rel"))
	if has(t, "hreflang") {
		w.other = there
	}
	switch {
	case outcome == asIs:
		w.out.Write(raw)
	case outcome == toFile:
		set(t, "href", to)
		w.out.WriteString(t.String())
	case w.inNav:
		w.leaveOut(t)
	default:
		w.unlinked = true
	}
}

// headLink writes a link of the head: whole addresses for search engines, where the public
// address is known, and relative ones for browsers.
func (w *pageWriter) headLink(raw []byte, t html.Token) {
	if value(t, "rel") == "canonical" || has(t, "hreflang") {
		if w.public == nil {
			return
		}
		address, err := w.place.address.Parse(value(t, "href"))
		if err != nil {
			return
		}
		set(t, "href", w.absolute(w.place, address))
		w.out.WriteString(t.String())
		return
	}
	switch to, _, outcome := w.lead(value(t, "href"), ""); outcome {
	case asIs:
		w.out.Write(raw)
	case toFile:
		set(t, "href", to)
		w.out.WriteString(t.String())
	}
}

// meta writes a line of the head. The policy of the server stands behind the encoding, without
// what no page can say of itself (Content Security Policy Level 3, section 3.3).
func (w *pageWriter) meta(raw []byte, t html.Token) {
	content := value(t, "content")
	switch {
	case !strings.Contains(content, "http://"+host):
		w.out.Write(raw)
	case w.public != nil:
		set(t, "content", w.absolutes(w.place, content))
		w.out.WriteString(t.String())
	}
	if has(t, "charset") && !w.protected && w.policy != "" {
		w.protected = true
		var rules []string
		for rule := range strings.SplitSeq(w.policy, ";") {
			if rule = strings.TrimSpace(rule); !strings.HasPrefix(rule, "frame-ancestors") {
				rules = append(rules, rule)
			}
		}
		policy := html.EscapeString(strings.Join(rules, "; "))
		w.out.WriteString("\n<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">")
	}
}

// others writes an element whose attributes may have addresses, such as a picture.
func (w *pageWriter) others(raw []byte, t html.Token) {
	// What a script would cite is of no use without the script.
	cited := len(t.Attr)
	t.Attr = slices.DeleteFunc(t.Attr, func(a html.Attribute) bool {
		return slices.Contains([]string{"data-cited", "data-who", "data-what", "data-when"}, a.Key)
	})
	changed := len(t.Attr) != cited
	for i, a := range t.Attr {
		if !slices.Contains([]string{"src", "href", "poster", "cite"}, a.Key) {
			continue
		}
		if to, _, outcome := w.lead(a.Val, ""); outcome == toFile {
			t.Attr[i].Val, changed = to, true
		}
	}
	if changed {
		w.out.WriteString(t.String())
		return
	}
	w.out.Write(raw)
}

func value(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(t html.Token, name string) bool {
	return slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func set(t html.Token, name, to string) {
	for i := range t.Attr {
		if t.Attr[i].Key == name {
			t.Attr[i].Val = to
		}
	}
}
