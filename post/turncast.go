package post

import (
	"slices"
	"strings"
	"unicode/utf8"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// castTurns tells the cast who has turns, and who of them only asks.
func (r *reader) castTurns(c *cast, t talk, o outline) {
	if len(t.order) == 0 {
		return
	}
	of := map[string]*member{}
	legends := r.legendsOf(t)
	if r.isOfFirms(t) {
		return
	}
	for _, first := range t.firsts {
		if n, ok := r.introducesSelf(first, o); ok {
			c.add(r, n, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "somebody says the own name in a turn", pos: r.start + first.blocks[0].Pos()})
		}
		of[first.label] = r.memberOf(c, t, first, legends[first.label])
	}
	for _, turn := range t.order {
		if turn.member = of[turn.label]; turn.member != nil {
			turn.member.turns++
		}
	}
	shares, all := r.sharesOf(t)
	for _, first := range t.firsts {
		if letters := t.initialLabel(first.label); letters != "" {
			shares[first.label] = shares[first.label].with(shares[letters])
		}
	}
	for _, first := range t.firsts {
		if m := of[first.label]; m != nil && shares[first.label].onlyAsks(all) {
			m.onlyAsked()
			m.claims = append(m.claims, claim{role: people.Host, sure: true, what: "asks in the turns of speech", pos: r.start + first.blocks[0].Pos()})
		}
	}
	for _, turn := range t.order {
		role, says := turn.part()
		if m := of[turn.label]; m != nil && says && !m.has(role) {
			m.claims = append(m.claims, claim{weight: ofLabel, sure: true, role: role, what: "a turn of speech names the part", pos: r.start + turn.blocks[0].Pos()})
		}
	}
	for _, turn := range r.hostsOf(t) {
		if m := of[turn.label]; m != nil && !m.has(people.Host) {
			m.claims = append(m.claims, claim{role: people.Host, sure: true, what: "welcomes the others in the first turns", pos: r.start + turn.blocks[0].Pos()})
		}
	}
	r.castCoHosts(t, of, shares)
	r.castDialogue(c, t, o, of, shares, all)
	r.castTitledTurns(c, t, o, of, shares, all)
	r.castAnswers(c, t)
}

// castCoHosts makes hosts of those who ask beside a host who is known: they ask much more
// often than whoever talks most, and say much less.
func (r *reader) castCoHosts(t talk, of map[string]*member, shares map[string]share) {
	hosted, guest := false, share{}
	for _, first := range t.firsts {
		if m := of[first.label]; m == nil {
			continue
		} else if m.has(people.Host) {
			hosted = true
		} else if s := shares[first.label]; s.size > guest.size {
			guest = s
		}
	}
	if !hosted || guest.turns == 0 {
		return
	}
	for _, first := range t.firsts {
		s, m := shares[first.label], of[first.label]
		if m == nil || s.size == 0 || 5*s.size > 2*guest.size || 4*s.asked < s.turns || 5*s.asked*guest.turns < 8*guest.asked*s.turns {
			continue
		}
		m.claims = append(m.claims, claim{role: people.Host, sure: true, what: "asks beside the host", pos: r.start + first.blocks[0].Pos()})
	}
}

// part is the part that stands in brackets behind the name of a turn: 李梅（采访人）：. Who is
// called an author or an editor there may be so by trade, and speaks all the same.
func (t *turn) part() (role people.Role, says bool) {
	m := bracketed.FindStringSubmatch(t.mark)
	if m == nil {
		return 0, false
	}
	role, says = partOf(m[1])
	return role, says && role != people.Writer
}

var bracketed = pattern.MustCompile(`[（(\[【]\s*([^（()）\[\]【】]{1,30}?)\s*[）)\]】]$`)

// onlyAsked takes back what a title says of somebody by “with” alone: "Slow podcast with
// Ana Ruiz" has who asks there as well as who is asked.
func (m *member) onlyAsked() {
	for i, c := range m.claims {
		if c.role == people.Speaker && c.sure && withWords.MatchString(c.what) {
			m.claims[i].sure = false
		}
	}
}

var withWords = pattern.MustCompile(`(?:podcast|episode|show|chat|conversation) with …`)

