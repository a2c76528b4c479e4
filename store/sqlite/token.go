package sqlite

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"viewline/store"
)

// Tokens are read by FTS5's ascii tokenizer (https://sqlite.org/fts5.html), to
// which letters and digits and all beyond ASCII are parts of a token, and upper
// case is lower case. What it would not keep is written as a code point of the
// private use area.
const (
	escaped    = 0xE000                   // plus an ASCII character: that character
	quoted     = escaped + utf8.RuneSelf  // ahead of one of these code points: that one
	hashMarker = string(rune(quoted + 1)) // ahead of a hash
	maxToken   = 1000                     // bytes; FTS5 itself cuts at 32,768
)

// escape writes a token so that the tokenizer takes it for one, and no other
// token for the same. Of a very long one it writes the start and a hash.
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

// isPlain tells whether escape has nothing to do: of ASCII there are lower-case
// letters and digits alone, and nothing of the private use area, whose lower
// part is all that begins with the byte EE in UTF-8.
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

// all is the FTS5 expression that matches what has every token, and one of each of
// the choices.
func all(tokens []store.Token, choices ...[]store.Token) string {
	terms := phrases(tokens)
	for _, c := range choices {
		terms = append(terms, "("+strings.Join(phrases(c), " OR ")+")")
	}
	return strings.Join(terms, " AND ")
}

// phrases are the FTS5 expressions of some tokens.
func phrases(tokens []store.Token) []string {
	terms := make([]string, len(tokens))
	for i, t := range tokens {
		terms[i] = `"` + escape(t.String()) + `"`
		if t.Prefix {
			terms[i] += "*"
		}
	}
	return terms
}
