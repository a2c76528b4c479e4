package limit

import (
	"context"
	"crypto/sha256"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"
	"github.com/vektah/gqlparser/v2/parser"

	"viewline/recent"
)

// MutateOperationParameters refuses a text that would take too long to validate. Despite
// its name, which is gqlgen's, the method changes nothing.
func (e *Extension) MutateOperationParameters(ctx context.Context, p *graphql.RawParams) *gqlerror.Error {
	if len(p.Query) > e.options.Bytes {
		return tooComplex(nil, "the text has %d bytes; want at most %d", len(p.Query), e.options.Bytes)
	}
	sum := sha256.Sum256([]byte(p.Query))
	hash := string(sum[:])
	if e.known.Get(recent.Key{Name: hash}) != nil {
		return nil
	}
	if err := e.checkTokens(p.Query); err != nil {
		return err
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: p.Query}, e.options.Tokens)
	if err != nil {
		return nil // gqlgen parses the text again and reports the error
	}
	if err := e.checkDocument(doc); err != nil {
		return err
	}
	e.known.Keep(recent.Key{Name: hash}, struct{}{})
	e.keepValid(ctx, p.Query, doc)
	return nil
}

func (e *Extension) checkTokens(text string) *gqlerror.Error {
	lex := lexer.New(&ast.Source{Input: text})
	for n := 1; ; n++ {
		token, err := lex.ReadToken()
		switch {
		case err != nil || token.Kind == lexer.EOF:
			return nil // the parser reports a wrong character
		case n > e.options.Tokens:
			return tooComplex(&token.Pos, "the text has more than %d tokens; want at most that", e.options.Tokens)
		case token.Kind == lexer.Name && len(token.Value) > longestName:
			return tooComplex(&token.Pos, "a name has %d bytes; want at most %d", len(token.Value), longestName)
		}
	}
}

func tooComplex(at *ast.Position, format string, args ...any) *gqlerror.Error {
	return refusal(Code, at, fmt.Sprintf(format, args...))
}

func invalid(at *ast.Position, format string, args ...any) *gqlerror.Error {
	return refusal(errcode.ValidationFailed, at, fmt.Sprintf(format, args...))
}

func refusal(code string, at *ast.Position, message string) *gqlerror.Error {
	err := &gqlerror.Error{Message: message, Extensions: map[string]any{"code": code}}
	if at != nil {
		err.Locations = []gqlerror.Location{{Line: at.Line, Column: at.Column}}
	}
	return err
}
