package limit_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"viewline/graph/limit"
)

func nested(n int) string { return strings.Repeat("a{", n) + "b" + strings.Repeat("}", n) }

func TestTextOverALimit(t *testing.T) {
	const cyclic = "fragment A spreads itself, by itself or through others; want fragments without a cycle"
	for name, c := range map[string]struct {
		text, code, want string
		line, column     int
	}{
		"bytes":     {strings.Repeat(" ", 65_537), limit.Code, "the text has 65537 bytes; want at most 65536", 0, 0},
		"tokens":    {"{\n" + strings.Repeat("a ", 3999) + "}", limit.Code, "the text has more than 4000 tokens; want at most that", 2, 7999},
		"comments":  {"{a\n" + strings.Repeat("#\n", 4000) + "}", limit.Code, "the text has more than 4000 tokens; want at most that", 4000, 1},
		"long name": {"{ " + strings.Repeat("a", 257) + "}", limit.Code, "a name has 257 bytes; want at most 256", 1, 3},
		"two streams": {
			"subscription{a:b{c} d:b{c}}", errcode.ValidationFailed,
			"a subscription to a and d; want one field", 1, 21,
		},
		"two streams, fragments": {
			"subscription{...A ...{b}}fragment A on T{c}", errcode.ValidationFailed,
			"a subscription to c and b; want one field", 1, 23,
		},
		"a stream that may be absent": {
			"subscription{...A}fragment A on T{b @skip(if:true)}", errcode.ValidationFailed,
			"@skip on the field of a subscription; want a field that is always there", 1, 38,
		},
		"depth":            {"{" + nested(16) + "}", limit.Code, "the operation nests fields 16 deep; want at most 15", 1, 32},
		"depth, fragments": {"query Q{a{...A}}fragment A on T{" + nested(15) + "}", limit.Code, "operation Q nests fields 16 deep; want at most 15", 1, 61},
		"unused fragment":  {"{a}fragment A on T{" + nested(16) + "}", limit.Code, "fragment A nests fields 16 deep; want at most 15", 1, 50},
		"introspection":    {"{__schema{" + nested(15) + "}}", limit.Code, "the operation nests introspection 16 deep; want at most 15", 1, 39},
		"lists":            {"{a(b:" + strings.Repeat("[", 16) + strings.Repeat("]", 16) + ")}", limit.Code, "the operation nests lists and objects 16 deep; want at most 15", 1, 21},
		"objects":          {"{a(b:" + strings.Repeat("{c:", 16) + "1" + strings.Repeat("}", 16) + ")}", limit.Code, "the operation nests lists and objects 16 deep; want at most 15", 1, 51},
		"list types":       {"query($a:" + strings.Repeat("[", 16) + "Int" + strings.Repeat("]", 16) + "){b}", limit.Code, "the operation nests lists and objects 16 deep; want at most 15", 1, 11},
		"aliases":          {"{" + strings.Repeat("a:b ", 31) + "}", limit.Code, "the operation has 31 aliases; want at most 30", 1, 1},
		"aliases, twice":   {"{...A c{...A}}fragment A on T{" + strings.Repeat("a:b ", 16) + "}", limit.Code, "the operation has 32 aliases; want at most 30", 1, 1},
		"directives":       {"{a" + strings.Repeat("@b", 51) + "}", limit.Code, "the operation has 51 directives; want at most 50", 1, 1},
		"directives of variables": {
			"query Q($a:Int" + strings.Repeat("@b", 51) + "){a}", limit.Code,
			"operation Q has 51 directives; want at most 50", 1, 1,
		},
		"parts": {
			strings.Repeat("{...A}", 12) + "fragment A on T{" + numbered(415, func(i int) string { return fmt.Sprintf("a%d ", i) }) + "}", limit.Code,
			"the text down to fragment A has 5407 fields, fragments, directives, variables and values, with the fragments written out; want at most 5000", 1, 73,
		},
		"parts, inline fragments": {
			"{" + strings.Repeat("...{", 99) + "a" + strings.Repeat("}", 100), limit.Code,
			"the text down to the operation has 5050 fields, fragments, directives, variables and values, with the fragments written out; want at most 5000", 1, 1,
		},
		"parts, fragments that double": {
			doubling(300), limit.Code,
			"the text down to the operation has 1073741824 fields, fragments, directives, variables and values, with the fragments written out; want at most 5000", 1, 1,
		},
		"parts, a long string": {
			strings.Repeat("{...A}", 5) + "fragment A on T{a(b:\"" + strings.Repeat("c", 64*900) + "\")}", limit.Code,
			"the text down to fragment A has 5417 fields, fragments, directives, variables and values, with the fragments written out; want at most 5000", 1, 31,
		},
		"pairs": {
			"{" + strings.Repeat("a ", 142) + "}", limit.Code,
			"the text down to the operation has 10011 pairs of fields with one name or of fragments in one place; want at most 10000", 1, 1,
		},
		"a cycle": {"{...A}\nfragment A on T{\na ...B} fragment B on T{...A}", errcode.ValidationFailed, cyclic, 3, 28},
		"a cycle nobody asks for": {
			"{a}fragment A on T{a{...A}}", errcode.ValidationFailed, cyclic, 1, 25,
		},
	} {
		t.Run(name, func(t *testing.T) {
			err := check(t, limit.Options{}, c.text)
			if err == nil {
				t.Fatal("passes")
			}
			if err.Message != c.want {
				t.Errorf("message %q\nwant    %q", err.Message, c.want)
			}
			if err.Extensions["code"] != c.code {
				t.Errorf("code %v, want %s", err.Extensions["code"], c.code)
			}
			at := gqlerror.Location{}
			if len(err.Locations) > 0 {
				at = err.Locations[0]
			}
			if at != (gqlerror.Location{Line: c.line, Column: c.column}) {
				t.Errorf("at %d:%d, want %d:%d", at.Line, at.Column, c.line, c.column)
			}
		})
	}
}

