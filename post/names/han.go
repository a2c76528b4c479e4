package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/reading"
)

// hanForm is the form of a text in Han characters: a Chinese name, a Japanese
// one, or a foreign one with dots between its parts.
func hanForm(s string) Form {
	if strings.ContainsAny(s, dots) {
		return dottedForm(s)
	}
	joined, words, ok := joinHan(s)
	if !ok {
		return None
	}
	form := hanRunForm(hanWords(), joined)
	if words > 2 {
		return min(form, Possible)
	}
	return form
}

// joinHan joins Han characters that single blanks part: 山田 太郎. ok is false
// where s holds anything else.
func joinHan(s string) (joined string, words int, ok bool) {
	if !strings.ContainsFunc(s, func(c rune) bool { return !isHan(c) }) {
		return s, 1, true
	}
	fields := strings.Fields(s)
	joined = strings.Join(fields, "")
	return joined, len(fields), len(fields) <= 3 && !strings.ContainsFunc(joined, func(c rune) bool { return !isHan(c) })
}

// hanRunForm is the form of Han characters that nothing parts.
func hanRunForm(t *hanTables, s string) Form {
	runes := []rune(s)
	n := len(runes)
	if isOrdinal(runes) {
		return None // 第五讲: 第五 is a family name as well
	}
	if n < 2 || n > 6 || t.words.has(s) || t.wholes.has(s) || holdsAny(runes, t.never) {
		return None
	}
	if t.tails.has(string(runes[n-1])) && !t.hasFullName(runes) {
		if n == 2 && t.single.has(string(runes[0])) && !t.rare.has(string(runes[0])) {
			return Possible
		}
		return None
	}
	if family := t.japaneseFamily(runes); family > 0 && n > family && n <= family+3 {
		return t.lessWords(runes, Likely)
	}
	family := t.chineseFamily(runes)
	switch {
	case n > 4, t.holdsPart(runes), family == 0 && t.holdsWord(runes):
		return None
	case family == 0:
		if t.seldomIn(runes) {
			return None
		}
		return Possible
	case t.honorifics.has(string(runes[family:])):
		return Possible // 王老师, 张总: somebody's, but no full name
	case n > family+2, n == family:
		if t.seldomIn(runes) || t.holdsWord(runes) {
			return None
		}
		return Possible
	case t.seldom.has(string(runes[n-1])):
		return None
	case t.rare.has(string(runes[0])) && family == 1, family == 1 && n == 3 && joins(runes[1]):
		return Possible
	}
	return t.lessWords(runes, Likely)
}

// isOrdinal reports whether characters start as an ordinal with a noun of parts behind its
// number does: 第五讲, 第十五章.
func isOrdinal(runes []rune) bool {
	if len(runes) < 3 || runes[0] != '第' {
		return false
	}
	i := 1
	for i < len(runes) && strings.ContainsRune("一二三四五六七八九十百零〇两兩", runes[i]) {
		i++
	}
	return i > 1 && i < len(runes) && strings.ContainsRune("讲講章节節期届屆回集课課篇部卷天次场場季周週轮輪步条條件个個位名版", runes[i])
}

// lessWords is form, or Possible where the characters hold an ordinary word.
func (t *hanTables) lessWords(runes []rune, form Form) Form {
	if t.holdsWord(runes) {
		return min(form, Possible)
	}
	return form
}

// joins reports whether c joins two nouns: 张和李 may be two people, and 李和平
// one.
func joins(c rune) bool { return strings.ContainsRune("和与與跟对對及或", c) }

// hasFullName reports whether a family name and one or two characters make up
// the whole, none of whose neighbours is a word, so that an ending such as 学
// may be a given name's.
func (t *hanTables) hasFullName(runes []rune) bool {
	family := t.chineseFamily(runes)
	return family > 0 && len(runes) == family+2 && !t.rare.has(string(runes[0])) && softTail(runes[len(runes)-1]) && !t.holdsWord(runes)
}

// softTail reports whether c ends names as well as words.
func softTail(c rune) bool {
	return strings.ContainsRune("学學书書史力曲城经經传傳馆型", c)
}

// chineseFamily is how many characters of runes are a known family name: two,
// one or none.
func (t *hanTables) chineseFamily(runes []rune) int {
	if len(runes) > 2 && reading.IsCompound(string(runes[:2])) {
		return 2
	}
	if first := string(runes[0]); t.single.has(first) || t.rare.has(first) {
		return 1
	}
	return 0
}

// japaneseFamily is how many characters of runes are a Japanese family name of
// two characters or three; shorter ones are Chinese ones, too.
func (t *hanTables) japaneseFamily(runes []rune) int {
	for n := min(3, len(runes)-1); n >= 2; n-- {
		if t.japanese.has(string(runes[:n])) {
			return n
		}
	}
	return 0
}

// holdsWord reports whether two to four neighbours are a word.
func (t *hanTables) holdsWord(runes []rune) bool { return holds(runes, t.words) }

// holdsPart reports whether neighbours are a group that no name holds.
func (t *hanTables) holdsPart(runes []rune) bool { return holds(runes, t.parts) }

func holds(runes []rune, words set) bool {
	for i := range runes {
		for n := 2; n <= 4 && i+n <= len(runes); n++ {
			if words.has(string(runes[i : i+n])) {
				return true
			}
		}
	}
	return false
}

