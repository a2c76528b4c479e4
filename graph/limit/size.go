package limit

import "github.com/vektah/gqlparser/v2/ast"

// size has the counts of a part of a document, including the fragments that the part
// spreads.
type size struct {
	aliases, directives int
	// parts is the number of parts that are validated; again is the number of those that are
	// validated once more, as they stand in an inline fragment.
	parts, again int
	// The deepest nesting of each kind.
	fields, introspection, values nesting
}

// nesting is how many levels deep something nests, and the position of the innermost level.
type nesting struct {
	depth int
	at    *ast.Position
}

// below is the nesting of something that contains n.
func (n nesting) below(at *ast.Position) nesting {
	if n.at == nil {
		n.at = at
	}
	return nesting{n.depth + 1, n.at}
}

func (n nesting) max(other nesting) nesting {
	if other.depth > n.depth {
		return other
	}
	return n
}

func (s *size) add(other size) {
	s.aliases = atMost(s.aliases + other.aliases)
	s.directives = atMost(s.directives + other.directives)
	s.parts = atMost(s.parts + other.parts)
	s.again = atMost(s.again + other.again)
	s.fields = s.fields.max(other.fields)
	s.introspection = s.introspection.max(other.introspection)
	s.values = s.values.max(other.values)
}

// atMost keeps a sum from overflowing: a chain of fragments, each of which spreads the next
// one twice, doubles the sum at each step.
func atMost(n int) int { return min(n, 1<<30) }

// scale measures the parts of one document.
type scale struct {
	fragments map[string]*ast.FragmentDefinition
	// done is nil for a fragment that is still being measured.
	done map[*ast.FragmentDefinition]*size
	// Mistakes that make the document invalid, and that validation would take long to find;
	// nil where there are none.
	cycle, introspection *ast.Position
	cycleOf              string
}

func newScale(doc *ast.QueryDocument) *scale {
	s := &scale{fragments: map[string]*ast.FragmentDefinition{}, done: map[*ast.FragmentDefinition]*size{}}
	for _, f := range doc.Fragments {
		if s.fragments[f.Name] == nil {
			s.fragments[f.Name] = f // of two fragments with one name the first counts
		}
	}
	return s
}

func (s *scale) operation(op *ast.OperationDefinition) size {
	total := s.selections(op.SelectionSet)
	total.add(s.directives(op.Directives))
	for _, v := range op.VariableDefinitions {
		total.add(size{parts: 1, values: typeNesting(v.Type)})
		total.add(s.directives(v.Directives))
		if v.DefaultValue != nil {
			total.add(s.value(v.DefaultValue))
		}
	}
	return total
}

func (s *scale) fragment(f *ast.FragmentDefinition) size {
	if done, seen := s.done[f]; seen {
		return *done
	}
	s.done[f] = nil
	total := s.selections(f.SelectionSet)
	total.add(s.directives(f.Directives))
	s.done[f] = &total
	return total
}

func (s *scale) selections(set ast.SelectionSet) size {
	total := size{parts: len(set)}
	for _, selection := range set {
		switch x := selection.(type) {
		case *ast.Field:
			total.add(s.field(x))
		case *ast.InlineFragment:
			total.add(s.directives(x.Directives))
			inner := s.selections(x.SelectionSet)
			inner.again = atMost(inner.again + inner.parts)
			total.add(inner)
		case *ast.FragmentSpread:
			total.add(s.directives(x.Directives))
			total.add(s.spread(x))
		}
	}
	return total
}

func (s *scale) spread(spread *ast.FragmentSpread) size {
	f := s.fragments[spread.Name]
	if f == nil {
		return size{}
	}
	if done, seen := s.done[f]; seen && done == nil {
		if s.cycle == nil {
			s.cycle, s.cycleOf = spread.Position, spread.Name
		}
		return size{}
	}
	return s.fragment(f)
}

func (s *scale) field(f *ast.Field) size {
	total := s.arguments(f.Arguments)
	total.add(s.directives(f.Directives))
	if f.Alias != f.Name {
		total.aliases++
	}
	inner := s.selections(f.SelectionSet)
	if len(f.SelectionSet) > 0 {
		inner.fields = inner.fields.below(f.Position)
	}
	if f.Name == "__schema" || f.Name == "__type" {
		inner.introspection = inner.introspection.max(inner.fields)
		inner.fields = nesting{}
		if s.introspection == nil {
			s.introspection = f.Position
		}
	}
	total.add(inner)
	return total
}

func (s *scale) directives(list ast.DirectiveList) size {
	total := size{directives: len(list), parts: len(list)}
	for _, d := range list {
		total.add(s.arguments(d.Arguments))
	}
	return total
}

func (s *scale) arguments(list ast.ArgumentList) size {
	var total size
	for _, a := range list {
		total.add(s.value(a.Value))
	}
	return total
}

// stringPart is the number of bytes of a string that count as one more part: an error
// repeats the string, once for each place where its fragment is spread.
const stringPart = 64

// value counts a value and the values in it.
func (s *scale) value(v *ast.Value) size {
	total := size{parts: 1 + len(v.Raw)/stringPart}
	for _, child := range v.Children {
		total.add(s.value(child.Value))
	}
	if v.Kind == ast.ListValue || v.Kind == ast.ObjectValue {
		total.values = total.values.below(v.Position)
	}
	return total
}

func typeNesting(t *ast.Type) nesting {
	n := nesting{at: t.Position}
	for ; t.Elem != nil; t = t.Elem {
		n.depth++
	}
	return n
}
