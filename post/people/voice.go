package people

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/post/names"
)

// Voice is what the label of a turn of speech tells of who speaks.
type Voice int

// The voices.
const (
	NoVoice Voice = iota // no label of a turn
	Asks                 // Q, 问, 主持人, Interviewer
	Answers              // A, 答, 嘉宾, Guest
	Named                // a name: Ana Ruiz, ANA RUIZ, 韩雪松
	Short                // a part of a name, or an initial: Ana, AR, 韩, C
)

var (
	asking = set(`q question interviewer host moderator reporter journalist audience questioner 问 問 提问 提問 提问者 主持人 主持 记者 記者 采访者 採訪者 访谈者 编辑 编者
		观众 觀眾 听众 聽眾 观众提问 学生 学员 網友 网友 聞き手 司会 質問 インタビュアー 질문 기자 진행자 문`)
	answering = set(`a answer guest interviewee speaker 答 回答 嘉宾 嘉賓 受访者 受訪者 受访人 被采访者 讲者 講者 演讲者 ゲスト 回答者 답변 답 게스트`)
)

// VoiceOf reads the label of a turn, without its colon.
func VoiceOf(label string) Voice {
	label = strings.TrimSpace(label)
	n := utf8.RuneCountInString(label)
	if n == 0 || n > longestVoice {
		return NoVoice
	}
	folded := strings.ToLower(strings.Join(strings.Fields(strings.TrimRight(label, "0123456789０１２３４５６７８９")), ""))
	switch {
	case asking[folded] || strings.HasPrefix(folded, "audience"):
		return Asks
	case answering[folded]:
		return Answers
	}
	for _, word := range askers {
		if strings.Contains(folded, word) {
			return Asks
		}
	}
	return voiceOfName(label, n)
}

// IsAnonymous reports whether a label is that of a turn whose speaker it does not
// name: Q, 问, A, 嘉宾. It is cheap.
func IsAnonymous(label string) bool {
	if len(label) > 3*longestVoice {
		return false
	}
	folded := strings.ToLower(strings.TrimRight(strings.TrimSpace(label), "0123456789"))
	return asking[folded] || answering[folded]
}

// longestHan is how many Han characters a name without a dot may have.
const longestHan = 5

// longestCapitals is how many characters a family name in capitals may have.
const longestCapitals = 15

// voiceOfName reads a label of n characters that is none of the common ones.
func voiceOfName(label string, n int) Voice {
	han, lower := 0, 0
	for _, r := range label {
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.IsLower(r):
			lower++
		}
	}
	if han > longestHan && !strings.ContainsAny(label, "·・•‧") {
		return NoVoice
	}
	switch names.FormOf(label) {
	case names.Likely:
		return Named
	case names.Possible:
		return Short
	}
	if lower > 0 || han > 0 && n > 3 {
		return NoVoice
	}
	if _, ok := names.TurnName(label); ok {
		return Named
	}
	if n > 2 && n <= longestCapitals && strings.IndexFunc(label, func(r rune) bool { return !unicode.IsUpper(r) }) < 0 {
		return Short // KLEIN, of Nora Klein
	}
	if n <= 3 && strings.IndexFunc(label, func(r rune) bool { return !unicode.IsUpper(r) && !unicode.Is(unicode.Han, r) }) < 0 {
		return Short
	}
	return NoVoice
}

// askers are in the label of who asks: the reporter of a newspaper, a shareholder.
var askers = []string{"记者", "記者", "日报", "日報", "周刊", "週刊", "时报", "時報", "电视台", "電視台", "通讯社", "媒体", "媒體", "提问", "提問", "股东", "股東", "reporter", "shareholder", "journalist"}

// longestVoice is how many characters the label of a turn may have.
const longestVoice = 40
