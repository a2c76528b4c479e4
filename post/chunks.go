package post

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
	"viewline/timeline"
)

// partOfChunk decides whether a chunk is an occasion, and whose.
func (r *reader) partOfChunk(o outline, c chunk, several, event bool) (part, bool) {
	if r.sectionKind(c.text) != "" || r.isInfo(c.text) || r.isOfOrganisers(c) {
		return part{}, false
	}
	p := part{speakers: r.main, cast: r.cast, title: c.text, node: c.heading, level: c.heading.Level, blocks: c.blocks}
	if own, cast, labelled := r.speakersOfChunk(o, c, event); len(own) > 0 {
		p.speakers, p.cast, p.labelled = own, cast, labelled
		if len(r.main) == 0 || !sameMembers(own, r.main) {
			return p, r.isOwnOccasion(o, c)
		}
	}
	if len(p.speakers) == 0 {
		return p, false
	}
	if r.datedHeading(c.text, several) && !r.isChapter(o, c.text) {
		return p, true
	}
	_, named := r.stripNames(c.text, p.speakers)
	if named && r.kindOfTitle(c.text) != timeline.KindOther {
		return p, true
	}
	return p, r.hasMetadata(c.blocks) && r.tellsDateOrOccasion(c.blocks)
}

// isOwnOccasion reports whether a chunk with a speaker of its own is an occasion
// of its own, and not a part of the post's one.
func (r *reader) isOwnOccasion(o outline, c chunk) bool {
	if len(r.main) == 0 {
		return true
	}
	return r.datedHeading(c.text, true) || r.hasMetadata(c.blocks)
}

// isChapter reports whether a heading with a year or a month, and no word for an
// occasion, is a chapter of the one occasion that the title names: “加入某公司
// （2022）” in the notes on a podcast.
func (r *reader) isChapter(o outline, heading string) bool {
	if r.kindOfTitle(heading) != timeline.KindOther {
		return false
	}
	if cut, ok := r.cutHeading(heading); ok && cut.Date.Date.Day > 0 {
		return false
	}
	for _, t := range r.titles(o) {
		switch r.kindOfTitle(t.text) {
		case timeline.KindInterview, timeline.KindPodcast, timeline.KindSpeech, timeline.KindTalk:
			return t.what != fileName && !gathers.MatchString(t.text)
		}
	}
	return false
}

// gathers tells that a title announces several occasions.
var gathers = pattern.MustCompile(`(?i)场合|合集|汇总|集锦|系列|语录|大全|列表|观点|talks\b|speeches|interviews|lectures|keynotes|appearances|letters|podcasts|episodes|quotes|notes from|collection`)

func sameMembers(a, b []*member) bool {
	for _, m := range a {
		if !slices.ContainsFunc(b, func(n *member) bool { return n.slug() == m.slug() }) {
			return false
		}
	}
	return true
}

// speakersOfChunk finds who speaks in a chunk by itself: a label below its
// heading, or, where the post as a whole names nobody, the heading.
func (r *reader) speakersOfChunk(o outline, c chunk, event bool) (own []*member, who *cast, labelled bool) {
	who = &cast{}
	r.claimsOfLabels(who, c.blocks)
	labelled = len(who.members) > 0
	if len(r.main) > 0 && !labelled {
		return nil, nil, false
	}
	pos := r.start + max(0, c.heading.Pos())
	heading := c.text
	if event && r.regular(o).halves > 2 {
		heading = withoutOffice(c.text)
	}
	r.claimsOfTitle(who, heading, pos, "the heading")
	if heading != c.text { // the other half is what was spoken of
		who.members = slices.DeleteFunc(who.members, func(m *member) bool { return !labelled && !strings.HasSuffix(heading, m.name.Text) })
	}
	if n, ends := hanNameAtEnd(c.text); event && ends && r.regular(o).ends >= fewestEnds {
		who.add(r, n, claim{weight: ofProse, sure: true, role: people.Speaker, what: "headings that end in a name, as others do", pos: pos})
	}
	if name := ownerOfTitle(c.text); name != "" && event && r.regular(o).owned >= fewestOwned {
		who.add(r, names.Name{Text: name}, claim{weight: ofProse, sure: true, role: people.Speaker, what: "headings that name somebody, as others do", pos: pos})
	}
	if n := onShow(c.text); len(n) > 0 && r.isShowList(o) {
		for _, name := range n {
			who.add(r, name, claim{weight: ofGrammar, sure: true, what: "a list of episodes: “X on a show”", pos: pos})
		}
	}
	if event {
		if all, at := r.byline(c.blocks); len(all) > 0 {
			for _, n := range all {
				who.add(r, n, claim{weight: ofHalf, sure: r.regular(o).bylines > 1, role: people.Speaker, what: "a line of its own below the heading", pos: at})
			}
		}
		for _, m := range who.members {
			alone := m.name.Text == strings.TrimSpace(c.text) && !people.Known(m.name.Text) // a company and a given name
			if m.form >= names.Likely && !alone && r.regular(o).halves > 2 && m.claimed(ofHalf, "the heading") {
				m.claims = append(m.claims, claim{weight: ofProse, sure: true, role: people.Speaker, what: "headings that name somebody, as others do", pos: pos})
			}
		}
	}
	if len(who.members) == 0 {
		return nil, nil, false
	}
	text := &plainText{make: func() string { return r.plainOf(c.blocks) }}
	own = r.speakers(who, text, func() bool { return event || r.kindOfTitle(c.text) != timeline.KindOther })
	if !labelled {
		own = slices.DeleteFunc(own, func(m *member) bool { // 主要 of 主要观点 is a word
			return m.form < names.Likely && !isLatin(m.name.Text) && m.person == nil && m.turns == 0
		})
	}
	if !labelled && !r.isSingleEvent(o) {
		own = slices.DeleteFunc(own, func(m *member) bool { // “Ana Ruiz, Head of Maps” of a team, who says nothing
			if m.listen(text); m.said.Acts > 0 {
				return false
			}
			behind, starts := strings.CutPrefix(strings.TrimLeft(c.text, " *"), m.name.Text)
			return starts && officeBehind.MatchString(behind) && isOfRoll(part{title: c.text, speakers: []*member{m}})
		})
	}
	if !event && !labelled {
		own = slices.DeleteFunc(own, func(m *member) bool {
			m.listen(text)
			return (m.said.Acts == 0 || !m.claimed(ofHalf, "")) && !m.claimed(ofGrammar, "a list of episodes") && (!m.byGrammar() || !r.datedHeading(c.text, true))
		})
	}
	return own, who, labelled
}

