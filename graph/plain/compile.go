package plain

import (
	"context"
	"reflect"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"viewline/timeline"
)

var (
	textType   = reflect.TypeFor[timeline.Text]()
	sourceType = reflect.TypeFor[timeline.DateSource]()
	dateType   = reflect.TypeFor[timeline.PartialDate]()
)

// compile makes a plan for objects of a type; nil where gqlgen has to do it.
func compile(ctx context.Context, t reflect.Type, sel ast.SelectionSet, child Child) *plan {
	name := t.Name() // types are bound under their own names
	p := &plan{}
	for _, f := range graphql.CollectFields(graphql.GetOperationContext(ctx), sel, implementors(name)) {
		made, ok := compileField(ctx, t, name, f, child)
		if !ok {
			return nil
		}
		made.name = append(strconv.AppendQuote(nil, f.Alias), ':') // a name is ASCII
		if len(p.fields) > 0 {
			made.name = append([]byte{','}, made.name...)
		}
		p.fields = append(p.fields, made)
	}
	return p
}

// implementors are the types that an object of a type satisfies.
func implementors(name string) []string { return []string{name, "Node"} }

func compileField(ctx context.Context, t reflect.Type, typeName string, f graphql.CollectedField, child Child) (field, bool) {
	if f.Name == "__typename" {
		return field{index: -1, value: constant(strconv.Quote(typeName))}, true
	}
	fc, err := child(ctx, f)
	if err != nil || fc.IsResolver {
		return field{}, false
	}
	if fc.IsMethod {
		w := methods[f.Name]
		return field{index: -1, value: w}, w != nil
	}
	bound, ok := t.FieldByNameFunc(func(name string) bool { return strings.EqualFold(name, f.Name) })
	if !ok || len(bound.Index) != 1 {
		return field{}, false
	}
	w := compileValue(ctx, bound.Type, f.Definition.Type, f, fc.Child)
	return field{index: bound.Index[0], value: w}, w != nil
}

func constant(value string) writer {
	return func(text []byte, _ reflect.Value) ([]byte, bool) { return append(text, value...), true }
}

// compileValue makes what writes a value of a Go type as a value of a GraphQL
// type; nil where gqlgen has to do it.
func compileValue(ctx context.Context, t reflect.Type, as *ast.Type, f graphql.CollectedField, child Child) writer {
	switch {
	case as.Elem != nil:
		return compileList(ctx, t, as, f, child)
	case len(f.Selections) > 0:
		return compileObject(ctx, t, as, f, child)
	case t == dateType && !as.NonNull:
		return writeDate
	case (t == textType || t == sourceType) && !as.NonNull:
		return writeText
	case t == textType || t == sourceType:
		return nil
	case t.Kind() == reflect.String:
		return writeString
	case t.Kind() == reflect.Int:
		return writeInt
	}
	return nil
}

func compileList(ctx context.Context, t reflect.Type, as *ast.Type, f graphql.CollectedField, child Child) writer {
	if t.Kind() != reflect.Slice || !as.NonNull || !as.Elem.NonNull {
		return nil
	}
	item := compileValue(ctx, t.Elem(), as.Elem, f, child)
	if item == nil {
		return nil
	}
	return func(text []byte, v reflect.Value) ([]byte, bool) {
		text = append(text, '[')
		var ok bool
		for i := range v.Len() {
			if i > 0 {
				text = append(text, ',')
			}
			if text, ok = item(text, v.Index(i)); !ok {
				return nil, false
			}
		}
		return append(text, ']'), true
	}
}

// compileObject makes what writes an object, or null in its place.
func compileObject(ctx context.Context, t reflect.Type, as *ast.Type, f graphql.CollectedField, child Child) writer {
	pointer := t.Kind() == reflect.Pointer
	if pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t.PkgPath() != textType.PkgPath() {
		return nil
	}
	p := compile(ctx, t, f.Selections, child)
	if p == nil {
		return nil
	}
	return func(text []byte, v reflect.Value) ([]byte, bool) {
		if pointer {
			if v.IsNil() {
				return append(text, "null"...), !as.NonNull
			}
			v = v.Elem()
		}
		return p.append(text, v)
	}
}

func writeText(text []byte, v reflect.Value) ([]byte, bool) {
	if v.Len() == 0 {
		return append(text, "null"...), true
	}
	return quote(text, v.String()), true
}

func writeString(text []byte, v reflect.Value) ([]byte, bool) { return quote(text, v.String()), true }

func writeInt(text []byte, v reflect.Value) ([]byte, bool) {
	return strconv.AppendInt(text, v.Int(), 10), true
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

// methods are the fields that are methods and ask nobody else, by their names.
var methods = map[string]writer{
	"id": method(func(text []byte, o interface{ ID() string }) []byte { return quote(text, o.ID()) }),
	"date": method(func(text []byte, o interface{ Date() timeline.PartialDate }) []byte {
		return appendDate(text, o.Date())
	}),
	"datePrecision": method(func(text []byte, o interface {
		DatePrecision() *timeline.DatePrecision
	},
	) []byte {
		if p := o.DatePrecision(); p != nil {
			return quote(text, string(*p))
		}
		return append(text, "null"...)
	}),
}

// method makes what writes a value that an object has as T.
func method[T any](write func(text []byte, o T) []byte) writer {
	return func(text []byte, v reflect.Value) ([]byte, bool) {
		o, ok := v.Addr().Interface().(T)
		if !ok {
			return nil, false
		}
		return write(text, o), true
	}
}

const (
	ones = 0x0101010101010101
	tops = 0x8080808080808080
)

// isPlainWord tells whether none of eight bytes has to be escaped. It finds
// bytes below 0x20, quotation marks and backslashes all at once (H. S. Warren,
// Hacker's Delight, 2nd edition, section 6-1).
func isPlainWord(w uint64) bool {
	low := (w - 0x20*ones) & ^w
	quotes := w ^ '"'*ones
	slashes := w ^ '\\'*ones
	return (low | (quotes-ones) & ^quotes | (slashes-ones) & ^slashes)&tops == 0
}

// plainLength is how many bytes at the start of a text need not be escaped,
// rounded down.
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
