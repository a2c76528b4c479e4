package post_test

import (
	"encoding/json"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/jsonschema-go/jsonschema"

	"viewline/diagnostic"
	"viewline/post"
)

// What the schema of a file accepts is what is read, and what it refuses is an error.
func TestSchemasOfFilesBesidePosts(t *testing.T) {
	people := func(src []byte) diagnostic.List { _, diags := post.ReadPeople("people.yaml", src); return diags }
	topics := func(src []byte) diagnostic.List { _, diags := post.ReadTopics("topics.yaml", src); return diags }
	papers := func(src []byte) diagnostic.List { _, diags := post.ReadPapers("papers.json", src); return diags }
	sections := func(src []byte) diagnostic.List {
		_, diags := post.ReadSections("sections.yaml", src)
		return diags
	}
	named := map[string]bool{
		"- {slug: ada-lovelace, name: Ada Lovelace, aliases: [Lovelace, 埃达]}": true,
		"- name: 埃达":                        true,
		"- {name: Ada, aliases: }":          true,
		"- {name: Ada, slug: }":             true,
		"- {name: Ada, aliases: [2001]}":    true,
		"- {name: Ada, note: whatever}":     true,
		"[]":                                true,
		"- {slug: ada}":                     false,
		"- {name: ''}":                      false,
		"- {name: Ada, slug: Ada Lovelace}": false,
		"- {name: Ada, slug: -ada}":         false,
		"- {name: Ada, aliases: Lovelace}":  false,
		"- {name: Ada, aliases: [{a: b}]}":  false,
		"- {name: [Ada]}":                   false,
		"- Ada":                             false,
		"name: Ada":                         false,
	}
	for file, c := range map[string]struct {
		schema []byte
		read   func([]byte) diagnostic.List
		texts  map[string]bool
	}{
		"people.yaml": {post.Schemas["people"], people, named},
		"topics.yaml": {post.Schemas["topics"], topics, named},
		"sections.yaml": {post.Schemas["sections"], sections, map[string]bool{
			"- {kind: SUMMARY, starts: [In short]}":    true,
			"- {kind: OTHER, holds: [misc], starts: }": true,
			"- {kind: SUMMARY}":                        false,
			"- {kind: SUMMARY, starts: [], holds: []}": false,
			"- {kind: summary, starts: [In short]}":    false,
			"- {starts: [In short]}":                   false,
			"- {kind: SUMMARY, starts: In short}":      false,
		}},
		"papers.json": {post.Schemas["papers"], papers, map[string]bool{
			`[{"title": "Attention", "author": [{"family": "V", "given": "A"}, {"literal": "Group"}], "issued": {"date-parts": [[2017, 6]]}, "number": "arXiv:1706.03762"}]`: true,
			`[{"title": "Attention", "issued": {"date-parts": [["2017", "6"]]}, "type": "article", "id": 7}]`:                                                                true,
			`[]`:                                 true,
			`[{"author": []}]`:                   false,
			`[{"title": ""}]`:                    false,
			`[{"title": "A", "author": "V"}]`:    false,
			`[{"title": "A", "DOI": 10}]`:        false,
			`[{"title": "A", "issued": "2017"}]`: false,
			`{"$schema": "x", "items": []}`:      false,
		}},
	} {
		t.Run(file, func(t *testing.T) {
			var schema jsonschema.Schema
			if err := json.Unmarshal(c.schema, &schema); err != nil {
				t.Fatal(err)
			}
			resolved, err := schema.Resolve(nil)
			if err != nil {
				t.Fatal(err)
			}
			for text, right := range c.texts {
				var value any
				if err := yaml.Unmarshal([]byte(text), &value); err != nil { // JSON is YAML as well
					t.Fatal(err)
				}
				asJSON, err := json.Marshal(value)
				if err != nil {
					t.Fatal(err)
				}
				value = nil
				if err := json.Unmarshal(asJSON, &value); err != nil {
					t.Fatal(err)
				}
				if err := resolved.Validate(value); (err == nil) != right {
					t.Errorf("%s: the schema says %v; want right %t", text, err, right)
				}
				if diags := c.read([]byte(text)); diags.HasErrors() == right {
					t.Errorf("%s: read with %v; want right %t", text, diags, right)
				}
			}
		})
	}
}
