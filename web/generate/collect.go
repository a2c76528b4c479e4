package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/vektah/gqlparser/v2/ast"
)

// collector gathers the structs that answers are decoded into.
type collector struct {
	types   map[string]string // as target.types
	answers []*object         // one for each operation; of the package shared, one for each fragment
	// objects are by type of the schema. A type has one struct, with every field that
	// any query of the package asks of it, so that queries of nested fragments, which
	// stand in for the recursion that GraphQL does not have, give one struct. An
	// interface or a union has one struct too, with the fields of all its members.
	objects map[string]*object
}

// object is a struct.
type object struct {
	name   string // in Go
	holds  string // what the struct holds, for its comment
	embeds []*ast.FragmentDefinition
	fields []field
}

// field is a field of a struct.
type field struct {
	key    string // in JSON: the alias in the query, else the name of the field
	goType string
}

// collect gathers what the operations ask, or the fragments that are shared.
func (c *collector) collect(queries *ast.QueryDocument, fragments bool) error {
	for _, op := range queries.Operations {
		answer := &object{name: unexported(op.Name) + "Answer", holds: "is the answer to the query " + op.Name}
		c.answers = append(c.answers, answer)
		if err := c.add(answer, op.SelectionSet); err != nil {
			return fmt.Errorf("query %s: %w", op.Name, err)
		}
	}
	if !fragments {
		return nil
	}
	for _, f := range queries.Fragments {
		one := &object{name: f.Name, holds: "has the fields of the fragment " + f.Name}
		c.answers = append(c.answers, one)
		if err := c.add(one, f.SelectionSet); err != nil {
			return fmt.Errorf("fragment %s: %w", f.Name, err)
		}
	}
	if len(c.objects) > 0 {
		return fmt.Errorf("fragments that all packages share may ask for scalars alone; one asks for the fields of a %s", sorted(c.objects)[0].name)
	}
	return nil
}

// add gives a struct the fields of a selection.
func (c *collector) add(to *object, set ast.SelectionSet) error {
	for _, s := range set {
		var err error
		switch s := s.(type) {
		case *ast.Field:
			err = c.addField(to, s)
		case *ast.InlineFragment:
			err = c.add(to, s.SelectionSet)
		case *ast.FragmentSpread:
			if isShared(s.Definition) {
				to.embed(s.Definition)
			} else {
				err = c.add(to, s.Definition.SelectionSet)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *collector) addField(to *object, f *ast.Field) error {
	goType, err := c.goType(f)
	if err != nil {
		return err
	}
	if err := to.put(field{f.Alias, goType}); err != nil {
		return fmt.Errorf("%s.%s: %w", f.ObjectDefinition.Name, f.Name, err)
	}
	if f.SelectionSet == nil {
		return nil
	}
	name := f.Definition.Type.Name()
	child := c.objects[name]
	if child == nil {
		child = &object{name: unexported(name), holds: "has all that the queries ask of the type " + name}
		c.objects[name] = child
	}
	return c.add(child, f.SelectionSet)
}

// goType is the Go type that a field is decoded into. Null is the zero value of a scalar
// and of a list, and nil of an object.
func (c *collector) goType(f *ast.Field) (string, error) {
	list, of := "", f.Definition.Type
	for of.Elem != nil {
		list, of = list+"[]", of.Elem
	}
	if f.SelectionSet != nil {
		if !of.NonNull {
			list += "*"
		}
		return list + unexported(of.NamedType), nil
	}
	if bound := c.types[f.ObjectDefinition.Name+"."+f.Name]; bound != "" {
		return list + bound, nil
	}
	return list + scalar(of.NamedType), nil
}

// scalar is the Go type of a scalar. One that is not in the table, and an enum, are text.
func scalar(name string) string {
	switch name {
	case "Int":
		return "int"
	case "Float":
		return "float64"
	case "Boolean":
		return "bool"
	case "DateTime":
		return "time.Time"
	}
	return "string"
}

func (o *object) embed(f *ast.FragmentDefinition) {
	if !slices.Contains(o.embeds, f) {
		o.embeds = append(o.embeds, f)
	}
}

// put adds a field, which has the same type wherever it stands.
func (o *object) put(f field) error {
	for _, known := range o.fields {
		if known.key == f.key && known.goType != f.goType {
			return fmt.Errorf("%q is %s here and %s elsewhere; want an alias for one of them", f.key, f.goType, known.goType)
		}
		if known.key == f.key {
			return nil
		}
	}
	o.fields = append(o.fields, f)
	return nil
}

// own are the fields of a struct that none of its embedded ones has.
func (o *object) own() []field {
	inherited := map[string]bool{}
	for _, f := range o.embeds {
		for _, s := range f.SelectionSet {
			if s, ok := s.(*ast.Field); ok {
				inherited[s.Alias] = true
			}
		}
	}
	var own []field
	for _, f := range o.fields {
		if !inherited[f.key] {
			own = append(own, f)
		}
	}
	return own
}

// initialisms are words that Go writes in one case throughout.
var initialisms = map[string]bool{"ai": true, "doi": true, "html": true, "id": true, "json": true, "url": true}

// exported is a name of the schema as an exported name of Go: "pageUrl" as "PageURL".
func exported(name string) string {
	var joined strings.Builder
	for _, word := range words(name) {
		if initialisms[strings.ToLower(word)] {
			joined.WriteString(strings.ToUpper(word))
			continue
		}
		joined.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return joined.String()
}

// unexported is a name of the schema as an unexported name of Go: "PageInfo" as
// "pageInfo".
func unexported(name string) string {
	first := words(name)[0]
	return strings.ToLower(first) + exported(name)[len(first):]
}

// words cuts a name ahead of each capital. The underscores of "__typename" are left out.
func words(name string) []string {
	name = strings.TrimLeft(name, "_")
	var all []string
	start := 0
	for i, r := range name {
		if i > start && unicode.IsUpper(r) {
			all, start = append(all, name[start:i]), i
		}
	}
	return append(all, name[start:])
}
