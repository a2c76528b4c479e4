package plain

import (
	"context"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"viewline/edge/budget"
	"viewline/graph/scalar"
)

// compiler makes writers from selections. Its methods return nil where gqlgen has to write
// the value.
type compiler struct {
	ctx      context.Context
	schema   *ast.Schema
	types    *Types
	children Children
	answer   *budget.Answer
}

// item makes the writer of a value that is not null: a pointer to an object, or a
// member of an interface or a union.
func (c *compiler) item(t reflect.Type, sel ast.SelectionSet) writer {
	name, known := c.types.names[t]
	switch {
	case !known:
		return nil
	case t.Kind() == reflect.Interface:
		return c.member(name, sel)
	}
	o := c.object(t.Elem(), name, sel)
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

// member makes the writer of a member of an interface or a union. The writer of a type is made where
// such a member occurs first: sections are asked for as deep as they may be, and few posts have such.
// A type whose fields cannot all be written here matters only there, too.
func (c *compiler) member(name string, sel ast.SelectionSet) writer {
	byType := map[reflect.Type]func() writer{}
	for _, possible := range c.schema.PossibleTypes[name] {
		if t, ok := c.types.goTypes[possible.Name]; ok {
			byType[t] = sync.OnceValue(func() writer { return c.item(t, sel) })
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
		made, ok := byType[v.Type()]
		if !ok {
			return nil, false
		}
		write := made()
		if write == nil {
			return nil, false
		}
		return write(text, v)
	}
}

// object makes the writers of the fields of a struct.
func (c *compiler) object(t reflect.Type, name string, sel ast.SelectionSet) *object {
	o := &object{answer: c.answer, most: c.answer.Room()}
	written := map[string]bool{}
	for _, f := range graphql.CollectFields(graphql.GetOperationContext(c.ctx), sel, c.satisfied(name)) {
		if written[f.Alias] { // gqlgen collects __typename of an object and of a union apart
			continue
		}
		written[f.Alias] = true
		made, ok := c.field(t, name, f)
		if !ok {
			return nil
		}
		made.name = append(strconv.AppendQuote(nil, f.Alias), ':') // a GraphQL name is ASCII and needs no escapes
		if len(o.fields) > 0 {
			made.name = append([]byte{','}, made.name...)
		}
		o.fields = append(o.fields, made)
	}
	return o
}

// satisfied lists the types that a fragment can name to match an object: the object's own
// type, its interfaces and the unions that have it as a member.
func (c *compiler) satisfied(name string) []string {
	names := []string{name}
	for _, def := range c.schema.Implements[name] {
		names = append(names, def.Name)
	}
	return names
}

// field makes the writer of one field of a struct. Fields with arguments are left to
// gqlgen, since a wrong argument becomes an error at the path of each object.
func (c *compiler) field(t reflect.Type, typeName string, f graphql.CollectedField) (field, bool) {
	if f.Name == "__typename" {
		return field{index: -1, value: constant(strconv.Quote(typeName))}, true
	}
	child := c.children(typeName)
	if child == nil || len(f.Definition.Arguments) > 0 {
		return field{}, false
	}
	fc, err := child(c.ctx, f)
	if err != nil || fc.IsResolver {
		return field{}, false
	}
	if fc.IsMethod {
		w := c.method(t, typeName, f)
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

// marshals is implemented by Go types that write themselves.
var marshals = reflect.TypeFor[graphql.Marshaler]()

// value makes the writer of a value that has a Go type t and a GraphQL type.
func (c *compiler) value(t reflect.Type, as *ast.Type, f graphql.CollectedField) writer {
	switch {
	case as.Elem != nil:
		return c.list(t, as, f)
	case len(f.Selections) > 0:
		return c.objectOrNull(t, as, f)
	case t.Implements(marshals) || reflect.PointerTo(t).Implements(marshals):
		return nil
	case t.Kind() == reflect.Pointer:
		return orNull(c.scalar(t.Elem(), true), as)
	}
	return c.scalar(t, as.NonNull)
}

// scalar makes the writer of a value without fields.
func (c *compiler) scalar(t reflect.Type, nonNull bool) writer {
	zeroIsNull := t == dateType || t == textType || t == sourceType
	switch {
	case zeroIsNull && nonNull:
		return nil
	case t == dateType:
		return writeDate
	case zeroIsNull:
		return writeText
	case t == htmlType:
		return writeHTML(scalar.Origin(c.ctx))
	case t == addressType:
		return writeAddress(scalar.Origin(c.ctx))
	case t.Kind() == reflect.String:
		return writeString
	case t.Kind() == reflect.Int:
		return writeInt
	case t.Kind() == reflect.Bool:
		return writeBool
	}
	return nil
}

// orNull makes the writer of a pointer from the writer of what the pointer leads to.
func orNull(write writer, as *ast.Type) writer {
	if write == nil {
		return nil
	}
	return func(text []byte, v reflect.Value) ([]byte, bool) {
		if v.IsNil() {
			return append(text, "null"...), !as.NonNull
		}
		return write(text, v.Elem())
	}
}

func (c *compiler) list(t reflect.Type, as *ast.Type, f graphql.CollectedField) writer {
	if t.Kind() != reflect.Slice || !as.NonNull || !as.Elem.NonNull {
		return nil
	}
	item := c.value(t.Elem(), as.Elem, f)
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

// objectOrNull makes the writer of an object, or of null in its place.
func (c *compiler) objectOrNull(t reflect.Type, as *ast.Type, f graphql.CollectedField) writer {
	if t.Kind() == reflect.Struct {
		name, known := c.types.names[reflect.PointerTo(t)]
		if !known {
			return nil
		}
		o := c.object(t, name, f.Selections)
		if o == nil {
			return nil
		}
		return o.append
	}
	item := c.item(t, f.Selections)
	if item == nil {
		return nil
	}
	return func(text []byte, v reflect.Value) ([]byte, bool) {
		if v.IsNil() {
			return append(text, "null"...), !as.NonNull
		}
		return item(text, v)
	}
}