// memberOf is whom a label names; nil where it names nobody who is known.
func (r *reader) memberOf(c *cast, t talk, turn *turn, legends []legend) *member {
	label := turn.label
	if turn.voice == people.Asks || turn.voice == people.Answers {
		return nil
	}
	if familyOnly.MatchString(label) {
		return nil // Mr Vogel of a play
	}
	pos := r.start + turn.blocks[0].Pos()
	n := names.Name{Text: label}
	weight := 0
	if full, ok := r.nameOfLegend(legends, label); ok {
		n, weight = full, ofTurns
	} else if spelled, ok := names.TurnName(label); ok && names.FormOf(label) < names.Likely {
		n = spelled
	}
	if m := c.find(n); m != nil {
		m.claims = append(m.claims, claim{weight: weight, role: people.Speaker, what: "turns of speech", pos: pos})
		return m
	}
	if turn.voice != people.Named && weight == 0 || weight == 0 && !t.comesBack(label) {
		return initialsOf(c, label)
	}
	c.add(r, n, claim{weight: max(weight, ofTag), role: people.Speaker, what: "turns of speech", pos: pos})
	return c.find(n)
}

// familyOnly is a family name, or a given one, behind an honorific: no full name.
var familyOnly = pattern.MustCompile(`^(?:Mr|Mrs|Ms|Miss|Madam|Lady|Lord|Sir|Aunt|Uncle)\.? \pL+$`)

// comesBack reports whether a label has more turns than one, under its initials as well.
func (t talk) comesBack(label string) bool { return t.labels[label] > 1 || t.goesOnInInitials(label) }

// goesOnInInitials reports whether a full name has one turn, and its initials have more:
// “**Ana Ruiz**: …” and “**AR**: …”.
func (t talk) goesOnInInitials(label string) bool {
	return t.initialLabel(label) != ""
}

// initialLabel is the label of the turns under the initials of a full name, with its
// accents or without them; empty where there are less than two.
func (t talk) initialLabel(label string) string {
	if !strings.Contains(label, " ") || names.FormOf(label) < names.Likely {
		return ""
	}
	for _, letters := range []string{initials(label), initials(names.WithoutAccents(label))} {
		if letters = strings.ToUpper(letters); t.labels[letters] > 1 {
			return letters
		}
	}
	return ""
}

// initials are the first letters of the words of a name.
func initials(name string) string {
	letters := ""
	for _, w := range strings.Fields(name) {
		r, _ := utf8.DecodeRuneInString(w)
		letters += string(r)
	}
	return letters
}

// initialsOf finds the member whose initials a label is.
func initialsOf(c *cast, label string) *member {
	for _, m := range c.members[:min(len(c.members), mostCompared)] {
		initials := initials(m.name.Text)
		if len(initials) > 1 && strings.EqualFold(names.WithoutAccents(initials), names.WithoutAccents(label)) {
			return m
		}
		if first, _ := utf8.DecodeRuneInString(m.name.Text); first >= 0x2e80 && label == string(first) {
			return m // 韩 of 韩雪松
		}
	}
	return nil
}

// castAnswers gives the turns of an unnamed guest (A, 答, 嘉宾) to the one
// member who may be a speaker.
func (r *reader) castAnswers(c *cast, t talk) {
	var guest *member
	for _, m := range c.members {
		if !m.has(people.Host) && !m.has(people.Writer) {
			if points, sure := m.score(false); guest == nil && (sure || points >= ofHalf) {
				guest = m
			} else if sure {
				return // several: nobody knows who answers
			}
		}
	}
	if guest == nil {
		return
	}
	for _, turn := range t.order {
		if turn.voice == people.Answers {
			turn.member = guest
			guest.turns++
		}
	}
}

// marks are the labels of all turns, each once, with what stands behind them.
func (t talk) marks() []string {
	var all []string
	seen := map[string]bool{}
	for _, turn := range t.order {
		if !seen[turn.mark] {
			seen[turn.mark] = true
			all = append(all, turn.mark)
		}
	}
	return all
}

// markQuestions tells of each turn whether it asks: by its label, by who
// speaks, or since it ends in a question and its speaker is none of those whose
// views these are.
func (r *reader) markQuestions(t talk) {
	for _, turn := range t.order {
		turn.asks = turn.voice == people.Asks || turn.member != nil && turn.member.has(people.Host) ||
			turn.voice != people.Answers && !slices.Contains(r.main, turn.member) && r.endsInQuestion(turn)
	}
}

// endsInQuestion reports whether the last paragraph of a turn ends in a question
// mark.
func (r *reader) endsInQuestion(t *turn) bool {
	last := t.blocks[len(t.blocks)-1]
	plain := strings.TrimRight(markdown.Plain(r.body, last), " \"”’」』）)")
	end, _ := utf8.DecodeLastRuneInString(plain)
	return end == '?' || end == '？'
}
