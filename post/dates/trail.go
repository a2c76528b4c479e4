package dates

import (
	"unicode/utf8"

	"viewline/timeline"
)

type timelineDate = timeline.PartialDate

// tail is words behind a Chinese or Japanese date and what they make of it.
type tail struct {
	words string
	part  part
	level timeline.DatePrecision // of the date ahead
	// word is set where the words count only as a word of their own: 年中 but not
	// 年中国, 年春 but not 年春节.
	word bool
}

// years is the level of a decade or a century.
const years timeline.DatePrecision = "YEARS"

var tails = []tail{
	{"年底", vague, timeline.PrecisionYear, false},
	{"底", vague, timeline.PrecisionYear, false},
	{"年末", vague, timeline.PrecisionYear, false},
	{"末", vague, timeline.PrecisionYear, true},
	{"末期", vague, timeline.PrecisionYear, false},
	{"年终", vague, timeline.PrecisionYear, false},
	{"终", vague, timeline.PrecisionYear, true},
	{"年初", vague, timeline.PrecisionYear, false},
	{"初", vague, timeline.PrecisionYear, true},
	{"初头", vague, timeline.PrecisionYear, false},
	{"初頭", vague, timeline.PrecisionYear, false},
	{"年中", vague, timeline.PrecisionYear, true},
	{"中", vague, timeline.PrecisionYear, true},
	{"春", vague, timeline.PrecisionYear, true},
	{"春天", vague, timeline.PrecisionYear, false},
	{"春季", vague, timeline.PrecisionYear, false},
	{"夏", vague, timeline.PrecisionYear, true},
	{"夏天", vague, timeline.PrecisionYear, false},
	{"夏季", vague, timeline.PrecisionYear, false},
	{"秋", vague, timeline.PrecisionYear, true},
	{"秋天", vague, timeline.PrecisionYear, false},
	{"秋季", vague, timeline.PrecisionYear, false},
	{"冬", vague, timeline.PrecisionYear, true},
	{"冬天", vague, timeline.PrecisionYear, false},
	{"冬季", vague, timeline.PrecisionYear, false},
	{"夏末", vague, timeline.PrecisionYear, true},
	{"初夏", vague, timeline.PrecisionYear, true},
	{"初春", vague, timeline.PrecisionYear, true},
	{"初秋", vague, timeline.PrecisionYear, true},
	{"初冬", vague, timeline.PrecisionYear, true},
	{"深秋", vague, timeline.PrecisionYear, true},
	{"度", vague, timeline.PrecisionYear, false}, // a year of account need not begin in January
	{"上旬", tens1, timeline.PrecisionMonth, false},
	{"中旬", tens2, timeline.PrecisionMonth, false},
	{"下旬", tens3, timeline.PrecisionMonth, false},
	{"初", vague, timeline.PrecisionMonth, true},
	{"底", vague, timeline.PrecisionMonth, false},
	{"末", vague, timeline.PrecisionMonth, true},
	{"中", vague, timeline.PrecisionMonth, true},
	{"初", vague, years, true},
	{"末", vague, years, true},
	{"初期", vague, years, false},
	{"前期", vague, years, false},
	{"中期", vague, years, false},
	{"后期", vague, years, false},
	{"後期", vague, years, false},
	{"末期", vague, years, false},
	{"中叶", vague, years, false},
	{"前后", vague, "", false},
	{"前後", vague, "", false},
	{"左右", vague, "", false},
	{"頃", vague, "", false},
	{"ごろ", vague, "", false},
	{"ころ", vague, "", false},
}

// notYear is what makes the 年 ahead of it no date: a number of years, or a time
// before or since.
var notYear = []string{
	"前", "后", "後", "来", "來", "以前", "以后", "以後", "以来", "以來", "以上", "之前", "之后", "之後", "之久", "多", "历史", "歷史", "的历史", "的歷史", "间", "間", "起", "至今", "代", "级", "級",
}

// notDay is what makes a month or a day ahead of it a time before or since.
var notDay = []string{"前", "后", "後", "以前", "以后", "以後", "以来", "以來", "之前", "之后", "之後"}

// stillYear are the words that begin like those of notYear.
var stillYear = []string{"前后", "前後", "前半", "后半", "後半", "多伦多", "多倫多", "多地", "多场", "起草", "后台", "后端", "前端", "前沿", "前线", "前期", "后期", "来自", "来到", "来华", "来访", "代表", "级别"}

// counted reports whether one of the words behind 年, 月 or 日 makes it no date.
func (t text) counted(i int, words []string) bool {
	i = t.blanks(i)
	if _, still := t.longest(i, stillYear); still {
		return false
	}
	_, is := t.longest(i, words)
	return is
}

// trail reads what belongs to the date behind it: 年底, 上旬, a weekday, a time
// of day, 前后.
func (r *reader) trail(f *form, p *point) {
	if f.han && !p.isRange && p.err == nil {
		r.tail(p)
	}
	if p.first.Day > 0 || p.yearless || p.err != nil || p.ambiguous {
		r.dayTail(p)
	}
	if f.han {
		r.tail(p)
	}
}

// tail reads the longest words of tails that fit the date's precision.
func (r *reader) tail(p *point) {
	best, end := tail{}, p.end
	at := r.blanks(p.end)
	if c, _ := r.at(at); c < utf8.RuneSelf {
		return // none and all that is ASCII
	}
	level := p.first.Precision()
	if level == "" && !p.earliest.IsZero() && !p.ambiguous {
		level = years
	}
	for _, l := range tails {
		if l.level != "" && (l.level != level || p.isRange || p.hasPart) {
			continue
		}
		next, ok := r.has(at, l.words)
		if ok && next > end && (!l.word || r.endsWord(next, false)) {
			best, end = l, next
		}
	}
	if end == p.end {
		return
	}
	if best.level == "" {
		p.approximate, p.end = true, end
	} else if p.narrow(best.part) {
		p.end = end
	}
}

// dayTail reads weekdays and a time of day behind a day.
func (r *reader) dayTail(p *point) {
	for range 2 {
		if end, ok := r.weekdayBehind(p.end); ok {
			p.end = end
		}
		if p.clock.known {
			return
		}
		c, end, ok := r.clockAt(p.end)
		if !ok {
			return
		}
		p.clock, p.end = c, end
	}
}

// weekdayBehind reads （水）, (Wed), 周三 or ", Wednesday" at i.
func (r *reader) weekdayBehind(i int) (int, bool) {
	at := i
	if c, next := r.at(at); c == ',' {
		at = next
	}
	at = r.blanks(at)
	c, next := r.at(at)
	if closing, is := closingOf[c]; is {
		at = r.blanks(next)
		end, ok := r.longest(at, shortWeekdays)
		if !ok {
			end, ok = r.weekday(at)
		}
		c, next = r.at(r.blanks(end))
		return next, ok && c == closing
	}
	end, ok := r.weekday(at)
	if c, _ := r.at(end); ok && isAlnum(c) {
		return i, false
	}
	return end, ok
}

// endsWord reports whether no Chinese word goes on at i. Behind a word of two
// signs or more only the rest of a longer one counts.
func (t text) endsWord(i int, long bool) bool {
	c, _ := t.at(i)
	if !isHan(c) || long {
		return true
	}
	switch c {
	case '在', '于', '於', '的', '到', '至', '和', '与', 'の', 'に', 'か', 'は', '、':
		return true
	}
	return false
}
