package limit

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// What fields cost for the work that they are, in addition to the objects of their answers,
// and for each of their parents. Measured at 6,000 appearances, an object takes from 10 to
// 100 microseconds; with these numbers, so does a unit of work.
const (
	// workQuote is the price of quote: about how many documents it reads.
	workQuote = 500
	// workSuggest is the price of suggest, which reads an index in memory.
	workSuggest = 20
	// workNamed is the price of postsNamed, which looks through the slugs of all posts (10 ms at
	// 100,000).
	workNamed = 100
	// workSearch is the price of search, which ranks what has the words (10 to 40 ms), and of
	// its total (10 to 350 ms, for one ideograph).
	workSearch = 1000
	// workText is the price of a list whose filter has a text or a theme (1 to 30 ms), and of its
	// total (4 to 700 ms).
	workText = 500
	// workCount is the price of the total of a list with any other filter (3 to 40 ms).
	workCount = 100
	// workTotal is the price of the total of an object's list without a filter (1 to 4 ms). The
	// total of a list at the root is stored, and costs nothing.
	workTotal = 20
)

// The names of the parts of a cost.
const (
	partObjects = "objects" // that the answer can hold
	partSearch  = "search"  // what search, quote, suggest and postsNamed look through
	partText    = "text"    // lists whose filter has a text or a theme
	partCounts  = "counts"  // totals of lists and of search, and facets that no import has counted
)

// parts lists the parts of a cost.
var parts = []string{partObjects, partSearch, partText, partCounts}

// work is the price of a field for each of its parents; counts is how often the totalCount
// of its answer is selected.
func (c *counter) work(f *ast.Field, counts int64) int64 {
	var list, total int64
	part := partText
	switch f.ObjectDefinition.Name + "." + f.Name {
	case "Query.quote":
		list, part = workQuote, partSearch
	case "Query.suggest":
		list, part = workSuggest, partSearch
	case "Query.postsNamed":
		list, part = workNamed, partSearch
	case "Query.search":
		list, total, part = workSearch, workSearch, partSearch
	default:
		filter, _ := c.argument(f.Arguments, "filter").(map[string]any)
		switch {
		case given(filter["text"]) || given(filter["theme"]):
			list, total = workText, workText
		case narrows(filter):
			total = workCount
		case f.ObjectDefinition.Name != "Query":
			total = workTotal
		}
	}
	return plus(c.of(part, list), times(c.of(partCounts, total), counts))
}

// of is a price, where the counter counts prices of this part.
func (c *counter) of(part string, price int64) int64 {
	if c.only == "" || c.only == part {
		return price
	}
	return 0
}

func given(value any) bool { return value != nil && value != "" }

func narrows(filter map[string]any) bool {
	for _, value := range filter {
		if list, ok := value.([]any); ok && len(list) == 0 {
			continue
		}
		if given(value) {
			return true
		}
	}
	return false
}

// dear is the part of the greatest cost, one of so many, above which an operation is
// expensive.
const dear = 10

// CostOf is what an operation costs; 0 where that was not worked out.
func CostOf(op *graphql.OperationContext) int64 {
	cost, _ := op.Stats.GetExtension(costKey).(Cost)
	return cost.Requested
}

// IsDear reports whether an operation is expensive: whether it costs more than a tenth of what
// it may cost.
func IsDear(op *graphql.OperationContext) bool {
	cost, ok := op.Stats.GetExtension(costKey).(Cost)
	return ok && cost.Requested > cost.Limit/dear
}
