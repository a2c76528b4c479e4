package graph

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"

	"github.com/99designs/gqlgen/graphql"

	"viewline/graph/model"
	"viewline/relay"
)

// listOf names the list that the field at hand gives: by the field, the object whose
// list it is, its direction, and all arguments that change what is in the list.
func listOf(ctx context.Context, descending bool) relay.List {
	field := graphql.GetFieldContext(ctx)
	args := maps.Clone(field.Args)
	for name, value := range args {
		switch name {
		case "first", "after", "last", "before":
			delete(args, name)
		case "orderBy":
			delete(args, name)
			if order, ok := value.(interface{ By() string }); ok && order.By() != "" {
				args[name] = order.By()
			}
		default:
			if isEmpty(value) {
				delete(args, name)
			}
		}
	}
	text, err := json.Marshal([]any{field.Object, field.Field.Name, owner(field), descending, args})
	if err != nil {
		panic(err) // arguments are texts, numbers and structs of them
	}
	return relay.ListOf(string(text))
}

// isEmpty tells whether an argument narrows nothing: null, or a filter without
// entries.
func isEmpty(value any) bool {
	v := reflect.ValueOf(value)
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	return !v.IsValid() || v.IsZero()
}

// owner is the id of the object that the field is of; empty at the root of a query.
func owner(field *graphql.FieldContext) string {
	if field.Parent == nil {
		return ""
	}
	v := reflect.ValueOf(field.Parent.Result)
	for v.Kind() == reflect.Pointer && v.Elem().Kind() != reflect.Struct || v.Kind() == reflect.Interface {
		v = v.Elem() // an item of a list is a pointer into the list
	}
	if !v.IsValid() {
		return ""
	}
	if node, ok := v.Interface().(model.Node); ok {
		return node.ID()
	}
	return ""
}
