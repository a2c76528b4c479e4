package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// Two ways in which a Chinese post tells who speaks without a line of its own for that: a
// sentence lists the guests, and who is asked to say who they are does so.

// guestsAre captures the guests that a sentence lists: 主持人：李梅，嘉宾：慢公司的韩雪松、慢大学的王小明.
var guestsAre = pattern.MustCompile(`(?:^|[，,；;：:。\s])(?:圆桌|圓桌|对谈|對談|特邀|与会|與會)?(?:嘉宾|嘉賓)(?:有|包括|[:：])\s*([^。；;\n:：]{4,240})`)

// claimsOfGuestsInSentence takes two guests or more of such a list whom the text names once
// more each.
func (r *reader) claimsOfGuestsInSentence(c *cast, o outline, openings []titled) {
	if c.certain() {
		return
	}
	for _, p := range append(openings, r.textOpenings(o)...) {
		m := guestsAre.FindStringSubmatch(p.text)
		if m == nil || p.said {
			continue
		}
		var all []string
		for part := range strings.FieldsFuncSeq(m[1], func(c rune) bool { return strings.ContainsRune("、，,", c) }) {
			if name := people.NameAtEnd(strings.TrimSpace(part)); name != "" && strings.Count(string(r.body), name) > 1 {
				all = append(all, name)
			}
		}
		if len(all) < 2 || len(all) > mostSpeakers {
			continue
		}
		for _, name := range all {
			c.add(r, names.Name{Text: name}, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "a first paragraph lists the guests", pos: p.pos})
		}
		return
	}
}

// textOpenings are the first paragraphs below a heading that calls what follows the text, as
// one does behind a summary.
func (r *reader) textOpenings(o outline) []titled {
	for _, chunk := range o.chunks {
		if strings.TrimSpace(chunk.text) == "正文" {
			return r.openings(outline{intro: chunk.blocks})
		}
	}
	return nil
}

var (
	// whoAreYou is the question that many interviews start with.
	whoAreYou = pattern.MustCompile(`(?:介绍|介紹)(?:一下|下)?(?:你|您)?(?:自己|自我)|(?:自我)(?:介绍|介紹)(?:一下|下)?|(?:你|您)是(?:谁|誰)`)
	// sayName captures whom the answer starts with.
	sayName = pattern.MustCompile(`^(?:大家好|你好|您好|嗨|Hi|Hello)?[，,！!。\s]*我(?:叫|是)\s*([\p{Han}·]{2,8}|[A-Za-z][\w.'-]{1,20}(?: \p{Lu}[\w.'-]*){0,2})[，,。；;（(\s]`)
)

// claimsOfOwnWords takes whoever answers the question who they are, where a title starts with
// the name that the answer gives.
func (r *reader) claimsOfOwnWords(c *cast, o outline, openings []titled) {
	if c.certain() || !r.asksWhoYouAre(o) {
		return
	}
	for _, p := range openings {
		m := sayName.FindStringSubmatch(p.text)
		if m == nil {
			continue
		}
		for _, t := range r.titles(o) {
			rest, starts := strings.CutPrefix(strings.TrimLeft(t.text, "~ "), m[1])
			if starts && names.FormOf(m[1]) >= names.Likely && (rest == "" || partsTitle.MatchString(rest)) {
				c.add(r, names.Name{Text: m[1]}, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "the answer to who somebody is says the name that the title starts with", pos: p.pos})
				return
			}
		}
	}
}

// partsTitle is what ends the name at the start of a title.
var partsTitle = pattern.MustCompile(`^\s*[-–—｜|，,：:（(]`)

// asksWhoYouAre reports whether a heading, or a bold line, at the start of the post asks
// somebody to say who they are.
func (r *reader) asksWhoYouAre(o outline) bool {
	for _, h := range o.headings[:min(len(o.headings), firstParagraphs)] {
		if whoAreYou.MatchString(h.text) {
			return true
		}
	}
	blocks := rejoin(o.intro, o.chunks)
	for _, b := range blocks[:min(len(blocks), headBlocks)] {
		if b.Kind() == ast.KindParagraph && startsBold(b) && whoAreYou.MatchString(clipText(markdown.Plain(r.body, b), longestIntroduction)) {
			return true
		}
	}
	return false
}