// seldomIn reports whether a character stands in runes that does so in a name
// only behind a family name.
func (t *hanTables) seldomIn(runes []rune) bool { return holdsAny(runes, t.seldom) }

func holdsAny(runes []rune, chars set) bool {
	for _, c := range runes {
		if chars.has(string(c)) {
			return true
		}
	}
	return false
}

// longestWhole is how many characters a name of a place has at most.
const longestWhole = 6

// Cuts reports whether a text, with which a longer one starts, is the name of a place, a
// school or a firm there, or the beginning of one: 哥伦比 is no name ahead of 亚大学.
func Cuts(longer, text string) bool {
	runes := []rune(longer)
	for n := min(longestWhole, len(runes)); n > 0; n-- {
		if whole := string(runes[:n]); hanWords().wholes.has(whole) {
			return len(whole) >= len(text)
		}
	}
	return false
}

// dottedForm is the form of a foreign name in Han: parts of one to six
// characters with dots between them. Characters that spell sounds make it
// likely; in 技术·产品 there are few of those.
func dottedForm(s string) Form {
	t := hanWords()
	all, sounds, parts := 0, 0, 0
	for part := range strings.FieldsFuncSeq(s, func(c rune) bool { return strings.ContainsRune(dots+"-", c) }) {
		runes := []rune(strings.TrimSpace(part))
		if len(runes) == 1 && unicode.IsUpper(runes[0]) {
			parts, all, sounds = parts+1, all+1, sounds+1
			continue
		}
		if len(runes) < 1 || len(runes) > 6 || !allHan(runes) || holdsAny(runes, t.never) || t.words.has(string(runes)) || t.holdsPart(runes) || joinsParts(runes) {
			return None
		}
		for _, c := range runes {
			if t.sounds.has(string(c)) {
				sounds++
			}
		}
		all += len(runes)
		parts++
	}
	switch {
	case parts < 2 || parts > 5 || all < 3 || sounds == 0 && strings.ContainsAny(s, "在与的谈对是被"):
		return None
	case sounds*3 < all*2:
		return Possible
	}
	return Likely
}

// joinsParts reports whether a part is the end of one name and the start of the
// next: 甲·乙和丙·丁 are two people.
func joinsParts(runes []rune) bool {
	return len(runes) > 2 && slices.ContainsFunc(runes[1:len(runes)-1], joins)
}

func allHan(runes []rune) bool {
	for _, c := range runes {
		if !isHan(c) {
			return false
		}
	}
	return true
}

// kanaForm is the form of a Japanese text with kana: katakana parts with a dot
// or a blank between them, a katakana word alone, or a family name in Han
// before a given name in kana.
func kanaForm(s string) Form {
	t := hanWords()
	parts := strings.FieldsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(dots+"＝゠=", c) })
	if len(parts) == 0 || len(parts) > 4 {
		return None
	}
	katakana := 0
	for _, part := range parts {
		if t.katakana.has(part) {
			return None
		}
		if isKatakana(part) && utf8.RuneCountInString(part) >= 2 && utf8.RuneCountInString(part) <= 10 {
			katakana++
		}
	}
	switch {
	case katakana == len(parts) && katakana > 1:
		return Likely
	case katakana == 1 && len(parts) == 1:
		return Possible
	}
	return t.mixedForm(strings.Join(parts, ""))
}

// mixedForm judges a Japanese family name in Han with one to five kana behind.
func (t *hanTables) mixedForm(s string) Form {
	runes := []rune(s)
	family := t.japaneseFamily(runes)
	if family == 0 || len(runes) > family+5 {
		return None
	}
	for _, c := range runes[family:] {
		if scriptOfRune(c) != scriptKana {
			return None
		}
	}
	if t.honorifics.has(string(runes[family:])) {
		return Possible
	}
	return Likely
}

func isKatakana(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool {
		return (!unicode.Is(unicode.Katakana, c) || !unicode.IsLetter(c)) && c != 'ー' && c != '\u3099' && c != '\u309a'
	})
}

// hangulForm is the form of a Korean text: a known family name and two
// syllables are likely a name.
func hangulForm(s string) Form {
	t := hanWords()
	words := strings.FieldsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(dots, c) })
	if len(words) == 0 || len(words) > 3 {
		return None
	}
	for _, word := range words {
		if t.hangul.has(word) || utf8.RuneCountInString(word) > 5 || strings.ContainsFunc(word, func(c rune) bool { return scriptOfRune(c) != scriptHangul }) {
			return None
		}
	}
	runes := []rune(strings.Join(words, ""))
	if t.hangul.has(string(runes)) || len(runes) < 2 {
		return None
	}
	family := t.hangulFamily(runes)
	switch {
	case family > 0 && len(runes) == family+2 && len(words) <= 2:
		if t.honorifics.has(string(runes[family:])) {
			return Possible
		}
		return Likely
	case len(words) == 1 && len(runes) > 4:
		return None
	}
	return Possible
}

func (t *hanTables) hangulFamily(runes []rune) int {
	if len(runes) > 3 && t.koreanFamily.has(string(runes[:2])) {
		return 2
	}
	if t.koreanFamily.has(string(runes[0])) {
		return 1
	}
	return 0
}
