package dates

import (
	"strings"
	"unicode/utf8"
)

// months are the names of the months in English and their number.
var months = func() map[string]int {
	m := map[string]int{"sept": 9}
	for i, name := range strings.Fields("january february march april may june july august september october november december") {
		m[name], m[name[:3]] = i+1, i+1
	}
	return m
}()

// month reads the name of a month at i, with a full stop behind a short one.
func (t text) month(i int) (n, end int, ok bool) {
	end = t.word(i)
	if end-i < 3 || end-i > longestWord {
		return 0, i, false
	}
	var buffer [longestWord + 1]byte
	n, ok = months[string(t.lower(i, end, &buffer))]
	if ok && end-i <= 4 && end < len(t) && t[end] == '.' {
		end++
	}
	return n, end, ok
}

// alsoVerb reports whether the word at i is the name of a month that is a common
// word in lower case: may, march, mar.
func (t text) alsoVerb(i int) bool {
	switch string(t[i:t.word(i)]) {
	case "may", "march", "mar":
		return true
	}
	return false
}

// capital reports whether the word at i begins with a capital letter.
func (t text) capital(i int) bool { return i < len(t) && 'A' <= t[i] && t[i] <= 'Z' }

// weekdays are the English names of the days of the week, long and short.
var weekdays = func() map[string]bool {
	m := map[string]bool{"tues": true, "thur": true, "thurs": true}
	for _, name := range strings.Fields("monday tuesday wednesday thursday friday saturday sunday") {
		m[name], m[name[:3]] = true, true
	}
	return m
}()

// hanWeekdays are those of Chinese and Japanese. Their short forms, such as 水,
// stand in brackets only.
var hanWeekdays = func() []string {
	var names []string
	for _, week := range []string{"周", "週", "星期", "礼拜", "禮拜"} {
		for _, day := range []string{"一", "二", "三", "四", "五", "六", "日", "天"} {
			names = append(names, week+day)
		}
	}
	for _, day := range []string{"月", "火", "水", "木", "金", "土", "日"} {
		names = append(names, day+"曜日", day+"曜")
	}
	return names
}()

var shortWeekdays = append([]string{"一", "二", "三", "四", "五", "六", "日", "月", "火", "水", "木", "金", "土"}, hanWeekdays...)

// weekday is the offset behind the name of a day of the week at i.
func (t text) weekday(i int) (int, bool) {
	if end := t.word(i); end > i {
		var buffer [longestWord + 1]byte
		if !weekdays[string(t.lower(i, end, &buffer))] {
			return i, false
		}
		if end-i <= 5 && end < len(t) && t[end] == '.' {
			end++
		}
		return end, true
	}
	if i == len(t) || t[i] < utf8.RuneSelf {
		return i, false
	}
	return t.longest(i, hanWeekdays)
}

// lead is words ahead of a date and what they make of it.
type lead struct {
	words string
	part  part // of the year that is meant; vague where only roughly
	circa bool // whether a day can follow as well
	glued bool // whether the date may follow without a blank
}

// part is a part of a year or a month.
type part int

const (
	whole part = iota
	vague      // a part without sharp bounds: early, 年底, a season
	quarter1
	quarter2
	quarter3
	quarter4
	half1
	half2
	tens1 // the first ten days of a month
	tens2
	tens3
)

// latinLeads are in lower case. A blank stands for any number of blanks or for
// a hyphen.
var latinLeads = []lead{
	{"early", vague, false, false},
	{"late", vague, false, false},
	{"mid", vague, false, false},
	{"beginning of", vague, false, false},
	{"start of", vague, false, false},
	{"end of", vague, false, false},
	{"middle of", vague, false, false},
	{"spring", vague, false, false},
	{"summer", vague, false, false},
	{"autumn", vague, false, false},
	{"fall", vague, false, false},
	{"winter", vague, false, false},
	{"spring of", vague, false, false},
	{"summer of", vague, false, false},
	{"autumn of", vague, false, false},
	{"fall of", vague, false, false},
	{"winter of", vague, false, false},
	{"first quarter of", quarter1, false, false},
	{"second quarter of", quarter2, false, false},
	{"third quarter of", quarter3, false, false},
	{"fourth quarter of", quarter4, false, false},
	{"first half of", half1, false, false},
	{"second half of", half2, false, false},
	{"circa", vague, true, false},
	{"ca.", vague, true, true},
	{"ca", vague, true, false},
	{"c.", vague, true, true},
	{"around", vague, true, false},
	{"approximately", vague, true, false},
	{"approx.", vague, true, false},
}

// hanLeads are ahead of a date in Chinese and Japanese.
var hanLeads = []lead{
	{"大约", vague, true, true},
	{"大約", vague, true, true},
	{"大概", vague, true, true},
	{"约", vague, true, true},
	{"約", vague, true, true},
	{"公元", whole, true, true},
	{"西元", whole, true, true},
	{"西暦", whole, true, true},
	{"~", vague, true, true},
	{"～", vague, true, true},
}

// leadsByWord are latinLeads by their first word.
var leadsByWord = func() map[string][]lead {
	m := map[string][]lead{}
	for _, l := range latinLeads {
		first, _, _ := strings.Cut(l.words, " ")
		first = strings.TrimSuffix(first, ".")
		m[first] = append(m[first], l)
	}
	return m
}()

// leadWords are the words of the leads, and those that the start of a date is
// looked for behind: weekdays, months and what joins them.
var leadWords = func() map[string]bool {
	m := map[string]bool{"of": true, "to": true, "through": true, "c": true, "and": true}
	for _, l := range latinLeads {
		for w := range strings.FieldsSeq(l.words) {
			m[strings.TrimSuffix(w, ".")] = true
		}
	}
	for w := range weekdays {
		m[w] = true
	}
	for w := range months {
		m[w] = true
	}
	return m
}()
