package web

import (
	"net/url"
	"strings"
)

// loose has the viewpoints of one post that belong to no occasion.
type loose struct {
	Path, Address string // of the post
	Viewpoints    []viewpoint
}

// looseOf groups viewpoints without a date by their posts. Those of an occasion without a
// date are left out: the occasion itself is on the page.
func looseOf(views []viewpoint) []loose {
	var all []loose
	for _, v := range views {
		if v.Appearance != nil {
			continue
		}
		if last := len(all) - 1; last < 0 || all[last].Path != v.Source.Path {
			post, _, _ := strings.Cut(v.PageURL, "#")
			all = append(all, loose{Path: v.Source.Path, Address: post})
		}
		last := &all[len(all)-1]
		last.Viewpoints = append(last.Viewpoints, v)
	}
	return all
}

// Loose are the viewpoints of no occasion, by post.
func (t personPage) Loose() []loose { return looseOf(t.Viewpoints.Nodes) }

// MoreLoose is the address of the page with the next of them; empty where there are no
// more.
func (t personPage) MoreLoose() string {
	if at := t.Viewpoints.PageInfo; at.HasNextPage {
		return t.Address() + "?" + url.Values{"loosely": {at.EndCursor}}.Encode() + "#undated"
	}
	return ""
}
