package post

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"viewline/diagnostic"
	"viewline/post/dates"
	"viewline/post/front"
	"viewline/timeline"
)

// Evidence says why something was understood as it was.
type Evidence struct {
	// What is what the place says: a name, or a date as it is written.
	What string `json:"what"`
	// Where is the place, as line:column, or path for the path of the post.
	Where string `json:"where"`
	// Why tells what makes the place tell it.
	Why string `json:"why"`
}

// Reported is a person whose views a post reports, with the evidence for it.
type Reported struct {
	Slug     string     `json:"slug"`
	Name     string     `json:"name"`
	Evidence []Evidence `json:"evidence"`
}

// Unread is a place that looks like a name, a date or an occasion and was not
// taken for one.
type Unread struct {
	Line   int    `json:"line"`
	Column int    `json:"column"`
	What   string `json:"what"`
	Reason string `json:"reason"`
}

// where is a position as text; a negative offset is the post's path.
func (r *reader) where(pos int) string {
	if pos < 0 {
		return "path"
	}
	at := r.position(min(pos, len(r.src)))
	return fmt.Sprintf("%d:%d", at.Line, at.Column)
}

// evidence notes where the date of an appearance comes from.
func (r *reader) evidence(a *timeline.Appearance, d dated) {
	if r.dateEvidence == nil {
		r.dateEvidence = map[*timeline.Appearance]Evidence{}
	}
	pos := d.pos
	switch {
	case d.source == timeline.DateFromFrontMatter && pos <= 0:
		pos = r.inFront("appearance")
	case d.source == timeline.DateFromText && pos < 0: // an address that the front matter names
		pos = 0
	}
	r.dateEvidence[a] = Evidence{What: d.text, Where: r.where(pos), Why: d.what}
}

// inFront is the offset of what the front matter says under a key; 0 where it has
// no such key.
func (r *reader) inFront(key string) int {
	for _, e := range r.front.Fields {
		if front.Same(e.Key) == key {
			return r.offset(e.At)
		}
	}
	return 0
}

// reported lists the evidence for the people of a post.
func (r *reader) reported(members []*member) []Reported {
	var all []Reported
	for _, m := range members {
		p := m.asPerson()
		rep := Reported{Slug: p.Slug, Name: p.Name, Evidence: []Evidence{}}
		for _, c := range m.claims {
			rep.Evidence = append(rep.Evidence, Evidence{What: m.name.Text, Where: r.where(c.pos), Why: c.what})
		}
		if m.said.Acts > 0 {
			rep.Evidence = append(rep.Evidence, Evidence{What: m.name.Text, Where: r.where(r.start), Why: "the text has the person speak " + times(m.said.Acts)})
		}
		all = append(all, rep)
	}
	return all
}

// times is how often something is, in words.
func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// overlook notes a place that was not taken.
func (r *reader) overlook(pos int, what, reason string) {
	at := r.position(max(0, min(pos, len(r.src))))
	u := Unread{at.Line, at.Column, what, reason}
	if r.overlooked[u] {
		return
	}
	if r.overlooked == nil {
		r.overlooked = map[Unread]bool{}
	}
	r.overlooked[u] = true
	r.unread = append(r.unread, u)
}

// overlookMember notes a name that was not borne out.
func (r *reader) overlookMember(m *member) {
	reason := "nothing else in the post bears out that these are the person's views"
	r.overlook(m.first(), m.name.Text, reason+"; want person: "+m.name.Text+" in the front matter if they are")
}

// warnOfDatedHeadings warns of each heading that bears a date and became no
// occasion.
func (r *reader) warnOfDatedHeadings(doc *Document, o outline) {
	taken := map[int]bool{}
	for _, a := range doc.Appearances {
		taken[a.Line] = true
	}
	for _, h := range o.headings {
		if h.node == o.top || r.above[h.node] || taken[r.line(h.node)] || len(r.datesOf(h.text)) == 0 && !dates.HasDateWord(h.text) {
			continue
		}
		pos := r.start + max(0, h.node.Pos())
		r.overlook(pos, h.text, "the heading bears a date but is no occasion; want the date at its end, as in “… - 2024-05-01”, if it is one")
		r.doubt(pos, "the heading %q bears a date but became no occasion; want the date at its end, as in “%s - 2024-05-01”, if it is one", clipText(h.text, 80), clipText(strings.TrimSpace(h.text), 40))
	}
}

func (r *reader) headingText(h *ast.Heading) string { return r.plainHeading(h) }

// offset is the offset in the source of a position, whose column counts code
// points; 0 for the file as a whole.
func (r *reader) offset(at diagnostic.Position) int {
	if at.Line < 1 || at.Line > len(r.lines) {
		return 0
	}
	offset := r.lines[at.Line-1]
	for n := 1; n < at.Column && offset < len(r.src) && r.src[offset] != '\n'; n++ {
		_, size := utf8.DecodeRune(r.src[offset:])
		offset += size
	}
	return offset
}
