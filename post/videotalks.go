package post

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/pattern"
	"viewline/post/people"
)

// A post may list the talks that its author saw, each as a link to its video or slides,
// who spoke, and what the author has to say of the talk:
//
//   - [Quiet maps](https://www.youtube.com/watch?v=…) by Marta Vogel
//
//     Maps wait.

var (
	// talkAddress is the address of a video or of slides.
	talkAddress = pattern.MustCompile(`(?i)^https?://(?:[\w-]+\.)?(?:youtube\.com/|youtu\.be/|vimeo\.com/|bilibili\.com/video/|ted\.com/talks/|infoq\.com/|confreaks\.(?:tv|com)/|speakerdeck\.com/|slideshare\.net/|slides\.com/|pyvideo\.org/|media\.ccc\.de/|fortee\.jp/|docswell\.com/)`)
	// onlyTalks is one of those at which there are talks and nothing else.
	onlyTalks = pattern.MustCompile(`(?i)^https?://(?:[\w-]+\.)?(?:ted\.com/talks/|infoq\.com/|confreaks\.(?:tv|com)/|speakerdeck\.com/|slideshare\.net/|slides\.com/|pyvideo\.org/|media\.ccc\.de/|fortee\.jp/|docswell\.com/)`)
	// behindVideo captures whom the words behind such a link name.
	behindVideo = pattern.MustCompile(`(?i)^\s*[,:–—-]?\s*(?:\(?(?:a|the) (?:[\pL-]+ )?(?:talk|keynote) )?(?:presented )?by\s+([^\n]{3,120})$`)
	// atPlace leads to where somebody works.
	atPlace = pattern.MustCompile(`\s(?:of|from|at|@)\s|\s[-–—]\s|[.;:(]`)
	// ofTalks announces a list of talks.
	ofTalks = pattern.MustCompile(`(?i)\b(?:talks|keynotes|lectures|presentations|sessions)\b|演讲|演講|讲座|講座|講演|トーク`)
)

// partsOfVideos are the talks of such lists: three or more, most with something below, in
// a post about an event, below words that announce talks, or with addresses at which
// there are talks alone. Songs are listed so as well.
func (r *reader) partsOfVideos(o outline) (parts []part, beside []ast.Node) {
	if len(r.main) > 0 {
		return nil, nil
	}
	blocks := rejoin(r.introOf(o), o.chunks)
	told, known := 0, 0
	var heading, ahead ast.Node
	for _, b := range blocks {
		list, ok := b.(*ast.List)
		if !ok {
			if ahead = b; b.Kind() == ast.KindHeading {
				heading = b
			}
			continue
		}
		found, only := r.videosIn(list)
		if len(found) == 0 || 2*len(found) < list.ChildCount() || !only && !r.listsTalks(o, heading, ahead) {
			continue
		}
		for _, p := range found {
			if len(p.blocks) > 0 {
				told++
			}
			if slices.ContainsFunc(p.speakers, func(m *member) bool { return m.person != nil || people.Known(m.name.Text) || !isLatin(m.name.Text) }) {
				known++
			}
		}
		parts = append(parts, found...)
	}
	if len(parts) < fewestTalks || 2*told < len(parts) || 2*known < len(parts) {
		return nil, nil
	}
	for _, p := range parts { // what names nobody stays a list
		list := p.node.Parent()
		list.RemoveChild(list, p.node)
	}
	return parts, withoutSpentLists(blocks)
}

// withoutSpentLists are blocks without the lists of which all items were taken out, in a list of
// their own: the outline may share the other one.
func withoutSpentLists(blocks []ast.Node) (rest []ast.Node) {
	for _, b := range blocks {
		if b.Kind() != ast.KindList || b.ChildCount() > 0 {
			rest = append(rest, b)
		}
	}
	return rest
}

// listsTalks reports whether the heading or the line ahead of a list, or a title, tells of
// talks, or the post is about an event.
func (r *reader) listsTalks(o outline, heading, ahead ast.Node) bool {
	if heading != nil && ofTalks.MatchString(r.plainHeading(heading)) {
		return true
	}
	if ahead != nil && ahead.Kind() == ast.KindParagraph {
		if text := markdown.Plain(r.body, ahead); len(text) < longestTalk && ofTalks.MatchString(text) {
			return true
		}
	}
	return slices.ContainsFunc(r.titles(o), func(t titled) bool { return ofTalks.MatchString(t.text) }) || r.isEvent(o)
}

// videosIn reads the items of a list; only tells that there are talks alone at their addresses.
func (r *reader) videosIn(list *ast.List) (parts []part, only bool) {
	only = true
	for _, item := range children(list) {
		first := item.FirstChild()
		if first == nil {
			continue
		}
		outer := first.FirstChild()
		n := outer
		for n != nil && n.Kind() == ast.KindEmphasis && n.ChildCount() == 1 {
			n = n.FirstChild()
		}
		link, ok := n.(*ast.Link)
		if !ok || !talkAddress.Match(link.Destination) {
			continue
		}
		p := part{cast: &cast{}, node: item, level: 6, blocks: children(item), links: []ast.Node{item}}
		p.title = strings.Join(strings.Fields(markdown.Plain(r.body, link)), " ")
		line, more := r.behindLink(outer)
		m := behindVideo.FindStringSubmatch(line)
		if m == nil || p.title == "" {
			continue
		}
		who := m[1]
		if at := atPlace.FindStringIndex(who); at != nil {
			who = who[:at[0]]
		}
		pos := r.start + max(0, item.Pos())
		for _, name := range namesOfCell(strings.TrimRight(who, " .,*_")) {
			p.cast.add(r, name, claim{weight: ofLabel, sure: true, role: people.Speaker, what: "an item of a list of videos of talks: “by”", pos: pos})
		}
		if p.speakers = p.cast.members; len(p.speakers) == 0 || len(p.speakers) > mostSpeakers {
			continue
		}
		if p.heading = p.title + " " + strings.TrimSpace(line); !more {
			p.blocks = p.blocks[1:]
		}
		parts, only = append(parts, p), only && onlyTalks.Match(link.Destination)
	}
	return parts, only
}

// behindLink is the text behind a link up to the end of its line, or that of the next one
// where the link ends its own; more tells that further text follows.
func (r *reader) behindLink(link ast.Node) (line string, more bool) {
	var nodes []ast.Node
	for n := link.NextSibling(); n != nil; n = n.NextSibling() {
		nodes = append(nodes, n)
		if t, ok := n.(*ast.Text); !ok || !t.SoftLineBreak() && !t.HardLineBreak() {
			continue
		}
		if line = strings.TrimSpace(r.plainLine(nodes)); line != "" {
			return line, n.NextSibling() != nil
		}
		nodes = nil
	}
	return strings.TrimSpace(r.plainLine(nodes)), false
}
