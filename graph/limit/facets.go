package limit

import (
	"github.com/vektah/gqlparser/v2/ast"
)

// facetsType is the type whose lists count what a connection's list has.
const facetsType = "Facets"

// searchPrice is the cost of counting a list that no import has counted, in addition to the
// objects of the answer.
const searchPrice = 1000

// facetSize is how many values a facet can have.
func (c *counter) facetSize(f *ast.Field) int64 {
	switch {
	case f.Name == "byYear":
		return 100
	case f.Definition.Arguments.ForName("first") != nil:
		return c.pageSize(f)
	}
	return ListSize
}

// narrowing is how many persons, topics or kinds the list of a connection is of without its
// filter, by the type that has the list. The list of an appearance is in memory.
var narrowing = map[string]int{"Query": 0, "Person": 1, "Topic": 1, "TopicPosition": 2}

// searches reports whether the facets of a connection's list have to be counted when they are
// asked for: those of a search, and those of a filter with a text, with dates, or with more
// than one value.
func (c *counter) searches(f *ast.Field) bool {
	values, listed := narrowing[f.ObjectDefinition.Name]
	if !listed || f.Name == "search" {
		return listed
	}
	switch filter := c.argument(f.Arguments, "filter").(type) {
	case nil:
	case map[string]any:
		for name, value := range filter {
			values += narrowedBy(name, value)
		}
	default:
		return true
	}
	return values > 1
}

// narrowedBy is how many values a field of a filter has: those that no import has counted
// are as good as many.
func narrowedBy(name string, value any) int {
	list, several := value.([]any)
	switch {
	case value == nil || several && len(list) == 0:
		return 0
	case name != "person" && name != "topic" && name != "kind":
		return 2
	case several:
		return len(list)
	}
	return 1
}
