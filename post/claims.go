package post

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
	"viewline/timeline"
)

// names the labels of front matter and of lines, for the report.
func labelClaim(label string, pos int, role people.Role) claim {
	return claim{weight: ofLabel, role: role, sure: true, what: fmt.Sprintf("the label %q", label), pos: pos}
}

// castOf collects who the whole post names.
func (r *reader) castOf(o outline) *cast {
	c := &cast{}
	r.claimsOfFront(c)
	r.claimsOfLabels(c, r.labelledBlocks(o))
	r.claimsOfLabelHeading(c, o)
	openings := r.openings(o)
	r.claimsOfBios(c, o, openings)
	r.claimsOfBioLines(c, openings)
	r.claimsOfSpeakerList(c, o)
	r.claimsOfAsked(c, o)
	r.claimsOfSlot(c, o)
	r.claimsOfShowList(c, o)
	r.claimsOfPanelList(c, o)
	r.claimsOfFolder(c)
	r.claimsOfDetails(c, o)
	r.claimsOfAffiliated(c, o)
	r.claimsOfAnswers(c, o)
	for _, t := range r.titles(o) {
		if !r.contradictsTitle(t) {
			r.claimsOfTitle(c, t.text, t.pos, t.what)
		}
	}
	if all, pos := r.mainByline(o); len(all) > 0 && r.isEvent(o) {
		for _, n := range all {
			c.add(r, n, claim{weight: ofHalf, role: people.Speaker, what: "a line of its own below the title", pos: pos})
		}
	}
	r.claimsOfProse(c, o, openings)
	r.claimsOfSpokenAuthor(c, openings)
	r.claimsOfSpeakerPage(c)
	r.claimsOfIntroduced(c, o, openings)
	r.claimsOfGuestIn(c, string(r.front.Description))
	r.claimsOfSummary(c)
	r.claimsOfOwnKey(c, openings)
	r.claimsOfWelcome(c, openings)
	r.claimsOfAnnounced(c, o, openings)
	r.claimsOfGuestsInSentence(c, o, openings)
	r.claimsOfOwnWords(c, o, openings)
	r.claimsOfInterviewee(c, o, openings)
	r.claimsOfTitledHeadings(c, o)
	r.claimsOfLetter(c, o)
	r.claimsOfPlaces(c, o)
	r.claimsOfHeadings(c, o)
	r.claimsOfHeadline(c, o)
	r.claimsOfAskedFirst(c, o, openings)
	slices.SortStableFunc(c.members, func(a, b *member) int { return a.first() - b.first() })
	return c
}

// certain reports whether a claim made somebody a speaker that suffices by
// itself: what only bears out a claim need not be looked for then.
func (c *cast) certain() bool {
	return slices.ContainsFunc(c.members, func(m *member) bool {
		_, sure := m.score(false)
		return sure
	})
}

// claimsOfFront takes the front matter's labels.
func (r *reader) claimsOfFront(c *cast) {
	for _, w := range r.front.who {
		if len(c.members) > mostCompared {
			return // no conversation has so many
		}
		if n, is := r.nameOfHandle(w.value); is && w.role == people.Speaker {
			c.add(r, n, labelClaim(w.key, r.offset(w.at), w.role))
			continue
		}
		n, is := nameOfSlug(w.value)
		if !is {
			n, is = r.slugInText(w.value)
		}
		if is {
			c.add(r, n, labelClaim(w.key, r.offset(w.at), w.role))
			continue
		}
		for _, n := range names.List(w.value) {
			r.claimLabel(c, w.key, n, r.offset(w.at), w.role)
		}
	}
}

// labelledBlocks are the blocks in which labelled lines may speak of the whole
// post: not those of chunks that each name a speaker of their own.
func (r *reader) labelledBlocks(o outline) []ast.Node {
	speakers := map[string]bool{}
	for _, c := range o.chunks {
		for _, l := range r.labelledLines(c.blocks) {
			if role, is := partOf(l.label); is && role == people.Speaker {
				speakers[timeline.Fold(l.value)] = true
			}
		}
		if len(speakers) > 1 {
			return o.intro
		}
	}
	return rejoin(o.intro, o.chunks)
}

