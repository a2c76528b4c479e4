package post

import (
	"slices"
	"strings"

	"viewline/post/dates"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
	"viewline/timeline"
)

// onShow reads a heading such as "Ana Ruiz and Bo on Some Show (9/6)": who was
// on a show.
func onShow(heading string) []names.Name {
	_, heading = splitNumber(heading)
	heading = strings.TrimSpace(inBrackets.ReplaceAllString(heading, ""))
	who, show, ok := strings.Cut(heading, " on ")
	if !ok || strings.Contains(show, " on ") || len(strings.Fields(show)) > 4 || show == "" || show[0] < 'A' || show[0] > 'Z' {
		return nil
	}
	list := names.List(who)
	for _, n := range list {
		if names.FormOf(n.Text) == names.None || len(strings.Fields(n.Text)) > 3 {
			return nil
		}
	}
	return list
}

// isShowList reports whether most headings of a post name who was on a show, and
// a show comes back: such a post lists episodes.
func (r *reader) isShowList(o outline) bool {
	if r.memo.showList == nil {
		is := r.findShowList(o)
		r.memo.showList = &is
	}
	return *r.memo.showList
}

func (r *reader) findShowList(o outline) bool {
	shows := map[string]int{}
	n, back := 0, false
	for _, c := range o.chunks {
		if len(onShow(c.text)) > 0 {
			_, show, _ := strings.Cut(c.text, " on ")
			show = timeline.Fold(inBrackets.ReplaceAllString(show, ""))
			shows[show]++
			back = back || shows[show] > 1
			n++
		}
	}
	return n > 2 && 2*n > len(o.chunks) && back
}

// isOccasion reports whether the post as a whole is one occasion.
func (r *reader) isOccasion(o outline) bool {
	if strings.Contains(r.front.Title, "场合") {
		return r.hasMetadata(o.intro) && r.tellsDateOrOccasion(o.intro)
	}
	for _, t := range r.titles(o) {
		if isOccasionTitle(t.text) {
			return true
		}
	}
	if r.isBiography() {
		return false
	}
	if r.isEvent(o) || r.asksInHeadings(o) || r.asksYou(o) || r.guestHeading(o) >= 0 || r.isReadingList(o) || len(r.talk.order) > 0 || r.context() != timeline.KindOther || r.front.occasion() || kindOf(r.front.kindWord) != timeline.KindOther {
		return true
	}
	if r.hasMetadata(o.intro) && r.tellsDateOrOccasion(o.intro) || slices.ContainsFunc(r.main, (*member).toldOfOccasion) {
		return true
	}
	if p, _ := r.writtenIn(o.intro); p != nil {
		return true
	}
	for _, t := range r.titles(o) {
		if _, dated := r.yearIn(t.text); dated && slices.ContainsFunc(r.main, func(m *member) bool { return m.claimed(ofHalf, t.what) }) {
			return true // Ana Ruiz | Berlin | 1998
		}
	}
	return len(r.main) > 1 && panel(r.main) || r.openingTellsOccasion(o)
}

// isBiography reports whether the folders, tags or categories call the post the life of
// somebody: it tells of no occasion.
func (r *reader) isBiography() bool { return slices.ContainsFunc(r.shows(), biography.MatchString) }

var biography = pattern.MustCompile(`(?i)传记|傳記|列传|列傳|生平|人物志|伝記|\b(?:biograph(?:y|ies)|obituar(?:y|ies))\b`)

// toldOfOccasion reports whether a claim tells of the occasion as well: the end of a
// title tells who was on a show, as in "Quiet maps — with Ana Ruiz", or a paragraph
// that the author spoke.
func (m *member) toldOfOccasion() bool {
	return slices.ContainsFunc(m.claims, func(c claim) bool {
		return c.sure && (c.tells || strings.HasSuffix(c.what, people.WithAtEnd) || strings.HasSuffix(c.what, people.OnShow))
	})
}

// tellsOccasions reports whether headings or labelled lines tell of occasions on
// which somebody speaks, whoever it is.
func (r *reader) tellsOccasions(o outline) bool {
	for _, h := range o.headings {
		if r.kindOfTitle(h.text) == timeline.KindOther {
			continue
		}
		if cut, ok := r.cutHeading(h.text); ok && cut.Place == dates.End {
			return true
		}
	}
	for _, l := range r.labelledLines(rejoin(o.intro, o.chunks)) {
		if metadataRole(l.label) == roleOccasion && kindOf(l.value) != timeline.KindOther {
			return true
		}
	}
	return false
}

// isOccasionTitle reports whether a title tells of an occasion.
func isOccasionTitle(title string) bool { return kindOf(title) != timeline.KindOther }

// openingTellsOccasion reports whether the first paragraphs say, with a date or
// by a grammar that only persons fit, that somebody spoke.
func (r *reader) openingTellsOccasion(o outline) bool {
	var c dateCandidates
	openings := r.openings(o)
	r.textDates(&c, openings)
	if slices.ContainsFunc(c, func(d dated) bool { return !d.weak && !d.late }) {
		return true
	}
	for _, p := range openings[:min(2, len(openings))] {
		if kindOf(p.text) == timeline.KindOther {
			continue
		}
		for _, found := range people.InProse(p.text) {
			if found.Role == people.Speaker && slices.ContainsFunc(r.main, func(m *member) bool { return short(m.name.Text, found.Text) || m.name.Text == found.Text }) {
				return true
			}
		}
	}
	return false
}

// isReadingList reports whether the post is somebody's list of what to read.
func (r *reader) isReadingList(o outline) bool {
	for _, t := range r.titles(o) {
		if r.kindOfTitle(t.text) == timeline.KindReadingList {
			return true
		}
	}
	return false
}
