package post

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
	"viewline/timeline"
)

// eventWord tells that a title names an event at which several people speak.
var eventWord = pattern.MustCompile(`(?i)conf(?:erence)?\b|conf[ -]?\d|summit|meet-?up|camp\b|(?:\b|[^r])fest\b|symposium|dev ?day|tech ?day|\bted\b|\btedx|unconference|trip report|startup school|developer event|\bevent \d{4}|大会|峰会|论坛|沙龙|第[\d一二三四五六七八九十]{1,4}届\P{P}{0,20}?(?:会议|會議|年会|年會|研讨会|研討會)|技术日|开放日|カンファレンス|勉強会|\bYAPC\b|` +
	`(?-i:\b[A-Z][A-Za-z]+Con\b)|(?-i:\b[A-Z][A-Za-z]+Conf[A-Z]{2}\b)|\b(?:19|20)\d\d\W{1,3}day (?:one|two|three|[1-4])\b|(?-i:\bConference\p{Lu})|(?-i:\b[A-Z][A-Za-z]{2,} ?Days \d{4})|\b(?:py|django|gopher|kube|rails|ruby|rust|scala|clojure|elixir|euro|word|drupal|droid|swift|def|black|comic|maker|game|tab|cpp)con\b`)

// isEvent reports whether the post is about talks of several people: its title,
// its path, its tags or its first paragraphs say so.
func (r *reader) isEvent(o outline) bool {
	if r.titleTellsTalk(o) || r.context() != timeline.KindOther {
		return !r.isReadingList(o)
	}
	if r.linksTalks(o) || r.linksAgenda() || r.datedMeeting() && r.regular(o).bylines > 1 {
		return true
	}
	if numberedTalks(o) > 1 && r.regular(o).bylines > 1 || r.regular(o).accounts >= fewestAccounts {
		return true
	}
	if r.folderOfYear() || hasTalkHeading(o) {
		if all, _ := r.mainByline(o); len(all) > 0 {
			return true
		}
	}
	for _, t := range append(r.titles(o), titled{text: strings.Join(r.shows(), " ")}, titled{text: strings.ReplaceAll(path.Base(r.path), "-", " ")}) {
		if r.isEventTitle(t.text) {
			return true
		}
	}
	return false
}

// linksAgenda reports whether a line at the start of the post is an address of the
// agenda of an event, or of one of its speakers.
func (r *reader) linksAgenda() bool {
	return agenda.Match(r.body[:min(len(r.body), firstBytes)])
}

const firstBytes = 500 // of a post, in which it leads to what it is about

var agenda = pattern.MustCompile(`(?m)^[\s>*<-]*https?://[^\s/]{4,80}/(?:[^\s/]{1,40}/){0,3}?(?:(?:[\w-]{1,30}-)?(?:agenda|schedule)|sessions?|speakers?)(?:[/?#]\S{0,80})?>?\s*$`)

// claimsOfSlot takes the name that is the title of the notes on one talk of a programme: the
// file is called by the time of day and the name, 1030am_ana-ruiz.md.
func (r *reader) claimsOfSlot(c *cast, o outline) {
	name := strings.TrimSuffix(path.Base(r.path), path.Ext(r.path))
	slot := slotFile.FindString(name)
	if slot == "" || !r.folderOfYear() && !r.isEventTitle(path.Dir(r.path)) {
		return
	}
	for _, t := range r.titles(o) {
		n := names.Name{Text: strings.TrimSpace(t.text)}
		if names.FormOf(n.Text) >= names.Likely && people.Known(n.Text) && spelledIn(pathWords(name[len(slot):]), n) {
			c.add(r, n, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "the title is the name, and the file is called by a time of day and the name", pos: t.pos})
			return
		}
	}
}

// slotFile is the time of day that a file is called by.
var slotFile = pattern.MustCompile(`(?i)^(?:[01]?\d|2[0-3])[:.h-]?[0-5]\d ?(?:[ap]\.?m\.?)?[-_ ]+`)

// datedMeeting reports whether the file is called by words and a day behind them, as
// that of a meeting is: SlowTown-2014-04-09.md. The files of a blog start with the day.
func (r *reader) datedMeeting() bool {
	return meetingFile.MatchString(strings.TrimSuffix(path.Base(r.path), path.Ext(r.path)))
}

