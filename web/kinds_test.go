package web

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"viewline/web/site"
	"viewline/web/words"
)

// TestKinds holds the table of kinds and their colours to the schema.
func TestKinds(t *testing.T) {
	want := enum(t, "AppearanceKind")
	var got, wanted []string
	for _, k := range site.Kinds {
		got = append(got, k)
		for _, key := range []string{"kind." + k, "kinds." + k} {
			if words.Catalogue[key] == nil {
				t.Errorf("%s lacks its words: the catalogue has no %s", k, key)
			}
		}
	}
	colours, err := os.ReadFile("static/base.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range want {
		name := strings.ReplaceAll(strings.ToLower(w), "_", "-")
		if strings.Count(string(colours), "--"+name+": #") != 2 || !strings.Contains(string(colours), `[data-kind="`+w+`"] { --kind: var(--`+name+"); }") {
			t.Errorf("%s lacks a colour in static/base.css: want one for light pages and one for dark pages", w)
		}
		wanted = append(wanted, w)
	}
	slices.Sort(got)
	slices.Sort(wanted)
	if !slices.Equal(got, wanted) {
		t.Errorf("kinds %q in site, %q in the schema", got, wanted)
	}
}

// TestRoles holds the words of the participants' roles to the schema.
func TestRoles(t *testing.T) {
	for _, role := range enum(t, "ParticipantRole") {
		if key := (participant{Role: role}).Part(); key != "" && words.Catalogue[key] == nil {
			t.Errorf("the catalogue has no %s", key)
		}
	}
}

// enum are the values of an enum of the schema.
func enum(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile("../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	_, enum, _ := strings.Cut(string(text), "enum "+name+" {")
	enum, _, _ = strings.Cut(enum, "}")
	var values []string
	for _, found := range regexp.MustCompile(`(?m)^  ([A-Z_]+)$`).FindAllStringSubmatch(enum, -1) {
		values = append(values, found[1])
	}
	if len(values) == 0 {
		t.Fatalf("no %s in the schema", name)
	}
	return values
}
