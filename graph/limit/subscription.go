package limit

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"viewline/echo"
)

// checkSubscriptions refuses a subscription that does not have exactly one field, or whose
// field depends on variables (GraphQL, section 5.2.3.1). The rule of gqlparser compares
// fields by name, and so lets two aliases of one field pass.
func checkSubscriptions(doc *ast.QueryDocument, fragments map[string]*ast.FragmentDefinition) *gqlerror.Error {
	for _, op := range doc.Operations {
		if op.Operation == ast.Subscription {
			s := stream{fragments: fragments, seen: map[string]bool{}}
			if err := s.check(op.SelectionSet); err != nil {
				return err
			}
		}
	}
	return nil
}

// stream is a subscription that is being checked.
type stream struct {
	fragments map[string]*ast.FragmentDefinition
	seen      map[string]bool // fragments that were checked
	field     string          // the first field's name in the answer; empty before the first field
}

func (s *stream) check(set ast.SelectionSet) *gqlerror.Error {
	for _, selection := range set {
		var directives ast.DirectiveList
		var below ast.SelectionSet
		switch x := selection.(type) {
		case *ast.Field:
			if s.field != "" && x.Alias != s.field {
				return invalid(x.Position, "a subscription to %s and %s; want one field", echo.Cut(s.field), echo.Cut(x.Alias))
			}
			s.field, directives = x.Alias, x.Directives
		case *ast.InlineFragment:
			directives, below = x.Directives, x.SelectionSet
		case *ast.FragmentSpread:
			directives = x.Directives
			if f := s.fragments[x.Name]; f != nil && !s.seen[x.Name] {
				s.seen[x.Name], below = true, f.SelectionSet
			}
		}
		for _, d := range directives {
			if d.Name == "skip" || d.Name == "include" {
				return invalid(d.Position, "@%s on the field of a subscription; want a field that is always there", d.Name)
			}
		}
		if err := s.check(below); err != nil {
			return err
		}
	}
	return nil
}
