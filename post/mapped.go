package post

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/post/mapping"
	"viewline/post/names"
	"viewline/post/people"
)

// A viewline.yaml tells the person, the date, the title and the kind of posts
// whose shape no program can know. What it tells wins over all that is read
// otherwise, but for what a post's own front matter says outright. A rule that
// finds nothing in a post leaves the post to the ordinary reading, and the report
// says so.

// told is what the rules for a post tell of it.
type told struct {
	rules mapping.Rules
	found map[mapping.Part]mapping.Found // by the whole post
	heads []ruledHeading                 // chunks that the rule for the person names somebody in
	who   []*member                      // whom the rule for the person names
}

// ruledHeading is a chunk whose heading the rule for the person matches.
type ruledHeading struct {
	heading *ast.Heading
	who     []*member
}

// askRules asks the rules for what they tell of the post.
func (r *reader) askRules(o outline) {
	r.told = told{rules: r.lib.Rules(r.path), found: map[mapping.Part]mapping.Found{}}
	about := mapping.Post{Fields: r.front.Fields, Author: string(r.front.Author)}
	for _, part := range mapping.Parts {
		rule := r.told.rules.Rule(part)
		if rule == nil {
			continue
		}
		if rule.Heading != nil && about.Headings == nil {
			about.Headings = r.ruleLines(o.headings)
		}
		if len(rule.Label) > 0 && about.Labels == nil {
			about.Labels = r.ruleLabels(rejoin(o.intro, o.chunks))
		}
		if found, ok := r.told.rules.Find(part, about); ok {
			r.told.found[part] = found
		} else {
			r.unruled(rule, part, 0, "the rule finds nothing here; want "+wantOf(rule))
		}
	}
	r.checkRules()
	r.askForPeople(o)
}

// Askable is what the rules of a viewline.yaml may ask of the post at a path.
func Askable(path string, src []byte) mapping.Post {
	r := newReader(path, src, nil)
	if !r.readable() {
		return mapping.Post{}
	}
	r.readFrontMatter()
	r.body = r.src[r.start:]
	o := r.look()
	return mapping.Post{
		Fields: r.front.Fields, Author: string(r.front.Author), Headings: r.ruleLines(o.headings), Labels: r.ruleLabels(rejoin(o.intro, o.chunks)),
	}
}

func (r *reader) ruleLines(headings []heading) []mapping.Line {
	lines := make([]mapping.Line, len(headings))
	for i, h := range headings {
		lines[i] = r.ruleLine(h)
	}
	return lines
}

func (r *reader) ruleLine(h heading) mapping.Line {
	return mapping.Line{Text: h.text, At: r.position(r.start + max(0, r.pos(h.node)))}
}

// ruleLabels are the labelled lines of blocks, wherever they stand.
func (r *reader) ruleLabels(blocks []ast.Node) []mapping.Label {
	var all []mapping.Label
	for _, b := range blocks {
		for _, l := range r.linesOf(b) {
			all = append(all, mapping.Label{Name: l.label, Value: l.value, At: r.position(r.start + l.pos)})
		}
	}
	return all
}

// checkRules drops what a rule found that is no date, or no kind.
func (r *reader) checkRules() {
	if found, ok := r.told.found[mapping.Date]; ok {
		if _, err := r.ruledDate(found); err != nil {
			r.misruled(mapping.Date, found, err.Error())
		}
	}
	if found, ok := r.told.found[mapping.Kind]; ok && ruledKind(found.Value) == "" {
		r.misruled(mapping.Kind, found, "want interview, podcast, speech, talk, essay, reading-list or other")
	}
}

// misruled gives up what a rule found, and says why.
func (r *reader) misruled(part mapping.Part, found mapping.Found, why string) {
	delete(r.told.found, part)
	r.unruled(r.told.rules.Rule(part), part, r.offset(found.At), fmt.Sprintf("the rule finds %q in %s; %s", found.Value, found.Where, why))
}

// unruled reports a rule that tells nothing of the post.
func (r *reader) unruled(rule *mapping.Rule, part mapping.Part, pos int, why string) {
	r.overlook(pos, fmt.Sprintf("%s: %s", part, rule), fmt.Sprintf("%s (%s)", why, rule.Place()))
}

// wantOf says what a post has to have for a rule to find it.
func wantOf(rule *mapping.Rule) string {
	switch {
	case len(rule.Front) > 0:
		return rule.Front[0] + ": in the front matter"
	case len(rule.Label) > 0:
		return "a line " + rule.Label[0] + ": …"
	case rule.Heading != nil:
		return "a heading that the pattern matches"
	case rule.Author:
		return "author: in the front matter"
	}
	return "a path that has it"
}

