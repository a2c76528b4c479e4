package post

import (
	"slices"
	"strings"
	"unicode"

	"viewline/post/names"
	"viewline/post/people"
	"viewline/timeline"
)

// mostSpeakers is how many people may share an occasion: a list of more names
// is no conversation.
const mostSpeakers = 12

// speakers decides who of a cast puts views forward, in the order of the post.
// The text is what the cast was collected from, plain; isTalk tells whether its
// title is that of an occasion on which somebody speaks. Both are asked for only
// where nobody is certain.
func (r *reader) speakers(c *cast, text *plainText, isTalk func() bool) []*member {
	var sure, unsure []*member
	for _, m := range c.members {
		m.confirmHost(text)
		if m.has(people.Host) || m.has(people.Writer) || !m.proposed() {
			continue
		}
		if _, certain := m.score(false); certain {
			sure = append(sure, m)
		} else {
			unsure = append(unsure, m)
		}
	}
	if len(sure) > 0 {
		sure, unsure = withListedInTalk(sure, unsure)
	}
	all := sure
	if len(sure) > 0 {
		for _, m := range unsure { // a name in a title may be anybody's, and who else has turns asks
			r.overlookMember(m)
		}
	} else if len(unsure) > 0 {
		all = r.likeliest(unsure, text, isTalk())
	}
	if len(all) > mostSpeakers {
		return nil
	}
	return all
}

// likeliest are those of whom nobody is certain whom the text bears out.
func (r *reader) likeliest(unsure []*member, text *plainText, talk bool) []*member {
	var likely []*member
	for i, m := range unsure {
		if i < mostCompared {
			m.listen(text)
		}
		if points, _ := m.score(talk); m.bornOut(r, points, talk) && (talk || !m.onlyWrote() || !r.isOfBooks()) {
			likely = append(likely, m)
		} else {
			r.overlookMember(m)
		}
	}
	likely = r.withoutFew(withListed(likely, unsure))
	if len(likely) > 1 && !panel(likely) {
		return strongest(likely, talk)
	}
	return likely
}

// withListedInTalk makes sure of those whom a title lists as talking with somebody sure, and
// who have turns of speech: 扎克伯格 of 韩雪松、扎克伯格对谈.
func withListedInTalk(sure, unsure []*member) (now, left []*member) {
	now = slices.Clone(sure)
	for _, m := range unsure {
		listed := m.turns > 1 && slices.ContainsFunc(m.claims, func(c claim) bool { return strings.HasSuffix(c.what, people.ListedInTalk) })
		if listed && slices.ContainsFunc(sure, m.sharesTitle) {
			now = append(now, m)
		} else {
			left = append(left, m)
		}
	}
	slices.SortStableFunc(now, func(a, b *member) int { return a.first() - b.first() })
	return now, left
}

// withListed adds those whom a title lists beside somebody who is likely, and who start a
// heading as well: each has a part of the post.
func withListed(likely, unsure []*member) []*member {
	if len(likely) == 0 || len(likely) == len(unsure) {
		return likely
	}
	var all []*member
	for _, m := range unsure[:min(len(unsure), mostCompared)] {
		listed := m.form >= names.Likely && m.claimed(ofHeading, "headings that start") && slices.ContainsFunc(likely, m.sharesTitle)
		if listed || slices.Contains(likely, m) {
			all = append(all, m)
		}
	}
	return all
}

// confirmHost makes sure of somebody who asks by a title alone where the text names
// the same one: 高端 of 高端对话 is nobody.
func (m *member) confirmHost(text *plainText) {
	for i, c := range m.claims {
		if c.role == people.Host && !c.sure && c.weight == ofGrammar && m.form >= names.Likely && !isLatin(m.name.Text) {
			m.listen(text)
			m.claims[i].sure = m.said.Mentions > 0
			return
		}
	}
}

// withoutFew drops who is known by turns of speech alone and has few of them.
func (r *reader) withoutFew(likely []*member) []*member {
	return slices.DeleteFunc(likely, func(m *member) bool {
		onlyTurns := m.turns > 0 && !slices.ContainsFunc(m.claims, func(c claim) bool { return c.weight > 0 && c.what != "turns of speech" })
		return onlyTurns && 4*m.turns < len(r.talk.order)
	})
}

// proposed reports whether any place claims somebody for a speaker.
func (m *member) proposed() bool {
	for _, c := range m.claims {
		if c.role == people.Speaker {
			return true
		}
	}
	return false
}

func (m *member) byLabel() bool { return m.claimed(ofLabel-ofOneAct, "the label") }

func (m *member) byGrammar() bool { return m.claimed(ofGrammar, "") }