func TestTextWithinTheLimits(t *testing.T) {
	for name, text := range map[string]string{
		"bytes":                   "{a}" + strings.Repeat(" ", 65_533),
		"tokens":                  "{" + numbered(3998, func(i int) string { return fmt.Sprintf("a%d ", i) }) + "}",
		"long name":               "{" + strings.Repeat("a", 256) + "}",
		"depth":                   "{" + nested(15) + "}",
		"depth and introspection": "{" + nested(15) + "__schema{" + nested(14) + "}}",
		"lists":                   "{a(b:" + strings.Repeat("[", 15) + strings.Repeat("]", 15) + ")}",
		"aliases":                 "{" + strings.Repeat("a:b ", 30) + "}",
		"directives":              "{a" + strings.Repeat("@b", 50) + "}",
		"pairs":                   "{" + strings.Repeat("a ", 141) + "}",
		"wrong syntax":            "{a",
		"a wrong character":       "{a'}",
		"an unknown fragment":     "{...A}",
		"no text":                 "",
	} {
		t.Run(name, func(t *testing.T) {
			if err := check(t, limit.Options{}, text); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestLimitsCanBeSet(t *testing.T) {
	const text = `query Q($v: Int) { a: b(c: [$v]) @d { e e } __schema { f } }`
	tight := limit.Options{Bytes: len(text), Tokens: 31, Depth: 1, Introspection: 1, Aliases: 1, Directives: 1, Parts: 9, Pairs: 1}
	if err := check(t, tight, text); err != nil {
		t.Errorf("at the limits: %v", err)
	}
	for name, o := range map[string]limit.Options{
		"bytes": {Bytes: len(text) - 1}, "tokens": {Tokens: 30}, "parts": {Parts: 8},
	} {
		if check(t, o, text) == nil {
			t.Errorf("one less in %s passes", name)
		}
	}
}

// A text that is known to be within the limits passes without being measured again. A text
// over the limits is refused every time.
func TestSecondTimeIsAsTheFirst(t *testing.T) {
	e := limit.New(limit.Options{})
	for _, text := range []string{"{a}", "{" + nested(16) + "}"} {
		first := e.MutateOperationParameters(t.Context(), &graphql.RawParams{Query: text})
		again := e.MutateOperationParameters(t.Context(), &graphql.RawParams{Query: text})
		if fmt.Sprint(first) != fmt.Sprint(again) {
			t.Errorf("%s: %v, then %v", text, first, again)
		}
	}
}

func TestIntrospectionQueryPasses(t *testing.T) {
	text, err := os.ReadFile("testdata/introspection.graphql")
	if err != nil {
		t.Fatal(err)
	}
	if cost, err := costOf(t, limit.Options{}, string(text), nil); err != "" || cost != 16_424 {
		t.Errorf("cost %d, %s", cost, err)
	}
}
