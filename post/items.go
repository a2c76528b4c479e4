package post

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"viewline/markdown"
	"viewline/post/dates"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/timeline"
)

// A list or a table may have an occasion on each line: "* Quiet Maps (4/2019)",
// "| 3/09/21 | Folding |".

// talksWord tells that a title or a heading announces a list of occasions.
var talksWord = pattern.MustCompile(`(?i)\b(?:talks|speeches|lectures|interviews|keynotes|appearances|presentations|podcasts|letters|essays|writings|episodes|seminars)\b|演讲|演講|访谈|訪談|讲话|報告|报告|讲座|发言|播客|专访|公开信|書信|书信|講演|登壇|インタビュー|강연`)

// partsOfItems finds lists and tables whose lines are an occasion each: of the
// post's speaker, or, in a list of talks, of whom each line names.
func (r *reader) partsOfItems(o outline) (parts []part, beside []ast.Node) {
	announced := false
	for _, t := range r.titles(o) {
		announced = announced || talksWord.MatchString(t.text) && r.kindOfTitle(t.text) != timeline.KindReadingList
	}
	quotes := slices.ContainsFunc(r.titles(o), func(t titled) bool { return quotesWord.MatchString(t.text) })
	event := len(r.main) == 0 && !quotes && r.isEvent(o)
	quoted := len(r.main) == 1 && quotes
	scheduled := len(r.main) == 0 && r.hasSchedule(o)
	if len(r.main) == 0 && (!event && !scheduled || r.recommendsShows(o)) {
		return nil, nil
	}
	under := announced || event
	levels := map[int]bool{} // which headings above announce a list
	when := &above{base: r.yearOfTitles(o)}
	onSchedule := scheduled && scheduleWord.MatchString(r.front.Title)
	told := map[string]bool{} // occasions, by date and title: lists repeat each other
	for _, b := range rejoin(r.introOf(o), o.chunks) {
		var found []part
		switch n := b.(type) {
		case *ast.Heading:
			text := r.plainHeading(n)
			for l := n.Level; l <= 6; l++ {
				delete(levels, l)
			}
			r.enter(when, n.Level, text, n)
			onSchedule = scheduled && scheduleWord.MatchString(text)
			levels[n.Level] = (talksWord.MatchString(text) || videosWord.MatchString(text)) && kindOf(text) != timeline.KindReadingList
			under = announced || event
			for _, is := range levels {
				under = under || is
			}
			if r.sectionKind(text) != "" || resources.MatchString(text) {
				under = false
			}
		case *ast.Paragraph:
			if text, bold := r.boldDate(n); bold {
				r.enter(when, underBold, text, n)
			}
		case *ast.List:
			if all := r.quotesOnly(n); under && (!event || !all) || quoted && all {
				found = r.partsOfLists(n, inList{event: event, talks: under && !quoted}, when)
			}
		case *extast.Table:
			if under || onSchedule {
				found = r.partsOfTable(n, when.year(), under)
			}
		}
		for _, p := range found {
			if len(p.dates) == 0 {
				r.dateByHeading(&p, when)
			}
			key := timeline.Fold(p.title)
			if best, ok := p.dates.best(); ok {
				key += "/" + best.Date.Date.String()
			}
			if !told[key] {
				told[key] = true
				parts = append(parts, p)
			}
		}
		if len(found) == 0 || b.Kind() == ast.KindList && b.ChildCount() > 0 {
			beside = append(beside, b)
		}
	}
	return parts, beside
}

// recommendsShows reports whether a title is that of a list of shows to listen to: whom an
// item names hosts one.
func (r *reader) recommendsShows(o outline) bool {
	return slices.ContainsFunc(r.titles(o), func(t titled) bool { return showsToHear.MatchString(t.text) })
}

var showsToHear = pattern.MustCompile(`(?i)(?:推荐|推薦|必听|必聽|常听|常聽|在听|在聽|收听|收聽|订阅|訂閱)[^，。：:]{0,12}(?:播客|节目|節目|podcasts?)|(?:播客|podcasts?)\s*(?:推荐|推薦|清单|清單|列表)|\b(?:favou?rite|recommended|best) podcasts\b|\bpodcasts (?:i|we|to) (?:listen|love|like|follow)`)

