package graph

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"

	"github.com/99designs/gqlgen/graphql"

	"viewline/graph/model"
	"viewline/relay"
	"viewline/timeline"
)

// listOf identifies the list of the field that ctx resolves: by the field, the object that
// has the list, the direction, and all arguments that change what is in the list. A cursor
// belongs to one list.
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
		panic(err) // cannot happen: arguments are texts, numbers and structs of these
	}
	return relay.ListOf(string(text))
}

// isEmpty reports whether an argument narrows nothing: whether it is null, or a filter
// without fields.
func isEmpty(value any) bool {
	v := reflect.ValueOf(value)
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	return !v.IsValid() || v.IsZero()
}

// owner is the id of the object that has the field, or the key of a position; empty at the root of
// a query.
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
	switch o := v.Interface().(type) {
	case model.Node:
		return o.ID()
	case *timeline.TopicPosition:
		return o.Key()
	}
	return ""
}
