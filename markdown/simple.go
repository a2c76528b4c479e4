package markdown

import "strings"

// simpleTags are elements of which nothing has to be taken away, so long as
// they have no attributes.
var simpleTags = set("p strong em code del mark ul ol li blockquote h1 h2 h3 h4 h5 h6 br hr")

// maxSimpleDepth is how many elements may be open in each other.
const maxSimpleDepth = 32

// simple tells whether HTML is nothing but text and pairs of simple tags. For
// such HTML it gives what sanitise would, without a tokenizer: most of what
// posts render to is so.
func simple(s string) (sanitised string, ok bool) {
	var open [maxSimpleDepth]string
	depth := 0
	if strings.IndexByte(s, '"') >= 0 || strings.IndexByte(s, '\r') >= 0 {
		return "", false
	}
	for rest := s; ; {
		text, tag, found := strings.Cut(rest, "<")
		if !isText(text) {
			return "", false
		}
		if !found {
			break
		}
		if tag, rest, found = strings.Cut(tag, ">"); !found {
			return "", false
		}
		name, closes := strings.CutPrefix(tag, "/")
		switch {
		case !simpleTags[name] || closes && (depth == 0 || open[depth-1] != name):
			return "", false
		case closes:
			depth--
		case !void[name]:
			if depth == maxSimpleDepth {
				return "", false
			}
			open[depth] = name
			depth++
		}
	}
	if depth > 0 {
		return "", false
	}
	if strings.IndexByte(s, '\'') < 0 && !strings.Contains(s, "&quot;") {
		return s, true
	}
	return spelt.Replace(s), true
}

// isText reports whether what stands between two tags holds no character
// reference but those that CommonMark's renderers write, and no end of a tag.
func isText(s string) bool {
	if strings.IndexByte(s, '>') >= 0 {
		return false
	}
	for {
		_, reference, found := strings.Cut(s, "&")
		if !found {
			return true
		}
		name, rest, ended := strings.Cut(reference, ";")
		if !ended || name != "amp" && name != "lt" && name != "gt" && name != "quot" {
			return false
		}
		s = rest
	}
}

// spelt has quotes in text as the policy writes them.
var spelt = strings.NewReplacer("&quot;", "&#34;", "'", "&#39;")
