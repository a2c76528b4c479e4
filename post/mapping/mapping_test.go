package mapping_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/post/front"
	"viewline/post/mapping"
)

func read(t *testing.T, src string) *mapping.Mapping {
	t.Helper()
	m, diags := mapping.Read(mapping.Name, []byte(src))
	if len(diags) > 0 {
		t.Fatalf("%s: %v", src, diags)
	}
	return m
}

// sample is what is known of a post.
func sample(t *testing.T) mapping.Post {
	t.Helper()
	m, diags := front.Read("p.md", []byte("---\nSpeaker: \"[[Marta Vogel]]\"\nspeakers: [{name: Ada}, Bo]\nsummary: On slowness\nempty:\n---\n"))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return mapping.Post{
		Fields: m.Fields, Author: "Dan Reyes",
		Headings: []mapping.Line{{Text: "Notes"}, {Text: "Ada on engines (1843-07)"}},
		Labels:   []mapping.Label{{Name: "地点", Value: "柏林"}, {Name: "讲者", Value: " 韩雪松 "}, {Name: "Recorded", Value: "2020-05-01"}},
	}
}

func TestFind(t *testing.T) {
	const path = "people/marta-vogel/2021/03/talk.md"
	for rule, want := range map[string]string{
		"person: {is: Marta Vogel}":                  "Marta Vogel, viewline.yaml",
		"person: Marta Vogel":                        "Marta Vogel, viewline.yaml",
		"person: {front: speaker}":                   "Marta Vogel, front matter, Speaker 2:10",
		"person: {front: [nobody, empty, speakers]}": "Ada, Bo, front matter, speakers 3:11",
		"person: {front: nobody}":                    "",
		"person: {path: 2}":                          "marta-vogel, folder \"marta-vogel\" of the path",
		"person: {path: -1}":                         "03, folder \"03\" of the path",
		"person: {path: 5}":                          "",
		"person: {path: -5}":                         "",
		"title: {path: 0}":                           "talk, the file's name",
		"person: {path: '^people/([^/]+)/'}":         "marta-vogel, the path",
		"person: {path: '^letters/'}":                "",
		"person: {heading: '^(.+?) on '}":            "Ada, heading \"Ada on engines (1843-07)\"",
		"title: {heading: 'No(?:tes)'}":              "Notes, heading \"Notes\"",
		"title: {heading: 'on (x)|on (\\w+)'}":       "engines, heading \"Ada on engines (1843-07)\"",
		"person: {label: 讲者}":                        "韩雪松, line 讲者",
		"person: {label: [speaker, 讲者]}":             "韩雪松, line 讲者",
		"person: {author: true}":                     "Dan Reyes, the author",
		"date: {path: '(\\d{4})/(\\d{2})'}":          "2021-03, the path",
		"date: {heading: '\\((\\d{4})-(\\d\\d)\\)'}": "1843-07, heading \"Ada on engines (1843-07)\"",
		"date: {label: recorded}":                    "2020-05-01, line Recorded",
		"date: 2020":                                 "2020, viewline.yaml",
		"date: {is: 2020-05}":                        "2020-05, viewline.yaml",
		"kind: {is: reading-list}":                   "reading-list, viewline.yaml",
		"title: {front: summary}":                    "On slowness, front matter, summary 4:10",
	} {
		part, _, _ := strings.Cut(rule, ":")
		found, ok := read(t, rule).For(path).Find(mapping.Part(part), sample(t))
		got := ""
		if ok {
			got = found.Value + ", " + found.Where
			if found.At.Line > 0 {
				got += fmt.Sprintf(" %d:%d", found.At.Line, found.At.Column)
			}
		}
		if got != want {
			t.Errorf("%s: %q; want %q", rule, got, want)
		}
	}
	if _, ok := read(t, "").For(path).Find(mapping.Person, sample(t)); ok {
		t.Error("a person without a rule")
	}
	for rule, path := range map[string]string{
		"person: {path: 1}":  "//talk.md",
		"person: {path: -1}": "people/ /talk.md",
		"person: {path: 0}":  "people/.md",
	} {
		if found, ok := read(t, rule).For(path).Find(mapping.Person, sample(t)); ok {
			t.Errorf("%s: a blank name in %q is %+v", rule, path, found)
		}
	}
}

