package post

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// A post about a conference may have a section for each talk, of which the first sentence
// names the talk and who gave it:
//
//	## Maps
//
//	[Marta Vogel's talk](https://…) from SlowLab on maps had a lot of ideas.

// fewestTold is of how many people a post has to tell talks so.
const fewestTold = 2

const (
	nameAhead = `(\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3}?)`
	talkNoun  = `(?i:(?:[\pL-]+ ){0,2}?(?:talk|keynote|session|workshop|presentation|lecture))`
)

var (
	// possessiveTalk captures whose talk a sentence starts with: "In Marta Vogel's keynote on maps".
	possessiveTalk = pattern.MustCompile(`^(?:In )?` + nameAhead + `(?:['’]s|s['’]) ` + talkNoun + `\b`)
	// gaveTalk captures who gave a talk by which a sentence starts: "Marta Vogel of SlowLab
	// talk on maps", "Marta Vogel gave a talk", "Marta Vogel presented a workshop".
	gaveTalk = pattern.MustCompile(`^` + nameAhead + `(?:,? (?:of|from|at) \p{Lu}[\p{L}\d.&'’-]*(?: \p{Lu}[\p{L}\d.&'’-]*){0,2},?)? (?:(?:gave|gives|held|led|ran|did|delivered|opened with|presented) (?:an?|the|her|his|their) ` + talkNoun + `\b|(?:talk|keynote|session|workshop) (?:on|about)\b)`)
	// onTopic captures who spoke, of a paragraph that is a link to a recording and nothing
	// else: "[Marta Vogel on maps](https://…)."
	onTopic = pattern.MustCompile(`^` + nameAhead + ` on \pL[^.!?]{2,80}\.?$`)
)

// whoseTalk is whom the first sentence of a block names as the speaker of a talk, and what
// it calls the talk; empty where it names nobody.
func (r *reader) whoseTalk(b ast.Node) (who, talk string) {
	if b == nil || b.Kind() != ast.KindParagraph && b.Kind() != ast.KindTextBlock {
		return "", ""
	}
	text := strings.Join(strings.Fields(clipText(markdown.Plain(r.body, b), longestOpening)), " ")
	m := possessiveTalk.FindStringSubmatch(text)
	if m == nil {
		m = gaveTalk.FindStringSubmatch(text)
	} else if rest := text[strings.Index(text, m[1])+len(m[1]):]; strings.HasPrefix(rest, "s'") || strings.HasPrefix(rest, "s’") {
		m[1] += "s" // Peters' talk
	}
	if link, ok := b.FirstChild().(*ast.Link); m == nil && ok && talkAddress.Match(link.Destination) && strings.TrimRight(text, ".") == strings.TrimRight(markdown.Plain(r.body, link), ".") {
		m = onTopic.FindStringSubmatch(text)
	}
	if m == nil || names.FormOf(m[1]) < names.Likely {
		return "", ""
	}
	return m[1], strings.TrimPrefix(m[0], "In ")
}

// partsOfSentences are the talks of such sections, items and paragraphs of a post about a
// conference.
func (r *reader) partsOfSentences(o outline) (parts []part, beside []ast.Node) {
	if !r.isEvent(o) || !r.isSingleEvent(o) {
		return nil, nil
	}
	add := func(p part, who string) {
		p.cast, p.shared = &cast{}, true
		p.cast.add(r, names.Name{Text: who}, claim{weight: ofGrammar, sure: true, role: people.Speaker, what: "the first sentence of a section names the talk and who gave it", pos: r.start + max(0, p.node.Pos())})
		p.speakers = p.cast.members
		parts = append(parts, p)
	}
	taken := map[ast.Node]bool{} // items of lists
	loose := func(blocks []ast.Node) {
		at, open := -1, false // the part that a quotation below belongs to, and whether all else does
		for _, b := range blocks {
			who, talk := r.whoseTalk(b)
			switch {
			case who != "":
				add(part{title: talk, node: b, level: 6, blocks: []ast.Node{b}, links: []ast.Node{b}}, who)
				at, open = len(parts)-1, true
			case at >= 0 && (open || b.Kind() == ast.KindBlockquote):
				parts[at].blocks = append(parts[at].blocks, b)
			case b.Kind() == ast.KindList:
				at, open = -1, false
				for _, item := range children(b) {
					if who, talk = r.whoseTalk(item.FirstChild()); who != "" {
						add(part{title: talk, node: item, level: 6, blocks: children(item), links: []ast.Node{item}}, who)
						taken[item] = true
						if at = -1; item.NextSibling() == nil {
							at = len(parts) - 1
						}
					}
				}
				beside = append(beside, b)
			default:
				at = -1
				beside = append(beside, b)
			}
		}
	}
	loose(r.introOf(o))
	for _, c := range o.chunks {
		if len(c.blocks) > 0 {
			if who, _ := r.whoseTalk(c.blocks[0]); who != "" {
				add(part{title: c.text, node: c.heading, level: c.heading.Level, blocks: c.blocks, links: c.blocks}, who)
				continue
			}
		}
		beside = append(beside, c.heading)
		loose(c.blocks)
	}
	known, all := 0, map[string]bool{}
	for _, p := range parts {
		m := p.speakers[0]
		if all[m.slug()] = true; m.person != nil || people.Known(m.name.Text) {
			known++
		}
	}
	if len(all) < fewestTold || 2*known < len(parts) || slices.ContainsFunc(r.main, func(m *member) bool { return !speaksInSome(parts, m) }) {
		return nil, nil
	}
	for item := range taken {
		item.Parent().RemoveChild(item.Parent(), item)
	}
	return parts, withoutSpentLists(beside)
}
