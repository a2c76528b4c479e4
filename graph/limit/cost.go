package limit

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"viewline/edge/rate"
)

// costKey is the name of the extension by which a request asks for its cost, and of the
// extension of the answer that has the cost.
const costKey = "cost"

// Cost is what an operation costs, and what it may cost at most.
type Cost struct {
	Requested int64 `json:"requested"`
	Limit     int64 `json:"limit"`
	// Parts are what the cost is the sum of, by name, without those of 0; nil where nobody asks.
	Parts map[string]int64 `json:"parts,omitempty"`
}

// MutateOperationContext refuses an operation that costs too much. It changes nothing in
// the operation except the statistics, where it keeps the cost. The address of the client
// pays for an operation that is let through.
func (e *Extension) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	cost := Cost{Requested: e.cost(op, ""), Limit: int64(e.options.Cost)}
	objects := cost.Requested
	if cost.Requested > cost.Limit || op.Extensions[costKey] == true {
		objects = e.cost(op, partObjects)
	}
	if op.Extensions[costKey] == true {
		cost.Parts = map[string]int64{}
		for _, part := range parts {
			if n := e.cost(op, part); n > 0 {
				cost.Parts[part] = n
			}
		}
	}
	op.Stats.SetExtension(costKey, cost)
	switch {
	case ctx.Value(ownKey{}) != nil:
	case objects > cost.Limit:
		return tooComplex(op.Operation.Position, "the answer to %s can hold %d objects; want at most %d: ask for smaller pages or for fewer of them in each other",
			operationName(op.Operation), objects, cost.Limit)
	case cost.Requested > cost.Limit:
		return tooComplex(op.Operation.Position, "%s costs %d, and %d of it for searches, filters by text and totals of lists; want at most %d: ask for fewer of them, or for one at a time",
			operationName(op.Operation), cost.Requested, cost.Requested-objects, cost.Limit)
	}
	rate.PurseOf(ctx).Take(cost.Requested)
	return nil
}

type ownKey struct{}

// Own is the context of an operation that this program asks itself, for a page. Such an
// operation is not held to [Options.Cost], which bounds what clients ask.
func Own(ctx context.Context) context.Context { return context.WithValue(ctx, ownKey{}, true) }

// cost is the cost of an operation, or one part of the cost.
func (e *Extension) cost(op *graphql.OperationContext, only string) int64 {
	c := counter{variables: op.Variables, trees: e.trees, only: only, done: map[*ast.FragmentDefinition]objects{}}
	return c.operation(op.Operation)
}

// objects says how many objects the fields of a selection set hold, as factors of the
// number of parents, which is not known yet. So a fragment is counted once, even if it is
// spread at several places.
type objects struct {
	// perParent is the number of objects for each object that has these fields.
	perParent int64
	// perRoot is the number of objects for each object at the root of the tree that has these
	// fields. An object that is in no tree is its own root.
	perRoot int64
	// perItem is the number of objects for each item of a page; it is 0 except for the fields
	// of a connection.
	perItem int64
	// perSearch is the cost in addition where the list of a connection has to be searched; it
	// is 0 except for the fields of a connection.
	perSearch int64
	// counts is how many of the fields are totals of a connection.
	counts int64
}

func (o *objects) add(other objects) {
	o.perParent = plus(o.perParent, other.perParent)
	o.perRoot = plus(o.perRoot, other.perRoot)
	o.perItem = plus(o.perItem, other.perItem)
	o.perSearch = plus(o.perSearch, other.perSearch)
	o.counts = plus(o.counts, other.counts)
}

// fresh is what one object that is in no tree costs: itself and all below it.
func (c *counter) fresh(o objects) int64 {
	return plus(c.of(partObjects, 1), plus(o.perParent, o.perRoot))
}

// counter counts the objects of one operation.
type counter struct {
	variables map[string]any
	trees     map[string]bool
	only      string // the part that is counted; empty for all parts
	done      map[*ast.FragmentDefinition]objects
}

func (c *counter) operation(op *ast.OperationDefinition) int64 {
	o := c.selections(op.SelectionSet)
	return plus(o.perParent, o.perRoot)
}

func (c *counter) selections(set ast.SelectionSet) objects {
	var total objects
	for _, selection := range set {
		switch x := selection.(type) {
		case *ast.Field:
			switch {
			case !c.included(x.Directives):
			case len(x.SelectionSet) > 0:
				total.add(c.field(x))
			case x.Name == "totalCount" && isConnection(x.ObjectDefinition.Name):
				total.add(objects{counts: 1})
			}
		case *ast.InlineFragment:
			if c.included(x.Directives) {
				total.add(c.selections(x.SelectionSet))
			}
		case *ast.FragmentSpread:
			if c.included(x.Directives) {
				total.add(c.fragment(x.Definition))
			}
		}
	}
	return total
}

func (c *counter) fragment(f *ast.FragmentDefinition) objects {
	total, ok := c.done[f]
	if !ok {
		total = c.selections(f.SelectionSet)
		c.done[f] = total
	}
	return total
}

func (c *counter) field(f *ast.Field) objects {
	inner := c.selections(f.SelectionSet)
	o := c.answered(f, inner)
	o.perParent = plus(o.perParent, c.work(f, inner.counts))
	return o
}

func (c *counter) answered(f *ast.Field, inner objects) objects {
	kind := f.Definition.Type.Name()
	switch {
	case kind == facetsType:
		return objects{perParent: c.fresh(inner), perSearch: c.of(partCounts, searchPrice)}
	case f.ObjectDefinition.Name == facetsType:
		return objects{perParent: times(c.fresh(inner), c.facetSize(f))}
	case f.Definition.Type.Elem == nil:
		o := objects{perParent: plus(c.fresh(inner), times(inner.perItem, c.pageSize(f)))}
		if inner.perSearch > 0 && c.searches(f) {
			o.perParent = plus(o.perParent, inner.perSearch)
		}
		return o
	case isConnection(f.ObjectDefinition.Name):
		return objects{perItem: c.fresh(inner)}
	case f.Definition.Arguments.ForName("ids") != nil:
		return objects{perParent: times(c.fresh(inner), c.ids(f))}
	case f.Definition.Arguments.ForName("first") != nil:
		return objects{perParent: times(c.fresh(inner), c.pageSize(f))}
	case c.trees[kind]:
		return objects{perRoot: plus(times(plus(c.of(partObjects, 1), inner.perParent), ListSize), inner.perRoot)}
	case c.trees[f.ObjectDefinition.Name]:
		return objects{perRoot: times(c.fresh(inner), ListSize)}
	}
	return objects{perParent: times(c.fresh(inner), ListSize)}
}
