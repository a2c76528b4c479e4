package post

import (
	"strings"
	"unicode/utf8"

	"viewline/markdown"
	"viewline/timeline"
)

// Coverage measures what of a post's visible text its documents hold in their
// text fields: the share, 0 to 1, in letters and digits, and the lines that
// are not found whole. A post that shows nothing has a share of 1.
func Coverage(src []byte, doc *Document) (share float64, lost []string) {
	r := newReader(doc.Post.Path, src, nil)
	r.readFrontMatter()
	body := src[r.start:]
	kept := finder{text: timeline.Fold(doc.text())}
	found, total := 0, 0
	for line := range strings.SplitSeq(markdown.Plain(body, markdown.Parse(body)), "\n") {
		folded := timeline.Fold(line)
		n := utf8.RuneCountInString(folded)
		total += n
		if kept.find(folded) {
			found += n
		} else {
			lost = append(lost, line)
		}
	}
	if total == 0 {
		return 1, nil
	}
	return float64(found) / float64(total), lost
}

// finder looks texts up in a long one. Since they mostly come in its order, it
// looks behind the last one first.
type finder struct {
	text string
	next int
}

func (f *finder) find(s string) bool {
	i := strings.Index(f.text[f.next:], s)
	if i < 0 {
		return strings.Contains(f.text, s)
	}
	f.next += i + len(s)
	return true
}

// text joins all text fields, in the order of the documents.
func (d *Document) text() string {
	var t texts
	t.line(d.Post.Title)
	t.prose(d.Post.Body)
	t.sections(d.Post.Sections)
	for _, a := range d.Appearances {
		t.line(a.Heading)
		for _, detail := range a.Details {
			t.line(detail.Label + detail.Value)
		}
		t.prose(a.Body)
		t.sections(a.Sections)
		for _, rec := range a.Recommendations {
			t.prose(&rec.Note)
		}
	}
	return t.String()
}

type texts struct{ strings.Builder }

func (t *texts) line(s string) { t.WriteString(s + "\n") }

func (t *texts) prose(p *timeline.Prose) {
	if p != nil {
		t.line(p.Plain)
	}
}

func (t *texts) sections(ss []*timeline.Section) {
	for _, s := range ss {
		t.line(string(s.Number) + s.Heading)
		t.prose(s.Body)
		t.viewpoints(s.Viewpoints)
		t.sections(s.Sections)
	}
}

func (t *texts) viewpoints(vs []*timeline.Viewpoint) {
	for _, v := range vs {
		t.line(string(v.Label) + v.Text.Plain)
		for _, q := range v.Quotes {
			t.prose(q)
		}
		t.viewpoints(v.Points)
	}
}
