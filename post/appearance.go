package post

import (
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/post/people"
	"viewline/timeline"
)

// copies makes a reader for each place in the list of an occasion's speakers:
// reading takes labels and metadata out of the syntax tree, so that whoever
// shares an occasion reads a tree of its own. The first reader is r itself.
func (r *reader) copies(parts []part) []*reader {
	r.all = parts
	readers := []*reader{r}
	for _, p := range parts {
		for len(readers) < len(p.speakers) {
			readers = append(readers, r.again())
		}
	}
	return readers
}

// again is a reader of the same post with a fresh tree. What it has to say of
// the post was said before.
func (r *reader) again() *reader {
	c := &reader{path: r.path, src: r.src, lib: r.lib, lines: r.lines, anchors: r.anchors, front: r.front, start: r.start, body: r.body}
	c.own = c.hoist(c.look())
	c.all, _ = c.parts(c.own)
	return c
}

// appearanceOf reads the i-th part of the post for one of its speakers; nil
// where the speaker has no views in it that somebody else has not.
func (r *reader) appearanceOf(i int, m *member) *timeline.Appearance {
	o, p := r.own, &r.all[i]
	r.person = m.asPerson()
	r.others = map[string]bool{}
	for _, other := range p.speakers {
		if other.slug() != r.person.Slug {
			r.others[other.slug()] = true
		}
	}
	a := &timeline.Appearance{Heading: cmp.Or(p.heading, p.title), Line: r.lineAt(r.start), PersonSlug: r.person.Slug, PostPath: r.path}
	candidates := slices.Clone(p.dates)
	switch {
	case p.whole:
		r.nameWhole(a, o, &candidates)
	case p.session != nil:
		r.readSession(a, p, &candidates)
	case p.node.Kind() == ast.KindHeading:
		r.nameChunk(a, p, &candidates)
	default:
		a.Line = r.line(p.node)
		cut, _ := r.sourceDate(p.title)
		a.Title = r.title(cmp.Or(cut.Title, p.title))
	}
	r.readAppearance(a, o, p, &candidates)
	r.participants(a, p)
	return a
}

// nameChunk names an appearance by its heading.
func (r *reader) nameChunk(a *timeline.Appearance, p *part, candidates *dateCandidates) {
	a.Line = r.line(p.node)
	cut, found := r.cutHeading(p.title)
	if !found {
		if cut, found = r.yearOfSeries(p.title); !found {
			cut.Title = p.title
		}
	}
	if !found {
		if d, lone := r.yearIn(p.title); lone && r.kindOfTitle(p.title) == timeline.KindOther && !r.sameSpeakers(p) {
			cut.Date, found = d, true // a talk in a list of talks: 2025 in Slow Software – Ana Ruiz
		} else if lone && d.Lone {
			cut.Date, found = d, r.kindOfTitle(p.title) != timeline.KindOther
		}
	}
	if !found {
		cut, found = r.cutYearless(p, cut)
	}
	if found {
		pos := r.start + max(0, p.node.Pos())
		candidates.add(dated{Date: cut.Date, source: timeline.DateFromHeading, text: textOf(p.title, cut.Date), what: "the heading", pos: pos}, func(err error) { r.fail(pos, "%v", err) })
	} else {
		r.dateBesideHeading(p, candidates)
	}
	a.Title = r.title(cut.Title)
}

// sameSpeakers reports whether a part has the speakers of the whole post.
func (r *reader) sameSpeakers(p *part) bool {
	return len(r.main) > 0 && sameMembers(p.speakers, r.main)
}

// nameWhole names an appearance by the post's title.
func (r *reader) nameWhole(a *timeline.Appearance, o outline, candidates *dateCandidates) {
	titles := r.titles(o)
	a.Heading = r.front.Title
	pos := r.inFront("title")
	if !r.front.titled && len(titles) > 0 {
		a.Heading, pos = titles[0].text, titles[0].pos
	}
	cut, found := r.cutHeading(a.Heading)
	if found && (cut.Date.Date.Day > 0 || cut.Date.Date.Month > 0 || !r.otherTitleHasDay(titles) && !r.isYearOfLetter(a.Heading, cut.Date)) {
		candidates.add(dated{Date: cut.Date, source: timeline.DateFromTitle, text: textOf(a.Heading, cut.Date), what: "the title", pos: pos}, func(err error) { r.fail(0, "title: %v", err) })
	} else {
		r.titleDate(candidates, titles)
	}
	a.Title = r.title(cut.Title)
	if o.title != "" && o.title != r.front.Title {
		a.Heading = o.title
	}
}

