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
	for rest := s; ; {
		i := strings.IndexAny(rest, "<>&\"\r")
		if i < 0 {
			break
		}
		if rest[i] == '&' {
			if i = simpleReference(rest, i); i < 0 {
				return "", false
			}
			rest = rest[i:]
			continue
		}
		end := strings.IndexByte(rest[i:], '>')
		if rest[i] != '<' || end < 0 {
			return "", false
		}
		name, closes := strings.CutPrefix(rest[i+1:i+end], "/")
		rest = rest[i+end+1:]
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
	return spelt.Replace(s), true
}

// simpleReference is where the character reference at an index ends; negative
// if it is none of those that CommonMark's renderers write.
func simpleReference(s string, at int) int {
	for _, reference := range []string{"&amp;", "&lt;", "&gt;", "&quot;"} {
		if strings.HasPrefix(s[at:], reference) {
			return at + len(reference)
		}
	}
	return -1
}

// spelt has quotes in text as the policy writes them.
var spelt = strings.NewReplacer("&quot;", "&#34;", "'", "&#39;")
