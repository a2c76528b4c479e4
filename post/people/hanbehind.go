package people

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/post/names"
	"viewline/post/pattern"
)

// Chinese has no blanks between words, so that an office, a verb or a preposition runs into
// the name behind it: 慢大学研究员韩雪松, 以下是韩雪松.

// openers are words behind which a name may start.
var openers = []string{
	"是", "为", "為", "由", "自", "据", "據", "请到", "請到", "请来", "請來", "邀请", "邀請", "邀请到", "邀請到", "采访", "採訪", "专访", "專訪", "对话", "對話", "有请", "感谢",
	"听了", "聽了", "看了", "读了", "讀了", "同学", "之一",
}

// opens reports whether a name may start behind a text of Han characters.
func opens(before string) bool {
	for _, o := range openers {
		if strings.HasSuffix(before, o) {
			return true
		}
	}
	return names.EndsInOffice(before)
}

// endOfRun is the name in which a run of Han characters ends, if such a word stands ahead of
// it. A run that has the form of a name is one as a whole.
func endOfRun(run string) (name string, ok bool) {
	if names.FormOf(run) >= names.Likely {
		return "", false
	}
	for at := len(run); ; {
		_, size := utf8.DecodeLastRuneInString(run[:at])
		if at -= size; at <= 0 {
			break
		}
		tail := run[at:]
		n := utf8.RuneCountInString(tail)
		if n > longestHanName {
			break
		}
		if n > 1 && names.FormOf(tail) >= names.Likely && opens(run[:at]) {
			name, ok = tail, true // a longer one goes first
		}
	}
	return name, ok
}

// longestHanName is how many characters a Chinese name has at most, with a family name of two.
const longestHanName = 4

// described captures what a text says of somebody up to a mark, the name at its end.
var described = pattern.MustCompile(`^([^：:｜|，,。！!？?（(《「『【】\[\]—–─\n]{2,40}?)(?:$|[：:｜|，,。！!？?（(《「『【】\[\]—–─\n]|\s+-)`)

// behindOffice is the name at the end of the words that a text starts with, up to a mark, and
// its offset: 诺奖得主韩雪松：…, Slow Inc. 韩雪松｜…. An office, or letters of another script
// and a blank, stand ahead of the name.
func behindOffice(s string) (at int, name string) {
	m := described.FindStringSubmatch(s)
	if m == nil {
		return 0, ""
	}
	words := strings.TrimRight(m[1], " ")
	start := strings.LastIndexFunc(words, func(c rune) bool { return !unicode.Is(unicode.Han, c) })
	if start >= 0 {
		_, size := utf8.DecodeRuneInString(words[start:])
		start += size
	}
	start = max(0, start)
	run := words[start:]
	if tail, ok := endOfRun(run); ok && names.EndsInOffice(run[:len(run)-len(tail)]) {
		return start + len(run) - len(tail), tail
	}
	if start > 0 && strings.HasSuffix(words[:start], " ") && isLatinText(words[:start]) && utf8.RuneCountInString(run) > 2 && names.FormOf(run) >= names.Likely {
		return start, run
	}
	return 0, ""
}

// spokeAtEnd captures the run of Han characters ahead of a word for a speech that ends a title,
// or a clause of it. 讲座, a lecture, is no such word: what stands ahead may be its subject, as
// in 教授史学史讲座.
var spokeAtEnd = pattern.MustCompile(`(\p{Han}{4,24}?)的?(?:演讲|演講|演说|演說|致辞|致辭|致词|致詞|讲话|講話|发言|發言)(?:实录|實錄|全文|稿|笔记|筆記|记录|記錄|整理|摘要|摘录|要点|要點|纪要|紀要|录|錄){0,2}\s*(?:$|[：:｜|（(])`)

// officeSpeech is the name between an office and such a word: 慢软件-慢公司总裁韩雪松演讲.
// Nothing but a name stands there, so that the text need not have the name as well. What has two
// characters is no name there: it may be a word, as in 总统施政演讲 and 教授荣休演讲.
func officeSpeech(title string) []Candidate {
	m := spokeAtEnd.FindStringSubmatchIndex(title)
	if m == nil {
		return nil
	}
	run := title[m[2]:m[3]]
	name, ok := endOfRun(run)
	if !ok || utf8.RuneCountInString(name) < 3 || !names.EndsInOffice(run[:len(run)-len(name)]) {
		return nil
	}
	at := m[3] - len(name)
	return []Candidate{{Name: names.Name{Text: name}, Form: names.FormOf(name), Strength: Grammar, Certain: true, Why: "an office, a name and a word for a speech", Start: at, End: m[3]}}
}

// latest captures whose speech a title starts with: 韩雪松最新演讲：…, 韩雪松对内讲话实录.
var latest = pattern.MustCompile(`^(?:独家|獨家|重磅|刚刚|剛剛|全文|实录|實錄|万字)?\s*[｜|：:丨]?\s*(\p{Han}{3,4}?)(?:最新|刚刚|剛剛|对内|對內|内部|內部|年会|年會|跨年|毕业|畢業|闭门|閉門|公开|公開|罕见|罕見|万字|完整|深度|经典|經典)+(?:演讲|演講|演说|演說|讲话|講話|致辞|致辭|发言|發言)(?:实录|實錄|全文|稿|最全|\s|[：:｜|（(，,]|$)`)

// ofHouse are those of the words that a school or a firm may have ahead of them as well: 常春藤毕业演讲.
var ofHouse = pattern.MustCompile(`年会|年會|跨年|毕业|畢業|闭门|閉門|公开|公開|内部|內部`)

// latestSpeech is the name ahead of such words: nothing but a person gives a speech. What has
// two characters may be a firm.
func latestSpeech(title string) []Candidate {
	m := latest.FindStringSubmatchIndex(title)
	if m == nil || names.FormOf(title[m[2]:m[3]]) < names.Likely {
		return nil
	}
	c := Candidate{Name: names.Name{Text: title[m[2]:m[3]]}, Form: names.Likely, Strength: Grammar, Certain: true, Why: "“X最新演讲” or the like", Start: m[2], End: m[3]}
	if ofHouse.MatchString(title[m[3]:m[1]]) {
		c.Strength, c.Certain = Half, false
	}
	return []Candidate{c}
}

// NameAtEnd is the Chinese name in which a phrase ends that tells who somebody is: 慢公司的韩雪松,
// 慢公司总裁韩雪松; empty where nothing parts the name from the words ahead of it.
func NameAtEnd(phrase string) string {
	if names.FormOf(phrase) >= names.Likely {
		return phrase
	}
	if i := strings.LastIndex(phrase, "的"); i >= 0 && names.FormOf(phrase[i+len("的"):]) >= names.Likely {
		return phrase[i+len("的"):]
	}
	run := phrase
	if i := strings.LastIndexFunc(phrase, func(c rune) bool { return !unicode.Is(unicode.Han, c) }); i >= 0 {
		_, size := utf8.DecodeRuneInString(phrase[i:])
		run = phrase[i+size:]
	}
	if name, ok := endOfRun(run); ok && names.EndsInOffice(run[:len(run)-len(name)]) {
		return name
	}
	return ""
}
