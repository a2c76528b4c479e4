// Package weburl makes addresses of posts safe to hand out: a browser that follows one
// goes to a page, a picture or a mailbox, and runs nothing. [Safe] is its entry point.
package weburl

import "strings"

// schemes are those that an address may have. All others are refused, as new ones
// that run code or carry their content in themselves come up: javascript, vbscript,
// data, blob, file.
var schemes = map[string]bool{"http": true, "https": true, "mailto": true}

// Safe is an address as a browser understands it, where the address is relative or
// has one of the schemes http, https and mailto; empty where it has another scheme.
//
// The address is read as the URL standard has it (https://url.spec.whatwg.org,
// section 4.4, "basic URL parser"): control characters and spaces at both ends do not
// count, nor do tabs and line breaks anywhere, and a scheme is written in any case. So
// "\u0001Java\tScript:alert(1)" is a script.
func Safe(address string) string {
	clean := strings.TrimFunc(address, func(r rune) bool { return r <= ' ' })
	if strings.ContainsAny(clean, "\t\n\r") {
		clean = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(clean)
	}
	if scheme, found := schemeOf(clean); found && !schemes[scheme] {
		return ""
	}
	return clean
}

// Relative reports whether an address is a path, on the server of the page that it stands
// on: it names neither a scheme nor a host.
func Relative(address string) bool {
	clean := Safe(address)
	if _, found := schemeOf(clean); found || clean == "" {
		return false
	}
	isSlash := func(i int) bool { return i < len(clean) && (clean[i] == '/' || clean[i] == '\\') }
	return !isSlash(0) || !isSlash(1)
}

// schemeOf is the scheme of an address in lower case; it is not found in a relative
// address (the states "scheme start" and "scheme" of the parser).
func schemeOf(address string) (scheme string, found bool) {
	for i := range len(address) {
		switch c := address[i]; {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return strings.ToLower(address[:i]), true
		default:
			return "", false
		}
	}
	return "", false
}
