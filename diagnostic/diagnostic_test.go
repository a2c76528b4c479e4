package diagnostic_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"viewline/diagnostic"
)

func TestAt(t *testing.T) {
	const post = "a观点\nb：😀c"
	for _, tt := range []struct {
		name, src string
		offset    int
		want      diagnostic.Position
	}{
		{"empty", "", 0, diagnostic.Position{Line: 1, Column: 1}},
		{"start", post, 0, diagnostic.Position{Line: 1, Column: 1}},
		{"behind ASCII", post, 1, diagnostic.Position{Line: 1, Column: 2}},
		{"behind Chinese", post, 4, diagnostic.Position{Line: 1, Column: 3}},
		{"at a line break", post, 7, diagnostic.Position{Line: 1, Column: 4}},
		{"behind a line break", post, 8, diagnostic.Position{Line: 2, Column: 1}},
		{"behind an emoji", post, 16, diagnostic.Position{Line: 2, Column: 4}},
		{"end", post, len(post), diagnostic.Position{Line: 2, Column: 5}},
		{"beyond the end", post, 99, diagnostic.Position{Line: 2, Column: 5}},
		{"before the start", post, -1, diagnostic.Position{Line: 1, Column: 1}},
		{"end after a line break", "a\n", 2, diagnostic.Position{Line: 2, Column: 1}},
		{"empty line", "a\n\nb", 2, diagnostic.Position{Line: 2, Column: 1}},
		{"at CRLF", "a\r\nb", 1, diagnostic.Position{Line: 1, Column: 2}},
		{"inside CRLF", "a\r\nb", 2, diagnostic.Position{Line: 1, Column: 3}},
		{"behind CRLF", "a\r\nb", 3, diagnostic.Position{Line: 2, Column: 1}},
		{"at a BOM", "\ufeffab", 0, diagnostic.Position{Line: 1, Column: 1}},
		{"behind a BOM", "\ufeffab", 3, diagnostic.Position{Line: 1, Column: 1}},
		{"BOM and a letter", "\ufeffab", 4, diagnostic.Position{Line: 1, Column: 2}},
		{"line after a BOM", "\ufeffa\nb", 6, diagnostic.Position{Line: 2, Column: 2}},
		{"no UTF-8", "\xff\xfea", 2, diagnostic.Position{Line: 1, Column: 3}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := diagnostic.At([]byte(tt.src), tt.offset); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestDiagnostic(t *testing.T) {
	for _, tt := range []struct {
		d          diagnostic.Diagnostic
		text, json string
	}{
		{
			diagnostic.Diagnostic{Path: "a.md", Line: 83, Column: 9, Severity: diagnostic.Error, Message: "month 13; want 1 to 12"},
			"a.md:83:9: month 13; want 1 to 12",
			`{"path":"a.md","line":83,"column":9,"severity":"error","message":"month 13; want 1 to 12"}`,
		},
		{
			diagnostic.Diagnostic{Path: "b.md", Line: 1, Column: 1, Severity: diagnostic.Warning, Message: "no date"},
			"b.md:1:1: warning: no date",
			`{"path":"b.md","line":1,"column":1,"severity":"warning","message":"no date"}`,
		},
		{
			diagnostic.Diagnostic{Path: "c.md", Severity: diagnostic.Error, Message: "the file is empty"},
			"c.md: the file is empty",
			`{"path":"c.md","severity":"error","message":"the file is empty"}`,
		},
		{
			diagnostic.Diagnostic{Path: "c.md", Severity: diagnostic.Warning, Message: "no post"},
			"c.md: warning: no post",
			`{"path":"c.md","severity":"warning","message":"no post"}`,
		},
	} {
		if got := tt.d.String(); got != tt.text {
			t.Errorf("got %s, want %s", got, tt.text)
		}
		if got, err := json.Marshal(tt.d); err != nil || string(got) != tt.json {
			t.Errorf("got %s, %v; want %s", got, err, tt.json)
		}
	}
}

func TestListSort(t *testing.T) {
	var l diagnostic.List
	l.Add("b.md", diagnostic.Position{Line: 1, Column: 1}, diagnostic.Error, "sixth")
	l.Add("a.md", diagnostic.Position{Line: 10, Column: 1}, diagnostic.Error, "fifth")
	l.Add("a.md", diagnostic.Position{Line: 2, Column: 9}, diagnostic.Warning, "%s, and at one place", "third")
	l.Add("a.md", diagnostic.Position{Line: 2, Column: 9}, diagnostic.Error, "fourth: in the order of %q", "Add")
	l.Add("a.md", diagnostic.Position{Line: 2, Column: 3}, diagnostic.Error, "second")
	l.Add("a.md", diagnostic.Position{}, diagnostic.Warning, "first: 100%%")
	l.Sort()
	var got []string
	for _, d := range l {
		got = append(got, d.String())
	}
	want := []string{
		"a.md: warning: first: 100%",
		"a.md:2:3: second",
		"a.md:2:9: warning: third, and at one place",
		`a.md:2:9: fourth: in the order of "Add"`,
		"a.md:10:1: fifth",
		"b.md:1:1: sixth",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestHasErrors(t *testing.T) {
	var l diagnostic.List
	if l.HasErrors() {
		t.Error("an empty list has errors")
	}
	l.Add("a.md", diagnostic.Position{}, diagnostic.Warning, "no date")
	if l.HasErrors() {
		t.Error("a warning counts as an error")
	}
	l.Add("a.md", diagnostic.Position{}, diagnostic.Error, "no title")
	if !l.HasErrors() {
		t.Error("an error is overlooked")
	}
}