// dateByHeading gives an item the date of the deepest heading above it that has
// one: the day of a meet-up.
func (r *reader) dateByHeading(p *part, when *above) {
	if h := when.deepest(); h != nil {
		pos := r.start + max(0, h.node.Pos())
		p.dates.add(dated{Date: h.date, source: timeline.DateFromHeading, text: textOf(h.text, h.date), what: "the heading above", pos: pos}, func(error) {})
	}
}

// videosWord announces a list of recordings.
var videosWord = pattern.MustCompile(`(?i)\bvideos?\b|recordings|视频|影片|動画`)

// partsOfList reads a list in which at least two of three items have a date at
// one end of their first line or, in a list of talks, somebody's name; none
// where it is another list, such as one that says of most whom it names what they are.
func (r *reader) partsOfList(list *ast.List, l inList) []part {
	event := l.event
	var parts []part
	var unsure []part // whose names start with no common one
	var ahead []aheadOfName
	told, described := 0, 0
	items := children(list)
	for _, item := range items {
		first := item.FirstChild()
		if first == nil {
			continue
		}
		p := part{speakers: r.main, cast: r.cast, node: item, level: 6, blocks: children(item), links: []ast.Node{item}}
		p.title = r.itemTitle(first)
		cut, dated := r.cutHeading(p.title)
		dated = dated && cut.Place != dates.Whole && cut.Place != dates.Inside
		line := p.title
		if !dated {
			cut, dated = r.cutItem(item, &p, l)
		}
		if dated {
			p.date(r, cut.Date, line, "the item", timeline.DateFromHeading)
		}
		if event {
			pos := r.start + max(0, item.Pos())
			p.speakers, p.cast = r.speakersOfItem(p.title, pos)
			if linked, c := r.speakersByLink(first, pos); len(linked) > len(p.speakers) {
				p.speakers, p.cast = linked, c
			}
			if len(p.speakers) == 0 {
				p.speakers, p.cast = r.speakersBehindDash(p.title, r.start+max(0, item.Pos()))
				if unsure = append(unsure, p); len(p.speakers) == 0 {
					unsure = unsure[:len(unsure)-1]
				}
				continue
			}
			if d, ok := r.yearAheadOfName(p, line); ok && !dated {
				d.part = len(parts)
				ahead = append(ahead, d)
			}
			if told++; describes(p) || !dated && isOfRoll(p) {
				described++
			}
		} else if dated || l.talks && l.dated && r.isTalk(item, line) {
			told++
		}
		if timeline.Fold(markdown.Plain(r.body, first)) == timeline.Fold(line) {
			p.blocks = p.blocks[1:]
		}
		parts = append(parts, p)
	}
	if told < 2 && !l.few || told == 0 || event && (told < 3 || 2*told < len(items) || 2*described > told) || !event && 3*told < 2*len(items) {
		return nil
	}
	for _, d := range ahead {
		if 2*len(ahead) > len(parts) || r.isEventTitle(d.text) {
			parts[d.part].date(r, d.year, d.text, "the item", timeline.DateFromHeading)
		}
	}
	if told > 3 && 2*described <= told {
		parts = inOrder(append(parts, unsure...), items)
	}
	for _, p := range parts { // what names nobody stays a list
		list.RemoveChild(list, p.node)
	}
	return parts
}

// itemTitle is the first line of an item, or the text of the link that opens it
// where that text has the date.
func (r *reader) itemTitle(first ast.Node) string {
	line, _, _ := strings.Cut(markdown.Plain(r.body, first), "\n")
	n := first.FirstChild()
	for n != nil && n.Kind() == ast.KindEmphasis {
		n = n.FirstChild()
	}
	if n != nil && n.Kind() == ast.KindLink {
		if text := markdown.Plain(r.body, n); text != "" {
			if _, ok := r.cutHeading(text); ok {
				return text
			}
		}
	}
	return strings.TrimSpace(line)
}

