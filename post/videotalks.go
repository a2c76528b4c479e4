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
	announced := slices.ContainsFunc(r.titles(o), func(t titled) bool { return ofTalks.MatchString(t.text) }) || r.isEvent(o)
	told, known := 0, 0
	heading, ahead := "", ""
	for _, b := range blocks {
		list, ok := b.(*ast.List)
		if !ok {
			if ahead = markdown.Plain(r.body, b); b.Kind() == ast.KindHeading {
				heading = ahead
			}
			continue
		}
		own := announced || ofTalks.MatchString(heading) || len(ahead) < longestTalk && ofTalks.MatchString(ahead)
		found := r.videosIn(list, own)
		if 2*len(found) < list.ChildCount() {
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
	for _, b := range blocks {
		if b.Kind() != ast.KindList || b.ChildCount() > 0 {
			beside = append(beside, b)
		}
	}
	return parts, beside
}

// videosIn reads the items of a list.
func (r *reader) videosIn(list *ast.List, announced bool) (parts []part) {
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
		if !ok || !talkAddress.Match(link.Destination) || !announced && !onlyTalks.Match(link.Destination) {
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
		parts = append(parts, p)
	}
	return parts
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
