package weburl_test

import (
	"strings"
	"testing"

	"viewline/weburl"
)

func TestSafe(t *testing.T) {
	for address, want := range map[string]string{
		"":                                 "",
		"https://example.org/a?b=c#d":      "https://example.org/a?b=c#d",
		"HTTP://example.org":               "HTTP://example.org",
		"mailto:ada@example.org":           "mailto:ada@example.org",
		"/talks/slow":                      "/talks/slow",
		"pictures/a b.png":                 "pictures/a b.png",
		"//example.org/a":                  "//example.org/a",
		"#notes":                           "#notes",
		"?q=javascript:x":                  "?q=javascript:x",
		"图/一.png":                          "图/一.png",
		"1:2":                              "1:2",
		":x":                               ":x",
		" https://example.org \n":          "https://example.org",
		"https://exa\tmple.org/\r\na":      "https://example.org/a",
		"javascript:alert(1)":              "",
		"JaVaScRiPt:alert(1)":              "",
		"\u0001javascript:alert(1)":        "",
		"\x00\x1f \t\njavascript:alert(1)": "",
		"java\tscript:alert(1)":            "",
		"java\nscr\ript\n:alert(1)":        "",
		"javascript\t:alert(1)":            "",
		" vbscript:msgbox(1)":              "",
		"data:text/html,<script>":          "",
		"data:image/png;base64,AAAA":       "",
		"DATA:,":                           "",
		"blob:https://example.org/1":       "",
		"file:///etc/passwd":               "",
		"view-source:https://example.org":  "",
	} {
		if got := weburl.Safe(address); got != want {
			t.Errorf("%q: got %q; want %q", address, got, want)
		}
	}
}

func TestRelative(t *testing.T) {
	for address, want := range map[string]bool{
		"a.png": true, "../a b.png": true, "/a.png": true, " ./a.png\n": true, "图.png": true, "?a": true, "#a": true, `a\b`: true, "1:2": true,
		"": false, "https://example.org/a.png": false, "HTTP:a": false, "mailto:a": false, "//example.org/a": false, `\\example.org\a`: false,
		`/\example.org`: false, "javascript:a": false, "data:,": false, "/\t/example.org": false,
	} {
		if got := weburl.Relative(address); got != want {
			t.Errorf("%q: got %t; want %t", address, got, want)
		}
	}
}

func FuzzSafe(f *testing.F) {
	for _, s := range []string{"https://example.org", "\u0001java\nscript:x", "a:b", "data:x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		got := weburl.Safe(address)
		if weburl.Safe(got) != got {
			t.Errorf("%q becomes %q, and that %q", address, got, weburl.Safe(got))
		}
		if strings.ContainsAny(got, "\t\r\n") || strings.Trim(got, " \x00\x01\x1f") != got {
			t.Errorf("%q becomes %q with control characters", address, got)
		}
	})
}
