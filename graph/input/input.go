// Package input checks the values of variables against the types that an operation declares
// for them (GraphQL, sections 3.5 to 3.12 and 6.1.2): the text "5" is no Int, the number 1
// is no String, and an enum value has exactly one spelling. A request with a value of
// another type is refused as a whole, before anything is read from the store. [New] is the
// entry point.
package input

import (
	"context"
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"viewline/echo"
)

// codeBadInput is the code of the error for a value that has the JSON type of its scalar,
// and that the scalar does not allow.
const codeBadInput = "BAD_USER_INPUT"

// Scalar checks a value of a scalar that is not one of GraphQL's own. The error is
// meant for the caller of the API.
type Scalar func(value any) error

// Extension checks the variables of requests. It is safe for concurrent use.
type Extension struct {
	documents graphql.Cache[*ast.QueryDocument]
	scalars   map[string]Scalar
	quiet     bool
	schema    *ast.Schema
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
	graphql.OperationContextMutator
} = (*Extension)(nil)

// New makes the extension. Documents is the cache of valid documents in parsed form;
// scalars are the schema's own scalars, by name. With quiet, errors do not list the values
// of enums.
func New(documents graphql.Cache[*ast.QueryDocument], scalars map[string]Scalar, quiet bool) *Extension {
	return &Extension{documents: documents, scalars: scalars, quiet: quiet}
}

// ExtensionName is the name of the extension among those of the server.
func (*Extension) ExtensionName() string { return "Input" }

// Validate stores the schema. It never returns an error.
func (e *Extension) Validate(es graphql.ExecutableSchema) error {
	e.schema = es.Schema()
	return nil
}

// MutateOperationParameters replaces the variables by their coerced values. It returns no
// error for a query that is wrong: gqlgen reports that later.
func (e *Extension) MutateOperationParameters(ctx context.Context, p *graphql.RawParams) *gqlerror.Error {
	if !strings.Contains(p.Query, "$") {
		return nil
	}
	doc, valid := e.documents.Get(ctx, p.Query)
	if !valid {
		var err error
		if doc, err = parser.ParseQuery(&ast.Source{Input: p.Query}); err != nil {
			return nil
		}
	}
	op := doc.Operations.ForName(p.OperationName)
	if op == nil {
		return nil
	}
	coerced, err := e.variables(op, p.Variables)
	if err != nil {
		if !valid && len(validator.ValidateWithRules(e.schema, doc, rules.NewDefaultRules())) > 0 {
			return nil
		}
		return err
	}
	p.Variables = coerced
	return nil
}

// variables coerces the values that were sent for the variables of an operation.
func (e *Extension) variables(op *ast.OperationDefinition, sent map[string]any) (map[string]any, *gqlerror.Error) {
	coerced := make(map[string]any, len(sent))
	for _, v := range op.VariableDefinitions {
		value, given := sent[v.Variable]
		if !given {
			if v.Type.NonNull && v.DefaultValue == nil {
				return nil, refuse(v, errcode.ValidationFailed, "variable $%s: found nothing; want %s", echo.Cut(v.Variable), e.wanted(v.Type))
			}
			continue
		}
		result, bad := e.coerce(v.Type, value)
		if bad != nil {
			if bad.code == codeBadInput {
				return nil, refuse(v, bad.code, "%s", bad.text)
			}
			return nil, refuse(v, bad.code, "variable $%s: %s", echo.Cut(v.Variable+bad.path), bad.text)
		}
		coerced[v.Variable] = result
	}
	return coerced, nil
}

func refuse(v *ast.VariableDefinition, code, format string, args ...any) *gqlerror.Error {
	err := &gqlerror.Error{Message: fmt.Sprintf(format, args...), Extensions: map[string]any{"code": code}}
	if v.Position != nil {
		err.Locations = []gqlerror.Location{{Line: v.Position.Line, Column: v.Position.Column}}
	}
	return err
}
