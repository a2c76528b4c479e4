package timeline

import (
	"slices"
	"strings"
)

// Part is a stored piece of content of an owner, which is a section or a
// viewpoint: a passage, or a run of neighbours in one of the owner's lists. An
// owner has parts only where its pieces do not stand in the usual order: the
// body, then the viewpoints (of a viewpoint: its points), then the sections.
type Part struct {
	Passage *Passage `bson:"passage,omitempty"`
	// The numbers are that of the first item of the run, from 1, in the owner's
	// own list; of a recommendation it is the position in the appearance. 0 means
	// that the part is something else.
	Quote          int `bson:"quote,omitempty"`
	Viewpoint      int `bson:"viewpoint,omitempty"`
	Recommendation int `bson:"recommendation,omitempty"`
	Section        int `bson:"section,omitempty"`
	// Count is the number of items in the run; 0 means one.
	Count int `bson:"count,omitempty"`
	// Line of the post at which a quote starts, from 1; 0 for all else, which
	// knows its line itself.
	Line int `bson:"line,omitempty"`
	// Recommendations are those of the run; [Appearance.Link] sets them.
	Recommendations []*Recommendation `bson:"-"`
}

// run is the part of a list that begins at a number, from 1, and has so many
// items, as far as the list has them. Number 0 is in no list; count 0 means one.
func run[T any](list []T, number, count int) []T {
	if number < 1 || number > len(list) {
		return nil
	}
	return list[number-1 : min(number-1+max(count, 1), len(list))]
}

// SetContent gives the section its viewpoints, its sections and its body, in
// the order of the pieces. It keeps the order in Parts only where it is not the
// usual one. Two neighbouring passages stay two.
func (s *Section) SetContent(pieces []Content) {
	s.Body, s.BodyLine, s.Viewpoints, s.Sections, s.Parts = nil, 0, nil, nil, nil
	usual, last := true, 0
	for i, piece := range pieces {
		rank := 0
		switch piece := piece.(type) {
		case *Passage:
			usual = usual && i == 0
			s.Parts = append(s.Parts, Part{Passage: piece})
		case *Viewpoint:
			rank = 1
			s.Viewpoints = append(s.Viewpoints, piece)
			s.Parts = appendItem(s.Parts, Part{Viewpoint: len(s.Viewpoints)})
		case *Recommendation:
			usual = false
			s.Parts = appendItem(s.Parts, Part{Recommendation: piece.Position})
			last := &s.Parts[len(s.Parts)-1]
			last.Recommendations = append(last.Recommendations, piece)
		case *Section:
			rank = 2
			s.Sections = append(s.Sections, piece)
			s.Parts = appendItem(s.Parts, Part{Section: len(s.Sections)})
		}
		usual, last = usual && rank >= last, rank
	}
	s.deriveBody()
	if !usual {
		return
	}
	if s.Body != nil {
		s.BodyLine = s.Parts[0].Passage.Line
	}
	s.Parts = nil
}

// AddPoint puts a point behind all that follows the viewpoint's text so far.
func (v *Viewpoint) AddPoint(point *Viewpoint) {
	v.Points = append(v.Points, point)
	if len(v.Parts) > 0 {
		v.Parts = appendItem(v.Parts, Part{Viewpoint: len(v.Points)})
	}
}

// AddQuote puts a quote, which starts at a line of the post, behind all that
// follows the viewpoint's text so far.
func (v *Viewpoint) AddQuote(quote *Prose, line int) {
	v.Quotes = append(v.Quotes, quote)
	v.addPart(Part{Quote: len(v.Quotes), Line: line})
}

// AddPassage puts a passage behind all that follows the viewpoint's text so far.
func (v *Viewpoint) AddPassage(p *Passage) { v.addPart(Part{Passage: p}) }

// addPart adds the first part that is no point, and with it those that went
// without saying, or a further one.
func (v *Viewpoint) addPart(p Part) {
	if len(v.Parts) == 0 {
		for i := range v.Points {
			v.Parts = appendItem(v.Parts, Part{Viewpoint: i + 1})
		}
	}
	v.Parts = append(v.Parts, p)
}

