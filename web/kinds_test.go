package web

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestKinds holds the pages' names of kinds, and what search engines call them, to the
// schema.
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
	var values []string
	for _, k := range kinds {
		values = append(values, k.value)
	}
	for _, w := range want {
		if !slices.Contains(values, w[1]) {
			t.Errorf("%s has no name in render.go", w[1])
		}
		if linkedKinds[w[1]] == (linkedKind{}) {
			t.Errorf("%s has no type of schema.org in meta.go", w[1])
		}
	}
	if len(values) != len(want) || len(linkedKinds) != len(want) {
		t.Errorf("%d kinds in the schema, %d in render.go, %d in meta.go", len(want), len(values), len(linkedKinds))
	}
}
