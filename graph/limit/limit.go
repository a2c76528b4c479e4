// Package limit keeps one request from taking the server's time from all
// others: it turns the text of a request into a refusal, or lets it pass.
// [Use] is its entry point.
//
// # The text
//
// A text is measured before it is validated, because validation compares every
// field with every other one of its name, and so can take the square of the
// time and worse.
// Its bytes and tokens are counted, it is parsed, and then each operation and
// each fragment is counted with the fragments it spreads written out: once for
// every place where they are spread, though each is looked at only once. What
// is counted, and how much of it is let through, stands at [Options]. Fragments
// that spread themselves are refused. A text that has passed is remembered by
// its hash, and is not measured again.
//
// # The cost
//
// The cost of an operation is the number of objects that its answer can hold.
// It is worked out from the validated operation and the values of its
// variables:
//
//   - An object that is no list counts 1 for each of its parents. So does a
//     connection itself, and its pageInfo.
//   - edges and nodes of a connection (a type whose name ends in "Connection")
//     count the page size for each of its parents. That is first or last; 20
//     where both are absent or null. Sizes that no connection takes count as
//     the nearest one from 1 to 100, as they are refused by the field itself.
//   - A list whose field has an argument named ids counts as many as there are
//     ids, at most 100.
//   - Any other list of objects counts [ListSize] for each of its parents. But
//     lists that nest in a tree do not multiply: a list of a type that has a
//     list of its own kind (sections of sections, points of viewpoints, content
//     of what is content itself) and the lists of objects below it count
//     [ListSize] for each object at the root of the tree, at every level. All
//     of them share the text of one appearance or one post, and a report of
//     many levels has few things on each.
//   - Fields that are no objects count nothing. A field that is selected twice
//     counts twice. Fragments on different types add up. What @skip and
//     @include leave out counts nothing.
//   - Introspection counts like all else.
//
// So of
//
//	{ person(slug: "p") { appearances(first: 5) { nodes { title sections { viewpoints { text { plain } } } } } } }
//
// person counts 1, appearances 1, nodes 5, and each of sections, viewpoints and
// text 5 x 10: 157 in all. An appearance asked for below viewpoints would count
// 50 again, and its own sections 500, since they lie in other trees.
//
// A request that has "cost": true among its extensions is told its cost in the
// extensions of the answer: {"cost": {"requested": 157, "limit": 50000}}.
package limit

import (
	"context"
	"crypto/sha256"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/maypok86/otter/v2"
)

// Code is the code of the error with which a request over a limit is refused.
const Code = "QUERY_TOO_COMPLEX"

// ListSize is what a list without a page size counts in the cost.
const ListSize = 10

// longestName is how many bytes a name may have. Errors repeat names, and the
// search for similar ones takes the longer the longer they are.
const longestName = 256

// knownTexts is how many texts are remembered as within the limits.
const knownTexts = 1000

// Options are the limits of one request. Those that are zero have their
// default, which is given in brackets.
type Options struct {
	// Bytes is how long the text may be (65,536).
	Bytes int
	// Tokens is how many tokens the text may have, comments among them
	// (4,000).
	Tokens int
	// Depth is how many fields that have fields of their own may nest, and how
	// many lists and objects in an argument or list types of a variable (15).
	Depth int
	// Introspection is what Depth is, for __schema and __type and what is
	// below them (15). The introspection query of graphql-js has 14.
	Introspection int
	// Aliases is how many fields may have an alias (30).
	Aliases int
	// Directives is how many directives there may be (50).
	Directives int
	// Parts is how many fields, fragments, directives, variables and single
	// values there may be in the text as a whole (5,000); a long string counts
	// one more for every 64 bytes. Each operation and each fragment counts
	// with all it spreads, and what stands in an inline fragment counts once
	// more for it: all of them are validated by themselves.
	Parts int
	// Pairs is how many pairs there may be of fields that go by one name in
	// one object of the answer, and of fragments spread in one place (10,000).
	// Validation compares them all, and may find an error in each.
	Pairs int
	// Cost is how many objects the answer may hold (50,000).
	Cost int
	// Production refuses introspection, and has errors of validation suggest
	// no names of the schema.
	Production bool
}

// Defaults are the default limits.
func Defaults() Options { return Options{}.withDefaults() }

func (o Options) withDefaults() Options {
	for limit, value := range map[*int]int{
		&o.Bytes: 1 << 16, &o.Tokens: 4000, &o.Depth: 15, &o.Introspection: 15,
		&o.Aliases: 30, &o.Directives: 50, &o.Parts: 5000, &o.Pairs: 10_000, &o.Cost: 50_000,
	} {
		if *limit == 0 {
			*limit = value
		}
	}
	return o
}

// Extension holds requests to the limits. It is safe for concurrent use.
type Extension struct {
	options Options
	known   *otter.Cache[[sha256.Size]byte, struct{}]
	trees   map[string]bool
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
	graphql.OperationContextMutator
	graphql.ResponseInterceptor
} = (*Extension)(nil)

// The table of errcode is not locked, so it is filled before any request.
func init() { errcode.RegisterErrorType(Code, errcode.KindProtocol) }

// Use puts the limits on what executes operations, and allows introspection
// unless that is refused.
func Use(exec *executor.Executor, o Options) {
	e := New(o)
	exec.Use(e)
	exec.SetParserTokenLimit(e.options.Tokens)
	if o.Production {
		exec.SetDisableSuggestion(true)
		exec.SetDefaultRulesFn(quietRules)
		return
	}
	exec.Use(extension.Introspection{})
}

// New makes the extension alone; [Use] also sets up the server around it.
func New(o Options) *Extension {
	return &Extension{options: o.withDefaults(), known: otter.Must(&otter.Options[[sha256.Size]byte, struct{}]{MaximumSize: knownTexts})}
}

// ExtensionName is the name of the extension among those of the server.
func (*Extension) ExtensionName() string { return "Limits" }

// Validate takes what the cost needs from the schema. It refuses none.
func (e *Extension) Validate(es graphql.ExecutableSchema) error {
	e.trees = trees(es.Schema())
	return nil
}

// InterceptResponse tells the cost where it is asked for.
func (e *Extension) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	if graphql.HasOperationContext(ctx) {
		op := graphql.GetOperationContext(ctx)
		if cost, ok := op.Stats.GetExtension(costKey).(Cost); ok && op.Extensions[costKey] == true {
			graphql.RegisterExtension(ctx, costKey, cost)
		}
	}
	return next(ctx)
}
