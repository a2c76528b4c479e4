package citation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/post/pattern"
)

// surnames are the commonest of China: they tell a short name from other words.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤" +
	"張劉陳楊黃趙吳孫馬羅鄭許韓馮鄧蘇盧鐘譚陸賈韋鄒龍賀顧錢嚴湯"

// notLast are characters that end a kind of text, as in 高级篇, and no name.
const notLast = "篇版级級卷册冊课課集本部期型类類学學论論法"

var (
	hanRole    = pattern.MustCompile(`\s*(?:编著|合著|原著|主编|著|撰|编|作)$`)
	hanCountry = pattern.MustCompile(`^[〔\[（(【]\p{Han}{1,3}[〕\]）)】]\s*`)
)

// trimHan takes the country and the role off a Chinese name.
func trimHan(s string) string {
	if s != "" && s[0] < utf8.RuneSelf && s[0] != '[' && s[0] != '(' {
		return s
	}
	s = hanCountry.ReplaceAllString(strings.TrimSpace(s), "")
	if short := hanRole.ReplaceAllString(s, ""); utf8.RuneCountInString(short) > 1 {
		s = short
	}
	return strings.TrimSuffix(strings.TrimSuffix(s, "等人"), "等")
}

func isHan(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(c rune) bool { return !unicode.Is(unicode.Han, c) })
}

// isHanName reports whether a text has the form of a name in Chinese letters: a
// known surname and one or two more, or parts with a dot between, or what 著
// marks as an author.
func isHanName(s string) bool {
	if len(s) > 80 {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "〔[（(【 ")); !unicode.Is(unicode.Han, first) {
		return false
	}
	name := trimHan(s)
	if notNames[name] {
		return false
	}
	marked := name != strings.TrimSpace(s)
	parts := strings.FieldsFunc(name, func(c rune) bool { return strings.ContainsRune("·・•.．", c) })
	if slices.ContainsFunc(parts, func(p string) bool {
		return !isHan(strings.TrimSpace(p)) && !initials.MatchString(strings.TrimSpace(p))
	}) {
		return false
	}
	n := utf8.RuneCountInString(name)
	if len(parts) > 1 {
		return n <= 20 && !isLatin(name[0])
	}
	first, _ := utf8.DecodeRuneInString(name)
	if last, _ := utf8.DecodeLastRuneInString(name); strings.ContainsRune(notLast, last) {
		return false
	}
	return isHan(name) && n >= 2 && (n <= 6 && marked || n <= 3 && strings.ContainsRune(surnames, first))
}