var meetingFile = pattern.MustCompile(`^\pL[^/]{2,60}?[-_ ](?:19|20)\d\d[-_]?(?:0[1-9]|1[0-2])[-_]?(?:0[1-9]|[12]\d|3[01])$`)

// folderOfYear reports whether one of the post's folders is called by words and a year, as
// that of a conference is: slow_maps_2016/, slow_maps_2016/monday/.
func (r *reader) folderOfYear() bool {
	for folder := range strings.SplitSeq(path.Dir(r.path), "/") {
		if conferenceFolder.MatchString(folder) && !ordinaryFolder.MatchString(strings.ReplaceAll(folder, " ", "-")) || eventFolder.MatchString(folder) && !ordinaryFolder.MatchString(folder) {
			return true
		}
	}
	return false
}

// hasTalkHeading reports whether a heading is one of notes on a talk: "About the speaker",
// "Slides & Video".
func hasTalkHeading(o outline) bool {
	return slices.ContainsFunc(o.headings, func(h heading) bool { return talkHeading.MatchString(strings.TrimSpace(h.text)) })
}

// numberedTalks counts the headings that start with the number of a talk: "Talk 2: Maps".
func numberedTalks(o outline) int {
	n := 0
	for _, h := range o.headings {
		if numberedTalk.MatchString(strings.TrimSpace(h.text)) {
			n++
		}
	}
	return n
}

var numberedTalk = pattern.MustCompile(`(?i)^(?:(?:invited |lightning )?talk|keynote|presentation|演讲|演講|报告|報告|発表|講演)\s*[#＃]?(?:\d{1,2}|[一二三四五六七八九十])\s*(?:[:：.、–—-]|$)`)

var talkHeading = pattern.MustCompile(`(?i)^(?:about the speakers?\b.{0,60}|(?:slides?|video)(?: ?(?:&|and|/) ?(?:slides?|video))|speakers? bios?)$`)

var conferenceFolder = pattern.MustCompile(`^\pL[^/]{2,60}?[-_ ](?:19|20)\d\d$`)

// dayFile is the name of the notes on one day of an event: day-1.md.
var dayFile = pattern.MustCompile(`(?i)^day[-_ ]?(?:\d|one|two|three|four|five)(?:[-_. ]|$)`)

// linksTalks reports whether several headings name somebody with "by", and the
// post leads to several recordings: it tells of talks.
func (r *reader) linksTalks(o outline) bool {
	if len(o.headings) < 3 {
		return false
	}
	videos := 0
	for _, host := range []string{"youtube.com/", "youtu.be/", "vimeo.com/", "bilibili.com/", "ted.com/talks", "infoq.com/presentations", "speakerdeck.com/", "slideshare.net/", "fortee.jp/"} {
		videos += bytes.Count(r.body, []byte(host))
	}
	return videos > 2 && r.regular(o).halves > 2 && 3*r.regular(o).halves >= len(o.headings) // days of a journey are no talks
}

// isSingleEvent reports whether the post is about one event with several talks.
func (r *reader) isSingleEvent(o outline) bool {
	if r.linksAgenda() || r.regular(o).accounts >= fewestAccounts || r.datedMeeting() || dayFile.MatchString(path.Base(r.path)) || conferenceFolder.MatchString(strings.TrimSuffix(path.Base(r.path), path.Ext(r.path))) {
		return true
	}
	for _, t := range append(r.titles(o), titled{text: strings.ReplaceAll(path.Base(r.path), "-", " ")}) {
		if eventWord.MatchString(t.text) {
			return true
		}
	}
	return false
}

// portrait is the heading of a part of somebody's life.
var portrait = pattern.MustCompile(`(?i)^(?:early life|later life|birth|born|death|died|childhood|youth|marriage|personal life|legacy|biography)\b|^(?:生平|出生|去世|逝世|早年|童年|晚年|病逝)`)

// datesLife reports whether headings date a life ("Death - July 4, 1934"): whom such
// a post is about has to be named by a label or the title's grammar.
func (r *reader) datesLife(o outline) bool {
	return slices.ContainsFunc(o.headings, func(h heading) bool {
		_, dated := r.cutHeading(h.text)
		return dated && portrait.MatchString(h.text)
	})
}

// onlyCertain keeps those whom a claim proves by itself.
func (r *reader) onlyCertain(members []*member) []*member {
	return slices.DeleteFunc(members, func(m *member) bool {
		_, sure := m.score(false)
		if !sure {
			r.overlookMember(m)
		}
		return !sure
	})
}
