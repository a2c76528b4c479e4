package post

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// Some front matters name their guests by the handles that these have elsewhere, as
// in guests: [martavogel]. The rest of the post tells the name.

// handle is what an account may be called. A handle has no blank, and no capital
// behind a small letter but at the start of a word.
var handle = pattern.MustCompile(`^@?[A-Za-z0-9][A-Za-z0-9._-]{2,38}$`)

// honoured is what follows on @handle where that is a person's: perhaps the end of a
// link, and an honorific.
var honoured = pattern.MustCompile(`^(?:\]\([^()\s]*\))?\s*(?:さん|氏|先生|老师|老師|女士|君)`)

// mostHandles is how many handles of a post are looked up: each costs a pass.
const mostHandles = 12

// nameOfHandle is the name behind a handle: words of the post that spell the handle
// without their blanks, or, where the text gives @handle an honorific, the handle.
func (r *reader) nameOfHandle(text string) (names.Name, bool) {
	if !handle.MatchString(text) || r.handles == mostHandles {
		return names.Name{}, false
	}
	r.handles++
	account := strings.TrimPrefix(text, "@")
	if name := spelledOut(r.src, strings.ToLower(account)); name != "" {
		return names.Name{Text: name, Other: []string{account}}, true
	}
	at := bytes.Index(r.body, []byte("@"+account))
	if at < 0 {
		return names.Name{}, false
	}
	behind := r.body[at+1+len(account):]
	if !honoured.Match(behind[:min(len(behind), 120)]) {
		return names.Name{}, false // a company has an account as well
	}
	return names.Name{Text: account}, true
}

// nameSlug is a name as addresses have it: marta-vogel.
var nameSlug = pattern.MustCompile(`^\p{Ll}{2,20}(?:-\p{Ll}{2,20}){1,2}$`)

// nameOfSlug is the name behind such a word, where it starts with a common given name:
// sites call the pages of their speakers so.
func nameOfSlug(text string) (names.Name, bool) {
	if !nameSlug.MatchString(text) {
		return names.Name{}, false
	}
	words := strings.Split(text, "-")
	for i, w := range words {
		first, size := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(first)) + w[size:]
	}
	name := strings.Join(words, " ")
	return names.Name{Text: name}, people.Known(words[0]) && names.FormOf(name) >= names.Likely
}

// slugInText is the name behind such a word as the post itself spells it: "Zelmira van
// Quendt" of zelmira-van-quendt.
func (r *reader) slugInText(text string) (names.Name, bool) {
	if len(text) > longestSlug || !wordsOfSlug.MatchString(text) {
		return names.Name{}, false
	}
	spaced := strings.ReplaceAll(text, "-", " ")
	at := strings.Index(strings.ToLower(string(r.body)), spaced)
	if at < 0 || at+len(spaced) > len(r.body) {
		return names.Name{}, false
	}
	name := string(r.body[at : at+len(spaced)])
	return names.Name{Text: name}, strings.EqualFold(name, spaced) && names.FormOf(name) >= names.Likely
}

const longestSlug = 60 // bytes of a name as addresses have it

var wordsOfSlug = pattern.MustCompile(`^[a-z]{2,20}(?:-[a-z]{1,20}){1,3}$`)

// spelledOut finds two to four capitalised words of a text that spell a handle when
// their blanks are left out: Marta Vogel spells martavogel.
func spelledOut(src []byte, handle string) string {
	letters := strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) {
			return c
		}
		return -1
	}, handle)
	if len(letters) < 5 {
		return ""
	}
	first := []byte{letters[0] - 'a' + 'A'}
	for from := 0; ; {
		i := bytes.Index(src[from:], first)
		if i < 0 {
			return ""
		}
		start := from + i
		from = start + 1
		if name := spellsAt(src, start, letters); name != "" && names.FormOf(name) >= names.Likely {
			return name
		}
	}
}

// spellsAt is the words at an offset that spell the letters; empty where they do not.
func spellsAt(src []byte, start int, letters string) string {
	n, blanks := 0, 0
	i := start
	for ; i < len(src) && n < len(letters); i++ {
		c := src[i]
		switch {
		case c == ' ' && n > 0 && src[i-1] != ' ':
			blanks++
		case c|0x20 == letters[n]:
			if after := n > 0 && src[i-1] == ' '; after && c == letters[n] {
				return "" // a word in small letters
			}
			n++
		default:
			return ""
		}
	}
	if n < len(letters) || blanks == 0 || blanks > 3 || i < len(src) && isLatinLetter(src[i]) || start > 0 && isLatinLetter(src[start-1]) {
		return ""
	}
	return string(src[start:i])
}
