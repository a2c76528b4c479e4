package sqlite

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"viewline/store"
)

// FTS5's ascii tokenizer reads the tokens (https://sqlite.org/fts5.html). For it, letters,
// digits and all characters beyond ASCII are parts of a token, and upper case is the same
// as lower case. Characters that it would lose or change are written as code points of the
// private use area.
const (
	escaped    = 0xE000                   // this code point plus an ASCII character stands for that character
	quoted     = escaped + utf8.RuneSelf  // stands ahead of a code point that is one of these itself
	hashMarker = string(rune(quoted + 1)) // stands ahead of a hash
	maxToken   = 1000                     // bytes; FTS5 itself cuts tokens at 32,768
)

// escape writes a token in a form that the tokenizer takes for a single token, and that no
// other token has. For a very long token it writes the start and a hash.
func escape(token string) string {
	if len(token) <= maxToken && isPlain(token) {
		return token
	}
	if len(token) > maxToken {
		sum := sha256.Sum256([]byte(token))
		return escape(strings.ToValidUTF8(token[:maxToken/2], "")) + hashMarker + hex.EncodeToString(sum[:])
	}
	var b strings.Builder
	for _, r := range token {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r > quoted+1:
			b.WriteRune(r)
		case r < utf8.RuneSelf:
			b.WriteRune(escaped + r)
		case r < escaped:
			b.WriteRune(r)
		default:
			b.WriteRune(quoted)
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isPlain reports whether escape has nothing to do: the token's ASCII characters are
// lower-case letters and digits, and no character is of the lower part of the private use
// area, whose characters begin with the byte EE in UTF-8.
func isPlain(token string) bool {
	for i := range len(token) {
		switch c := token[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c >= utf8.RuneSelf && c != 0xee:
		default:
			return false
		}
	}
	return utf8.ValidString(token)
}

// all is the FTS5 expression that matches entries with every token, and with one token of
// each of the choices.
func all(tokens []store.Token, choices ...[]store.Token) string {
	terms := phrases(tokens)
	for _, c := range choices {
		one := make([]string, len(c))
		for i, t := range c {
			if one[i] = strings.Join(phrases(t.All()), " AND "); len(t.With) > 0 {
				one[i] = "(" + one[i] + ")"
			}
		}
		terms = append(terms, "("+strings.Join(one, " OR ")+")")
	}
	return strings.Join(terms, " AND ")
}

// phrases are the FTS5 expressions for tokens.
func phrases(tokens []store.Token) []string {
	terms := make([]string, len(tokens))
	for i, t := range tokens {
		terms[i] = phrase(t.String())
		if t.Prefix {
			terms[i] += "*"
		}
		others := t.Others()
		for _, other := range others {
			terms[i] += " OR " + phrase(other)
		}
		if len(others) > 0 {
			terms[i] = "(" + terms[i] + ")"
		}
	}
	return terms
}

func phrase(token string) string { return `"` + escape(token) + `"` }
