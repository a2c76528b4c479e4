package plain

import (
	"cmp"
	"reflect"
)

// Types are the Go types that the schema's object types, interfaces and unions
// are bound to. Generated code makes them with [NewTypes].
type Types struct {
	names   map[reflect.Type]string
	goTypes map[string]reflect.Type
	methods map[[2]string]string // by type and field; the methods that have another name than their field
}

// Binding is one entry of the table of types.
type Binding func(*Types)

// Bind names the type of the schema that T is bound to: a pointer to a struct for an
// object type, a Go interface for an interface or a union.
func Bind[T any](name string) Binding {
	return func(t *Types) {
		t.names[reflect.TypeFor[T]()], t.goTypes[name] = name, reflect.TypeFor[T]()
	}
}

// Rename names the method that a field of a type is bound to, where the method has
// another name than the field.
func Rename(typeName, field, method string) Binding {
	return func(t *Types) { t.methods[[2]string{typeName, field}] = method }
}

// NewTypes makes the table of all bindings.
func NewTypes(all ...Binding) *Types {
	t := &Types{map[reflect.Type]string{}, map[string]reflect.Type{}, map[[2]string]string{}}
	for _, bind := range all {
		bind(t)
	}
	return t
}

// method is the name, in any case, of the method that a field is bound to.
func (t *Types) method(typeName, field string) string {
	return cmp.Or(t.methods[[2]string{typeName, field}], field)
}
