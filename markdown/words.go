package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// wordParameters hold words for the reader, whatever the shortcode or component.
var wordParameters = set("body text quote caption alt title subtitle summary label content desc description heading header " +
	"message note footer who author attribution by cite question answer")

// namingParameters hold words where their value begins with a capital letter; else they name an icon or the like.
var namingParameters = set("name source")

// otherParameters hold none, even where their value has blanks.
var otherParameters = set("class classname style id src href url link width height type lang target rel key icon color align " +
	"position layout image img file path date format loading sizes srcset options params slug ref anchor attr groupid " +
	"class_name image_path sandbox allow viewbox d points value default")

// parameter is one argument of a shortcode, a Liquid tag or a component.
type parameter struct {
	key    string // in lower case; empty where it stands alone
	value  text.Segment
	quoted bool
}

// parametersIn splits the source from start to stop: key=value, key="value", key={"value"} and values alone, between
// blanks or commas.
func parametersIn(src []byte, start, stop int) []parameter {
	var found []parameter
	for i := start; i < stop; {
		if util.IsSpace(src[i]) || src[i] == ',' {
			i++
			continue
		}
		p := parameter{}
		if src[i] != '"' && src[i] != '\'' && src[i] != '`' {
			word := i
			for i < stop && !util.IsSpace(src[i]) && src[i] != '=' && src[i] != ',' {
				i++
			}
			p.value = text.NewSegment(word, i)
			if i == stop || src[i] != '=' {
				found = append(found, p)
				continue
			}
			p.key = strings.ToLower(string(src[word:i]))
			i++
		}
		i = p.read(src, i, stop)
		found = append(found, p)
	}
	return found
}

// read reads a value, and gives the offset behind it.
func (p *parameter) read(src []byte, i, stop int) int {
	braces := i < stop && src[i] == '{'
	if braces {
		i++
	}
	if i < stop && (src[i] == '"' || src[i] == '\'' || src[i] == '`') {
		end := i + 1
		for end < stop && src[end] != src[i] {
			if src[end] == '\\' {
				end++
			}
			end++
		}
		end = min(end, stop)
		p.value, p.quoted = text.NewSegment(i+1, end), true
		i = min(end+1, stop)
		if braces && i < stop && src[i] == '}' {
			i++
		}
		return i
	}
	from := i
	depth := 0
	for i < stop && (braces && depth >= 0 || !braces && !util.IsSpace(src[i])) {
		switch src[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
		i++
	}
	p.value = text.NewSegment(from, i)
	if braces {
		p.value, p.key = text.NewSegment(from, from), "class" // an expression shows nothing that is known here
	}
	return i
}

// wordsIn gives the parameters that hold words for the reader, each once.
func wordsIn(src []byte, start, stop int) []text.Segment {
	var words []text.Segment
	var seen []string
	for _, p := range parametersIn(src, start, stop) {
		p.value = p.value.TrimLeftSpace(src)
		p.value = p.value.TrimRightSpace(src)
		value := src[p.value.Start:max(p.value.Start, p.value.Stop)]
		if !p.isWords(value) {
			continue
		}
		known := false
		for _, s := range seen {
			known = known || s == string(value)
		}
		if !known {
			words = append(words, p.value)
			if len(seen) < 8 {
				seen = append(seen, string(value))
			}
		}
	}
	return words
}

// isWords tells whether the value of a parameter is for the reader: what is named as text, what has Chinese characters,
// and what has words with blanks between.
func (p *parameter) isWords(value []byte) bool {
	if otherParameters[p.key] || isAddress(value) || !hasLetter(value) {
		return false
	}
	switch {
	case hasCJK(value):
		return true
	case wordParameters[p.key]:
		return string(value) != "true" && string(value) != "false"
	case namingParameters[p.key] && value[0] >= 'A' && value[0] <= 'Z':
		return true
	default:
		return p.quoted && wordCount(value) > 1 && !bytes.ContainsAny(value, "{}=;")
	}
}

// isAddress reports addresses, paths and names of files.
func isAddress(value []byte) bool {
	if bytes.ContainsAny(value, " \t\n") {
		return false
	}
	if bytes.Contains(value, []byte("://")) || bytes.HasPrefix(value, []byte("/")) || bytes.HasPrefix(value, []byte("./")) {
		return true
	}
	dot := bytes.LastIndexByte(value, '.')
	ext := value[dot+1:]
	if dot <= 0 || len(ext) > 5 || !hasLetter(ext) {
		return false
	}
	for _, c := range ext {
		if !util.IsAlphaNumeric(c) {
			return false
		}
	}
	return true
}

func hasLetter(b []byte) bool { return bytes.IndexFunc(b, unicode.IsLetter) >= 0 }

func hasCJK(b []byte) bool { return bytes.IndexFunc(b, isCJK) >= 0 }

// wordCount counts what begins with a letter behind a blank or the start.
func wordCount(b []byte) int {
	n := 0
	for _, word := range bytes.Fields(b) {
		if r, _ := utf8.DecodeRune(bytes.TrimLeft(word, `"'([*_`)); unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
