package names

import "strings"

// unwrap takes the syntax of links and emphasis off: [[note|name]], [name](url),
// **name**. alias is the other name of a wiki link that has two.
func unwrap(s string) (text, alias string) {
	if !strings.ContainsAny(s, "[*`") {
		return s, ""
	}
	var b strings.Builder
	for s != "" {
		i := strings.IndexAny(s, "[*`")
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		inner, rest, found := strings.Cut(strings.TrimPrefix(s, "[["), "]]")
		switch {
		case strings.HasPrefix(s, "[[") && found:
			var name string
			name, alias = wikiLink(inner)
			b.WriteString(name)
			s = rest
		default:
			name, rest := link(s)
			b.WriteString(name)
			s = rest
		}
	}
	return b.String() + s, alias
}

// wikiLink picks the fuller name out of the inside of a wiki link.
func wikiLink(inner string) (name, alias string) {
	target, shown, _ := strings.Cut(inner, "|")
	target, _, _ = strings.Cut(target, "#")
	target = strings.TrimSpace(strings.TrimSuffix(target[strings.LastIndexByte(target, '/')+1:], ".md"))
	shown = strings.TrimSpace(shown)
	if shown == "" || FormOf(target) > FormOf(shown) {
		return target, shown
	}
	if FormOf(target) == None || target == shown {
		return shown, ""
	}
	return shown, target
}

// link takes one link, bracket or mark of emphasis off the start of s.
func link(s string) (name, rest string) {
	if s[0] != '[' {
		return "", s[1:]
	}
	name, after, found := strings.Cut(s[1:], "](")
	if !found || strings.ContainsAny(name, "[]") {
		return "[", s[1:]
	}
	_, rest, found = strings.Cut(after, ")")
	if !found {
		return "[", s[1:]
	}
	return name, rest
}
