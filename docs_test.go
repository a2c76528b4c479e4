package main

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"viewline/timeline"
)

// TestFrontMatterIsDocumented wants every key of the JSON Schema in the document.
func TestFrontMatterIsDocumented(t *testing.T) {
	text, err := os.ReadFile("post/front/front-matter.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema struct{ Properties map[string]any }
	if err := json.Unmarshal(text, &schema); err != nil || len(schema.Properties) == 0 {
		t.Fatalf("%d properties, %v", len(schema.Properties), err)
	}
	doc, err := os.ReadFile("docs/front-matter.md") // which writes speaker(s) for two keys
	if err != nil {
		t.Fatal(err)
	}
	for key := range schema.Properties {
		if !strings.Contains(string(doc), key) && !strings.Contains(string(doc), strings.TrimSuffix(key, "s")+"(s)") {
			t.Errorf("docs/front-matter.md says nothing of %s", key)
		}
	}
}

// TestRoomsAreDrawn wants every room in docs/architecture.md, and every file that the
// document names to be there.
func TestRoomsAreDrawn(t *testing.T) {
	doc, err := os.ReadFile("docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := e.Name()
		if !e.IsDir() || strings.HasPrefix(name, ".") || map[string]bool{"content": true, "data": true, "docs": true, "testdata": true, "shots": true}[name] {
			continue
		}
		if !strings.Contains(string(doc), "`"+name+"`") && !strings.Contains(string(doc), "`"+name+"/") {
			t.Errorf("docs/architecture.md says nothing of %s", name)
		}
	}
	for _, found := range regexp.MustCompile("`([a-z][a-z0-9_/.-]*\\.(?:go|graphqls|json|yaml|md))`").FindAllStringSubmatch(string(doc), -1) {
		path := found[1]
		if _, err := os.Stat(path); err != nil && strings.Contains(path, "/") {
			t.Errorf("docs/architecture.md names %s, which is not there", path)
		}
	}
}

// TestKinds wants every kind of appearance of the schema in the domain, and its word
// wherever authors and editors look it up.
func TestKinds(t *testing.T) {
	read := func(path string) string {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	_, enum, _ := strings.Cut(read("schema.graphqls"), "\nenum AppearanceKind {")
	enum, _, _ = strings.Cut(enum, "\n}")
	kinds := regexp.MustCompile(`(?m)^  ([A-Z_]+)$`).FindAllStringSubmatch(enum, -1)
	if len(kinds) == 0 {
		t.Fatal("no AppearanceKind in the schema")
	}
	for _, k := range kinds {
		if !timeline.AppearanceKind(k[1]).Valid() {
			t.Errorf("timeline/appearance.go says nothing of %s", k[1])
		}
		word := strings.ReplaceAll(strings.ToLower(k[1]), "_", "-")
		for _, path := range []string{"post/front/front-matter.schema.json", "post/mapping/viewline.schema.json"} {
			if !strings.Contains(read(path), `"`+word+`"`) {
				t.Errorf("%s says nothing of %q", path, word)
			}
		}
		for _, path := range []string{"docs/front-matter.md", "docs/mapping.md"} {
			if !strings.Contains(read(path), word) {
				t.Errorf("%s says nothing of %s", path, word)
			}
		}
	}
}
