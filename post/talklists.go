package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/dates"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// inList is what a list stands in.
type inList struct {
	event bool // of talks of several people
	talks bool // a title or a heading announces talks, and not quotes
	year  int  // of the headings above or of the title; 0 where none is known
	dated bool // whether a heading above has a date
	few   bool // whether one item suffices: other lists stand beside it
}

// partsOfLists reads a list of talks, or one whose items are years with a list of talks
// each.
func (r *reader) partsOfLists(list *ast.List, l inList, when *above) (parts []part) {
	for _, item := range children(list) {
		year, inner := r.yearItem(item)
		if inner == nil {
			parts = nil
			break
		}
		r.enter(when, underBold, year, item)
		l.year, l.dated, l.few = when.year(), true, true
		for _, p := range r.partsOfList(inner, l) {
			if len(p.dates) == 0 {
				r.dateByHeading(&p, when)
			}
			parts = append(parts, p)
		}
	}
	if len(parts) > 0 {
		when.forget(underBold)
		return parts
	}
	l.year, l.dated = when.year(), when.deepest() != nil
	return r.partsOfList(list, l)
}

// yearItem reads an item that is a year and a list below; the list is nil for others.
func (r *reader) yearItem(item ast.Node) (string, *ast.List) {
	first := item.FirstChild()
	if first == nil || first.NextSibling() == nil || first.NextSibling() != item.LastChild() {
		return "", nil
	}
	inner, ok := item.LastChild().(*ast.List)
	text := markdown.Plain(r.body, first)
	if !ok || len(text) > longestBoldDate || !yearAlone.MatchString(text) {
		return "", nil
	}
	return text, inner
}

// behindTalk are the links behind the line of a talk: "… 1 July 2017 [video]".
var behindTalk = pattern.MustCompile(`(?i)(?:[\s,;|/·•&+([（【-]|\band\b)*(?:(?:slides?|slide deck|deck|videos?|recordings?|audio|pdf|pptx?|code|demo|notes|abstract|website|event page|more info|link|youtube|幻灯片|视频|影片|录像|回放|スライド|資料|動画)(?:[\s,;.|/·•&+()（）\]】[-]|\band\b)*)+$`)

// cutItem reads a date that the item of a list has elsewhere than its line has dates: a
// day or a month of the year above, a date ahead of the links at the line's end, or the
// one date of the lines below the title. What is left of the line becomes the title of p.
func (r *reader) cutItem(item ast.Node, p *part, l inList) (dates.Cut, bool) {
	line := p.title
	if d, ok := r.inYear(line, l.year); ok {
		if rest := strings.TrimLeft(line[d.End:], " *_:：|,，)）]】–—-"); strings.TrimSpace(line[:d.Start]) == "" && rest != "" {
			p.title, p.heading = rest, line
			return dates.Cut{Title: rest, Date: d, Place: dates.Start}, true
		}
		return dates.Cut{Title: line, Date: d, Place: dates.End}, true
	}
	if at := behindTalk.FindStringIndex(line); at != nil && at[0] > 0 {
		if cut, ok := r.cutHeading(line[:at[0]]); ok && cut.Place == dates.End {
			p.title, p.heading = line[:at[0]], line
			return cut, true
		}
		if d, ok := r.inYear(line[:at[0]], l.year); ok && d.Start > 0 {
			return dates.Cut{Title: line, Date: d, Place: dates.End}, true
		}
	}
	if l.event {
		return dates.Cut{}, false
	}
	return r.dateBelow(item, l.year)
}

// aheadOfName is what stands ahead of the only speaker's name in an item of a list, and ends in
// a year: "SlowConf 2016, Ana Ruiz". The year is that of the talk where most items of the list have
// one there, or where the words name an event; it may belong to the title of the talk else.
type aheadOfName struct {
	part int // the index of the item's part
	text string
	year dates.Date
}

func (r *reader) yearAheadOfName(p part, line string) (found aheadOfName, ok bool) {
	if len(p.speakers) != 1 {
		return aheadOfName{}, false
	}
	ahead, ends := strings.CutSuffix(strings.TrimSpace(line), p.speakers[0].name.Text)
	if !ends {
		return aheadOfName{}, false
	}
	ahead = strings.TrimRight(ahead, " ,，|·:–—-")
	d, ok := r.yearIn(ahead)
	return aheadOfName{text: ahead, year: d}, ok && d.Start > 0 && d.End == len(ahead)
}

// dateBelow is the date of the one line below an item's title that ends or starts in a date; there is
// none where several lines have dates, of which each is an occasion of its own.
func (r *reader) dateBelow(item ast.Node, year int) (found dates.Cut, ok bool) {
	inner, is := item.LastChild().(*ast.List)
	if !is || inner.ChildCount() > listBylines {
		return dates.Cut{}, false
	}
	for _, i := range children(inner) {
		first := i.FirstChild()
		if first == nil {
			continue
		}
		text := r.itemTitle(first)
		if at := behindTalk.FindStringIndex(text); at != nil {
			text = text[:at[0]]
		}
		cut, dated := r.cutHeading(text)
		if !dated {
			cut.Date, dated = r.inYear(text, year)
		} else if cut.Place == dates.Inside {
			continue
		}
		if !dated || len(text) > longestByline {
			continue
		}
		if ok {
			return dates.Cut{}, false
		}
		cut.Date.Start, cut.Date.End = 0, 0
		found, ok = cut, true
	}
	return found, ok
}

// isTalk reports whether an item below a heading with a date tells of a talk and is no
// view: its line is no sentence, and leads to something or names an event.
func (r *reader) isTalk(item ast.Node, line string) bool {
	if len(line) > longestTalk || isSentence(line) || strings.HasSuffix(line, ".") || strings.HasSuffix(line, "。") {
		return false
	}
	return r.isEventTitle(line) || hasLink(item.FirstChild())
}

const longestTalk = 240 // bytes

func hasLink(n ast.Node) bool {
	found := false
	_ = ast.Walk(n, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		if n.Kind() == ast.KindLink || n.Kind() == ast.KindAutoLink {
			found = true
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return found
}

// byEnd is what leads to a name that a link has, and more what leads to a further one.
var (
	byEnd = pattern.MustCompile(`(?i)(?:^|[\s(（])(?:by|presented by|speakers?:)\s*$`)
	more  = pattern.MustCompile(`(?i)^\s*(?:,|&|,?\s*and|with)\s*$`)
)

// speakersByLink finds whom an item of a list of talks names by links behind "by":
// "Maps by [Zelmira Quendt](…) & [Okan Dratz](…)".
func (r *reader) speakersByLink(first ast.Node, pos int) ([]*member, *cast) {
	c := &cast{}
	ahead, joined := "", false
	for n := first.FirstChild(); n != nil; n = n.NextSibling() {
		text := r.plainLine([]ast.Node{n})
		if n.Kind() != ast.KindLink {
			ahead += text
			continue
		}
		if text = strings.TrimSpace(text); byEnd.MatchString(ahead) || joined && more.MatchString(ahead) {
			if names.FormOf(text) < names.Likely {
				return nil, nil
			}
			c.add(r, names.Name{Text: text}, claim{weight: ofLabel, sure: true, role: people.Speaker, what: "an item of a list of talks: a link behind “by”", pos: pos})
			joined = true
		} else {
			joined = false
		}
		ahead = ""
	}
	if len(c.members) == 0 || len(c.members) > mostSpeakers {
		return nil, nil
	}
	return c.members, c
}
