package post

import (
	"slices"
	"strings"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// What a Chinese title tells of those who have turns of speech: who is named in it, and another
// is not, is the guest; and two who have a dialogue both put views forward.

var (
	// showBehind stands behind the name of whose show it is, or who asks, in a title.
	showBehind = pattern.MustCompile(`^\s*(?:播客|电台|電台|频道|頻道|专栏|專欄|秀|访谈|訪談|会客厅|會客廳|会客室|會客室|说|說|对|對|采访|採訪|专访|專訪|主持|来访|來訪|拜会|拜會|拜访|拜訪|到访|到訪|会面|會面|的|和|与|與|[x×✕&|｜])`)
	// dialogueBehind stands behind one of two who talk with each other.
	dialogueBehind = pattern.MustCompile(`^\s*(?:对谈|對談|对话|對話)`)
)

// castTitledTurns takes the one of those with turns of speech whom a title names for the guest,
// where another has turns as well and nobody is certain.
func (r *reader) castTitledTurns(c *cast, t talk, o outline, of map[string]*member, shares map[string]share, all int) {
	if c.certain() {
		return
	}
	var guest *turn
	others, most := 0, 0
	for _, first := range t.firsts {
		if first.voice != people.Named || !t.comesBack(first.label) {
			continue
		}
		most = max(most, shares[first.label].size)
		switch in, show := r.inTitles(o, first.label); {
		case show:
			return
		case !in:
			others++
		case guest != nil:
			return
		default:
			guest = first
		}
	}
	if guest == nil || others == 0 {
		return
	}
	m, s := of[guest.label], shares[guest.label]
	if m == nil || m.has(people.Host) || isLatin(m.name.Text) || m.form < names.Likely || s.onlyAsks(all) || guestShare*s.size < most {
		return
	}
	m.claims = append(m.claims, claim{weight: ofGrammar, sure: true, role: people.Speaker, what: "has turns of speech, and a title has this name and none of the others", pos: r.start + guest.blocks[0].Pos()})
}

// guestShare is how many times as much as a guest anybody else says at most.
const guestShare = 3

// inTitles reports whether a title has a name, and whether it is that of who asks or of a show.
func (r *reader) inTitles(o outline, name string) (in, show bool) {
	for _, t := range r.titles(o) {
		_, rest, found := strings.Cut(t.text, name)
		in, show = in || found, show || found && showBehind.MatchString(rest)
	}
	return in, show
}

// castDialogue makes a speaker of whoever a title has ahead of 对谈, where that one says about as
// much as the other: two of them talk with each other, as another one asks.
func (r *reader) castDialogue(c *cast, t talk, o outline, of map[string]*member, shares map[string]share, all int) {
	for _, first := range t.firsts {
		m, s := of[first.label], shares[first.label]
		if m == nil || isLatin(m.name.Text) || m.turns < 2 || s.onlyAsks(all) || !r.aheadOfDialogue(o, first.label) {
			continue
		}
		var guests []*member
		longest := 0
		for _, other := range t.firsts {
			if g := of[other.label]; g != nil && g != m && g.byGrammar() && !g.has(people.Host) {
				guests = append(guests, g)
				longest = max(longest, shares[other.label].size)
			}
		}
		if len(guests) == 0 || 2*s.size < longest {
			continue
		}
		m.claims = slices.DeleteFunc(m.claims, func(c claim) bool { return c.role == people.Host })
		for _, both := range append(guests, m) {
			both.claims = append(both.claims, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "the title tells of a dialogue, and the turns of speech are about as long as the other's", pos: r.start + first.blocks[0].Pos()})
		}
	}
}

// aheadOfDialogue reports whether a title has a name ahead of such a word.
func (r *reader) aheadOfDialogue(o outline, name string) bool {
	for _, t := range r.titles(o) {
		if _, rest, found := strings.Cut(t.text, name); found && dialogueBehind.MatchString(rest) {
			return true
		}
	}
	return false
}
