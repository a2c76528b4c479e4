package citation

import (
	"regexp"
	"strings"
	"testing"
)

// quotedExpr says the same as quotedIn, but package regexp takes far longer for it.
var quotedExpr = regexp.MustCompile(`“([^“”]{2,400})”|"([^"]{2,400})"|《([^《》]{1,200})》|「([^「」]{2,200})」|『([^『』]{2,200})』`)

func TestQuotedIn(t *testing.T) {
	for text, want := range map[string]string{
		`Ann Ray, “Slow Nets”, 2015`:                 "Slow Nets",
		`see "a" and "Slow Nets"`:                    " and ",
		"“a “Slow” nets”":                            "Slow",
		"读《慢》和“慢网络”":                                 "慢",
		"「慢」『慢网络』":                                   "慢网络",
		"《》“”":                                       "",
		"”Slow Nets“":                                "",
		"“Slow\nNets”":                               "Slow\nNets",
		"“" + strings.Repeat("慢", 400) + "”":         strings.Repeat("慢", 400),
		"“" + strings.Repeat("慢", 401) + "”「Slow」":   "Slow",
		"“\xff\xff”":                                 "\xff\xff",
		"no quotation, but — and … and 慢":            "",
		"“Slow”" + strings.Repeat(" “", 3) + "Nets”": "Slow",
	} {
		_, words, ok := quotedIn(text)
		if got := text[words.Start:words.End]; got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v; want %q", text, got, ok, want)
		}
	}
}

func FuzzQuotedIn(f *testing.F) {
	for _, seed := range []string{`“a” "bc" 《d》`, "「ef」『gh』", "““ab””", "\"\xff\xff\"", "《" + strings.Repeat("x", 201) + "》"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		whole, words, ok := quotedIn(text)
		m := quotedExpr.FindStringSubmatchIndex(text)
		if ok != (m != nil) {
			t.Fatalf("%q: %v; want %v", text, ok, m != nil)
		}
		if !ok {
			return
		}
		want := Span{}
		for g := 2; g < len(m); g += 2 {
			if m[g] >= 0 {
				want = Span{m[g], m[g+1]}
			}
		}
		if (whole != Span{m[0], m[1]}) || words != want {
			t.Errorf("%q: %v, %v; want %v, %v", text, whole, words, m[:2], want)
		}
	})
}
