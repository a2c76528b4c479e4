package input

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"viewline/echo"
)

// MutateOperationContext refuses null for a variable that is used where null is not
// allowed. Validation lets a nullable variable with a default be used there (section
// 5.8.5), so that only its value shows the mistake (sections 6.4.1 and 3.13). Despite its
// name, which is gqlgen's, the method changes nothing.
func (e *Extension) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	for _, v := range op.Operation.VariableDefinitions {
		value, given := op.Variables[v.Variable]
		if !given || value != nil || v.DefaultValue == nil {
			continue
		}
		u := uses{name: v.Variable, fragments: map[string]bool{}}
		u.directives(op.Operation.Directives)
		u.selections(op.Operation.SelectionSet)
		if u.notNull != nil {
			return refuse(v, errcode.ValidationFailed, "variable $%s: found null; want %s", echo.Cut(v.Variable), e.wanted(u.notNull))
		}
	}
	return nil
}

// uses searches a validated operation for the places where a variable is used.
type uses struct {
	name      string
	fragments map[string]bool // the fragments that were searched
	notNull   *ast.Type       // the type of a place where null is not allowed; nil where there is no such place
}

func (u *uses) selections(set ast.SelectionSet) {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			u.arguments(s.Arguments)
			u.directives(s.Directives)
			u.selections(s.SelectionSet)
		case *ast.InlineFragment:
			u.directives(s.Directives)
			u.selections(s.SelectionSet)
		case *ast.FragmentSpread:
			u.directives(s.Directives)
			if s.Definition != nil && !u.fragments[s.Name] {
				u.fragments[s.Name] = true
				u.directives(s.Definition.Directives)
				u.selections(s.Definition.SelectionSet)
			}
		}
	}
}

func (u *uses) directives(list ast.DirectiveList) {
	for _, d := range list {
		u.arguments(d.Arguments)
	}
}

func (u *uses) arguments(list ast.ArgumentList) {
	for _, a := range list {
		u.value(a.Value)
	}
}

func (u *uses) value(v *ast.Value) {
	if v.Kind == ast.Variable && v.Raw == u.name && v.ExpectedType != nil && v.ExpectedType.NonNull {
		u.notNull = v.ExpectedType
	}
	for _, child := range v.Children {
		u.value(child.Value)
	}
}
