package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
)

// isAsked reports whether a field is asked of the object that is being resolved.
func isAsked(ctx context.Context, name string) bool {
	return slices.ContainsFunc(asked(ctx), func(f graphql.CollectedField) bool { return f.Name == name })
}

// isCounted reports whether nothing but counts is asked of the list that is being resolved, so
// that no item has to be read.
func isCounted(ctx context.Context) bool {
	fields := asked(ctx)
	for _, f := range fields {
		switch f.Name {
		case "totalCount", "facets", "__typename":
		default:
			return false
		}
	}
	return len(fields) > 0
}

// asked are the fields that are asked of what is being resolved; none where that is not known.
func asked(ctx context.Context) []graphql.CollectedField {
	field := graphql.GetFieldContext(ctx)
	if field == nil || field.Field.Field == nil {
		return nil
	}
	return graphql.CollectFields(graphql.GetOperationContext(ctx), field.Field.Selections, []string{field.Field.Definition.Type.Name()})
}
