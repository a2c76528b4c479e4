package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/dates"
	"viewline/timeline"
)

// laterBlocks is how many blocks at the start of a post may say on which day the
// speaker spoke; only the first paragraphs may say it without the name.
const laterBlocks = 24

// laterDates adds the day of a sentence behind the first paragraphs that has the
// speaker's name and ties the day to the occasion: 2023年4月22日，韩雪松举行了演讲. It
// looks for one only where no other place gives a day.
func (r *reader) laterDates(c *dateCandidates, o outline) {
	for _, d := range *c {
		if d.Date.Date.Day > 0 && !d.weak {
			return
		}
	}
	blocks := o.intro
	if len(blocks) == 0 && len(o.chunks) > 0 {
		blocks = o.chunks[0].blocks
	}
	read := 0 // the first paragraphs were read before
	for _, b := range blocks[:min(len(blocks), laterBlocks)] {
		if b.Kind() != ast.KindParagraph || r.turns[b] != nil || onlyImages(b.(*ast.Paragraph)) {
			continue
		}
		if read++; read <= firstParagraphs {
			continue
		}
		plain := clipText(markdown.Plain(r.body, b), longestOpening)
		if !strings.Contains(plain, "20") && !strings.Contains(plain, "19") {
			continue
		}
		for _, d := range dates.Find(plain, dates.Options{Order: r.order}) {
			if !readable(d) || d.Err != nil || d.Date.Day == 0 || !r.spokenOf(plain, d) || !tiesToOccasion(plain[:d.Start], plain[d.End:], false) {
				continue
			}
			c.add(dated{Date: d, source: timeline.DateFromText, text: plain[d.Start:d.End], what: "a sentence about the speaker", pos: r.start + max(0, b.Pos())}, func(error) {})
			return
		}
	}
}

// spokenOf reports whether the sentence around a date has the name of a speaker.
func (r *reader) spokenOf(text string, d dates.Date) bool {
	before := text[:d.Start]
	if i := strings.LastIndexAny(before, ".!?。！？\n"); i >= 0 {
		before = before[i+1:]
	}
	sentence := before + sentenceStart(text[d.End:])
	for _, m := range r.main {
		for _, name := range append([]string{m.name.Text}, m.name.Other...) {
			if strings.Contains(sentence, name) {
				return true
			}
		}
	}
	return false
}
