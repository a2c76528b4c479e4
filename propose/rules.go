package propose

import (
	"fmt"
	"strings"

	"viewline/ingest"
	"viewline/post"
	"viewline/post/mapping"
	"viewline/timeline"
)

// leastPosts is the number of posts, at least, to which a suggested rule adds something.
const leastPosts = 3

// shape has the places of a post at which a rule can look, and what the ordinary reading
// found in the post.
type shape struct {
	path   string
	about  mapping.Post
	people bool // whether a person was found
	dated  bool // whether a date was found that is not the day of writing
	kind   bool // whether an occasion's kind was found
	titled bool
}

func shapeOf(p ingest.Parsed) *shape {
	s := &shape{path: p.Path, about: post.Askable(p.Path, p.Src), people: len(p.Doc.People) > 0}
	for _, a := range p.Doc.Appearances {
		written := a.DateSource == timeline.DateFromFrontMatter && a.DateApproximate || a.DateSource == timeline.DateFromPath
		s.dated = s.dated || !a.Earliest.IsZero() && !written
		s.kind = s.kind || a.Kind != timeline.KindOther
	}
	for _, e := range s.about.Fields {
		s.titled = s.titled || strings.EqualFold(e.Key, "title")
	}
	s.titled = s.titled || len(s.about.Headings) > 0 && len(p.Doc.Appearances) > 0
	return s
}

// rule is a line of viewline.yaml.
type rule struct {
	part   mapping.Part
	text   string // {front: speaker}
	paths  bool   // whether the rule looks at the path
	reason string
}

// suggestRules finds the rule that adds the most for each part of a post. Rules for dates,
// titles and kinds count only in posts that have a person.
func suggestRules(shapes []*shape) []rule {
	var rules []rule
	for _, part := range mapping.Parts {
		best := verdict{}
		for _, c := range candidates(part, shapes) {
			if v := judge(part, c, shapes); v.adds > best.adds {
				best = v
			}
		}
		if best.adds >= leastPosts {
			rules = append(rules, rule{part, best.text, best.paths, best.reason(len(shapes))})
			best.settle(part, shapes)
		}
	}
	return rules
}

// nouns say in messages what a rule for a part finds.
var nouns = map[mapping.Part]string{mapping.Person: "a name", mapping.Date: "a date", mapping.Title: "a title", mapping.Kind: "a kind"}

// adders say in messages to how many posts a rule for a part adds something.
var adders = map[mapping.Part]string{
	mapping.Person: "in %d of them nobody was found otherwise", mapping.Date: "%d of them had no date, or only the day of writing",
	mapping.Title: "%d of them had no title", mapping.Kind: "the kind of %d of them was not found otherwise",
}

// reason says in how many posts the rule finds a value, and to how many of them it adds
// one.
func (v verdict) reason(posts int) string {
	return fmt.Sprintf("%d of %s have %s in %s, such as %s; "+adders[v.part], v.good, count(posts, "post"), nouns[v.part], v.place, v.example, v.adds)
}

// writeRules writes viewline.yaml. The comment at its head says how many posts were read.
func writeRules(rules []rule, posts int) []byte {
	var b strings.Builder
	b.WriteString(comment("Where the posts in this folder have their person, date, title and kind."))
	b.WriteString(comment("Suggested from %s by loader --propose; all keys: docs/mapping.md", count(posts, "post")))
	if len(rules) == 0 {
		b.WriteString(comment("Nothing to suggest: the posts say it themselves, or no rule fits %d of them. As an example:", leastPosts))
		b.WriteString("# person: {front: speaker}\n")
	}
	for _, r := range rules {
		if r.paths {
			b.WriteString("\n" + comment("paths count from this folder, from wherever it is loaded"))
			b.WriteString("root: true\n")
			break
		}
	}
	for _, r := range rules {
		b.WriteString("\n" + comment("%s", r.reason))
		b.WriteString(string(r.part) + ": " + r.text + "\n")
	}
	return []byte(b.String())
}
