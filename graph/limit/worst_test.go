package limit_test

import (
	"sort"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"viewline/graph/gengql"
	"viewline/graph/limit"
)

var schema = gengql.NewExecutableSchema(gengql.Config{})

func check(tb testing.TB, o limit.Options, text string) *gqlerror.Error {
	tb.Helper()
	return limit.New(o).MutateOperationParameters(tb.Context(), &graphql.RawParams{Query: text})
}

// largest is the size of the largest text of a shape that passes.
func largest(tb testing.TB, s shape) int {
	tb.Helper()
	refused := func(n int) bool { return check(tb, limit.Options{}, s.text(n)) != nil }
	most := 1
	for most < 8192 && !refused(most) {
		most *= 2
	}
	return sort.Search(most, func(n int) bool { return refused(n + 1) })
}

// validate counts the errors of a text.
func validate(text string) int {
	doc, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		return 1
	}
	return len(validator.ValidateWithRules(schema.Schema(), doc, nil))
}

// The time of validation grows with the pairs that it compares and the errors that it
// writes, so the tests bound their numbers.
func TestWorstShapesAreRefused(t *testing.T) {
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			n := largest(t, s)
			err := check(t, limit.Options{}, s.text(n+1))
			if err == nil {
				t.Fatalf("a text of size %d passes", n+1)
			}
			if code := err.Extensions["code"]; code != limit.Code && code != errcode.ValidationFailed {
				t.Errorf("code %v", code)
			}
			if errs := validate(s.text(n)); errs > 12_000 {
				t.Errorf("a text of size %d passes and has %d errors", n, errs)
			}
		})
	}
}

// BenchmarkWorstAccepted validates the largest text of each shape that passes.
func BenchmarkWorstAccepted(b *testing.B) {
	for _, s := range shapes {
		b.Run(s.name, func(b *testing.B) {
			text := s.text(largest(b, s))
			errs := validate(text)
			b.ReportAllocs()
			for b.Loop() {
				if got := validate(text); got != errs {
					b.Fatalf("%d errors, then %d", errs, got)
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/text")
			b.ReportMetric(float64(len(text)), "bytes")
		})
	}
}
