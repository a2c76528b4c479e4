package people

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Said tells how a text speaks of somebody.
type Said struct {
	// Mentions counts the full name, Acts how often a verb such as says, argues
	// or 认为 follows the name, the family name or the given name.
	Mentions, Acts int
}

// Speech counts where a text names somebody and has that person speak. The text
// is plain, without markup.
func Speech(text, name string) Said {
	var s Said
	known := Known(name)
	eachOf(text, name, func(end int) {
		s.Mentions++
		if acts(text[end:], known) {
			s.Acts++
		}
	})
	for _, short := range shorts(name) {
		eachOf(text, short, func(end int) {
			if !strings.HasSuffix(text[:end], name) && acts(text[end:], known) {
				s.Acts++
			}
		})
	}
	return s
}

// shorts are the names by which a text calls somebody for short: the family
// name, and the given name, where these are long enough to be told apart.
func shorts(name string) []string {
	fields := strings.Fields(name)
	if len(fields) < 2 {
		return nil
	}
	var all []string
	for _, w := range []string{fields[len(fields)-1], fields[0]} {
		if utf8.RuneCountInString(w) >= 3 && !strings.Contains(w, ".") {
			all = append(all, w)
		}
	}
	return all
}

// eachOf gives the offset behind each place where a text has a name by itself.
func eachOf(text, name string, found func(end int)) {
	if name == "" {
		return
	}
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return
		}
		start, end := from+i, from+i+len(name)
		from = end
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !latinLetter(before) && !latinLetter(after) || !latinLetter(rune(name[0])) && !latinLetter(before) {
			found(end)
		}
	}
}

func latinLetter(r rune) bool { return unicode.Is(unicode.Latin, r) }

// acts reports whether what follows a name is a verb of speech: at once, behind
// an adverb, or in Chinese within the same clause.
func acts(rest string, known bool) bool {
	rest = clip(rest, 90)
	trimmed := strings.TrimLeft(rest, " \n")
	if m, ok := cutBracket(trimmed); ok {
		trimmed = strings.TrimLeft(m, " ")
	}
	if r, _ := utf8.DecodeRuneInString(trimmed); latinLetter(r) {
		return actsLatin(trimmed, known)
	}
	return actsHan(trimmed)
}

func cutBracket(s string) (rest string, ok bool) {
	if !strings.HasPrefix(s, "(") && !strings.HasPrefix(s, "（") {
		return s, false
	}
	i := strings.IndexAny(s, ")）")
	if i < 0 {
		return s, false
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[i+size:], true
}

// clip cuts a text to at most n bytes, at a whole character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// actsLatin looks at the first three words.
func actsLatin(s string, known bool) bool {
	for i, w := range strings.Fields(s) {
		w = strings.ToLower(strings.TrimRight(w, ",.;:"))
		if verbs[w] || known && deeds[w] {
			return true
		}
		if i == 2 || !aside[w] && !strings.HasSuffix(w, "ly") {
			return false
		}
	}
	return false
}

// aside are words that may stand between a name and its verb.
var aside = set(`also then has had again is was been even here often once first further later`)

// verbs are what a person does who puts views forward, and hardly anything else
// does.
var verbs = set(`
	said says saying told tells argues argued believes believed thinks thought
	stresses stressed emphasizes emphasized emphasises emphasised recalls recalled recounts recounted
	talks talked talking speaks spoke speaking answers answered replies replied admits admitted
	insists insisted asserts asserted advocates advocated reflects reflected acknowledges acknowledged
	contends contended jokes joked urges urged remarks remarked advises advised mused muses wrote
	mentions mentioned shares shared recommends recommended discusses discussed predicts predicted warns warned`)

// deeds are what a person does on an occasion, and other things do as well: they
// count for a name that is a person's by its own form.
var deeds = set(`
	explains explained describes described notes noted suggests suggested claims claimed points pointed compares compared
	outlines outlined highlights highlighted defines defined starts started begins began opens opened contrasts concludes
	concluded introduces introduced expects expected sees considers proposes proposed observes observed gave gives presents presented
	appreciates delivers delivered holds held teaches taught demonstrates demonstrated covers covered walks lays joins joined`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// hanVerbs are verbs of speech, in Simplified, Traditional and Japanese.
var hanVerbs = []string{
	"说", "說", "认为", "認為", "表示", "指出", "提到", "强调", "強調", "谈", "談", "讲", "講", "主张", "主張", "分享", "回忆", "回憶", "坦言",
	"解释", "解釋", "介绍", "介紹", "相信", "建议", "建議", "预测", "預測", "回答", "透露", "直言", "称", "稱", "聊", "表达", "表達", "阐述",
	"闡述", "呼吁", "给出", "推荐", "推薦", "发表", "發表", "演讲", "演講", "接受", "“", "「", "语", "述べ", "語", "話し", "言", "問", "답", "말",
}

// mostHan is how many characters may stand between a Chinese name and its verb.
const mostHan = 14

// actsHan looks for a verb within the clause.
func actsHan(s string) bool {
	n := 0
	for i, r := range s {
		if n == mostHan || strings.ContainsRune("。！？；\n", r) || n > 0 && strings.ContainsRune("，、,", r) {
			return false
		}
		for _, v := range hanVerbs {
			if strings.HasPrefix(s[i:], v) {
				return true
			}
		}
		n++
	}
	return false
}
