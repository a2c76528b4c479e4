package post

import (
	"cmp"
	"slices"
	"strings"

	"viewline/post/names"
	"viewline/post/people"
	"viewline/timeline"
)

// Whose views a post reports is weighed: every place that can name somebody
// makes a claim, the claims of one person are added up, and who reaches enough
// is a speaker. What a single claim proves:
//
//   - An explicit label (person:, speaker:, **嘉宾：**) and a grammar that only
//     persons fit ("Interview with X", X在各个场合的观点) suffice with the form of
//     a name.
//   - A bare half ("Topic – X", "X: topic"), a tag, a file's name or the start of
//     a heading has to be borne out: the text has X speak, or several places
//     agree.
//   - Who asks, whose show it is, and who wrote or translated the post is no
//     speaker.
const (
	enough = 6 // what a speaker has to reach

	ofLabel   = 6
	ofGrammar = 6
	ofProse   = 4 // the first paragraphs say "interview with X"
	ofTurns   = 4 // X has turns of speech
	ofHalf    = 3
	ofMention = 2
	ofTag     = 2
	ofPath    = 2
	ofHeading = 2 // X starts two headings or more
	ofOneAct  = 2 // the text says "X argues" once
	ofActs    = 3 // it does so three times or more
	ofName    = 1 // the name starts with a common given name
	ofTalk    = 1 // the title tells of an occasion on which somebody speaks
	ofText    = 1 // the text has the full name
)

// claim is a place that names somebody.
type claim struct {
	weight int
	role   people.Role
	sure   bool // whether the claim suffices by itself
	tells  bool // whether the claim tells of an occasion as well
	what   string
	pos    int // offset in the source; -1 for the path
}

// member is somebody whom the post may report.
type member struct {
	name   names.Name
	form   names.Form
	claims []claim
	person *timeline.Person // of people.yaml; nil where it knows nobody of the name
	said   people.Said
	heard  bool // whether said was counted
	// company tells that the text calls the name that of a company; it is asked of
	// single words alone.
	company bool
	turns   int // of speech
}

// cast is who takes part in what a post, or a part of it, reports.
type cast struct {
	members []*member
	spelled map[string]*member // by each spelling that was added, folded
}

// mostCompared is how many members of a cast each further name is compared with
// as a name; it is the same as one of the others where the spelling is the same.
// No conversation has so many people, but a list may have thousands.
const mostCompared = 100

// spell notes under which spellings somebody was added.
func (c *cast) spell(m *member, n names.Name) {
	if c.spelled == nil {
		c.spelled = map[string]*member{}
	}
	for _, spelling := range append([]string{n.Text}, n.Other...) {
		if key := timeline.Fold(spelling); c.spelled[key] == nil {
			c.spelled[key] = m
		}
	}
}

// add notes a claim, under whatever spelling of a name.
func (c *cast) add(r *reader, n names.Name, cl claim) {
	m := c.find(n)
	if m == nil {
		m = &member{name: n, form: names.FormOf(n.Text), person: r.known(n)}
		c.members = append(c.members, m)
		c.spell(m, n)
	} else if better(n.Text, m.name.Text) {
		n.Other = append(n.Other, m.name.Other...)
		m.name, m.form = n, names.FormOf(n.Text)
		m.person = cmp.Or(m.person, r.known(n))
	}
	for _, other := range n.Other {
		if len(m.name.Other) < mostCompared && !slices.Contains(m.name.Other, other) && other != m.name.Text {
			m.name.Other = append(m.name.Other, other)
		}
	}
	for _, had := range m.claims {
		if had.what == cl.what && had.role == cl.role {
			return // said before
		}
	}
	m.claims = append(m.claims, cl)
}

// better tells whether a spelling says more than another: a full name more than
// a short one.
func better(a, b string) bool { return len(strings.Fields(a)) > len(strings.Fields(b)) }

func (c *cast) find(n names.Name) *member {
	if len(c.members) > mostCompared {
		for _, spelling := range append([]string{n.Text}, n.Other...) {
			if m := c.spelled[timeline.Fold(spelling)]; m != nil {
				return m
			}
		}
	}
	for _, m := range c.members[:min(len(c.members), mostCompared)] {
		for _, spelling := range append([]string{m.name.Text}, m.name.Other...) {
			for _, text := range append([]string{n.Text}, n.Other...) {
				if names.Same(spelling, text) >= names.Short {
					return m
				}
			}
		}
	}
	return nil
}

// short reports whether one of two Latin names is a part of the other.
func short(a, b string) bool { return names.Same(a, b) >= names.Short }

// known is who goes by a name in people.yaml.
func (r *reader) known(n names.Name) *timeline.Person {
	for _, spelling := range append([]string{n.Text}, n.Other...) {
		if p := r.lib.person(spelling); p != nil {
			return p
		}
	}
	return nil
}

// score adds up what the claims for a speaker prove; sure tells that one of
// them suffices.
func (m *member) score(talk bool) (points int, sure bool) {
	for _, c := range m.claims {
		if c.role == people.Speaker {
			points += c.weight
			sure = sure || c.sure
		}
	}
	switch {
	case m.said.Acts >= 3:
		points += ofActs
	case m.said.Acts > 0:
		points += ofOneAct
	}
	if m.said.Mentions > 0 {
		points += ofText
	}
	if m.turns > 1 {
		points += ofTurns
	}
	if talk {
		points += ofTalk
	}
	if people.Known(m.name.Text) || m.person != nil {
		points += ofName
	}
	return points, sure
}

// has reports whether the strongest claims give somebody a part other than that
// of a speaker.
func (m *member) has(role people.Role) bool {
	given, speaks := false, false
	for _, c := range m.claims {
		given = given || c.role == role && c.sure
		speaks = speaks || c.role == people.Speaker && c.sure
	}
	return given && !speaks
}
