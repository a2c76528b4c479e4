package graph_test

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// asker writes random queries for a schema. Each choice takes one byte. When no bytes are
// left, every choice is the first one, which ends the query soon.
type asker struct {
	schema  *ast.Schema
	choices []byte
	aliases int
	// fragments are the texts of the fragments so far; on has their types.
	fragments []string
	on        []*ast.Definition
}

func (a *asker) choose(n int) int {
	if len(a.choices) == 0 {
		return 0
	}
	c := int(a.choices[0]) % n
	a.choices = a.choices[1:]
	return c
}

// query writes a query with the variables that its parts use: $yes is true, $no is
// false, $null is null.
func (a *asker) query() string {
	body := a.selections(a.schema.Query, 5)
	return "query($yes: Boolean! = true, $no: Boolean! = false, $null: String) { used: person(slug: \"\") @include(if: $no) @skip(if: $yes) { slug } alsoUsed: people(after: $null) { totalCount } " +
		body + "}\n" + strings.Join(a.fragments, "\n")
}

// selections writes one to six selections on a type, with fields of their own down
// to a depth.
func (a *asker) selections(def *ast.Definition, depth int) string {
	var b strings.Builder
	for range 1 + a.choose(6) {
		switch kind := a.choose(8); {
		case kind == 0 || def.Kind == ast.Union && kind < 3:
			fmt.Fprintf(&b, "__typename %s ", a.directive())
		case kind < 6 && len(def.Fields) > 0:
			b.WriteString(a.field(def, depth))
		case kind == 6:
			b.WriteString(a.spread(def, depth))
		default:
			on := a.overlapping(def)
			fmt.Fprintf(&b, "... on %s %s { %s } ", on.Name, a.directive(), a.selections(on, depth-1))
		}
	}
	return b.String()
}

func (a *asker) field(def *ast.Definition, depth int) string {
	f := def.Fields[a.choose(len(def.Fields))]
	if strings.HasPrefix(f.Name, "__") {
		return "__typename "
	}
	of := a.schema.Types[f.Type.Name()]
	below := ""
	if of.IsCompositeType() {
		if depth <= 0 {
			return "__typename "
		}
		below = "{ " + a.selections(of, depth-1) + "}"
	}
	alias := ""
	if len(f.Arguments) > 0 || a.choose(4) == 1 {
		a.aliases++ // fields of one response name must have equal arguments
		alias = fmt.Sprintf("a%d: ", a.aliases)
	}
	return alias + f.Name + a.arguments(f) + " " + a.directive() + below + " "
}

// spread spreads a new fragment, or one that was written before.
func (a *asker) spread(def *ast.Definition, depth int) string {
	if n := len(a.fragments); n > 0 && a.choose(2) == 1 {
		if i := a.choose(n); a.fragments[i] != "" && overlap(a.schema, def, a.on[i]) {
			return fmt.Sprintf("...F%d %s ", i, a.directive())
		}
	}
	on, i := a.overlapping(def), len(a.fragments)
	a.fragments, a.on = append(a.fragments, ""), append(a.on, on) // the text is empty while the fragment is being written
	a.fragments[i] = fmt.Sprintf("fragment F%d on %s { %s }", i, on.Name, a.selections(on, depth-1))
	return fmt.Sprintf("...F%d %s ", i, a.directive())
}

// overlapping picks a type that an object of the given type can be of.
func (a *asker) overlapping(def *ast.Definition) *ast.Definition {
	all := []*ast.Definition{def}
	for _, name := range []string{"Appearance", "Viewpoint", "Paper", "Person", "Post", "Topic", "Section", "Passage", "Recommendation", "Node", "Content", "SearchResult"} {
		if other := a.schema.Types[name]; other != def && overlap(a.schema, def, other) {
			all = append(all, other)
		}
	}
	return all[a.choose(len(all))]
}

func overlap(schema *ast.Schema, a, b *ast.Definition) bool {
	for _, x := range schema.GetPossibleTypes(a) {
		for _, y := range schema.GetPossibleTypes(b) {
			if x == y {
				return true
			}
		}
	}
	return false
}

func (a *asker) directive() string {
	return []string{"", "", "", "", "@include(if: $yes)", "@skip(if: $no)", "@skip(if: $yes)", "@include(if: $no)", "@skip(if: true)", "@include(if: true) @skip(if: false)"}[a.choose(10)]
}

// values are the values of arguments to choose from, by the arguments' names; some are
// wrong.
var values = map[string][]string{
	"slug":   {`"p00"`, `"looms"`, `"shared"`, `"by-p00"`, `"nobody"`, `""`},
	"key":    {`"p00/2020"`, `"p00/2021"`, `"p01/2022"`, `"x"`},
	"id":     {`"UGVyc29uOnAwMA"`, `"bad"`, `"QXBwZWFyYW5jZTpwMDAvMjAyMQ"`},
	"ids":    {`["UGVyc29uOnAwMA", "QXBwZWFyYW5jZTpwMDAvMjAyMQ", "VG9waWM6bG9vbXM"]`, `["bad", "UGVyc29uOnAwMA"]`, `[]`},
	"name":   {`"p00"`, `"looms"`, `"nobody"`, `""`},
	"text":   {`"one"`, `"deeper"`, `"标签"`, `"%"`},
	"first":  {`2`, `100`, `1`, `0`, `null`, `101`},
	"last":   {`null`, `null`, `3`},
	"after":  {`null`, `$null`, `"bad"`},
	"before": {`null`, `$null`, `"bad"`},
	"person": {`"p00"`, `"nobody"`, `null`},
	"filter": {
		`{}`, `null`, `{text: "one"}`, `{person: ["p00", "p01", "nobody"]}`, `{kind: [TALK, SPEECH]}`, `{dated: false}`,
		`{dates: {from: "2020", to: "2021", match: CERTAIN}}`, `{dates: {from: "2022", to: "2021"}}`,
		`{from: "bad"}`, `{from: "2021"}`, `{person: "p00"}`, `{topic: "looms"}`, `{text: $null}`, `{minRecommenders: 2}`,
	},
	"orderBy": {`null`, `{field: RECOMMENDATIONS, direction: DESC}`, `{field: TITLE, direction: ASC}`, `{field: COUNT, direction: ASC}`, `{field: LATEST, direction: DESC}`, `{field: DATE, direction: ASC}`, `{field: NAME, direction: DESC}`},
}

func (a *asker) arguments(f *ast.FieldDefinition) string {
	var parts []string
	for _, arg := range f.Arguments {
		if arg.Type.NonNull || a.choose(4) == 1 {
			all := values[arg.Name]
			if len(all) == 0 {
				panic("values has nothing for the argument " + arg.Name)
			}
			parts = append(parts, arg.Name+": "+all[a.choose(len(all))])
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "(" + strings.Join(parts, ", ") + ")"
}
