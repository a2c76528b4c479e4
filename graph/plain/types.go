package plain

import "reflect"

// Types are the Go types that the schema's object types, interfaces and unions
// are bound to. Generated code makes them with [NewTypes].
type Types struct {
	names   map[reflect.Type]string
	goTypes map[string]reflect.Type
}

// Binding is one type of the schema and its Go type: a pointer to a struct for an
// object type, a Go interface for an interface or a union.
type Binding struct {
	name string
	goes reflect.Type
}

// Bind names the type of the schema that T is bound to.
func Bind[T any](name string) Binding { return Binding{name, reflect.TypeFor[T]()} }

// NewTypes makes the table of all bindings.
func NewTypes(all ...Binding) *Types {
	t := &Types{map[reflect.Type]string{}, map[string]reflect.Type{}}
	for _, b := range all {
		t.names[b.goes], t.goTypes[b.name] = b.name, b.goes
	}
	return t
}