// claimLabel notes that a label names somebody. A single Latin word is a
// company, a channel or a person: the text decides.
func (r *reader) claimLabel(c *cast, label string, n names.Name, pos int, role people.Role) {
	cl := labelClaim(label, pos, role)
	if form := names.FormOf(n.Text); form == names.None || form < names.Likely && calledSpeech[label] {
		r.overlook(pos, n.Text, fmt.Sprintf("it has not the form of a person's name; want person: in the front matter if %q is one", n.Text))
		return
	} else if form == names.Possible && role == people.Speaker {
		cl.weight, cl.sure = ofLabel-ofOneAct, false
	}
	c.add(r, n, cl)
}

// calledSpeech are labels that call a speech so: the value may be what the speech is about.
var calledSpeech = map[string]bool{"致辞": true, "致辭": true}

// claimsOfLabels takes labelled lines.
func (r *reader) claimsOfLabels(c *cast, blocks []ast.Node) {
	for _, l := range r.labelledLines(blocks) {
		role, is := partOf(l.label)
		if strings.ContainsAny(l.value, "(（") {
			r.claimsOfParts(c, l)
			if role == people.Writer && interviewed.MatchString(l.value) {
				for _, n := range names.List(l.value) {
					cl := labelClaim(l.label, r.start+l.pos, people.Speaker)
					cl.tells = true
					c.add(r, n, cl)
				}
				continue
			}
		}
		if !is {
			continue
		}
		if n, is := nameInLabel(l); is {
			r.claimLabel(c, l.label, n, r.start+l.pos, role)
			continue
		}
		for _, n := range listNames(l.value) {
			r.claimLabel(c, l.label, n, r.start+l.pos, role)
		}
	}
}

// nameInLabel is the name that a label has in brackets ahead of an account or an address:
// ゲスト (韩雪松): @hanxuesong.
func nameInLabel(l labelled) (names.Name, bool) {
	if !strings.HasPrefix(l.value, "@") && !strings.Contains(l.value, "://") {
		return names.Name{}, false
	}
	name := strings.Trim(inBrackets.FindString(l.label), "（）() ")
	if i := strings.LastIndexAny(name, " 　"); i > 0 && !isLatin(name) {
		name = strings.TrimSpace(name[i:]) // 画家 韩雪松
	}
	return names.Name{Text: name}, names.FormOf(name) >= names.Likely
}

// partOf is the part that a label gives to whom it names.
func partOf(label string) (people.Role, bool) {
	switch metadataRole(label) {
	case roleSpeaker:
		return people.Speaker, true
	case roleHost:
		return people.Host, true
	case roleWriter:
		return people.Writer, true
	}
	return 0, false
}

// claimsOfProse looks for “interview with X” and its like in the first
// paragraphs. They bear out what another place says: a text about something
// else may mention an interview.
func (r *reader) claimsOfProse(c *cast, o outline, openings []titled) {
	for i, p := range openings {
		for _, n := range proseLabel(p.text) {
			r.claimLabel(c, "the first paragraphs", n, p.pos, people.Speaker)
		}
		if c.certain() {
			continue
		}
		for _, found := range people.InProse(strings.ReplaceAll(p.text, "\n", " ")) {
			if found.Form < names.Likely {
				continue
			}
			if i == 0 && found.Start < longestByline && found.Role == people.Speaker && (people.Known(found.Text) || spelledIn(pathWords(r.path), found.Name)) {
				c.add(r, found.Name, claim{weight: ofProse, role: found.Role, what: "the first words: " + found.Why, pos: p.pos})
			}
			if !p.said && found.Role == people.Speaker && found.Strength == people.Grammar && r.titledBySpeechOf(o, found.Text) {
				c.add(r, found.Name, claim{weight: ofGrammar, sure: true, tells: true, role: found.Role, what: "the title is of a speech and has a part of the name, and the first paragraphs: " + found.Why, pos: p.pos})
				continue
			}
			c.cutTo(found.Text)
			if c.find(found.Name) == nil && found.Role != people.Host && !r.isReadingList(o) && (p.said || !r.hasTurnsOf(found.Text)) {
				continue
			}
			c.add(r, found.Name, claim{weight: ofProse, role: found.Role, what: "the first paragraphs: " + found.Why, pos: p.pos})
		}
	}
}

// hasTurnsOf reports whether turns of speech have the first word of a name, or all of it,
// for their label, more than once.
func (r *reader) hasTurnsOf(name string) bool {
	first, _, _ := strings.Cut(name, " ")
	return slices.ContainsFunc(r.talk.firsts, func(t *turn) bool {
		return (t.label == first || t.label == name) && r.talk.labels[t.label] > 1
	})
}