// date notes when the part was.
func (p *part) date(r *reader, d dates.Date, text, what string, from timeline.DateSource) {
	pos := r.start + max(0, p.node.Pos())
	p.dates.add(dated{Date: d, source: from, text: textOf(text, d), what: what, pos: pos}, func(err error) { r.fail(pos, "%v", err) })
}

// partsOfTable reads a table with a column of dates; none where there is none.
func (r *reader) partsOfTable(table ast.Node, year int, talks bool) []part {
	rows := children(table)
	if len(rows) < 3 {
		return nil
	}
	heads := r.cells(rows[0])
	var body [][]string
	for _, row := range rows[1:] {
		body = append(body, r.cells(row))
	}
	when := dateColumns(heads, body, year)
	if when.at < 0 || !talks {
		return r.partsOfSchedule(table, rows, heads, body)
	}
	what := titleColumn(heads, body, when.at, when.day)
	if what < 0 {
		return nil
	}
	r.headings = append(r.headings, strings.Join(heads, " "))
	var parts []part
	for i, cells := range body {
		p := part{speakers: r.main, cast: r.cast, node: rows[i+1], level: 6, links: []ast.Node{rows[i+1]}}
		p.heading = strings.TrimSpace(strings.Join(cells, " "))
		for j, cell := range cells {
			switch {
			case j == what:
				p.title = cell
			case j == when.at:
				if cell != "" {
					p.details = append(p.details, &timeline.Detail{Label: heads[j], Value: cell})
				}
				if d, text, ok := when.date(i, cells); ok {
					p.date(r, d, text, "the table", timeline.DateFromMetadata)
				} else if cell != "" {
					r.warn(r.start+max(0, rows[i+1].Pos()), "date %q in the table: the day and the month cannot be told apart, or it is no date; want 2024-03-05", cell)
				}
			case j < len(heads) && heads[j] != "" && cell != "":
				p.details = append(p.details, &timeline.Detail{Label: heads[j], Value: cell})
				if role, ok := partOf(heads[j]); ok && role == 0 {
					p.own(r, heads[j], cell)
				}
			}
		}
		if p.title != "" && len(p.speakers) > 0 {
			parts = append(parts, p)
		}
	}
	return parts
}

// own takes the speaker that a row names.
func (p *part) own(r *reader, label, cell string) {
	c := &cast{}
	for _, n := range names.List(cell) {
		r.claimLabel(c, label, n, r.start+max(0, p.node.Pos()), 0)
	}
	if own := r.speakers(c, &plainText{make: func() string { return "" }}, func() bool { return true }); len(own) > 0 {
		p.speakers, p.cast = own, c
	}
}

func (r *reader) cells(row ast.Node) []string {
	var all []string
	for _, c := range children(row) {
		all = append(all, strings.TrimSpace(markdown.Plain(r.body, c)))
	}
	return all
}

// titleWords are in the heading of the column that names the occasions.
var titleWords = pattern.MustCompile(`(?i)title|talk|video|topic|event|occasion|speech|lecture|interview|name|subject|episode|场合|活动|主题|标题|題目|题目|会议|演讲|节目|内容|タイトル|イベント`)

// unknownParts are the parts of a date that its author does not know: 2000-??.
var unknownParts = pattern.MustCompile(`^((?:1[89]|20)\d\d(?:-\d\d)?)(?:-\?\?){1,2}|^((?:1[89]|20)\d\d)\??(?:\s|$)`)

// cellDate reads the date of a table's cell.
func cellDate(cell string, order dates.Order) (dates.Date, bool) {
	if m := unknownParts.FindStringSubmatch(cell); m != nil {
		if d, err := timeline.ParsePartialDate(m[1] + m[2]); err == nil {
			return dates.Date{Date: d, Earliest: d.Earliest(), Latest: d.Latest(), End: len(strings.TrimSpace(m[0]))}, true
		}
	}
	return dateIn(cell, order)
}

func titleColumn(heads []string, body [][]string, when ...int) int {
	for j, h := range heads {
		if !slices.Contains(when, j) && titleWords.MatchString(h) {
			return j
		}
	}
	for j := range heads {
		if !slices.Contains(when, j) && len(body) > 0 && j < len(body[0]) && body[0][j] != "" {
			return j
		}
	}
	return -1
}
