package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// isCounted reports whether nothing but counts is asked of the list that is being resolved, so
// that no item has to be read.
func isCounted(ctx context.Context) bool {
	field := graphql.GetFieldContext(ctx)
	if field == nil || field.Field.Field == nil {
		return false
	}
	fields := graphql.CollectFields(graphql.GetOperationContext(ctx), field.Field.Selections, []string{field.Field.Definition.Type.Name()})
	for _, f := range fields {
		switch f.Name {
		case "totalCount", "facets", "__typename":
		default:
			return false
		}
	}
	return len(fields) > 0
}
