package front

import (
	"strings"

	"viewline/diagnostic"
)

// Session is an item of the schedule that the front matter of an event has.
type Session struct {
	Who   []Who  // who speaks
	Title string // empty where there is none
	Kind  string // talk, social and the like, as written
	Date  Value  // the day of the item or of the list around it; Form is Null where there is none
	Text  Value  // what the item tells of itself; Form is Null where there is nothing
	At    diagnostic.Position
}

// sessionKeys are the keys of such schedules, and of the lists inside them.
var sessionKeys = keysOf("schedule sessions talks agenda program programme lineup presentations lightningtalks items slots timetable 日程 议程 議程 演讲 演講 发表 プログラム タイムテーブル 発表")

// sessionSpeakers are the keys of who speaks in an item.
var sessionSpeakers = keysOf("speaker speakers presenter presenters 嘉宾 嘉賓 讲者 講者 演讲者 演講者 登壇者 発表者")

// deepestSession is how many lists and mappings a schedule may have around an item: those
// of days and of rooms.
const deepestSession = 4

// mostSessions is how many items of schedules are read.
const mostSessions = 200

func keysOf(keys string) map[string]bool {
	all := map[string]bool{}
	for key := range strings.FieldsSeq(keys) {
		all[key] = true
	}
	return all
}

// Sessions lists the items that name who speaks, of the schedules that a head has.
func Sessions(fields []Entry) []Session {
	var all []Session
	for _, e := range fields {
		if sessionKeys[Same(e.Key)] {
			collectSessions(e.Value, Value{}, 0, &all)
		}
	}
	return all
}

func collectSessions(v, day Value, depth int, to *[]Session) {
	if depth > deepestSession || v.Form != List && v.Form != Map {
		return
	}
	if d, ok := v.first("date", "day", "日期"); ok && d.Single() {
		day = d
	}
	if s, ok := sessionOf(v, day); ok {
		if len(*to) < mostSessions {
			*to = append(*to, s)
		}
		return
	}
	for _, e := range v.Entries {
		collectSessions(e.Value, day, depth+1, to)
	}
}

// sessionOf reads a mapping that names who speaks.
func sessionOf(v, day Value) (Session, bool) {
	if v.Form != Map {
		return Session{}, false
	}
	s := Session{Date: day, At: v.At}
	for _, e := range v.Entries {
		if sessionSpeakers[Same(e.Key)] && !placeholder(e.Text) {
			collectWho(e.Key, e.Value, &s.Who)
		}
	}
	if title, ok := v.first("title", "topic", "talk", "name", "标题", "標題", "题目", "題目", "主题", "タイトル"); ok && title.Single() {
		s.Title = strings.TrimSpace(title.Text)
	}
	if kind, ok := v.first("type", "kind", "category"); ok && kind.Single() {
		s.Kind = strings.TrimSpace(kind.Text)
	}
	if text, ok := v.first("description", "abstract", "summary", "details", "content", "简介", "簡介", "概要"); ok && text.Single() {
		s.Text = text
	}
	return s, len(s.Who) > 0
}
