package limit

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"viewline/echo"
)

// checkDocument checks a parsed text against the limits. The time that it takes grows with
// the length of the text and with [Options.Parts].
func (e *Extension) checkDocument(doc *ast.QueryDocument) *gqlerror.Error {
	s := newScale(doc)
	parts, pairs := 0, comparer{fragments: s.fragments}
	for _, root := range roots(doc) {
		size := root.size(s)
		if s.cycle != nil {
			return invalid(s.cycle, "fragment %s spreads itself, by itself or through others; want fragments without a cycle", echo.Cut(s.cycleOf))
		}
		if err := e.checkSize(root, size); err != nil {
			return err
		}
		if parts += size.parts + size.again; parts > e.options.Parts {
			return tooComplex(root.at, "the text down to %s has %d fields, fragments, directives, variables and values, with the fragments written out; want at most %d",
				root.name, parts, e.options.Parts)
		}
		if pairs.root(root.set); pairs.pairs > e.options.Pairs {
			return tooComplex(root.at, "the text down to %s has %d pairs of fields with one name or of fragments in one place; want at most %d",
				root.name, pairs.pairs, e.options.Pairs)
		}
	}
	if err := checkSubscriptions(doc, s.fragments); err != nil {
		return err
	}
	if e.options.Production && s.introspection != nil {
		return invalid(s.introspection, "introspection is switched off; want no __schema and no __type")
	}
	return nil
}

// root is an operation or a fragment: validation checks each of them by itself.
type root struct {
	name string
	at   *ast.Position
	set  ast.SelectionSet
	size func(*scale) size
}

func roots(doc *ast.QueryDocument) []root {
	var list []root
	for _, op := range doc.Operations {
		list = append(list, root{operationName(op), op.Position, op.SelectionSet, func(s *scale) size { return s.operation(op) }})
	}
	for _, f := range doc.Fragments {
		list = append(list, root{"fragment " + echo.Cut(f.Name), f.Position, f.SelectionSet, func(s *scale) size { return s.fragment(f) }})
	}
	return list
}

func (e *Extension) checkSize(r root, s size) *gqlerror.Error {
	for _, check := range []struct {
		what        string
		found, want int
		at          *ast.Position
	}{
		{"nests fields %d deep", s.fields.depth, e.options.Depth, s.fields.at},
		{"nests introspection %d deep", s.introspection.depth, e.options.Introspection, s.introspection.at},
		{"nests lists and objects %d deep", s.values.depth, e.options.Depth, s.values.at},
		{"has %d aliases", s.aliases, e.options.Aliases, r.at},
		{"has %d directives", s.directives, e.options.Directives, r.at},
	} {
		if check.found > check.want {
			return tooComplex(check.at, r.name+" "+check.what+"; want at most %d", check.found, check.want)
		}
	}
	return nil
}

func operationName(op *ast.OperationDefinition) string {
	if op.Name == "" {
		return "the operation"
	}
	return "operation " + echo.Cut(op.Name)
}
