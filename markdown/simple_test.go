package markdown

import (
	"strings"
	"testing"
)

// What is simple is given as the policy and the balance of tags would give it.
func TestSimpleIsAsThorough(t *testing.T) {
	for _, c := range []struct {
		html   string
		simple bool
	}{
		{"", true},
		{"文字，标点。", true},
		{"<p>One <strong>two</strong> <em>three</em></p>\n<ul>\n<li>four<br>\nfive</li>\n</ul>", true},
		{"it's &quot;so&quot; &amp; 1 &lt; 2 &gt; 0", true},
		{"<hr><h3>Head</h3>", true},
		{"a > b", false},
		{"say \"so\"", false},
		{"&copy; &#34;", false},
		{"<p>a &amp b</p>", false},
		{"<p>open", false},
		{"</p>", false},
		{"<strong><em>crossed</strong></em>", false},
		{"<P>Upper</P>", false},
		{"<script>x</script>", false},
		{"<p class=\"a\">x</p>", false},
		{"<p >x</p>", false},
		{"<a href=\"https://example.org\">x</a>", false},
		{"<", false},
		{"<!-- <p> -->", false},
		{"a\rb", false},
		{strings.Repeat("<em>", 32) + strings.Repeat("</em>", 32), true},
		{strings.Repeat("<em>", 33) + strings.Repeat("</em>", 33), false},
	} {
		got, ok := simple(c.html)
		if ok != c.simple {
			t.Errorf("%q is simple: %t, want %t", c.html, ok, c.simple)
		}
		if want := thorough(c.html); ok && got != want {
			t.Errorf("%q became %q, want %q", c.html, got, want)
		}
	}
}

func FuzzSimple(f *testing.F) {
	for _, seed := range []string{"<p>a</p>", "it's <em>&amp;</em>", "<li><br></li>", "<h1>'&quot;</h1>\n\n", "<p>\x00</p>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = clean(text)
		if got, ok := simple(text); ok && got != thorough(text) {
			t.Errorf("%q became %q, want %q", text, got, thorough(text))
		}
	})
}
