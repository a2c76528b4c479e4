package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// The notes on an episode may have those who took part in a list below a heading:
//
//	## Guests
//
//	* [Marta Vogel](https://vogel.example/)
//
// A list of the hosts has the guests as well on some sites, whose addresses tell them apart:
//
//	## Your hosts
//
//	* [Ana Ruiz](https://slow.example/hosts/ana)
//	* [Marta Vogel](https://slow.example/guests/marta-vogel)

var (
	guestsHeading = pattern.MustCompile(`(?i)^(?:(?:the |our |your |this (?:week|episode)['’]s |today['’]s |special |featured )*guests?|ゲスト|嘉宾|嘉賓|本期嘉宾|本期嘉賓)\W*$`)
	hostsHeading  = pattern.MustCompile(`(?i)^(?:the |our |your |this (?:week|episode)['’]s |today['’]s )*(?:hosts?|hosts? (?:and|&) guests?|people|panelists?)\W*$`)
	// partAddress captures what a page of a site tells of is, and the end of its address.
	partAddress = pattern.MustCompile(`(?i)^https?://[^?#]{3,120}?/(guests?|hosts?)/([\pL\d_-]{2,60})/?$`)
)

// claimsOfShowList takes the guests of such a list.
func (r *reader) claimsOfShowList(c *cast, o outline) {
	for _, h := range o.headings {
		list, ok := h.node.NextSibling().(*ast.List)
		if !ok || list.ChildCount() > mostSpeakers {
			continue
		}
		guests := guestsHeading.MatchString(strings.TrimSpace(h.text))
		if !guests && !hostsHeading.MatchString(strings.TrimSpace(h.text)) {
			continue
		}
		for _, item := range children(list) {
			name, address := r.nameOfItem(item)
			if name == "" {
				continue
			}
			m := partAddress.FindStringSubmatch(address)
			if m == nil && !guests || m != nil && strings.HasPrefix(strings.ToLower(m[1]), "host") {
				continue
			}
			c.add(r, names.Name{Text: name}, claim{weight: ofLabel, sure: true, tells: true, role: people.Speaker, what: "a list of the guests", pos: r.start + max(0, item.Pos())})
		}
	}
}

// nameOfItem is the name that an item is, or starts with ahead of what somebody is or an
// account, and the address that it leads to; the name is empty for other items.
func (r *reader) nameOfItem(item ast.Node) (name, address string) {
	first := item.FirstChild()
	if first == nil || first.Kind() != ast.KindTextBlock && first.Kind() != ast.KindParagraph {
		return "", ""
	}
	text := oneLine(markdown.Plain(r.body, first))
	if link, ok := first.FirstChild().(*ast.Link); ok {
		text, address = oneLine(markdown.Plain(r.body, link)), string(link.Destination)
	}
	if m := startsBio.FindStringSubmatch(clipText(text, longestByline)); m != nil && address == "" {
		text = strings.TrimSpace(m[1])
	}
	n, ok := names.Read(text) // without the title of a doctor
	if !ok || names.FormOf(n.Text) < names.Likely {
		return "", ""
	}
	return n.Text, address
}

// mostEmbeds is how many players and pictures may stand ahead of what a post says of an
// occasion.
const mostEmbeds = 2

// embedsAhead counts the players and pictures that stand ahead of labelled lines; 0 where
// there are none behind.
func (r *reader) embedsAhead(blocks []ast.Node) int {
	for n, b := range blocks[:min(len(blocks), mostEmbeds+1)] {
		if n > 0 && len(r.metadataIn(b)) > 0 {
			return n
		}
		if b.Kind() != ast.KindHTMLBlock && (b.Kind() != ast.KindParagraph || !onlyImages(b)) {
			return 0
		}
	}
	return 0
}
