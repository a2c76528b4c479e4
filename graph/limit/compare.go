package limit

import "github.com/vektah/gqlparser/v2/ast"

// comparer counts the pairs that validation compares to find out whether fields of one
// response name can be merged (GraphQL, section 5.3.2). It counts a fragment at every place
// where the fragment is spread, so the number of parts must have been checked before.
type comparer struct {
	fragments map[string]*ast.FragmentDefinition
	pairs     int
}

// merged has the fields that several selection sets select from one object, by their
// response names.
type merged struct {
	fields  map[string][]*ast.Field
	spreads int
}

// root counts the pairs of an operation or a fragment. Those in an inline fragment count
// twice, as validation compares them once more.
func (c *comparer) root(set ast.SelectionSet) {
	c.sets(set)
	c.inline(set)
}

func (c *comparer) inline(set ast.SelectionSet) {
	for _, selection := range set {
		switch x := selection.(type) {
		case *ast.Field:
			c.inline(x.SelectionSet)
		case *ast.InlineFragment:
			c.sets(x.SelectionSet)
			c.inline(x.SelectionSet)
		case *ast.FragmentSpread:
			if f := c.fragments[x.Name]; f != nil {
				c.inline(f.SelectionSet)
			}
		}
	}
}

// sets counts the pairs among selection sets of one object, and among the selection sets
// below them.
func (c *comparer) sets(sets ...ast.SelectionSet) {
	m := merged{fields: map[string][]*ast.Field{}}
	for _, set := range sets {
		c.collect(&m, set)
	}
	c.count(m.spreads)
	for _, fields := range m.fields {
		c.count(len(fields))
		var below []ast.SelectionSet
		for _, f := range fields {
			if len(f.SelectionSet) > 0 {
				below = append(below, f.SelectionSet)
			}
		}
		if len(below) > 0 {
			c.sets(below...)
		}
	}
}

func (c *comparer) count(n int) { c.pairs = atMost(c.pairs + n*(n-1)/2) }

func (c *comparer) collect(m *merged, set ast.SelectionSet) {
	for _, selection := range set {
		switch x := selection.(type) {
		case *ast.Field:
			m.fields[x.Alias] = append(m.fields[x.Alias], x)
		case *ast.InlineFragment:
			c.collect(m, x.SelectionSet)
		case *ast.FragmentSpread:
			m.spreads++
			if f := c.fragments[x.Name]; f != nil {
				c.collect(m, f.SelectionSet)
			}
		}
	}
}
