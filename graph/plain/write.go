package plain

import (
	"reflect"
	"strconv"

	"viewline/graph/scalar"
	"viewline/timeline"
)

// The types whose zero value is null in an answer.
var (
	textType   = reflect.TypeFor[timeline.Text]()
	sourceType = reflect.TypeFor[timeline.DateSource]()
	dateType   = reflect.TypeFor[timeline.PartialDate]()
)

// The types whose values depend on the origin of an answer.
var (
	htmlType    = reflect.TypeFor[timeline.HTML]()
	addressType = reflect.TypeFor[timeline.Address]()
)

func writeText(text []byte, v reflect.Value) ([]byte, bool) {
	return appendText(text, v.String()), true
}

func appendText(text []byte, s string) []byte {
	if s == "" {
		return append(text, "null"...)
	}
	return quote(text, s)
}

func writeString(text []byte, v reflect.Value) ([]byte, bool) { return quote(text, v.String()), true }

// writeHTML makes the writer of HTML in an answer of an origin.
func writeHTML(origin string) writer {
	if origin == "" {
		return writeString
	}
	return func(text []byte, v reflect.Value) ([]byte, bool) {
		return quote(text, scalar.HTMLAt(origin, timeline.HTML(v.String()))), true
	}
}

// writeAddress makes the writer of addresses in an answer of an origin.
func writeAddress(origin string) writer {
	return func(text []byte, v reflect.Value) ([]byte, bool) {
		return quote(text, scalar.AddressAt(origin, v.Interface().(timeline.Address))), true
	}
}

func writeInt(text []byte, v reflect.Value) ([]byte, bool) {
	return strconv.AppendInt(text, v.Int(), 10), true
}

func writeBool(text []byte, v reflect.Value) ([]byte, bool) {
	return strconv.AppendBool(text, v.Bool()), true
}

func writeDate(text []byte, v reflect.Value) ([]byte, bool) {
	return appendDate(text, v.Interface().(timeline.PartialDate)), true
}

func appendDate(text []byte, d timeline.PartialDate) []byte {
	if d.IsZero() {
		return append(text, "null"...)
	}
	return quote(text, d.String())
}

const (
	ones = 0x0101010101010101
	tops = 0x8080808080808080
)

// isPlainWord reports whether none of eight bytes has to be escaped. It looks for bytes
// below 0x20, quotation marks and backslashes in all eight bytes at once (H. S. Warren,
// Hacker's Delight, 2nd edition, section 6-1).
func isPlainWord(w uint64) bool {
	low := (w - 0x20*ones) & ^w
	quotes := w ^ '"'*ones
	slashes := w ^ '\\'*ones
	return (low | (quotes-ones) & ^quotes | (slashes-ones) & ^slashes)&tops == 0
}

// plainLength is how many bytes at the start of a text need no escape, rounded down to a
// multiple of eight.
func plainLength(s string) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		w := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
			uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
		if !isPlainWord(w) {
			break
		}
	}
	return i
}

// quote appends a string as gqlgen writes it (RFC 8259, section 7).
func quote(text []byte, s string) []byte {
	text = append(text, '"')
	start := 0
	for i := plainLength(s); i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		text = append(text, s[start:i]...)
		start = i + 1
		switch c {
		case '\t':
			text = append(text, `\t`...)
		case '\r':
			text = append(text, `\r`...)
		case '\n':
			text = append(text, `\n`...)
		case '"', '\\':
			text = append(text, '\\', c)
		default:
			const hex = "0123456789ABCDEF"
			text = append(text, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
		}
	}
	return append(append(text, s[start:]...), '"')
}