// readAppearance reads the blocks below the title.
func (r *reader) readAppearance(a *timeline.Appearance, o outline, p *part, candidates *dateCandidates) {
	media := p.blocks
	if p.links != nil {
		media = p.links
	}
	a.Images, a.Links = r.media(media)
	a.Details = p.details
	blocks := r.takeMetadata(a, p.blocks, candidates)
	candidates.addWrittenIn(r, blocks)
	if p.whole {
		r.datesBeside(candidates, o)
	} else if p.session != nil {
		r.commonDates(candidates, o)
	} else if len(*candidates) == 0 {
		if r.common == nil {
			r.common = &dateCandidates{}
			r.commonDates(r.common, o)
		}
		*candidates = slices.Clone(*r.common)
	}
	r.mapDate(candidates, p)
	a.Kind = cmp.Or(r.mappedKind(p), r.kindOf(a, o, p))
	r.setDate(a, candidates, func() resort { return r.resortOf(a, o, p) })
	lists := someRecommend
	if a.Kind == timeline.KindReadingList {
		lists = allRecommend
	}
	s := r.readSections(r.sharedBlocks(blocks, p), p.level, lists)
	a.Sections, a.Recommendations = append(r.readQuotes(p.quotes), s.sections...), s.recommendations
	a.Recommended = len(a.Recommendations)
	a.Body, a.BodyLine = r.prose(s.intro), r.startLine(s.intro)
	if p.session != nil {
		a.Body, a.BodyLine = sessionBody(p.session)
	}
	a.Summary = cmp.Or(summaryOf(a.Sections), a.Body)
	a.Title = cmp.Or(r.mappedTitle(p), a.Title)
	r.setRecording(a, p)
	r.override(a)
}

// datesBeside adds what the labelled lines, the first paragraphs and the
// addresses of a post that is one occasion say of its date.
func (r *reader) datesBeside(candidates *dateCandidates, o outline) {
	for _, l := range r.labelledLines(rejoin(o.intro, o.chunks)) {
		r.labelDate(candidates, l)
	}
	r.eventDate(candidates)
	if _, when, _, found := r.details(o); found {
		candidates.add(when, func(error) {})
	}
	r.textDates(candidates, r.openings(o))
	r.laterDates(candidates, o)
	r.saidDates(candidates)
	r.headingDates(candidates, o)
	r.nearDates(candidates, o)
	r.summaryDates(candidates)
	r.addressDates(candidates, r.front.addresses)
}

// labelDate adds the date of a labelled line that is not at the head of the
// post: of a line that is called a date, or names the occasion and ends in one.
func (r *reader) labelDate(candidates *dateCandidates, l labelled) {
	role := metadataRole(l.label)
	pos := r.start + l.pos
	switch role {
	case roleDate:
		if d, ok := dateIn(l.value, r.order); ok && d.Err == nil {
			candidates.add(dated{Date: d, source: timeline.DateFromMetadata, text: textOf(l.value, d), what: "the label " + l.label, pos: pos, late: isLate(l.label)}, func(error) {})
		}
	case roleOccasion:
		if cut, ok := r.sourceDate(l.value); ok && (cut.Date.Date.Month > 0 || len(l.value) < 80) {
			candidates.add(dated{Date: cut.Date, source: timeline.DateFromMetadata, text: textOf(l.value, cut.Date), what: "the label " + l.label, pos: pos}, func(error) {})
		}
	}
}

// isLate tells whether a label is that of the day on which something was put
// online, which may be later than the occasion.
func isLate(label string) bool {
	label = strings.ToLower(label)
	for _, word := range []string{"发布", "發布", "publish", "upload", "release", "air", "上线", "播出", "公開", "配信"} {
		if strings.Contains(label, word) {
			return true
		}
	}
	return false
}

