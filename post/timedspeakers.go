package post

import (
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// A post about a gathering may list who speaks in its recording, each behind the moment:
//
//  1. [00:25](https://www.youtube.com/watch?v=…&t=25s) 韩雪松，慢公司 创始人

var (
	// momentAlone is the text of a link that is a moment of a recording.
	momentAlone = pattern.MustCompile(`^[\[(（【]?(?:\d{1,2}:)?\d{1,3}:\d\d[\])）】]?$`)
	// nameAndOffice captures a name at the start of a line, and what follows on it.
	nameAndOffice = pattern.MustCompile(`^[-–—:：\s]*([^，,（(|–—:：]{2,40}?)\s*(?:[，,（(|]|\s[-–—]\s)\s*(\S.{1,120})$`)
	// holdsOffice is in what somebody is.
	holdsOffice = pattern.MustCompile(`(?i)创始人|創始人|合伙人|合夥人|经理|經理|总裁|總裁|总监|總監|代表|负责人|負責人|主任|主席|董事|教授|院长|院長|研究员|研究員|工程师|工程師|社長|編集長|エンジニア|\b(?:(?:co-?)?founder|ceo|cto|cmo|coo|cfo|cpo|vp|director|engineer|manager|professor|head of|partner|president|chair|scientist|designer|developer|maintainer|researcher|lead)\b`)
)

// partsOfTimed are those who speak in such a recording: three or more, and at least half
// of a list. The time of day at which somebody speaks leads to no recording.
func (r *reader) partsOfTimed(o outline) (parts []part, beside []ast.Node) {
	blocks := rejoin(r.introOf(o), o.chunks)
	heading := ""
	for _, b := range blocks {
		list, ok := b.(*ast.List)
		if !ok {
			if b.Kind() == ast.KindHeading {
				heading = r.plainHeading(b)
			}
			continue
		}
		var found []part
		for _, item := range children(list) {
			if p, is := r.timedSpeaker(item); is {
				p.title = cmp.Or(heading, r.front.Title)
				found = append(found, p)
			}
		}
		if len(found) >= fewestTalks && 2*len(found) >= list.ChildCount() {
			parts = append(parts, found...)
		}
	}
	if len(parts) == 0 || slices.ContainsFunc(r.main, func(m *member) bool { return !speaksInSome(parts, m) }) {
		return nil, nil
	}
	for i := range parts {
		list := parts[i].node.Parent().(*ast.List)
		own := ast.NewList(list.Marker)
		own.AppendChild(own, parts[i].node) // which takes the item out of its list
		parts[i].blocks = []ast.Node{own}
	}
	return parts, withoutSpentLists(blocks)
}

// timedSpeaker reads an item of such a list.
func (r *reader) timedSpeaker(item ast.Node) (part, bool) {
	first := item.FirstChild()
	if first == nil {
		return part{}, false
	}
	link, ok := first.FirstChild().(*ast.Link)
	if !ok || !player.Match(link.Destination) || !momentAlone.MatchString(markdown.Plain(r.body, link)) {
		return part{}, false
	}
	line, _ := r.behindLink(link)
	m := nameAndOffice.FindStringSubmatch(line)
	if m == nil || names.FormOf(strings.TrimSpace(m[1])) < names.Likely || !holdsOffice.MatchString(m[2]) {
		return part{}, false
	}
	p := part{cast: &cast{}, node: item, level: 6, links: []ast.Node{item}, shared: true}
	p.cast.add(r, names.Name{Text: strings.TrimSpace(m[1])}, claim{weight: ofLabel, sure: true, role: people.Speaker, what: "an item with a moment of a recording, a name and an office, as others have", pos: r.start + max(0, item.Pos())})
	p.speakers = p.cast.members
	return p, true
}
