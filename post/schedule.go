package post

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
	"viewline/timeline"
)

// The schedule of an event has a talk on each row, with the time of day and who speaks:
//
//	| Time  | Talk       | Speaker              |
//	| 10:00 | Quiet maps | Marta Vogel, SlowLab |
//	| 11:00 | Break      |                      |

// fewestTalks is how many rows of a schedule have to name somebody.
const fewestTalks = 3

// noTalk is the title of a row of a schedule that is no talk: who is named there greets.
var noTalk = pattern.MustCompile(`(?i)^\W*(?:welcome|opening|closing|introduction$|introductory|registration|check-?in|arrival|doors|concluding|final remarks|wrap-?up|coffee|tea\b|lunch|break|dinner|drinks|networking|social|group photo|poster|award|announcements?|q ?& ?a|discussion$|tour\b|签到|簽到|开场|開場|致辞|致辭|主持|茶歇|午餐|合影|闭幕|閉幕|抽奖|抽獎|自由交流|受付|開会|休憩|懇親会|オープニング|クロージング|撤収|乾杯)`)

// partsOfSchedule reads the schedule of an event, a table without dates: a talk on each
// row that names who speaks. The post as a whole tells when it was.
func (r *reader) partsOfSchedule(table ast.Node, rows []ast.Node, heads []string, body [][]string) []part {
	if len(r.main) > 0 {
		return nil
	}
	who, clock := speakerColumn(heads, body), clockColumn(body)
	if who < 0 || clock < 0 && metadataRole(heads[who]) != roleSpeaker {
		return nil
	}
	what := titleColumn(heads, body, who, clock)
	if what < 0 {
		return nil
	}
	var parts []part
	for i, cells := range body {
		if who >= len(cells) || what >= len(cells) || cells[what] == "" || noTalk.MatchString(cells[what]) {
			continue
		}
		p := part{cast: &cast{}, title: cells[what], heading: strings.TrimSpace(strings.Join(cells, " ")), node: rows[i+1], level: 6, links: []ast.Node{rows[i+1]}}
		pos := r.start + max(0, rows[i+1].Pos())
		for _, n := range namesOfCell(cells[who]) {
			p.cast.add(r, n, claim{weight: ofLabel, sure: true, role: people.Speaker, what: "a row of the schedule of an event", pos: pos})
		}
		for j, cell := range cells {
			if j != what && j < len(heads) && heads[j] != "" && cell != "" {
				p.details = append(p.details, &timeline.Detail{Label: heads[j], Value: cell})
			}
		}
		if p.speakers = p.cast.members; len(p.speakers) > 0 && len(p.speakers) <= mostSpeakers {
			parts = append(parts, p)
		}
	}
	if len(parts) < fewestTalks {
		return nil
	}
	r.headings, r.scheduled = append(r.headings, strings.Join(heads, " ")), true
	return parts
}

// clockColumn finds the column of which at least two of three cells start with a time of
// day; -1 where there is none.
func clockColumn(body [][]string) int {
	for j := range body[0] {
		column := columnOf(body, j)
		times := 0
		for _, cell := range column {
			if clockTime.MatchString(cell) {
				times++
			}
		}
		if times > 2 && 3*times >= 2*len(column) {
			return j
		}
	}
	return -1
}

// speakerColumn finds the column that is called one of speakers, else the one of which
// most cells start with a name; -1 where there is none.
func speakerColumn(heads []string, body [][]string) int {
	if j := slices.IndexFunc(heads, func(h string) bool { return metadataRole(h) == roleSpeaker }); j >= 0 {
		return j
	}
	for j, h := range heads {
		if h != "" {
			continue // called something else
		}
		column := columnOf(body, j)
		named, known := 0, 0
		for _, cell := range column {
			all := namesOfCell(cell)
			if len(all) == 0 {
				continue
			}
			if named++; people.Known(all[0].Text) || !isLatin(all[0].Text) {
				known++ // two capitalised words may be a station
			}
		}
		if named >= fewestTalks && 3*named >= 2*len(column) && 3*known >= named {
			return j
		}
	}
	return -1
}

// namesOfCell are the names that a cell starts with, ahead of where they work; none where
// it starts with something else.
func namesOfCell(cell string) []names.Name {
	var all []names.Name
	rest := strings.TrimLeft(cell, " *@")
	for _, n := range names.List(cell) {
		ahead, behind, found := strings.Cut(rest, n.Text)
		if !found || names.FormOf(n.Text) < names.Likely {
			break
		}
		if len(all) == 0 && ahead != "" || len(all) > 0 && !people.Known(n.Text) && !joinsNames.MatchString(ahead) {
			break // where the one before works
		}
		all, rest = append(all, n), behind
	}
	return all
}

// joinsNames stands between the names of two who speak together.
var joinsNames = pattern.MustCompile(`(?i)^(?:\s*[（(][^)）]*[)）])?\s*(?:,?\s*\band\b|&|/|、|和|与|・|，)\s*$`)

// scheduleWord is the heading of a schedule.
var scheduleWord = pattern.MustCompile(`(?i)^\W*(?:(?:conference|workshop|event|meetup|seminar|final|preliminary|full|detailed|tentative) )?(?:programme?|schedule|agenda|timetable|line-?up)\W*$|^\P{L}*(?:会议|会議|活动|活動|大会)?(?:日程|议程|議程|时间表|時間表|日程安排|議事次第|タイムテーブル|プログラム|スケジュール|进行プログラム)\P{L}*$`)

// hasSchedule reports whether a heading or a title is that of a schedule.
func (r *reader) hasSchedule(o outline) bool {
	for _, h := range o.headings {
		if scheduleWord.MatchString(h.text) {
			return true
		}
	}
	return scheduleWord.MatchString(r.front.Title)
}
