package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"viewline/post/pattern"
	"viewline/timeline"
)

// readTurn reads a turn as a view of whose appearance is read: the person's own
// turns are views, each with the question ahead of it; a question that somebody
// else answers is left to that one's appearance; what belongs to nobody is text.
func (s *sectionReader) readTurn(t *turn) {
	p := t.blocks[0]
	switch {
	case t.member != nil && t.member.slug() == s.reader.person.Slug:
		s.reader.trimTo(p, t.end)
		o := s.ensure(p)
		var views []*timeline.Viewpoint
		if s.question != nil {
			views = []*timeline.Viewpoint{s.viewOf(t)}
			views[0].Question = s.question
			s.question, s.asked = nil, nil
		} else {
			views = s.viewsOf(t) // reading the blocks takes their labels off: they are read once
		}
		if moment, ok := t.moment(); ok && len(views) > 0 && len(views[0].Timestamps) == 0 {
			views[0].Timestamps = []*timeline.Timestamp{moment}
		}
		o.Viewpoints = append(o.Viewpoints, views...)
	case t.member != nil && s.reader.others[t.member.slug()]:
		s.question, s.asked = nil, nil
	case t.asks && t.next != nil && t.next.member != nil && s.reader.others[t.next.member.slug()]:
		s.keepAsked() // the question is part of somebody else's appearance
	case t.asks && t.answeredBy(s.reader.person):
		s.keepAsked()
		s.reader.trimTo(p, t.end)
		s.question, s.asked = s.reader.prose(t.blocks), t.blocks
	default:
		s.keepAsked()
		for _, b := range t.blocks {
			s.keep(b)
		}
	}
}

// moment is that of the recording at which a turn starts: Ana Ruiz (00:28): ….
func (t *turn) moment() (*timeline.Timestamp, bool) {
	m := momentInMark.FindString(strings.TrimPrefix(t.mark, t.label))
	if m == "" {
		return nil, false
	}
	return &timeline.Timestamp{Label: m, Seconds: seconds(m)}, true
}

var momentInMark = pattern.MustCompile(`\d{1,2}(?::[0-5]\d){1,2}`)

// seconds reads mm:ss or h:mm:ss.
func seconds(moment string) int {
	total := 0
	for part := range strings.SplitSeq(moment, ":") {
		total = total*60 + number(part)
	}
	return total
}

// answeredBy reports whether the turn behind a question is somebody's.
func (t *turn) answeredBy(p *timeline.Person) bool {
	return t.next != nil && t.next.member != nil && t.next.member.slug() == p.Slug
}

// keepAsked keeps a question that nobody answered as text.
func (s *sectionReader) keepAsked() {
	for _, b := range s.asked {
		s.keep(b)
	}
	if o := s.current(); o != nil {
		s.note(o) // the next block may open another section
	}
	s.question, s.asked = nil, nil
}

// speech reads blocks of speech, in which only bold words are a label: a colon
// that somebody says is part of a sentence.
func (s *sectionReader) speech(blocks []ast.Node) *timeline.Viewpoint {
	l := s.reader.labelIn(blocks)
	if l != nil && !l.bold {
		l = nil
	}
	return s.reader.viewpointOf(blocks[0], blocks, l)
}

// viewOf is one view with all blocks of a turn.
func (s *sectionReader) viewOf(t *turn) *timeline.Viewpoint {
	return s.speech(t.blocks)
}

// viewsOf is a view for each paragraph of a speech that answers nothing.
func (s *sectionReader) viewsOf(t *turn) []*timeline.Viewpoint {
	var all []*timeline.Viewpoint
	for from := 0; from < len(t.blocks); {
		to := from + 1
		for to < len(t.blocks) && t.blocks[to].Kind() != ast.KindParagraph {
			to++
		}
		all = append(all, s.speech(t.blocks[from:to]))
		from = to
	}
	return all
}

// trimTo takes off a paragraph what stands ahead of an offset.
func (r *reader) trimTo(p ast.Node, offset int) {
	for n := p.FirstChild(); n != nil; {
		next := n.NextSibling()
		if r.endOf(n) <= offset {
			p.RemoveChild(p, n)
			n = next
			continue
		}
		if t, ok := n.(*ast.Text); ok && t.Segment.Start < offset {
			t.Segment = text.NewSegment(min(offset, t.Segment.Stop), t.Segment.Stop)
			t.SetPos(t.Segment.Start)
			if t.Segment.IsEmpty() {
				p.RemoveChild(p, n)
			}
		}
		return
	}
}
