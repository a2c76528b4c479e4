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

// The notes on a panel may list who sat on it below an item that says so:
//
//	# Moderated by Nora Klein, SlowLab
//
//	* people
//	  * Marta Vogel - SlowLab
//	  * Daniel Reyes - Rivertown

const (
	fewestOnPanel = 2
	panelBlocks   = 4 // of the start of a post, among which such a list is
)

var (
	onPanel     = pattern.MustCompile(`(?i)^(?:the )?(?:people|panel|panell?ists?|speakers|participants|guests|on (?:the )?(?:panel|stage))\W*$`)
	moderatedBy = pattern.MustCompile(`(?i)\bmoderat(?:ed|or|ion)\b|\bpanel\b`)
)

// claimsOfPanelList takes those on such a list, where each item starts with a name.
func (r *reader) claimsOfPanelList(c *cast, o outline) {
	if !moderatedBy.Match(r.body[:min(len(r.body), firstBytes)]) && !moderatedBy.MatchString(strings.ReplaceAll(r.path, "-", " ")) {
		return
	}
	blocks := rejoin(o.intro, o.chunks)
	for _, b := range blocks[:min(len(blocks), panelBlocks)] {
		list, ok := b.(*ast.List)
		if !ok {
			continue
		}
		for _, item := range children(list) {
			inner, is := item.LastChild().(*ast.List)
			if !is || item.FirstChild() == inner || !onPanel.MatchString(strings.TrimSpace(markdown.Plain(r.body, item.FirstChild()))) {
				continue
			}
			if all := r.namesOfItems(inner); len(all) >= fewestOnPanel {
				for _, n := range all {
					c.add(r, names.Name{Text: n}, claim{weight: ofLabel, sure: true, tells: true, role: people.Speaker, what: "a list of who sat on a panel", pos: r.start + max(0, inner.Pos())})
				}
				return
			}
		}
	}
}

// namesOfItems are the names that the items of a list start with; nil where one starts with
// none, or where most have no common given or family name: Bose Revolve is a loudspeaker.
func (r *reader) namesOfItems(list ast.Node) []string {
	var all []string
	known := 0
	for _, item := range children(list) {
		name, _ := r.nameOfItem(item)
		if name == "" || slices.Contains(all, name) || len(all) == mostSpeakers {
			return nil
		}
		all = append(all, name)
		if people.Known(name) {
			known++
		}
	}
	if 2*known < len(all) {
		return nil
	}
	return all
}
