package source_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"viewline/source"
)

func TestAt(t *testing.T) {
	const post = "a观点\nb：😀c"
	for _, tt := range []struct {
		name, src string
		offset    int
		want      source.Position
	}{
		{"empty", "", 0, source.Position{Line: 1, Column: 1}},
		{"start", post, 0, source.Position{Line: 1, Column: 1}},
		{"behind ASCII", post, 1, source.Position{Line: 1, Column: 2}},
		{"behind Chinese", post, 4, source.Position{Line: 1, Column: 3}},
		{"at a line break", post, 7, source.Position{Line: 1, Column: 4}},
		{"behind a line break", post, 8, source.Position{Line: 2, Column: 1}},
		{"behind an emoji", post, 16, source.Position{Line: 2, Column: 4}},
		{"end", post, len(post), source.Position{Line: 2, Column: 5}},
		{"beyond the end", post, 99, source.Position{Line: 2, Column: 5}},
		{"before the start", post, -1, source.Position{Line: 1, Column: 1}},
		{"end after a line break", "a\n", 2, source.Position{Line: 2, Column: 1}},
		{"empty line", "a\n\nb", 2, source.Position{Line: 2, Column: 1}},
		{"at CRLF", "a\r\nb", 1, source.Position{Line: 1, Column: 2}},
		{"inside CRLF", "a\r\nb", 2, source.Position{Line: 1, Column: 3}},
		{"behind CRLF", "a\r\nb", 3, source.Position{Line: 2, Column: 1}},
		{"at a BOM", "\ufeffab", 0, source.Position{Line: 1, Column: 1}},
		{"behind a BOM", "\ufeffab", 3, source.Position{Line: 1, Column: 1}},
		{"BOM and a letter", "\ufeffab", 4, source.Position{Line: 1, Column: 2}},
		{"line after a BOM", "\ufeffa\nb", 6, source.Position{Line: 2, Column: 2}},
		{"no UTF-8", "\xff\xfea", 2, source.Position{Line: 1, Column: 3}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := source.At([]byte(tt.src), tt.offset); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestDiagnostic(t *testing.T) {
	for _, tt := range []struct {
		d          source.Diagnostic
		text, json string
	}{
		{
			source.Diagnostic{Path: "a.md", Line: 83, Column: 9, Severity: source.Error, Message: "month 13; want 1 to 12"},
			"a.md:83:9: month 13; want 1 to 12",
			`{"path":"a.md","line":83,"column":9,"severity":"error","message":"month 13; want 1 to 12"}`,
		},
		{
			source.Diagnostic{Path: "b.md", Line: 1, Column: 1, Severity: source.Warning, Message: "no date"},
			"b.md:1:1: warning: no date",
			`{"path":"b.md","line":1,"column":1,"severity":"warning","message":"no date"}`,
		},
		{
			source.Diagnostic{Path: "c.md", Severity: source.Error, Message: "the file is empty"},
			"c.md: the file is empty",
			`{"path":"c.md","severity":"error","message":"the file is empty"}`,
		},
		{
			source.Diagnostic{Path: "c.md", Severity: source.Warning, Message: "no post"},
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
	var l source.List
	l.Add("b.md", source.Position{Line: 1, Column: 1}, source.Error, "sixth")
	l.Add("a.md", source.Position{Line: 10, Column: 1}, source.Error, "fifth")
	l.Add("a.md", source.Position{Line: 2, Column: 9}, source.Warning, "%s, and at one place", "third")
	l.Add("a.md", source.Position{Line: 2, Column: 9}, source.Error, "fourth: in the order of %q", "Add")
	l.Add("a.md", source.Position{Line: 2, Column: 3}, source.Error, "second")
	l.Add("a.md", source.Position{}, source.Warning, "first: 100%%")
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
	var l source.List
	if l.HasErrors() {
		t.Error("an empty list has errors")
	}
	l.Add("a.md", source.Position{}, source.Warning, "no date")
	if l.HasErrors() {
		t.Error("a warning counts as an error")
	}
	l.Add("a.md", source.Position{}, source.Error, "no title")
	if !l.HasErrors() {
		t.Error("an error is overlooked")
	}
}
