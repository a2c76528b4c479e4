package post_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/post"
	"viewline/post/mapping"
	"viewline/timeline"
)

// parseRuled parses a post below a viewline.yaml.
func parseRuled(t *testing.T, rules, path, src string) *post.Document {
	t.Helper()
	m, diags := mapping.Read(mapping.Name, []byte(rules))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	people, _ := post.ReadPeople("people.yaml", []byte("- {slug: han-xue-song, name: 韩雪松, aliases: [hxs]}"))
	doc, diags := post.Parse(path, []byte(src), post.NewLibrary(post.Contents{Mappings: mapping.Set{".": m}, People: people}))
	if doc == nil {
		t.Fatal(diags)
	}
	return doc
}

// understood sums up what a post was understood as, an appearance a line.
func understood(doc *post.Document) string {
	var b strings.Builder
	if len(doc.Appearances) == 0 {
		fmt.Fprintf(&b, "%s no occasion\n", strings.Join(doc.Post.PeopleSlugs, ","))
	}
	for i, a := range doc.Appearances {
		approximate := ""
		if a.DateApproximate {
			approximate = " approximate"
		}
		fmt.Fprintf(&b, "%s | %s | %s %s%s | %s | at %s\n", a.PersonSlug, a.Title, a.Date, a.DateSource, approximate, a.Kind, doc.Dates[i].Where)
	}
	for _, u := range doc.Unread {
		if strings.HasSuffix(u.Reason, ")") {
			fmt.Fprintf(&b, "unread %d:%d %s\n", u.Line, u.Column, u.What)
		}
	}
	return b.String()
}