// isOfOrganisers reports whether the heading of a chunk is one above those who made an
// event possible, and said nothing there: it has few words, and names nobody itself, as
// “Nora Klein: Paying maintainers” does.
func (r *reader) isOfOrganisers(c chunk) bool {
	if !organisers.MatchString(c.text) || len(strings.Fields(c.text)) > 4 {
		return false
	}
	return !slices.ContainsFunc(r.inTitle(c.text), func(c people.Candidate) bool { return c.Form >= names.Likely && c.Strength >= people.Half })
}

// organisers is in the heading above such people.
var organisers = pattern.MustCompile(`(?i)委员会|委員會|主办|主辦|协办|協辦|承办|承辦|组织者|組織者|赞助|贊助|工作人员|志愿者|致谢|致謝|鸣谢|鳴謝|\b(?:committees?|organi[sz]ers?|sponsors?|volunteers?|staff|maintainers|contributors|participants|attendees|acknowledge?ments?|thanks|credits)\b|主催|協賛|スタッフ|謝辞`)

// officeBehind is what somebody is in a team, behind the name in a heading.
var officeBehind = pattern.MustCompile(`(?i)^\s*[,，(（].{0,60}?\b(?:manager|director|head|lead(?:er)?|engineer|developer|officer|coordinator|administrator|specialist|chair|treasurer|secretary|maintainer|member|intern|consultant|editor|designer)\b`)

// regularity counts the headings of a post that name somebody in the same way.
type regularity struct {
	counted  bool
	bylines  int // with a line below that is a name
	accounts int // with a line below that is a name and an account, and nothing else
	halves   int // "topic – Name", "topic by Name"
	ends     int // "話題 氏名"
	owned    int // "Name's “Title”"
}

// regular counts once.
func (r *reader) regular(o outline) regularity {
	if r.sameness.counted {
		return r.sameness
	}
	r.sameness.counted = true
	blocks := rejoin(nil, o.chunks)
	for i, b := range blocks {
		h, ok := b.(*ast.Heading)
		if !ok {
			continue
		}
		if all, _ := r.byline(blocks[i+1:]); len(all) > 0 {
			r.sameness.bylines++
			if r.nameAheadOfAccount(h.NextSibling()) != "" {
				r.sameness.accounts++
			}
		}
		if _, ends := hanNameAtEnd(r.plainHeading(h)); ends {
			r.sameness.ends++
		}
		if ownerOfTitle(r.plainHeading(h)) != "" {
			r.sameness.owned++
		}
		for _, found := range r.inTitle(withoutOffice(r.plainHeading(h))) {
			if found.Strength >= people.Half && found.Role == people.Speaker && found.Form >= names.Likely {
				r.sameness.halves++
				break
			}
		}
	}
	return r.sameness
}

// fewestEnds is how many headings of a post about talks end in a name, so that each names
// who spoke: the last words of one may be anything.
const fewestEnds = 3

// hanNameAtEnd is the name in Han that a heading ends in behind a blank, perhaps with
// another blank between family and given name: “静かな地図 加藤 誠”.
func hanNameAtEnd(heading string) (names.Name, bool) {
	fields := strings.Fields(heading)
	for n := 2; n > 0; n-- {
		if len(fields) <= n {
			continue
		}
		name := strings.Join(fields[len(fields)-n:], "")
		if l := utf8.RuneCountInString(name); l >= 3 && l <= 5 && strings.Map(keepHan, name) == name && names.FormOf(name) >= names.Likely {
			return names.Name{Text: name}, true
		}
	}
	return names.Name{}, false
}

func (r *reader) plainOf(blocks []ast.Node) string {
	var b strings.Builder
	for _, n := range blocks {
		b.WriteString(markdown.Plain(r.body, n))
		b.WriteByte('\n')
	}
	return b.String()
}