// cutTo takes the words ahead of a name off that of a member that ends in it: a title
// has Painter Marta Vogel for Marta Vogel of the text.
func (c *cast) cutTo(name string) {
	for _, m := range c.members {
		if m.person == nil && isLatin(name) && strings.HasSuffix(m.name.Text, " "+name) && !people.Known(m.name.Text) {
			m.name.Text, m.form = name, names.FormOf(name)
			c.spell(m, m.name)
		}
	}
}

// proseLabels are words of a sentence that name who speaks as a label does.
var proseLabels = pattern.MustCompile(`(?:主讲人|主講人|主讲嘉宾|演讲者|演講者|本期嘉宾|受访者|受訪者|分享嘉宾|讲者)(?:是|为|為)([^。；;\n]{2,60})`)

// proseLabel reads the names behind such words.
func proseLabel(text string) []names.Name {
	m := proseLabels.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	var all []names.Name
	for _, n := range names.List(m[1]) {
		if names.FormOf(n.Text) >= names.Likely {
			all = append(all, n)
		}
	}
	return all
}

// claimsOfHeadings counts who starts headings. Where several people start two
// headings or more each, in a post about an occasion, each has a part of it.
func (r *reader) claimsOfHeadings(c *cast, o outline) {
	if c.certain() && !r.lib.knowsPeople() {
		return
	}
	var order []string
	counts := map[string]int{}
	first := map[string]names.Name{}
	at := map[string]int{}
	for _, h := range o.headings {
		n, ok := startsHeading(h.text)
		if !ok || h.node == o.top {
			continue
		}
		slug := names.Slug(n.Text)
		if counts[slug]++; counts[slug] == 1 {
			order = append(order, slug)
			first[slug], at[slug] = n, r.start+max(0, h.node.Pos())
		}
	}
	several := 0
	var opening strings.Builder
	for _, p := range r.openings(o) {
		opening.WriteString(p.text)
	}
	for _, slug := range order {
		if counts[slug] > 1 && strings.Contains(opening.String(), first[slug].Text) {
			several++
		}
	}
	panel := several > 1 && several <= mostSpeakers && r.openingIsOccasion(o)
	for _, slug := range order {
		cl := claim{weight: ofHeading, what: "headings that start with the name", pos: at[slug]}
		switch {
		case r.known(first[slug]) != nil:
			cl.weight, cl.sure = ofLabel, true
		case panel && counts[slug] > 1:
			cl.weight, cl.what = ofProse, "headings that start with the name, as others do"
		case names.FormOf(first[slug].Text) < names.Likely, counts[slug] < 2 && c.find(first[slug]) == nil:
			continue
		}
		c.add(r, first[slug], cl)
	}
}

// openingIsOccasion reports whether the title or a first paragraph names a kind
// of occasion on which people speak.
func (r *reader) openingIsOccasion(o outline) bool {
	if r.titleTellsTalk(o) {
		return true
	}
	for _, p := range r.openings(o) {
		switch kindOf(p.text) {
		case timeline.KindInterview, timeline.KindPodcast, timeline.KindSpeech, timeline.KindTalk:
			return true
		}
	}
	return false
}

// first is where the post first names a member.
func (m *member) first() int {
	at := m.claims[0].pos
	for _, c := range m.claims {
		at = min(at, max(0, c.pos))
	}
	return max(0, at)
}

// headingStart captures what a heading starts with ahead of a mark or a verb.
var headingStart = pattern.MustCompile(`^(?:(?i:part|chapter)\s*\d+\s*[:：.]\s*)?(.{2,60}?)\s*(?:[：:（(｜|]|\s[-–—]\s|在|的|$)`)

func startsHeading(heading string) (names.Name, bool) {
	_, heading = splitNumber(heading)
	m := headingStart.FindStringSubmatch(heading)
	if m == nil {
		return names.Name{}, false
	}
	n := names.Name{Text: strings.TrimSpace(m[1])}
	if r := []rune(n.Text); len(r) == 3 && !isLatin(n.Text) && names.FormOf(n.Text) == names.Possible {
		return n, true // a rare family name: the opening has to name who has a part
	}
	return n, names.FormOf(n.Text) >= names.Likely
}