// kindOf tells the kind of an occasion by its title, its metadata and what the
// front matter says; a transcript without another word is an interview.
func (r *reader) kindOf(a *timeline.Appearance, o outline, p *part) timeline.AppearanceKind {
	kind := kindOf(occasionText(a)...)
	if kind == timeline.KindOther && p.whole {
		kind = cmp.Or(kindOf(r.front.kindWord, r.front.summary), timeline.KindOther)
		if kind == timeline.KindOther {
			kind = r.context()
		}
	}
	if kind == timeline.KindOther && !p.whole {
		kind = kindOf(r.front.Title)
		if kind == timeline.KindReadingList {
			kind = timeline.KindOther
		}
	}
	switch {
	case kind == timeline.KindOther && r.sharesEvent(o):
		kind = timeline.KindTalk // at a conference
	case kind != timeline.KindOther || !p.whole:
	case len(r.talk.order) > 0 || r.asksInHeadings(o) || r.asksYou(o):
		kind = timeline.KindInterview
	case r.isEvent(o):
		kind = timeline.KindTalk
	}
	return kind
}

// occasionText lists what tells the kind of an occasion: the title, what the
// metadata says of it, and the labels, such as 采访者.
func occasionText(a *timeline.Appearance) []string {
	texts := []string{a.Title, a.Heading}
	var labels []string
	for _, d := range a.Details {
		if metadataRole(d.Label) == roleOccasion {
			texts = append(texts, d.Value)
		}
		labels = append(labels, d.Label)
	}
	return append(texts, labels...)
}

// summaryOf is the text of the first section that is a summary.
func summaryOf(sections []*timeline.Section) *timeline.Prose {
	for _, s := range sections {
		if s.Kind == timeline.SectionSummary && s.Body != nil {
			return s.Body
		}
	}
	return nil
}

// override lets the front matter's appearance: have the last word on title and
// kind.
func (r *reader) override(a *timeline.Appearance) {
	o := r.front.Appearance
	if o == nil {
		return
	}
	a.Title = cmp.Or(o.Title, a.Title)
	a.Kind = cmp.Or(o.Kind, a.Kind)
}

// participants names who took part, where that is more than the person alone.
func (r *reader) participants(a *timeline.Appearance, p *part) {
	var all []*timeline.Participant
	for _, m := range p.speakers {
		all = append(all, &timeline.Participant{Name: m.asPerson().Name, Role: timeline.RoleSpeaker, PersonSlug: m.slug()})
	}
	if p.cast != nil {
		for _, m := range p.cast.members {
			if m.has(people.Host) {
				all = append(all, &timeline.Participant{Name: m.name.Text, Role: timeline.RoleHost})
			}
		}
	}
	if len(all) > 1 {
		a.Participants = all
	}
}

// sharedBlocks drops the parts of an occasion that stand below the name of another
// speaker: each has those of its own, and what belongs to nobody.
func (r *reader) sharedBlocks(blocks []ast.Node, p *part) []ast.Node {
	if len(p.speakers) < 2 {
		return blocks
	}
	var own []ast.Node
	skip := 0 // the level of the heading whose blocks are somebody else's; 0: none
	for _, b := range blocks {
		if h, ok := b.(*ast.Heading); ok {
			if skip > 0 && h.Level <= skip {
				skip = 0
			}
			if owner := r.ownerOf(h, p); skip == 0 && owner != "" && owner != r.person.Slug {
				skip = h.Level
			}
		}
		if skip == 0 {
			own = append(own, b)
		}
	}
	return own
}

// ownerOf is the one speaker whom a heading names; empty where it names nobody,
// or several.
func (r *reader) ownerOf(h *ast.Heading, p *part) string {
	text := timeline.Fold(r.headingText(h))
	owner := ""
	for _, m := range p.speakers {
		for _, name := range append([]string{m.name.Text}, m.name.Other...) {
			if strings.Contains(text, timeline.Fold(name)) && m.slug() != owner {
				if owner != "" {
					return ""
				}
				owner = m.slug()
			}
		}
	}
	return owner
}
