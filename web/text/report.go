package text

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// The types of content.
const (
	passageType        = "Passage"
	viewpointType      = "Viewpoint"
	recommendationType = "Recommendation"
	sectionType        = "Section"
)

// report writes an appearance under a heading of the level: who, when, where to find it, and
// all that the post tells of it.
func (w *writer) report(level int, a appearance) {
	w.heading(level, plain(a.called()))
	w.line(joined(plain(a.by()), plain(a.Words()), a.category(), w.whole(a.PageURL), plain(fmt.Sprintf("%s:%d", a.Source.Path, a.Source.StartLine))))
	if a.Theme != "" {
		w.line(plain(a.Theme))
	}
	details := slices.DeleteFunc(slices.Clone(a.Details), func(d detail) bool { return d.Value == a.Theme })
	w.line(a.others(details))
	for _, d := range details {
		w.item("-", plain(d.Label)+": "+plain(d.Value))
	}
	if len(details) > 0 {
		w.end()
	}
	if a.Recording != nil && a.Recording.URL != "" {
		w.line(linked("Recording", a.Recording.URL))
	}
	if a.Summary != nil && !tells(a.Content, a.Summary.Markdown) {
		w.line(a.Summary.Markdown)
	}
	w.content(level+1, a.Content)
}

// others are those who took part beside the person, and whom no detail names.
func (a appearance) others(details []detail) string {
	var names []string
	for _, p := range a.Participants {
		named := slices.ContainsFunc(details, func(d detail) bool { return strings.Contains(d.Value, p.Name) })
		if named || p.Name == a.by() {
			continue
		}
		name := plain(p.Name)
		if p.Role == "HOST" {
			name += " (host)"
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return ""
	}
	return "With " + strings.Join(names, ", ")
}

// tells reports whether a passage among the pieces, or in their sections, has just this text.
func tells(pieces []content, text string) bool {
	return slices.ContainsFunc(pieces, func(p content) bool {
		return p.Typename == passageType && p.Text.Markdown == text || tells(p.Inner, text)
	})
}

// cut reports whether the piece stands so deep that the query asks for nothing of it but its
// type.
func (c content) cut() bool {
	switch c.Typename {
	case viewpointType:
		return c.Content == nil
	case sectionType:
		return c.Inner == nil
	case recommendationType:
		return c.Position == 0 // positions count from 1
	}
	return c.Text.Markdown == ""
}

// content writes pieces of a report in their order. Headings in it have the level. A line
// stands for the pieces that are too deep.
func (w *writer) content(level int, pieces []content) {
	before := ""
	for i, p := range pieces {
		if p.cut() {
			if i == 0 || !pieces[i-1].cut() {
				w.item("-", linked("The post says more below this, which GraphQL has", w.whole("/query")))
			}
			before = viewpointType
			continue
		}
		if listed(before) && before != p.Typename {
			w.end()
		}
		switch before = p.Typename; p.Typename {
		case sectionType:
			if p.Heading != "" {
				w.heading(level, strings.TrimSpace(plain(p.Number)+" "+plain(p.Heading)))
			}
			w.content(level+1, p.Inner)
		case viewpointType:
			w.item("-", w.said(viewpoint{Label: p.Label, Question: p.Question, Text: p.Text, Timestamps: p.Timestamps, Content: p.Content}))
		case recommendationType:
			w.item(fmt.Sprintf("%d.", max(p.Position, 1)), w.recommended(p.Paper, p.Note))
		default:
			w.line(p.Text.Markdown)
		}
	}
	if listed(before) {
		w.end()
	}
}

func listed(kind string) bool { return kind == viewpointType || kind == recommendationType }

// said is a viewpoint with all below it, as an item of a list.
func (w *writer) said(v viewpoint) string {
	var text strings.Builder
	if v.Question != nil {
		text.WriteString("Q: " + strings.TrimSpace(v.Question.Markdown) + "\n\nA: ")
	}
	if v.Label != "" {
		text.WriteString("**" + plain(v.Label) + colon(v.Label) + "** ")
	}
	text.WriteString(strings.TrimSpace(v.Text.Markdown))
	for _, t := range v.Timestamps {
		if !strings.Contains(v.Text.Markdown, t.Label) {
			text.WriteString(" " + linked(t.Label, t.URL))
		}
	}
	if len(v.Content) > 0 {
		inner := &writer{origin: w.origin}
		inner.content(6, v.Content)
		text.WriteString("\n")
		if v.Content[0].Typename != viewpointType && !v.Content[0].cut() {
			text.WriteString("\n")
		}
		text.WriteString(inner.String())
	}
	return strings.TrimSpace(text.String())
}

// colon is what stands between a label and its text: nothing where the label ends in a sign.
func colon(label string) string {
	last, _ := utf8.DecodeLastRuneInString(label)
	if strings.ContainsRune(":：.。!！?？…", last) {
		return ""
	}
	return ":"
}

// recommended is a paper with what was said of it: what the post says alone where that names
// the paper.
func (w *writer) recommended(p paper, note *prose) string {
	if note == nil {
		return w.cited(p)
	}
	text := strings.TrimSpace(note.Markdown)
	if !strings.Contains(strings.ToLower(text), strings.ToLower(p.Title)) {
		return w.cited(p) + "\n" + text
	}
	if address := p.address(); address != "" && !strings.Contains(text, address) {
		text += " <" + address + ">"
	}
	return text
}

// cited is a paper as readers know it: title, the first author, the year.
func (w *writer) cited(p paper) string {
	by := ""
	if len(p.Authors) > 0 {
		by = plain(p.Authors[0])
	}
	if len(p.Authors) > 1 {
		by += " et al."
	}
	year, _, _ := strings.Cut(p.Published, "-")
	text := linked(p.Title, p.address())
	for _, part := range []string{by, year} {
		if part != "" {
			text += ", " + part
		}
	}
	return text
}

// address is where the paper can be read; empty where that is unknown.
func (p paper) address() string {
	switch {
	case p.URL != "":
		return p.URL
	case p.Arxiv != "":
		return "https://arxiv.org/abs/" + p.Arxiv
	case p.DOI != "":
		return "https://doi.org/" + p.DOI
	}
	return ""
}

// called is the title, or the key where there is none.
func (a appearance) called() string {
	if a.Title == "" {
		return a.Key
	}
	return a.Title
}

// by is the name of the person who appeared; empty only while an import is under way.
func (a appearance) by() string {
	if a.Person == nil {
		return ""
	}
	return a.Person.Name
}

// category is the kind of the appearance, as a word; empty for an occasion of no kind.
func (a appearance) category() string {
	if a.Kind == "OTHER" {
		return ""
	}
	return strings.ReplaceAll(strings.ToLower(a.Kind), "_", " ")
}
