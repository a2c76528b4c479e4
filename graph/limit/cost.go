package limit

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// costKey is the name of the extension by which a request asks for its cost, and of the
// extension of the answer that has the cost.
const costKey = "cost"

// Cost is the number of objects that an answer can hold at most, and the number that it is
// allowed to hold.
type Cost struct {
	Requested int64 `json:"requested"`
	Limit     int64 `json:"limit"`
}

// MutateOperationContext refuses an operation that costs too much. It changes nothing in
// the operation except the statistics, where it keeps the cost.
func (e *Extension) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	c := counter{variables: op.Variables, trees: e.trees, done: map[*ast.FragmentDefinition]objects{}}
	cost := Cost{c.operation(op.Operation), int64(e.options.Cost)}
	op.Stats.SetExtension(costKey, cost)
	if cost.Requested > cost.Limit {
		return tooComplex(op.Operation.Position, "the answer to %s can hold %d objects; want at most %d: ask for smaller pages or for fewer of them in each other",
			operationName(op.Operation), cost.Requested, cost.Limit)
	}
	return nil
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
}

func (o *objects) add(other objects) {
	o.perParent = plus(o.perParent, other.perParent)
	o.perRoot = plus(o.perRoot, other.perRoot)
	o.perItem = plus(o.perItem, other.perItem)
	o.perSearch = plus(o.perSearch, other.perSearch)
}

// fresh is the number of objects for one object that is in no tree: itself and all below
// it.
func (o objects) fresh() int64 { return plus(1, plus(o.perParent, o.perRoot)) }

// counter counts the objects of one operation.
type counter struct {
	variables map[string]any
	trees     map[string]bool
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
			if len(x.SelectionSet) > 0 && c.included(x.Directives) {
				total.add(c.field(x))
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

// prices are the costs of fields in addition to the objects of their answers: about how
// many documents they read.
var prices = map[string]int64{"Query.quote": 500}

func (c *counter) field(f *ast.Field) objects {
	o := c.answered(f)
	o.perParent = plus(o.perParent, prices[f.ObjectDefinition.Name+"."+f.Name])
	return o
}

func (c *counter) answered(f *ast.Field) objects {
	inner := c.selections(f.SelectionSet)
	kind := f.Definition.Type.Name()
	switch {
	case kind == facetsType:
		return objects{perParent: inner.fresh(), perSearch: searchPrice}
	case f.ObjectDefinition.Name == facetsType:
		return objects{perParent: times(inner.fresh(), c.facetSize(f))}
	case f.Definition.Type.Elem == nil:
		o := objects{perParent: plus(inner.fresh(), times(inner.perItem, c.pageSize(f)))}
		if inner.perSearch > 0 && c.searches(f) {
			o.perParent = plus(o.perParent, inner.perSearch)
		}
		return o
	case isConnection(f.ObjectDefinition.Name):
		return objects{perItem: inner.fresh()}
	case f.Definition.Arguments.ForName("ids") != nil:
		return objects{perParent: times(inner.fresh(), c.ids(f))}
	case c.trees[kind]:
		return objects{perRoot: plus(times(plus(1, inner.perParent), ListSize), inner.perRoot)}
	case c.trees[f.ObjectDefinition.Name]:
		return objects{perRoot: times(inner.fresh(), ListSize)}
	}
	return objects{perParent: times(inner.fresh(), ListSize)}
}
