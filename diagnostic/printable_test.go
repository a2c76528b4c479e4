package diagnostic

import (
	"fmt"
	"strings"
	"testing"
)

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"": "",
		"posts/韩雪松, a \\ “b” é 😀 \ufffd": "posts/韩雪松, a \\ “b” é 😀 \ufffd",
		"\x1b]0;own\x07\x1b[2J":          `\x1b]0;own\x07\x1b[2J`,
		"a\r\n\tb\x7f\x00":               `a\r\n\tb\x7f\x00`,
		"\u0085\u009b31m":                `\u0085\u009b31m`,
		"a\u202egpj.md\u2066\u200f":      `a\u202egpj.md\u2066\u200f`,
		"a\u2028b\u2029":                 `a\u2028b\u2029`,
		"\xff\xfea\xe4\xb8":              `\xff\xfea\xe4\xb8`,
	} {
		if got := Printable(in); got != want {
			t.Errorf("%q is printed as %q; want %q", in, got, want)
		}
	}
	d := Diagnostic{Path: "a\x1b.md", Line: 1, Column: 2, Severity: Error, Message: "found \x1b[1m\n"}
	if got, want := d.String(), `a\x1b.md:1:2: found \x1b[1m\n`; got != want {
		t.Errorf("%q; want %q", got, want)
	}
	var b strings.Builder
	if n, err := fmt.Fprintln(PrintableWriter(&b), "a\x1b\nb\r"); n != 6 || err != nil || b.String() != "a\\x1b\nb\\r\n" {
		t.Errorf("%d, %v, %q; want 6 bytes and escapes between lines", n, err, b.String())
	}
}
