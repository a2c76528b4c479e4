package web

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
)

// The generated type content is one piece of a report: a passage, a viewpoint, a section or
// a recommendation. Its Typename tells which, and so which of its other fields are set.
// Pieces stand in the order of the post.

// The types of content.
const (
	passageType        = "Passage"
	viewpointType      = "Viewpoint"
	recommendationType = "Recommendation"
	sectionType        = "Section"
)

// cut reports whether the piece stands so deep that the query asks for nothing of it but
// its type.
func (c content) cut() bool {
	switch c.Typename {
	case viewpointType:
		return c.Content == nil
	case sectionType:
		return c.Inner == nil
	case recommendationType:
		return c.Position == 0 // positions count from 1
	}
	return c.Text.HTML == ""
}

// Anchor is where a section or a viewpoint stands on its page, as the graph's pageUrl and
// Section.anchor have it. It is empty where the query does not ask, since the page has
// reports of several appearances, two of which may say the same.
func (c content) Anchor() string {
	if c.Typename != sectionType {
		return anchor(c.Key)
	}
	if c.Fragment == "main" || c.Fragment == "appearance" { // which the page itself has
		return ""
	}
	return c.Fragment
}

// Anchor is as that of a viewpoint that stands in other content.
func (v viewpoint) Anchor() string { return anchor(v.Key) }

func anchor(key string) string {
	_, name, ok := strings.Cut(key, "#")
	if !ok {
		return ""
	}
	return "v-" + name
}

// Moments are the moments of the recording that lead to the viewpoint and that its text
// has no link to.
func (c content) Moments() []timestamp { return unlinked(c.Timestamps, c.Text.HTML) }

// Moments are the same for a viewpoint that is listed by itself.
func (v viewpoint) Moments() []timestamp { return unlinked(v.Timestamps, v.Text.HTML) }

// unlinked are those of the moments that have an address and that the text does not link
// to.
func unlinked(moments []timestamp, text template.HTML) []timestamp {
	return slices.DeleteFunc(slices.Clone(moments), func(t timestamp) bool {
		return t.URL == "" || strings.Contains(string(text), ">"+template.HTMLEscapeString(t.Label)+"</a>")
	})
}

// run is a number of neighbouring pieces of one type, of which the page makes one list. The
// type of pieces that stand too deep to be shown is Cut.
type run struct {
	Type   string
	Pieces []content
}

const cutType = "Cut"

// Start is the number of the first recommendation in the appearance's list.
func (r run) Start() int { return cmp.Or(r.Pieces[0].Position, 1) }

// runs groups neighbouring pieces of the same type, in their order.
func runs(pieces []content) []run {
	var all []run
	for _, p := range pieces {
		kind := p.Typename
		if p.cut() {
			kind = cutType
		}
		if last := len(all) - 1; last >= 0 && all[last].Type == kind {
			all[last].Pieces = append(all[last].Pieces, p)
			continue
		}
		all = append(all, run{kind, []content{p}})
	}
	return all
}

// tells reports whether a passage among the pieces, or in their sections, has just
// this text.
func tells(pieces []content, text template.HTML) bool {
	return slices.ContainsFunc(pieces, func(p content) bool {
		return p.Typename == passageType && p.Text.HTML == text || tells(p.Inner, text)
	})
}
