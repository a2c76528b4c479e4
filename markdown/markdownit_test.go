package markdown

import (
	"bufio"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark/renderer/html"
)

// TestEmphasisIsMarkdownIts compares emphasis with what markdown-it-cjk-friendly makes of random strings, but for those
// that deviate may hold a deviation. clients/check writes the strings, and names their file in TEST_EMPHASIS.
func TestEmphasisIsMarkdownIts(t *testing.T) {
	name := os.Getenv("TEST_EMPHASIS")
	if name == "" {
		t.Skip("TEST_EMPHASIS names no file of strings; clients/check writes one")
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	m := withDialect(html.WithXHTML())
	compared, left, different := 0, 0, 0
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var pair [2]string // Markdown and HTML
		if err := json.Unmarshal(lines.Bytes(), &pair); err != nil {
			t.Fatal(err)
		}
		if mayDeviate(pair[0]) {
			left++
			continue
		}
		compared++
		var b strings.Builder
		if err := m.Convert([]byte(pair[0]), &b); err != nil {
			t.Fatal(err)
		}
		got := strings.NewReplacer("<del>", "<s>", "</del>", "</s>").Replace(b.String())
		if got != pair[1] {
			if different++; different <= 10 {
				t.Errorf("%q\n got %s\nwant %s", pair[0], got, pair[1])
			}
		}
	}
	t.Logf("%d strings compared, %d differ; %d hold a deviation", compared, different, left)
	if compared < 40_000 {
		t.Errorf("%d strings compared; want 40000 or more", compared)
	}
}

// anyDeviation recognises what needs no look at the classes of characters: four asterisks in a row (a**** b), three
// tildes in a row, asterisks between two digits, and the colons of a field.
var anyDeviation = regexp.MustCompile(`\*{4}|~{3}|[0-9]\*+[0-9]|::`)

// mayDeviate tells whether a string may hold one of the deviations of emphasis that the package's documentation lists. Beside
// those of anyDeviation they are a ** between punctuation and a letter, in either order.
func mayDeviate(s string) bool {
	if anyDeviation.MatchString(s) {
		return true
	}
	for i := 0; i < len(s); {
		if s[i] == '\\' && i+1 < len(s) && s[i+1] < utf8.RuneSelf {
			i += 2
			continue
		}
		if s[i] != '*' {
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
			continue
		}
		n := runLength([]byte(s[i:]))
		prev, next := sideBefore([]byte(s[:i])), sideAfter([]byte(s[i+n:]))
		letter := func(s side) bool { return !s.space && !s.punct && !s.cjk }
		if n == 2 && (prev.hard() && !next.space && !next.punct && !next.cjk || letter(prev) && next.hard()) {
			return true
		}
		i += n
	}
	return false
}
