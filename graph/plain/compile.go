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

	contentType = reflect.TypeFor[[]timeline.Content]()
)

// members are the Go types of the members of unions, by their names. Each type of
// the schema is bound to the Go type of its own name.
var members = map[string]reflect.Type{
	"Passage":        reflect.TypeFor[*timeline.Passage](),
	"Recommendation": reflect.TypeFor[*timeline.Recommendation](),
	"Section":        reflect.TypeFor[*timeline.Section](),
	"Viewpoint":      reflect.TypeFor[*timeline.Viewpoint](),
}

// compiler makes what writes values of a response. Its methods answer with nil
// where gqlgen has to do it.
type compiler struct {
	ctx      context.Context
	schema   *ast.Schema
	children Children
}

// item makes what writes an item of a list, which is no null: a pointer to an object,
// or a member of a union.
func (c *compiler) item(t reflect.Type, sel ast.SelectionSet) writer {
	if t.Kind() == reflect.Interface {
		return c.member(t, sel)
	}
	o := c.object(t.Elem(), sel)
	if o == nil {
		return nil
	}
	return func(text []byte, v reflect.Value) ([]byte, bool) {
		if v.IsNil() {
			return nil, false
		}
		return o.append(text, v.Elem())
	}
}

// member makes what writes a member of a union. A type of which not all fields
// can be written here matters only to lists that have such a member.
func (c *compiler) member(t reflect.Type, sel ast.SelectionSet) writer {
	byType := map[reflect.Type]writer{}
	for _, possible := range c.schema.PossibleTypes[t.Name()] {
		if m, ok := members[possible.Name]; ok {
			if write := c.item(m, sel); write != nil {
				byType[m] = write
			}
		}
	}
	if len(byType) == 0 {
		return nil
	}
	return func(text []byte, v reflect.Value) ([]byte, bool) {
		if v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		if !v.IsValid() {
			return nil, false
		}
		write, ok := byType[v.Type()]
		if !ok {
			return nil, false
		}
		return write(text, v)
	}
}

// object makes what writes the fields of a struct; it is not nil where there are
// none.
func (c *compiler) object(t reflect.Type, sel ast.SelectionSet) object {
	name := t.Name() // types are bound under their own names
	o := object{}
	for _, f := range graphql.CollectFields(graphql.GetOperationContext(c.ctx), sel, c.satisfied(name)) {
		made, ok := c.field(t, name, f)
		if !ok {
			return nil
		}
		made.name = append(strconv.AppendQuote(nil, f.Alias), ':') // a name is ASCII
		if len(o) > 0 {
			made.name = append([]byte{','}, made.name...)
		}
		o = append(o, made)
	}
	return o
}

// satisfied are the types that an object of a type is of, and that a fragment can
// name: its own, its interfaces and the unions that it is a member of.
func (c *compiler) satisfied(name string) []string {
	names := []string{name}
	for _, def := range c.schema.Implements[name] {
		names = append(names, def.Name)
	}
	return names
}

func (c *compiler) field(t reflect.Type, typeName string, f graphql.CollectedField) (field, bool) {
	if f.Name == "__typename" {
		return field{index: -1, value: constant(strconv.Quote(typeName))}, true
	}
	child := c.children(typeName)
	if child == nil || len(f.Definition.Arguments) > 0 { // gqlgen tells of arguments that are wrong, where they are
		return field{}, false
	}
	fc, err := child(c.ctx, f)
	if err != nil || fc.IsResolver {
		return field{}, false
	}
	if fc.IsMethod {
		w := c.method(f)
		return field{index: -1, value: w}, w != nil
	}
	bound, ok := t.FieldByNameFunc(func(name string) bool { return strings.EqualFold(name, f.Name) })
	if !ok || len(bound.Index) != 1 {
		return field{}, false
	}
	w := c.value(bound.Type, f.Definition.Type, f)
	return field{index: bound.Index[0], value: w}, w != nil
}

func constant(value string) writer {
	return func(text []byte, _ reflect.Value) ([]byte, bool) { return append(text, value...), true }
}

// value makes what writes a value of a Go type as a value of a GraphQL type.
func (c *compiler) value(t reflect.Type, as *ast.Type, f graphql.CollectedField) writer {
	switch {
	case as.Elem != nil:
		return c.list(t, as, f)
	case len(f.Selections) > 0:
		return c.objectOrNull(t, as, f)
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
	case t.Kind() == reflect.Bool:
		return writeBool
	}
	return nil
}

func (c *compiler) list(t reflect.Type, as *ast.Type, f graphql.CollectedField) writer {
	if t.Kind() != reflect.Slice || !as.NonNull || !as.Elem.NonNull {
		return nil
	}
	var item writer
	if t.Elem().Kind() == reflect.Interface {
		item = c.item(t.Elem(), f.Selections)
	} else {
		item = c.value(t.Elem(), as.Elem, f)
	}
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

// objectOrNull makes what writes an object, or null in its place.
func (c *compiler) objectOrNull(t reflect.Type, as *ast.Type, f graphql.CollectedField) writer {
	pointer := t.Kind() == reflect.Pointer
	if pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t.PkgPath() != textType.PkgPath() {
		return nil
	}
	o := c.object(t, f.Selections)
	if o == nil {
		return nil
	}
	return func(text []byte, v reflect.Value) ([]byte, bool) {
		if pointer {
			if v.IsNil() {
				return append(text, "null"...), !as.NonNull
			}
			v = v.Elem()
		}
		return o.append(text, v)
	}
}

// method makes what writes what a method gives.
func (c *compiler) method(f graphql.CollectedField) writer {
	if f.Name != "content" {
		return methods[f.Name]
	}
	list := c.list(contentType, f.Definition.Type, f)
	if list == nil {
		return nil
	}
	return func(text []byte, v reflect.Value) ([]byte, bool) {
		o, ok := v.Addr().Interface().(interface{ Content() []timeline.Content })
		if !ok {
			return nil, false
		}
		return list(text, reflect.ValueOf(o.Content()))
	}
}
