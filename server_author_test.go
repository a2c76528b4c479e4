package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// A toldPost is a post of TestNamesThatLast: occasions of one person, with sections of
// bullets. Its theme tells an occasion from all others, whatever else is edited.
type (
	toldPost     []*toldOccasion
	toldOccasion struct {
		title, theme string
		date         int // how much of the date is written, see dates
		year         int
		sections     []*toldSection
	}
	toldSection struct {
		heading string
		bullets []string // as Markdown
	}
)

// dates are those of a year, coarse ones first.
var dates = []string{"无日期", "%d年", "%d年5月", "%d年5月6日"}

func (p toldPost) markdown(person string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: \"%s在各个场合的观点\"\n---\n", person)
	for _, o := range p {
		date := dates[o.date]
		if o.date > 0 {
			date = fmt.Sprintf(date, o.year)
		}
		fmt.Fprintf(&b, "\n## %s - %s - %s\n\n**主题:** %s\n", person, o.title, date, o.theme)
		for _, s := range o.sections {
			fmt.Fprintf(&b, "\n### %s\n\n%s\n", s.heading, strings.Join(s.bullets, "\n"))
		}
	}
	return b.String()
}

// author writes and edits posts.
type author struct {
	*rand.Rand
	occasions, sections int
	posts               map[string]toldPost
}

func (a *author) pick(of ...string) string { return of[a.IntN(len(of))] }

// bullet has few labels and texts, so that some are the same, and points of its own.
func (a *author) bullet() string {
	label := a.pick("", "", "**价值函数：** ", "**Why:** ", "**Scaling laws:** ", fmt.Sprintf("**Label %d:** ", a.IntN(40)))
	text := "* " + label + a.pick("数据是有限的。", "It works.", fmt.Sprintf("Claim number %d holds.", a.IntN(200)))
	for range a.IntN(3) {
		text += "\n  " + "* " + a.pick("", "**Why:** ") + fmt.Sprintf("Because of %d.", a.IntN(60))
	}
	return text
}

func (a *author) section() *toldSection {
	a.sections++
	s := &toldSection{heading: fmt.Sprintf("%d. 第%d部分", a.sections, a.sections)}
	for range 1 + a.IntN(4) {
		s.bullets = append(s.bullets, a.bullet())
	}
	return s
}

func (a *author) occasion() *toldOccasion {
	a.occasions++
	o := &toldOccasion{
		title: a.pick("慢软件访谈", "大会演讲", "No Priors", fmt.Sprintf("访谈%d", a.occasions), fmt.Sprintf("演讲%d", a.occasions)),
		theme: fmt.Sprintf("主旨%d", a.occasions), date: a.IntN(len(dates)), year: 2018 + a.IntN(6),
	}
	for range 1 + a.IntN(3) {
		o.sections = append(o.sections, a.section())
	}
	return o
}

// edit inserts, moves, refines or removes something in a post.
func (a *author) edit(p toldPost) toldPost {
	if len(p) == 0 {
		return toldPost{a.occasion()}
	}
	at := a.IntN(len(p))
	o := p[at]
	s := o.sections[a.IntN(len(o.sections))]
	switch a.IntN(9) {
	case 0, 1:
		s.bullets = slices.Insert(s.bullets, a.IntN(len(s.bullets)+1), a.bullet())
	case 2:
		o.sections = slices.Insert(o.sections, a.IntN(len(o.sections)+1), a.section())
	case 3, 4:
		p = slices.Insert(p, a.IntN(len(p)+1), a.occasion())
	case 5:
		a.Shuffle(len(o.sections), func(i, j int) { o.sections[i], o.sections[j] = o.sections[j], o.sections[i] })
	case 6:
		o.date = min(o.date+1, len(dates)-1)
	case 7:
		s.bullets = slices.Delete(s.bullets, 0, min(1, len(s.bullets)-1))
	case 8:
		if len(p) > 1 {
			p = slices.Delete(p, at, at+1)
		}
	}
	return p
}
