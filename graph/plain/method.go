package plain

import (
	"reflect"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"viewline/timeline"
)

// method makes the writer of a method's result. The method has no arguments. Methods in the
// table direct are called directly; all others by reflection, which is slower, and still
// faster than gqlgen.
func (c *compiler) method(t reflect.Type, typeName string, f graphql.CollectedField) writer {
	pointer := reflect.PointerTo(t)
	m, ok := methodOf(pointer, c.types.method(typeName, f.Name))
	if !ok || m.Type.NumIn() != 1 || m.Type.NumOut() != 1 {
		return nil // the method can fail, or needs a context
	}
	as := f.Definition.Type
	if make, ok := direct[f.Name]; ok && as.Elem == nil {
		if write := make(pointer); write != nil && (f.Name == "id" || f.Name == "url" || !as.NonNull) {
			return write
		}
	}
	write := c.value(m.Type.Out(0), as, f)
	if write == nil {
		return nil
	}
	if f.Name == "content" && m.Type.Out(0) == reflect.TypeFor[[]timeline.Content]() {
		return func(text []byte, v reflect.Value) ([]byte, bool) {
			o, ok := v.Addr().Interface().(interface{ Content() []timeline.Content })
			if !ok {
				return nil, false
			}
			return write(text, reflect.ValueOf(o.Content()))
		}
	}
	return func(text []byte, v reflect.Value) ([]byte, bool) {
		return write(text, v.Addr().Method(m.Index).Call(nil)[0])
	}
}

// methodOf finds the method that a field is bound to, by the field's name in any
// case.
func methodOf(t reflect.Type, name string) (reflect.Method, bool) {
	for m := range t.Methods() {
		if strings.EqualFold(m.Name, name) {
			return m, true
		}
	}
	return reflect.Method{}, false
}

// direct has, by the names of fields, functions that make the writers of methods that
// queries often use. Such a function takes a pointer type, and returns nil where the method
// of that type has another signature.
var direct = map[string]func(reflect.Type) writer{
	"id":  method(func(text []byte, o interface{ ID() string }) []byte { return quote(text, o.ID()) }),
	"url": method(func(text []byte, o interface{ SafeURL() string }) []byte { return quote(text, o.SafeURL()) }),
	"theme": method(func(text []byte, o interface{ Theme() timeline.Text }) []byte {
		return appendText(text, string(o.Theme()))
	}),
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

// method makes a function for the table direct: it makes the writer of objects that
// implement T.
func method[T any](write func(text []byte, o T) []byte) func(reflect.Type) writer {
	return func(t reflect.Type) writer {
		if !t.Implements(reflect.TypeFor[T]()) {
			return nil
		}
		return func(text []byte, v reflect.Value) ([]byte, bool) {
			o, ok := v.Addr().Interface().(T)
			if !ok {
				return nil, false
			}
			return write(text, o), true
		}
	}
}
