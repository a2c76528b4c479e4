package graph_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"viewline/graph/gengql"
)

func schema() *ast.Schema { return gengql.NewExecutableSchema(gengql.Config{}).Schema() }

// TestSchemaDescriptions checks that everything in the schema has a description.
func TestSchemaDescriptions(t *testing.T) {
	described := func(name, description string) {
		switch {
		case description == "":
			t.Errorf("%s has no description", name)
		case !strings.HasSuffix(description, "."):
			t.Errorf("the description of %s has no full stop at its end: %q", name, description)
		}
	}
	seen := 0
	for name, typ := range schema().Types {
		if typ.BuiltIn {
			continue
		}
		seen++
		described(name, typ.Description)
		for _, f := range typ.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			described(name+"."+f.Name, f.Description)
			for _, arg := range f.Arguments {
				described(name+"."+f.Name+"("+arg.Name+")", arg.Description)
			}
		}
		for _, v := range typ.EnumValues {
			described(name+"."+v.Name, v.Description)
		}
	}
	if seen < 30 {
		t.Errorf("%d types; want at least 30", seen)
	}
}

// TestDeprecations checks that the reason of each deprecation says what to use instead and
// when the deprecated part goes; see CONTRIBUTING.md.
func TestDeprecations(t *testing.T) {
	rule := regexp.MustCompile(`^Use .+\. Goes with .+\.$`)
	check := func(name string, directives ast.DirectiveList) {
		d := directives.ForName("deprecated")
		if d == nil {
			return
		}
		reason := ""
		if a := d.Arguments.ForName("reason"); a != nil {
			reason = a.Value.Raw
		}
		if !rule.MatchString(reason) {
			t.Errorf("%s is deprecated for the reason %q; want \"Use …. Goes with ….\"", name, reason)
		}
	}
	for name, typ := range schema().Types {
		if typ.BuiltIn {
			continue
		}
		for _, f := range typ.Fields {
			check(name+"."+f.Name, f.Directives)
			for _, arg := range f.Arguments {
				check(name+"."+f.Name+"("+arg.Name+")", arg.Directives)
			}
		}
		for _, v := range typ.EnumValues {
			check(name+"."+v.Name, v.Directives)
		}
	}
}

// TestSchemaLists checks that no list is null or has nulls, except Query.nodes, in which
// null stands for an unknown id.
func TestSchemaLists(t *testing.T) {
	complete := regexp.MustCompile(`^\[\w+!\]!$`)
	for name, typ := range schema().Types {
		if typ.BuiltIn || typ.Kind == ast.InputObject {
			continue
		}
		for _, f := range typ.Fields {
			if f.Type.Elem != nil && !strings.HasPrefix(f.Name, "__") && name+"."+f.Name != "Query.nodes" && !complete.MatchString(f.Type.String()) {
				t.Errorf("%s.%s is %s", name, f.Name, f.Type)
			}
		}
	}
}
