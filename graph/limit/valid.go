package limit

import (
	"context"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// Documents is where gqlgen looks for the parsed form of a text before it parses and validates
// the text.
type Documents = graphql.Cache[*ast.QueryDocument]

// keepValid validates a document that was parsed to be measured, and keeps the document where
// it is valid, so that gqlgen does not parse the same text once more. The errors of a document
// that is not valid are gqlgen's to report.
func (e *Extension) keepValid(ctx context.Context, text string, doc *ast.QueryDocument) {
	if e.documents != nil && len(doc.Operations) > 0 && e.isValid(doc) {
		e.documents.Add(ctx, text, doc)
	}
}

func (e *Extension) isValid(doc *ast.QueryDocument) bool {
	valid, events := true, new(core.Events)
	for _, rule := range e.rules {
		rule.RuleFunc(events, func(...core.ErrorOption) { valid = false })
	}
	core.Walk(e.schema, doc, events)
	return valid
}

// sorted are rules in the order of their names, in which gqlgen has them. gqlgen sorts them for
// each text, which takes longer than to validate a short one.
func sorted(r *rules.Rules) []core.Rule {
	var all []core.Rule
	for name, check := range r.GetInner() {
		all = append(all, core.Rule{Name: name, RuleFunc: check})
	}
	slices.SortFunc(all, func(a, b core.Rule) int { return strings.Compare(a.Name, b.Name) })
	return all
}