func TestRules(t *testing.T) {
	const plain = "The maps stay quiet while the others shout.\n"
	for _, tt := range []struct{ name, rules, path, src, want string }{
		{
			"front", "person: {front: talk_by}\ndate: {front: held}\ntitle: {front: about}\nkind: {front: sort}", "a/x.md",
			"---\ntitle: Slow\ntalk_by: Marta Vogel\nheld: 2019-03-05T10:00:00+01:00\nabout: On slowness\nsort: Keynote\ndate: 2024-01-01\n---\n" + plain,
			"marta-vogel | On slowness | 2019-03-05 MAPPING | SPEECH | at 4:7\n",
		},
		{
			"several people", "person: {front: talk_by}\ndate: 2020", "x.md", "---\ntitle: Slow\ntalk_by: [Marta Vogel, \"[[Dan Reyes]]\"]\n---\n" + plain,
			"marta-vogel | Slow | 2020 MAPPING | OTHER | at 1:1\ndan-reyes | Slow | 2020 MAPPING | OTHER | at 1:1\n",
		},
		{
			"path", "person: {path: 1}\ndate: {path: '(\\d{4})/(\\d{2})'}\ntitle: {path: 0}\nkind: speech", "marta-vogel/1994/12/gates.md", plain,
			"marta-vogel | gates | 1994-12 MAPPING | SPEECH | at path\n",
		},
		{
			"path in Chinese", "person: {path: '^([^/]+)/'}\ndate: {path: 0}", "韩雪松/2019年3月.md", plain,
			"han-xue-song | 2019年3月 | 2019-03 MAPPING | OTHER | at path\n",
		},
		{
			"headings are occasions", "person: {heading: '^(.+?) on '}\ndate: {heading: '\\((.+)\\)'}\ntitle: {heading: ' on (.+?) \\('}\nkind: podcast", "x.md",
			"---\ntitle: Log\n---\n## Marta Vogel on Quiet Maps (March 2019)\n\n* **Gates:** slow.\n\n## Credits\n\nAll of us.\n\n## Dan Reyes on Long Waits (2020-05-06)\n\nWords.\n",
			"marta-vogel | Quiet Maps | 2019-03 MAPPING | PODCAST | at 4:1\ndan-reyes | Long Waits | 2020-05-06 MAPPING | PODCAST | at 12:1\n",
		},
		{
			"one heading", "person: {heading: '^(.+?) on '}\ndate: {heading: ' in (\\d+)$'}", "x.md", "# Marta Vogel on gates in 2019\n\n" + plain,
			"marta-vogel | on gates in 2019 | 2019 MAPPING | OTHER | at 1:1\n",
		},
		{
			"label", "person: {label: [Voice, 声音]}\ndate: {label: Heard}", "x.md", "# Gates\n\n" + plain + "\n## Further\n\n**Voice:** Marta Vogel\n**Heard:** 5 March 2019\n",
			"marta-vogel | Gates | 2019-03-05 MAPPING | OTHER | at 8:1\n",
		},
		{
			"is", "person: Plato\ndate: 1990\ntitle: A cave\nkind: {is: reading-list}", "x.md", plain,
			"plato | A cave | 1990 MAPPING | READING_LIST | at 1:1\n",
		},
		{
			"author", "person: {author: true}\nkind: essay\ndate: {front: date}", "x.md", "---\ntitle: Gates\nauthor: Marta Vogel\ndate: 2019-03-05\n---\n" + plain,
			"marta-vogel | Gates | 2019-03-05 MAPPING | ESSAY | at 4:7\n",
		},
		{
			"an alias of people.yaml", "person: {path: 1}\nkind: essay\ndate: 2001", "hxs/x.md", "# Gates\n\n" + plain,
			"han-xue-song | Gates | 2001 MAPPING | ESSAY | at 1:1\n",
		},
		{
			"the front matter says otherwise outright", "person: {path: 1}\ndate: 2001\ntitle: A\nkind: essay", "marta-vogel/x.md",
			"---\nperson: Dan Reyes\nappearance: {title: B, date: 2002, kind: talk}\n---\n" + plain,
			"dan-reyes | B | 2002 FRONT_MATTER | TALK | at 3:14\n",
		},
		{
			"a rule wins over the post's own reading", "person: {front: voice}\ndate: {front: heard}\nkind: essay", "x.md",
			"---\ntitle: Interview with Dan Reyes - 2020-01-02\nvoice: Marta Vogel\nheard: 2019-03\n---\n" + plain,
			"marta-vogel | Interview with Dan Reyes | 2019-03 MAPPING | ESSAY | at 4:8\n",
		},
		{
			"nothing found", "person: {front: voice}\ndate: {path: '(\\d{4})/'}\ntitle: {label: Name}\nkind: {front: sort}", "x.md",
			"---\ntitle: Interview with Dan Reyes - 2020-01-02\nsort: blue\n---\n" + plain,
			"dan-reyes | Interview with Dan Reyes | 2020-01-02 TITLE | INTERVIEW | at 2:8\n" +
				"unread 1:1 person: {front: voice}\nunread 1:1 date: {path: '(\\d{4})/'}\nunread 1:1 title: {label: Name}\nunread 3:7 kind: {front: sort}\n",
		},
		{
			"what is found is no name and no date", "person: {front: voice}\ndate: {front: heard}", "x.md",
			"---\ntitle: Interview with Dan Reyes - 2020-01-02\nvoice: episode 12\nheard: 2019-13-40\n---\n" + plain,
			"dan-reyes | Interview with Dan Reyes | 2020-01-02 TITLE | INTERVIEW | at 2:8\n" +
				"unread 4:8 date: {front: heard}\nunread 3:8 person: {front: voice}\n",
		},
		{
			"the headings of several occasions keep their dates", "person: {path: 1}\ndate: {path: '(\\d{4})'}", "marta-vogel/2019/x.md",
			"# Year\n\n## Talk at the gate - 2019-03-05\n\n* **A:** b.\n\n## Interview at home - 2019-06\n\n* **A:** b.\n",
			"marta-vogel | Talk at the gate | 2019-03-05 HEADING | TALK | at 3:1\nmarta-vogel | Interview at home | 2019-06 HEADING | INTERVIEW | at 7:1\n",
		},
		{"an explicit person whom a tag repeats stays", "", "x.md", "---\nperson: Marta Vogel\ntags: [Marta Vogel]\n---\n" + plain, "marta-vogel no occasion\n"},
		{
			"a person alone makes no occasion", "person: {path: 1}", "marta-vogel/x.md", "# Gates\n\n" + plain, "marta-vogel no occasion\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := parseRuled(t, tt.rules, tt.path, tt.src)
			if diff := cmp.Diff(tt.want, understood(doc)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The evidence names the rule, its place and what it found where.
func TestRulesAreEvidence(t *testing.T) {
	doc := parseRuled(t, "kind: talk\nperson: {front: voice}\ndate: {path: '(\\d{4})/'}\n", "2019/x.md", "---\nvoice: Marta Vogel\n---\n# Gates\n\nThe maps stay quiet.\n")
	want := []post.Reported{{Slug: "marta-vogel", Name: "Marta Vogel", Evidence: []post.Evidence{
		{What: "Marta Vogel", Where: "2:8", Why: "viewline.yaml:2:1 says person: {front: voice}: front matter, voice"},
	}}}
	if diff := cmp.Diff(want, doc.People); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]post.Evidence{{What: "2019", Where: "path", Why: `viewline.yaml:3:1 says date: {path: '(\d{4})/'}: the path`}}, doc.Dates); diff != "" {
		t.Error(diff)
	}
}

// Whatever a mapping says, a post can be read, and what a rule tells has a place.
func FuzzRules(f *testing.F) {
	f.Add("person: {front: voice}\ndate: {path: '(\\d+)/'}\n", "2019/x.md", "---\nvoice: [Ada, \"[[Bo Li]]\"]\n---\n# Gates\n")
	f.Add("person: {heading: '^(.+?) on '}\ntitle: {heading: ' on (.+)'}\nkind: {label: a}\n", "x.md", "## Marta Vogel on gates\n\n**a:** talk\n\n## Dan Reyes on maps\n")
	f.Add("person: {path: 0}\ndate: {label: 时}\nkind: essay\ntitle: {is: \"\\0\"}\n", "韩雪松.md", "时：二〇一九年\n\n- 时: 3/4/5\n")
	f.Fuzz(func(t *testing.T, rules, path, src string) {
		m, _ := mapping.Read(mapping.Name, []byte(rules))
		doc, diags := post.Parse(path, []byte(src), post.NewLibrary(post.Contents{Mappings: mapping.Set{".": m}}))
		if doc == nil {
			if !diags.HasErrors() {
				t.Fatal("neither a document nor an error")
			}
			return
		}
		for i, a := range doc.Appearances {
			if e := doc.Dates[i]; a.DateSource == timeline.DateFromMapping && (!strings.HasPrefix(e.Why, mapping.Name+":") || e.Where == "" || a.DateApproximate && a.Earliest.IsZero()) {
				t.Fatalf("%+v", e)
			}
			if a.PersonSlug == "" || a.Title == "" && strings.TrimSpace(a.Heading) != "" {
				t.Fatalf("%+v", a)
			}
		}
	})
}