// why says for the report which rule told something.
func (r *reader) why(part mapping.Part, where string) string {
	rule := r.told.rules.Rule(part)
	return fmt.Sprintf("%s says %s: %s: %s", rule.Place(), part, rule, where)
}

// placeOf is the offset of what a rule found; -1 for the path.
func (r *reader) placeOf(part mapping.Part, found mapping.Found) int {
	rule := r.told.rules.Rule(part)
	if found.At.Line == 0 && (rule.Path != nil || rule.Folder != nil) {
		return -1
	}
	return r.offset(found.At)
}

// askForPeople finds the people whom the rule for the person names. Where its
// pattern fits two headings of chunks or more, each chunk is an occasion of whom
// its heading names.
func (r *reader) askForPeople(o outline) {
	found, ok := r.told.found[mapping.Person]
	if !ok {
		return
	}
	if r.told.rules.Rule(mapping.Person).Heading != nil {
		for _, c := range o.chunks {
			own, is := r.told.rules.Find(mapping.Person, mapping.Post{Headings: []mapping.Line{r.ruleLine(heading{c.heading, c.text})}})
			if !is {
				continue
			}
			if who := r.ruledPeople(own); len(who) > 0 {
				r.told.heads = append(r.told.heads, ruledHeading{c.heading, who})
			}
		}
	}
	if len(r.told.heads) > 1 {
		for _, h := range r.told.heads {
			r.told.who = append(r.told.who, h.who...)
		}
		return
	}
	r.told.heads = nil
	if r.told.who = r.ruledPeople(found); len(r.told.who) == 0 {
		r.misruled(mapping.Person, found, "that has not the form of a person's name")
	}
}

// ruledPeople are the people of a value that a rule found.
func (r *reader) ruledPeople(found mapping.Found) []*member {
	values := found.Several
	if len(values) == 0 {
		values = []string{found.Value}
	}
	outright := r.told.rules.Rule(mapping.Person).Is != ""
	cl := claim{weight: ofLabel, role: people.Speaker, sure: true, what: r.why(mapping.Person, found.Where), pos: r.placeOf(mapping.Person, found)}
	var all []*member
	for _, v := range values {
		for _, n := range r.ruledNames(v, outright) {
			if names.Slug(n.Text) == "" {
				continue
			}
			r.cast.add(r, n, cl)
			if m := r.cast.find(n); !slices.Contains(all, m) {
				all = append(all, m)
			}
		}
	}
	return all
}

// ruledNames are the names of a value: of somebody whom people.yaml knows, names
// as people write them, or the words of a folder or a file, marta-vogel. What a
// rule says outright needs not look like a name.
func (r *reader) ruledNames(value string, outright bool) []names.Name {
	value = strings.TrimSpace(value)
	if p := r.lib.person(value); p != nil {
		return []names.Name{{Text: p.Name, Other: p.Aliases}}
	}
	if outright {
		return []names.Name{{Text: value}}
	}
	text := names.Spelled(value)
	if p := r.lib.person(text); p != nil {
		return []names.Name{{Text: p.Name, Other: p.Aliases}}
	}
	if list := names.List(text); len(list) > 0 {
		return list
	}
	if names.FormOf(text) == names.None {
		return nil
	}
	return []names.Name{{Text: text}}
}

// outright are those whom the post's front matter or else a rule names outright.
func (r *reader) outright() []*member {
	if named := r.explicit(); len(named) > 0 {
		r.told.heads = nil
		return named
	}
	return r.told.who
}

// mapsOccasion reports whether rules tell that the post is an occasion: they give
// a date, a title or a kind of it, or name who speaks by a label, as speaker:
// does.
func (r *reader) mapsOccasion() bool {
	for _, part := range []mapping.Part{mapping.Date, mapping.Title, mapping.Kind} {
		if _, ok := r.told.found[part]; ok {
			return true
		}
	}
	rule := r.told.rules.Rule(mapping.Person)
	return len(r.told.who) > 0 && (len(rule.Front) > 0 || len(rule.Label) > 0)
}

// partsOfRule are the occasions of a post in whose headings a rule names the
// people; none where no rule does.
func (r *reader) partsOfRule(o outline) (parts []part, beside []ast.Node) {
	if len(r.told.heads) == 0 {
		return nil, nil
	}
	beside = r.introOf(o)
	heads := r.told.heads
	for _, c := range o.chunks {
		if len(heads) > 0 && heads[0].heading == c.heading {
			parts = append(parts, part{speakers: heads[0].who, cast: r.cast, title: c.text, node: c.heading, level: c.heading.Level, blocks: c.blocks, labelled: true})
			heads = heads[1:]
			continue
		}
		beside = append(append(beside, c.heading), c.blocks...)
	}
	return parts, beside
}
