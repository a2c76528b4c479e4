package limit_test

import (
	"fmt"
	"strings"
)

// A shape makes texts of any size that take long to validate.
type shape struct {
	name string
	text func(n int) string
}

var shapes = []shape{
	{"one field again and again", func(n int) string {
		return "{" + strings.Repeat("__typename ", n) + "}"
	}},
	{"one object again and again", func(n int) string {
		return "{" + strings.Repeat("corpus{__typename}", n) + "}"
	}},
	{"fields times fields", func(n int) string {
		return "{" + strings.Repeat("corpus{"+strings.Repeat("people ", n)+"}", n) + "}"
	}},
	{"fields times fields times fields", func(n int) string {
		inner := "nodes{" + strings.Repeat("slug ", n) + "}"
		return "{" + strings.Repeat("people{"+strings.Repeat(inner, n)+"}", n) + "}"
	}},
	{"one field with many arguments", func(n int) string {
		return "{" + numbered(n, func(i int) string { return fmt.Sprintf("__typename(a:%d)", i) }) + "}"
	}},
	{"one field with and without an argument", func(n int) string {
		return "{" + strings.Repeat("__typename __typename __typename(a:1)", n) + "}"
	}},
	{"fields that differ below others", func(n int) string {
		return "{" + strings.Repeat("corpus{"+strings.Repeat("people people(a:1) ", n)+"}", n) + "}"
	}},
	{"fields that differ below three others", func(n int) string {
		inner := strings.Repeat("person(slug:1){lastAppearance{post{"+strings.Repeat("slug slug(a:1) ", n)+"}}}", n)
		return "{" + inner + "}"
	}},
	{"fields that differ below one that does", func(n int) string {
		inner := strings.Repeat("nodes{slug slug(a:1)}", n)
		return "{" + strings.Repeat("people{"+inner+"}", n) + "}"
	}},
	{"fields that differ, in inline fragments", func(n int) string {
		return "{...{...{...{" + strings.Repeat("__typename __typename(a:1) ", n) + "}}}}"
	}},
	{"fields that differ, in fragments", func(n int) string {
		return "{...A ...B}fragment A on Query{" + strings.Repeat("__typename ", n) + "}fragment B on Query{" + strings.Repeat("__typename(a:1) ", n) + "}"
	}},
	{"aliases", func(n int) string {
		return "{" + numbered(n, func(i int) string { return fmt.Sprintf("a%d:__typename ", i) }) + "}"
	}},
	{"fragments that spread the next one twice", doubling},
	{"fragments in a chain", func(n int) string {
		return "{...F0}" + numbered(n, func(i int) string {
			return fmt.Sprintf("fragment F%d on Query{__typename ...F%d}", i, i+1)
		}) + fmt.Sprintf("fragment F%d on Query{__typename}", n)
	}},
	{"fragments that spread all later ones", func(n int) string {
		return "{...F0}" + numbered(n, func(i int) string {
			rest := numbered(n-i, func(j int) string { return fmt.Sprintf("...F%d ", i+j+1) })
			return fmt.Sprintf("fragment F%d on Query{__typename %s}", i, rest)
		}) + fmt.Sprintf("fragment F%d on Query{__typename}", n)
	}},
	{"fragments side by side", func(n int) string {
		return "{" + numbered(n, func(i int) string { return fmt.Sprintf("...F%d ", i) }) + "}" +
			numbered(n, func(i int) string { return fmt.Sprintf("fragment F%d on Query{__typename}", i) })
	}},
	{"two fragments in turn", func(n int) string {
		return "{" + strings.Repeat("...A ...B ", n) + "}fragment A on Query{__typename}fragment B on Query{__typename}"
	}},
	{"a fragment of many fields below many", func(n int) string {
		return "{" + strings.Repeat("corpus{...C}", n) + "}fragment C on Corpus{" + strings.Repeat("people ", n) + "}"
	}},
	{"fragments that spread themselves", func(n int) string {
		return "{...F0}" + numbered(n, func(i int) string {
			return fmt.Sprintf("fragment F%d on Query{...F%d}", i, (i+1)%n)
		})
	}},
	{"inline fragments in each other", func(n int) string {
		return "{" + strings.Repeat("...{", n) + strings.Repeat("__typename ", n) + strings.Repeat("}", n+1)
	}},
	{"inline fragments around many fields", func(n int) string {
		return "{" + strings.Repeat("...{", 5) + strings.Repeat("__typename ", n) + strings.Repeat("}", 6)
	}},
	{"operations with one fragment", func(n int) string {
		return numbered(n, func(i int) string { return fmt.Sprintf("query Q%d{...F}", i) }) +
			"fragment F on Query{" + strings.Repeat("__typename ", n) + "}"
	}},
	{"operations without a name", func(n int) string { return strings.Repeat("{__typename}", n) }},
	{"directives that are unknown", func(n int) string {
		return "{__typename" + strings.Repeat("@aa", n) + "}"
	}},
	{"directives on many fields", func(n int) string {
		return "{" + strings.Repeat("__typename@skip(if:true)", n) + "}"
	}},
	{"fields in each other", func(n int) string {
		return "{node(id:1){... on Viewpoint{" + strings.Repeat("points{", n) + "id" + strings.Repeat("}", n+3)
	}},
	{"lists in each other", func(n int) string {
		return "{nodes(ids:" + strings.Repeat("[", n) + strings.Repeat("1 ", n) + strings.Repeat("]", n) + "){id}}"
	}},
	{"objects in each other", func(n int) string {
		return "{appearances(filter:" + strings.Repeat("{kind:", n) + "OTHER" + strings.Repeat("}", n) + "){totalCount}}"
	}},
	{"list types in each other", func(n int) string {
		return "query($v:" + strings.Repeat("[", n) + "Int" + strings.Repeat("]", n) + "){nodes(ids:[" + strings.Repeat("$v ", n) + "]){id}}"
	}},
	{"values in a list", func(n int) string {
		return "{nodes(ids:[" + strings.Repeat("TRUE ", n) + "]){id}}"
	}},
	{"variables", func(n int) string {
		return "query(" + numbered(n, func(i int) string { return fmt.Sprintf("$v%d:ID!", i) }) + "){nodes(ids:[" +
			numbered(n, func(int) string { return fmt.Sprintf("$v%d ", n-1) }) + "]){id}}"
	}},
	{"the same arguments", func(n int) string {
		args := numbered(n, func(i int) string { return fmt.Sprintf("a%d:1 ", i) })
		return "{" + strings.Repeat("corpus("+args+"){people}", n) + "}"
	}},
	{"the same objects", func(n int) string {
		return "{" + strings.Repeat("appearances(filter:{from:{a:1 b:2}}){totalCount}", n) + "}"
	}},
	{"arguments of a fragment in many", func(n int) string {
		return numbered(n, func(i int) string { return fmt.Sprintf("query Q%d{...F}", i) }) +
			"fragment F on Query{people(" + numbered(n, func(i int) string { return fmt.Sprintf("firs%d:1 ", i) }) + "){totalCount}}"
	}},
	{"fields that are unknown", func(n int) string {
		return "{" + numbered(n, func(i int) string { return fmt.Sprintf("peopl%d ", i) }) + "}"
	}},
	{"types that are unknown", func(n int) string {
		return "{" + numbered(n, func(i int) string { return fmt.Sprintf("...F%d ", i) }) + "}" +
			numbered(n, func(i int) string { return fmt.Sprintf("fragment F%d on Appearancf{id}", i) })
	}},
	{"a field of a long name", func(n int) string { return "{" + strings.Repeat("appearance", 16*n) + "}" }},
	{"a type of a long name", func(n int) string {
		return "{...F}fragment F on " + strings.Repeat("Appearance", 16*n) + "{id}"
	}},
	{"an operation of a long name", func(n int) string {
		return "query " + strings.Repeat("a", 64*n) + "{nodes(ids:[" + strings.Repeat("$a ", n) + "]){id}}"
	}},
	{"a long string in many", func(n int) string {
		return numbered(n, func(i int) string { return fmt.Sprintf("query Q%d{...F}", i) }) +
			"fragment F on Query{appearances(filter:\"" + strings.Repeat("a", 64*n) + "\"){totalCount}}"
	}},
	{"comments", func(n int) string { return "{__typename" + strings.Repeat("#\n", n) + "}" }},
	{"commas", func(n int) string { return "{__typename" + strings.Repeat(",", 64*n) + "}" }},
	{"two fragments in turn, in inline fragments", func(n int) string {
		return "{...{...{" + strings.Repeat("...A ...B ", n) + "}}}fragment A on Query{__typename}fragment B on Query{__typename}"
	}},
	{"a long type in many", func(n int) string {
		return "query($v:" + strings.Repeat("a", 64*n) + "){nodes(ids:[" + strings.Repeat("$v ", n) + "]){id}}"
	}},
	{"fields of two types", func(n int) string {
		return "{node(id:1){" + strings.Repeat("... on Person{id} ... on Paper{id}", n) + "}}"
	}},
	{"fragments of fields below fields", func(n int) string {
		return "{" + strings.Repeat("people{...C}", n) + "}fragment C on PersonConnection{" + strings.Repeat("nodes{...P}", n) + "}fragment P on Person{slug name slug(a:1)}"
	}},
	{"introspection by one fragment", func(n int) string {
		return "{" + strings.Repeat("__schema{types{...F}}", n) + "}fragment F on __Type{fields{name type{fields{name}}}}"
	}},
}

func doubling(n int) string {
	return "{...F0}" + numbered(n, func(i int) string {
		return fmt.Sprintf("fragment F%d on Query{...F%d ...F%d}", i, i+1, i+1)
	}) + fmt.Sprintf("fragment F%d on Query{__typename}", n)
}

func numbered(n int, text func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(text(i))
	}
	return b.String()
}
