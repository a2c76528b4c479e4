package web

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestKinds holds the table of kinds and their colours to the schema.
func TestKinds(t *testing.T) {
	text, err := os.ReadFile("../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	_, enum, _ := strings.Cut(string(text), "enum AppearanceKind {")
	enum, _, _ = strings.Cut(enum, "}")
	want := regexp.MustCompile(`(?m)^  ([A-Z_]+)$`).FindAllStringSubmatch(enum, -1)
	if len(want) == 0 {
		t.Fatal("no AppearanceKind in the schema")
	}
	var got, wanted []string
	for _, k := range kinds {
		if got = append(got, k.value); k.one == "" || k.many == "" {
			t.Errorf("%s lacks a name: %+v", k.value, k)
		}
	}
	colours, err := os.ReadFile("static/base.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range want {
		name := strings.ReplaceAll(strings.ToLower(w[1]), "_", "-")
		if strings.Count(string(colours), "--"+name+": #") != 2 || !strings.Contains(string(colours), `[data-kind="`+w[1]+`"] { --kind: var(--`+name+"); }") {
			t.Errorf("%s lacks a colour in static/base.css: want one for light pages and one for dark pages", w[1])
		}
		wanted = append(wanted, w[1])
	}
	slices.Sort(got)
	slices.Sort(wanted)
	if !slices.Equal(got, wanted) {
		t.Errorf("kinds %q in kinds.go, %q in the schema", got, wanted)
	}
}
