package main

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
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
