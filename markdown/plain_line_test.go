package markdown

import "testing"

func parsedPlain(s string) string { return Plain([]byte(s), Parse([]byte(s))) }

// A line that is read without the parser gives what the parser gives.
func TestPlainLine(t *testing.T) {
	for _, c := range []struct {
		line string
		ok   bool
	}{
		{"**主题:** 慢软件（maps）。", true},
		{"**Topic：** Slow maps, https://example.org", true},
		{"地点：图书馆", true},
		{"Speaker: Ana Ruiz  ", true},
		{"**Topic:**maps", false},
		{"**Topic** maps", false},
		{"**Topic:** *slow* maps", false},
		{"import: all", false},
		{"1. one: two", false},
		{"", false},
	} {
		got, ok := plainLine(c.line)
		if ok != c.ok {
			t.Errorf("%q is plain: %t; want %t", c.line, ok, c.ok)
		}
		if want := parsedPlain(c.line); ok && got != want {
			t.Errorf("%q became %q; want %q", c.line, got, want)
		}
	}
}

func FuzzPlainLine(f *testing.F) {
	for _, seed := range []string{"**甲：** 乙", "a: b", "**a:** b c:d", "www.a.b：c", "a@b.c: d", "**「a」:** “b”", "A. b: c", "甲、乙：丙"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if got, ok := plainLine(line); ok && got != parsedPlain(line) {
			t.Errorf("%q became %q; want %q", line, got, parsedPlain(line))
		}
	})
}