// Texts are the viewpoint's own texts without markup, but for its label and its
// points: question, text, quotes and passages.
func (v *Viewpoint) Texts() []string {
	return v.AppendTexts(make([]string, 0, 2+len(v.Quotes)+len(v.Parts)))
}

// AppendTexts appends the texts of [Viewpoint.Texts].
func (v *Viewpoint) AppendTexts(texts []string) []string {
	if v.Question != nil {
		texts = append(texts, v.Question.Plain)
	}
	texts = append(texts, v.Text.Plain)
	for _, q := range v.Quotes {
		texts = append(texts, q.Plain)
	}
	for i := range v.Parts {
		if p := v.Parts[i].Passage; p != nil {
			texts = append(texts, p.Text.Plain)
		}
	}
	return texts
}

// appendItem adds an item of a list, which may lengthen the last run.
func appendItem(parts []Part, item Part) []Part {
	if len(parts) == 0 {
		return append(parts, item)
	}
	last := &parts[len(parts)-1]
	n := max(last.Count, 1)
	follows := func(first, next int) bool { return first > 0 && next == first+n }
	if follows(last.Viewpoint, item.Viewpoint) || follows(last.Recommendation, item.Recommendation) || follows(last.Section, item.Section) {
		last.Count = n + 1
		return parts
	}
	return append(parts, item)
}

// deriveBody joins the passages of the section, if it has parts.
func (s *Section) deriveBody() {
	if body := joined(s.Parts); body != nil {
		s.Body = body
	}
}

// joined is the prose of all passages together, as package post joins that of
// blocks; nil where there is none.
func joined(parts []Part) *Prose {
	var all []*Prose
	for i := range parts {
		if p := parts[i].Passage; p != nil {
			all = append(all, &p.Text)
		}
	}
	if len(all) < 2 {
		return append(all, nil)[0]
	}
	var md, html, plain []string
	for _, p := range all {
		md = append(md, p.Markdown)
		html = append(html, string(p.HTML))
		if p.Plain != "" {
			plain = append(plain, p.Plain)
		}
	}
	return &Prose{Markdown: strings.Join(md, "\n\n"), HTML: HTML(strings.Join(html, "")), Plain: strings.Join(plain, "\n")}
}

// quoted is a quote, which starts at a line of the post, as a passage.
func (p *Prose) quoted(line int) *Passage {
	return &Passage{Line: line, Text: Prose{
		Markdown: strings.ReplaceAll("> "+strings.ReplaceAll(p.Markdown, "\n", "\n> "), "\n> \n", "\n>\n"),
		HTML:     "<blockquote>\n" + p.HTML + "\n</blockquote>",
		Plain:    p.Plain,
	}}
}

// Stored is the appearance as an engine keeps it: without the bodies that
// [Appearance.Link] derives. The appearance itself stays as it is.
func (a *Appearance) Stored() *Appearance {
	if !derives(a.Sections) {
		return a
	}
	stored := *a
	stored.Sections = storedSections(a.Sections)
	return &stored
}

// Stored is the post as an engine keeps it: without the bodies that [Post.Link]
// derives. The post itself stays as it is.
func (p *Post) Stored() *Post {
	if !derives(p.Sections) {
		return p
	}
	stored := *p
	stored.Sections = storedSections(p.Sections)
	return &stored
}

// derives tells whether a section's body is derived from its parts.
func derives(sections []*Section) bool {
	for s := range AllSections(sections) {
		if s.Body != nil && hasPassage(s.Parts) {
			return true
		}
	}
	return false
}

func hasPassage(parts []Part) bool {
	return slices.ContainsFunc(parts, func(p Part) bool { return p.Passage != nil })
}

func storedSections(sections []*Section) []*Section {
	stored := make([]*Section, len(sections))
	for i, s := range sections {
		copied := *s
		if hasPassage(s.Parts) {
			copied.Body = nil
		}
		copied.Sections = storedSections(s.Sections)
		stored[i] = &copied
	}
	return stored
}
