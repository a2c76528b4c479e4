package timeline

import "slices"

// Content is a piece of an appearance, a section or a viewpoint: a *[Passage],
// a *[Viewpoint], a *[Recommendation] or a *[Section].
type Content interface{ IsContent() }

// Passage is text that stands between other pieces: one or more neighbouring
// blocks that are neither a viewpoint nor a recommendation.
type Passage struct {
	Text Prose `bson:"text"`
	// Line of the post at which the passage starts, from 1.
	Line int `bson:"line"`
}

// IsContent marks a piece of content.
func (*Passage) IsContent() {}

// IsContent marks a piece of content.
func (*Viewpoint) IsContent() {}

// IsContent marks a piece of content.
func (*Recommendation) IsContent() {}

// IsContent marks a piece of content.
func (*Section) IsContent() {}

// Content lists all pieces of the appearance in the order of the post. A body
// that serves as the summary is left out: the summary has a field of its own.
// What stands under no heading stands directly in the appearance, so a section
// without a heading is replaced by its pieces.
func (a *Appearance) Content() []Content {
	all := []Content{}
	if a.Body != nil && (a.Summary == nil || *a.Summary != *a.Body) {
		all = append(all, &Passage{Text: *a.Body, Line: a.BodyLine})
	}
	for _, s := range a.Sections {
		if s.Heading == "" {
			all = append(all, s.Content()...)
		} else {
			all = append(all, s)
		}
	}
	return all
}

// Content lists all pieces of the section in the order of the post.
func (s *Section) Content() []Content {
	if len(s.Parts) > 0 {
		return contentOf(s.Parts, lists{viewpoints: s.Viewpoints, sections: s.Sections})
	}
	all := []Content{}
	if s.Body != nil {
		all = append(all, &Passage{Text: *s.Body, Line: s.BodyLine})
	}
	return appendAll(appendAll(all, s.Viewpoints), s.Sections)
}

// Content lists what follows the viewpoint's text, in the order of the post. A
// quote of the viewpoint is a passage there whose HTML is a blockquote.
func (v *Viewpoint) Content() []Content {
	if len(v.Parts) > 0 {
		return contentOf(v.Parts, lists{viewpoints: v.Points, quotes: v.Quotes})
	}
	return appendAll([]Content{}, v.Points)
}

// lists are those that parts count in.
type lists struct {
	quotes     []*Prose
	viewpoints []*Viewpoint
	sections   []*Section
}

func contentOf(parts []Part, in lists) []Content {
	all := []Content{}
	for i := range parts {
		p := &parts[i]
		if p.Passage != nil {
			all = append(all, p.Passage)
		}
		for _, q := range run(in.quotes, p.Quote, p.Count) {
			if !q.IsZero() {
				all = append(all, q.quoted(p.Line))
			}
		}
		all = appendAll(all, run(in.viewpoints, p.Viewpoint, p.Count))
		all = appendAll(all, p.Recommendations)
		all = appendAll(all, run(in.sections, p.Section, p.Count))
	}
	return all
}

func appendAll[T Content](all []Content, items []T) []Content {
	all = slices.Grow(all, len(items))
	for _, item := range items {
		all = append(all, item)
	}
	return all
}