// A rule tells where it stands, and reads as it may be written.
func TestRulePlace(t *testing.T) {
	m := read(t, "person: Ada\ndate: {path: '(\\d{4})'}\nposts:\n  'a/*': {title: {path: 0}, kind: {front: [type, sort]}}\n")
	var got []string
	for _, part := range mapping.Parts {
		rule := m.For("a/b.md").Rule(part)
		got = append(got, rule.Place()+" "+rule.String())
	}
	want := []string{
		"viewline.yaml:1:1 {is: Ada}", "viewline.yaml:2:1 {path: '(\\d{4})'}",
		"viewline.yaml:4:11 {path: 0}", "viewline.yaml:4:29 {front: [type, sort]}",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, src := range []string{"person: {heading: '^a'}", "person: {label: 讲者}", "person: {author: true}"} {
		if got := "person: " + read(t, src).For("a.md").Rule(mapping.Person).String(); got != src {
			t.Errorf("%s reads %s", src, got)
		}
	}
}

func TestOverrides(t *testing.T) {
	m := read(t, `person: {is: Ada}
kind: talk
posts:
  'letters/**': {kind: {is: essay}}
  '**/2020/*.md': {date: 2020}
  'letters/*/to-?o.md': {person: Bo, kind: other}
`)
	for path, want := range map[string]string{
		"a.md":                 "Ada,,talk",
		"letters/a.md":         "Ada,,essay",
		"letters/x/y/a.md":     "Ada,,essay",
		"2020/a.md":            "Ada,2020,talk",
		"x/y/2020/a.md":        "Ada,2020,talk",
		"x/2020/y/a.md":        "Ada,,talk",
		"letters/x/to-bo.md":   "Bo,,other",
		"letters/x/y/to-bo.md": "Ada,,essay",
		"letters/2020/a.md":    "Ada,2020,essay",
	} {
		if got := values(m.For(path)); got != want {
			t.Errorf("%s: %s; want %s", path, got, want)
		}
	}
}

func values(r mapping.Rules) string {
	var all []string
	for _, part := range []mapping.Part{mapping.Person, mapping.Date, mapping.Kind} {
		found, _ := r.Find(part, mapping.Post{})
		all = append(all, found.Value)
	}
	return strings.Join(all, ",")
}

// The innermost folder wins, key by key; root says from where paths count.
func TestSet(t *testing.T) {
	s := mapping.Set{
		".":         read(t, "person: {path: 1}\nkind: talk\n"),
		"blog":      read(t, "root: true\ndate: 2020\n"),
		"blog/en/x": read(t, "kind: essay\nposts: {'y/*': {date: 2021}}"),
	}
	for path, want := range map[string]string{
		"a.md":             ",,talk",
		"ada/a.md":         "ada,,talk",
		"blog/a.md":        ",2020,talk",
		"blog/en/a.md":     "en,2020,talk",
		"blog/en/x/a.md":   "en,2020,essay",
		"blog/en/x/y/a.md": "en,2021,essay",
	} {
		if got := values(s.For(path)); got != want {
			t.Errorf("%s: %s; want %s", path, got, want)
		}
	}
	// Without root, paths count from the outermost folder that has a file.
	s = mapping.Set{"blog": read(t, "kind: talk"), "blog/en": read(t, "person: {path: 1}")}
	if got := values(s.For("blog/en/ada/a.md")); got != "en,,talk" {
		t.Errorf("no root: %s", got)
	}
	if got := values(mapping.Set(nil).For("a.md")); got != ",," {
		t.Errorf("no mappings: %s", got)
	}
}

func TestErrors(t *testing.T) {
	for src, want := range map[string]string{
		"persn: {is: Ada}":                `1:1: unknown key "persn"; did you mean person?`,
		"speaker: {is: Ada}":              `1:1: unknown key "speaker"; want root, posts, person, date, title or kind`,
		"person: {frnt: x}":               `1:10: unknown key "frnt"; did you mean front?`,
		"person: {is: a, front: b}":       "1:10: person: found 2 keys; want one of is, front, path, heading, label or author, as in {front: speaker}",
		"person: [a]":                     "1:9: person: found a list; want one of is, front, path, heading, label or author, as in {front: speaker}",
		"person:":                         "1:1: person: found nothing; want one of is, front, path, heading, label or author, as in {front: speaker}",
		"person: {is: }":                  "1:10: is: found nothing; want the person itself",
		"title: {author: true}":           "1:17: author: found below title; want it below person",
		"person: {author: no}":            "1:18: author: found no; want true",
		"kind: {is: sermon}":              `1:12: is: kind "sermon"; want interview, podcast, speech, talk, essay, reading-list or other`,
		"kind: sermon":                    `1:7: kind: kind "sermon"; want interview, podcast, speech, talk, essay, reading-list or other`,
		"date: {is: soon}":                `1:12: is: date "soon": want a date such as 2025-11-26, 2025-06 or 2020`,
		"date: {path: '(\\d'}":            "1:14: path: error parsing regexp: missing closing ): `(\\d`; want a regular expression whose group is the value, as in '^(.+?) on '",
		"person: {path: 1.5}":             "1:16: path: found 1.5; want a folder's number, such as 1 for the first one, or a pattern",
		"person: {heading: [a]}":          "1:19: heading: found a list; want a regular expression of at most 1000 bytes, whose group is the value",
		"person: {front: {a: b}}":         "1:18: front: found a mapping; want a key of the front matter, or a list of such",
		"root: maybe":                     "1:7: root: found maybe; want true or false",
		"posts: [a]":                      "1:8: posts: found a list; want patterns of paths with rules, as in 'letters/**': {kind: {is: essay}}",
		"posts: {'a[': {kind: talk}}":     `1:9: pattern "a[": syntax error in pattern; want a path with *, ? and **, as in 'letters/**'`,
		"posts: {a: talk}":                "1:12: found talk; want rules for person, date, title or kind",
		"posts: {a: {root: true}}":        `1:13: unknown key "root"; want person, date, title or kind`,
		"- a":                             "1:1: found a list; want person, date, title, kind, root or posts, each with a colon",
		"kind: talk\nkind: essay":         `2:1: key "kind" stands in line 1 already; want person, date, title, kind, root or posts, each with a colon`,
		"person: {is":                     "1:10: could not find flow map content; want person, date, title, kind, root or posts, each with a colon",
		"a: " + strings.Repeat("[", 9000): "1:104: lists and mappings are nested more than 100 deep; want person, date, title, kind, root or posts, each with a colon",
	} {
		m, diags := mapping.Read("v.yaml", []byte(src))
		if m == nil || len(diags) != 1 || !diags.HasErrors() || diags[0].String() != "v.yaml:"+want {
			t.Errorf("%.60s: %v; want %s", src, diags, want)
		}
	}
}

// The schema names the same keys as the reader.
func TestSchema(t *testing.T) {
	var schema struct {
		Properties map[string]any
		Defs       map[string]struct {
			Properties map[string]any
			AnyOf      []struct{ Properties map[string]any }
		} `json:"$defs"`
	}
	if err := json.Unmarshal(mapping.Schema, &schema); err != nil {
		t.Fatal(err)
	}
	keys := func(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
	if diff := cmp.Diff([]string{"date", "kind", "person", "posts", "root", "title"}, keys(schema.Properties)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"front", "heading", "label", "path"}, keys(schema.Defs["place"].Properties)); diff != "" {
		t.Error(diff)
	}
}

// Any bytes give a mapping, whose rules any post may be asked about.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"root: true\nperson: {front: speaker}\ndate: {path: '(\\d{4})/(\\d{2})'}\ntitle: {heading: '^(.+?) on '}\nkind: {is: talk}\n",
		"person: {label: [a, 讲者]}\nposts:\n  '**/a/*.md': {kind: essay, date: {is: 2020}}\n", "person: {path: -1}", "person: {author: true}", "persn: x",
	} {
		f.Add([]byte(s), "a/b/c.md")
	}
	f.Fuzz(func(t *testing.T, src []byte, path string) {
		m, diags := mapping.Read("v.yaml", src)
		for _, d := range diags {
			if d.Line < 1 || d.Column < 1 || d.Message == "" {
				t.Fatal(d)
			}
		}
		for _, part := range mapping.Parts {
			for _, rules := range []mapping.Rules{m.For(path), mapping.Set{".": m, "a": m}.For(path)} {
				found, ok := rules.Find(part, mapping.Post{
					Author: "Ada", Headings: []mapping.Line{{Text: "Ada on 2020-05"}}, Labels: []mapping.Label{{Name: "讲者", Value: "Bo"}},
				})
				if ok != (found.Value != "") || ok != (found.Where != "") {
					t.Fatalf("%s: %+v, %t", part, found, ok)
				}
			}
		}
	})
}
