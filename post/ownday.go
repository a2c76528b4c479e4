package post

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/post/front"
	"viewline/post/pattern"
	"viewline/timeline"
)

// A post that was exported from a site has what that site kept of it in a list at its
// head: slug, author, published, modified. The day in such a list is that of the post, as
// in front matter, and tells of no occasion.

// keptBySite are the labels that such a list has and one about an occasion has not.
var keptBySite = pattern.MustCompile(`(?i)^(?:slug|permalink|modified|last ?mod(?:ified)?|updated?|last updated|post ?id|wordpress id|word count|categories|featured image|更新日期|更新时间|更新時間|修改时间|修改日期|最后更新|字数|字數|分类|分類|更新日)$`)

// ofOccasion are the labels that only a list about an occasion has, beside who speaks.
var ofOccasion = pattern.MustCompile(`(?i)^(?:location|place|venue|event|conference|occasion|地点|地點|场合|場合|会议|會議|活动|活動|会場|場所)$`)

// findOwnDay takes the day of a post that has no date in its front matter from such a list.
func (r *reader) findOwnDay(o outline) {
	if !r.front.Day.IsZero() && !r.front.listed {
		return
	}
	lines := r.labelledLines(rejoin(o.intro, o.chunks))
	kept, tells := map[ast.Node]bool{}, map[ast.Node]bool{}
	for _, l := range lines {
		kept[l.block] = kept[l.block] || keptBySite.MatchString(strings.TrimSpace(l.label))
		tells[l.block] = tells[l.block] || ofOccasion.MatchString(strings.TrimSpace(l.label)) || metadataRole(l.label) == roleSpeaker
	}
	for _, l := range lines {
		if !kept[l.block] || tells[l.block] || metadataRole(l.label) != roleDate || keptBySite.MatchString(l.label) {
			continue
		}
		if d, ok := dateIn(l.value, r.order); ok && d.Err == nil {
			if r.front.Day.IsZero() {
				r.front.Day, r.front.DateAt = d.Date, r.position(r.start+l.pos)
			}
			r.front.listed, r.ownList = true, l.block
			return
		}
	}
}

// eventKeys are the keys of front matter that say when the occasion was, not the post.
var eventKeys = pattern.MustCompile(`^(?:eventdate|talkdate|interviewdate|recordingdate|recorded|recordedat|recordedon|recorddate|lecturedate|speechdate|conferencedate|活动日期|活动时间|演讲日期|访谈日期|录制日期|開催日|収録日)$`)

// eventDate adds the date under such a key.
func (r *reader) eventDate(c *dateCandidates) {
	for _, e := range r.front.Fields {
		if !e.Single() || !eventKeys.MatchString(front.Same(e.Key)) {
			continue
		}
		if d, ok := dateIn(e.Text, r.order); ok && d.Err == nil {
			c.add(dated{Date: d, source: timeline.DateFromMetadata, text: textOf(e.Text, d), what: "the key " + e.Key, pos: r.offset(e.At)}, func(error) {})
			return
		}
	}
	r.yearOfEvent(c)
	r.yearOfTalk(c)
}

// yearOfTalk adds the year that front matter has under a key of its own, beside a label that
// names who speaks: that of a book or of a post is none of a talk.
func (r *reader) yearOfTalk(c *dateCandidates) {
	if !slices.ContainsFunc(r.main, func(m *member) bool { return m.byLabel() }) {
		return
	}
	for _, e := range r.front.Fields {
		if year := strings.TrimSpace(e.Text); e.Single() && front.Same(e.Key) == "year" && yearCell.MatchString(year) && (r.front.Day.IsZero() || r.front.Day.Year >= number(year[:4])) {
			c.add(dated{Date: yearAt(year, 0, 4), source: timeline.DateFromTitle, text: year[:4], what: "the key " + e.Key, pos: r.offset(e.At)}, func(error) {})
			return
		}
	}
}

var (
	conferenceKey = pattern.MustCompile(`^(?:conference|conferencename|会议|會議|会议名称)$`)
	eventKey      = pattern.MustCompile(`^(?:event|eventname|occasion|场合|場合|活动|活動|イベント)$`)
	// shortened is a name with several capitals in a word, as conferences have: SlowConf, ICSM.
	shortened = pattern.MustCompile(`\p{Lu}\p{L}*\p{Lu}`)
)

// namesEdition reports whether a value names a conference and ends in the year of it. A year
// belongs to the name else: event: Vision 2030.
func (r *reader) namesEdition(key, value string) bool {
	key = front.Same(key)
	return r.isEventTitle(value) || conferenceKey.MatchString(key) || eventKey.MatchString(key) && shortened.MatchString(value)
}

// yearOfEvent adds the year that the name of the occasion ends in, where the day of the post
// lies in a later one: event: SlowConf 2025 of notes that were written in 2026. Else the day
// of the post says more, as it may be that of the occasion.
func (r *reader) yearOfEvent(c *dateCandidates) {
	for _, s := range r.front.Occasion {
		d, found := r.yearIn(s.Value)
		if !found || d.Start == 0 || strings.Trim(s.Value[d.End:], " )）") != "" || d.Date.Month > 0 || !r.namesEdition(s.Key, s.Value) {
			continue
		}
		if day := r.front.Day; day.IsZero() || day.Year > d.Date.Year {
			c.add(dated{Date: d, source: timeline.DateFromMetadata, text: textOf(s.Value, d), what: "the key " + s.Key, pos: r.offset(s.At)}, func(error) {})
			return
		}
	}
}
