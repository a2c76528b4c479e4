// Package limit keeps one request from taking the server's time from all others: it refuses
// a request that would cost too much, and lets all others pass. [Use] is its entry point.
//
// # The text
//
// A text is measured before it is validated, because validation compares every field with
// every other field of the same name, which takes time in the square of their number, and
// worse. The bytes and tokens of the text are counted, the text is parsed, and then the
// parts of each operation and each fragment are counted. A fragment counts at every place
// where it is spread, though it is looked at only once. [Options] says what is counted, and
// how much is allowed. Fragments that spread themselves are refused. The hash of a text
// that has passed is kept, so that the text is not measured again.
//
// # The cost
//
// The cost of an operation is the number of objects that its answer can hold, and the work
// that takes longer than its objects tell. It is worked out from the validated operation and
// the values of its variables:
//
//   - An object that is no list counts 1 for each of its parents. So does a
//     connection itself, and its pageInfo.
//   - edges and nodes of a connection (a type whose name ends in "Connection")
//     count the page size for each of its parents. That is first or last; 20
//     where both are absent or null. Sizes that no connection takes count as
//     the nearest one from 1 to 100, as they are refused by the field itself.
//   - facets count the most values that their lists can have: byYear 100, byTopic and
//     byPerson first, which is 20 where it is absent. The facets of all things, of those of
//     one person, topic or kind were counted by the import. All others are counted when they
//     are asked for, in a time that grows with what matches, and count 1,000 more.
//   - A list whose field has an argument named ids counts as many as there are
//     ids, at most 100; one with an argument named first counts as many as that.
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
//   - Work counts for each of its parents: quote 500; suggest 20; postsNamed 100; search 1,000, and as
//     much for each totalCount of it; a list whose filter has a text or a theme 500,
//     and as much for each totalCount; a totalCount under any other filter 100,
//     and one without a filter below an object 20.
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
// extensions of the answer, and the parts that make it up, those of 0 left out:
// {"cost": {"requested": 157, "limit": 50000, "parts": {"objects": 157}}}. The
// other parts are search (with quote, suggest and postsNamed), text and counts.
//
// An operation that costs more than a tenth of the limit is expensive: see [IsDear].
package limit

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"viewline/recent"
)

// Code is the code of the error with which a request over a limit is refused.
const Code = "QUERY_TOO_COMPLEX"

// ListSize is what a list without a page size counts in the cost.
const ListSize = 10

// longestName is how many bytes a name may have. Errors repeat names, and the search for
// similar names takes the more time the longer a name is.
const longestName = 256

// knownTexts is how many hashes of texts that are within the limits are kept.
const knownTexts = 1000

// Options are the limits of one request. A limit of zero means the default, which the
// comment has in brackets.
type Options struct {
	// Bytes is the greatest length of the text, in bytes (65,536).
	Bytes int
	// Tokens is how many tokens the text may have, comments among them
	// (4,000).
	Tokens int
	// Depth is how many fields that have fields of their own may nest, and how
	// many lists and objects in an argument or list types of a variable (15).
	Depth int
	// Introspection is the same limit as Depth, for __schema, __type and the fields below them
	// (15). The introspection query of graphql-js has 14.
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
	// Cost is how many objects the answer may hold, and units of work beside (50,000).
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

// Extension checks requests against the limits. It is safe for concurrent use.
type Extension struct {
	options Options
	known   *recent.Cache // texts within the limits, by their hashes
	trees   map[string]bool
	schema  *ast.Schema

	documents Documents // valid ones in parsed form; nil where gqlgen alone validates
	rules     []core.Rule
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
	graphql.OperationContextMutator
	graphql.ResponseInterceptor
} = (*Extension)(nil)

// The table of errcode is not locked, so it is filled before any request.
func init() { errcode.RegisterErrorType(Code, errcode.KindProtocol) }

// Use adds the limits to an executor, and switches introspection on unless
// [Options.Production] is set. A text that is within the limits and valid is put into documents,
// which have to be the executor's own; with nil, the executor parses the text once more.
func Use(exec *executor.Executor, o Options, documents Documents) {
	e := New(o)
	e.documents, e.rules = documents, sorted(rules.NewDefaultRules())
	exec.Use(e)
	exec.SetParserTokenLimit(e.options.Tokens)
	if o.Production {
		exec.SetDisableSuggestion(true)
		exec.SetDefaultRulesFn(quietRules)
		return
	}
	exec.Use(extension.Introspection{})
}

// New makes the extension alone; [Use] also sets up the executor.
func New(o Options) *Extension {
	return &Extension{options: o.withDefaults(), known: recent.New(knownTexts, nil)}
}

// ExtensionName is the name of the extension among those of the server.
func (*Extension) ExtensionName() string { return "Limits" }

// Validate takes from the schema what the cost needs. It never returns an error.
func (e *Extension) Validate(es graphql.ExecutableSchema) error {
	e.schema = es.Schema()
	e.trees = trees(es.Schema())
	return nil
}

// InterceptResponse adds the cost to the answer where the request asks for the cost.
func (e *Extension) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	if graphql.HasOperationContext(ctx) {
		op := graphql.GetOperationContext(ctx)
		if cost, ok := op.Stats.GetExtension(costKey).(Cost); ok && op.Extensions[costKey] == true {
			graphql.RegisterExtension(ctx, costKey, cost)
		}
	}
	return next(ctx)
}