// claimed reports whether a place of some weight, told so, has the member for a
// speaker.
func (m *member) claimed(weight int, what string) bool {
	for _, c := range m.claims {
		if c.role == people.Speaker && c.weight >= weight && strings.HasPrefix(c.what, what) {
			return true
		}
	}
	return false
}

func (m *member) saidInProse() bool {
	for _, c := range m.claims {
		if c.weight == ofProse && c.role == people.Speaker {
			return true
		}
	}
	return false
}

// places counts the places that claim somebody for a speaker.
func (m *member) places() int {
	n := 0
	for _, c := range m.claims {
		if c.role == people.Speaker {
			n++
		}
	}
	return n
}

func isLatin(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }) < 0
}

// listen counts, once, how the text speaks of a member, under all spellings.
func (m *member) listen(text *plainText) {
	if m.heard {
		return
	}
	m.heard = true
	for _, spelling := range append([]string{m.name.Text}, m.name.Other...) {
		said := people.Speech(text.plain(), spelling)
		if said.Mentions == 0 && !isLatin(spelling) {
			said = people.Speech(text.folded(), names.FoldScript(spelling))
		}
		if m.form < names.Likely && people.IsCompany(text.plain(), spelling) {
			m.company = true
		}
		m.said.Mentions += said.Mentions
		m.said.Acts += said.Acts
	}
	if m.said.Mentions == 0 && m.person == nil {
		m.shorten(text)
	}
}

// shorten takes the first word off a name of three words that the text never has, where
// the text has the others: Painter Marta Vogel of a title.
func (m *member) shorten(text *plainText) {
	first, rest, _ := strings.Cut(m.name.Text, " ")
	if !isLatin(m.name.Text) || !strings.Contains(rest, " ") || people.Known(first) || names.FormOf(rest) < names.Likely {
		return
	}
	if said := people.Speech(text.plain(), rest); said.Mentions > 0 {
		m.name.Text, m.said = rest, said
		m.form = names.FormOf(rest)
	}
}

// speaking keeps who has turns of speech: beside somebody who is certain, a name
// in a title may be anybody's.
func speaking(likely []*member) []*member {
	var kept []*member
	for _, m := range likely {
		if m.turns > 1 {
			kept = append(kept, m)
		}
	}
	return kept
}

// strongest keeps those who speak in turns, else the one with the most points.
func strongest(likely []*member, talk bool) []*member {
	if kept := speaking(likely); len(kept) > 0 {
		return kept
	}
	best, most := likely[0], 0
	for _, m := range likely {
		if points, _ := m.score(talk); points > most {
			best, most = m, points
		}
	}
	return slices.DeleteFunc(likely, func(m *member) bool {
		spoke := m.said.Acts > 0 || m.claimed(ofHeading, "headings that start") || talk && m.isBy() && best.isBy()
		return m != best && (!spoke || !best.sharesTitle(m)) // two share Ana Ruiz vs Bo Li
	})
}

// isBy reports whether a title has the member, whose name starts with a common one, behind
// "by": "Slow Maps by Ana Ruiz and Bo Li".
func (m *member) isBy() bool {
	return people.Known(m.name.Text) && m.form >= names.Likely && slices.ContainsFunc(m.claims, func(c claim) bool { return strings.HasSuffix(c.what, people.ByInTitle) })
}

// sharesTitle reports whether two members are claimed by the same words of a
// title, which lists both.
func (m *member) sharesTitle(other *member) bool {
	for _, c := range m.claims {
		for _, d := range other.claims {
			if c.weight > ofMention && c.role == people.Speaker && c.what == d.what && c.pos == d.pos && strings.Contains(c.what, ":") {
				return true
			}
		}
	}
	return false
}

// panel reports whether all of them have parts of the post that start with their
// names.
func panel(likely []*member) bool {
	for _, m := range likely {
		if !m.claimed(ofProse, "headings that start") {
			return false
		}
	}
	return true
}

// slug is the key of the member's person.
func (m *member) slug() string { return m.asPerson().Slug }

// asPerson is the member as a person: that of people.yaml, or a new one with
// the spellings that the post has.
func (m *member) asPerson() *timeline.Person {
	if m.person != nil {
		return m.person
	}
	return &timeline.Person{Slug: m.name.Slug(), Name: m.name.Text, Aliases: m.name.Other}
}

// plainText is a text without markup, made when somebody first asks for it.
type plainText struct {
	make   func() string
	text   string
	simple string
	made   bool
}

func (t *plainText) plain() string {
	if !t.made {
		t.text, t.made = t.make(), true
	}
	return t.text
}

// folded is the text with Simplified characters for Traditional ones.
func (t *plainText) folded() string {
	if t.simple == "" {
		t.simple = names.FoldScript(t.plain())
	}
	return t.simple
}
