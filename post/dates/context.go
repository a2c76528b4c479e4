package dates

import "strings"

// closingOf are the brackets and what closes them. Full-width ones are folded.
var closingOf = map[rune]rune{'(': ')', '[': ']', '【': '】', '〔': '〕', '「': '」', '『': '』', '［': '］', '{': '}'}

// titleQuotes enclose names of works, such as 《1984》.
var titleQuotes = map[rune]rune{'《': '》', '〈': '〉', '“': '”', '"': '"', '‘': '’', '\'': '\''}

// isName reports whether a month's name at the start of the form is one: its
// first letter is large where the word is a common one or there is no year.
func (r *reader) isName(f *form, i int) bool {
	name := strings.IndexByte(f.pattern, 'b')
	if name < 0 {
		return true
	}
	if name > 0 { // 5 May 2024, 5 May
		j := i
		for !isLatin(r.runeAt(j)) || r.isOrdinalAt(j) {
			if r.isOrdinalAt(j) {
				_, j = r.at(j) // both of its letters
			}
			_, j = r.at(j)
			if j >= len(r.text) {
				return true
			}
		}
		if end, ok := r.hasFold(j, "of"); ok {
			j = r.blanks(end)
		}
		i = j
	}
	if !r.v.has[year] {
		return r.capital(i)
	}
	return r.v.has[day] || r.capital(i) || !r.alsoVerb(i)
}

func (t text) runeAt(i int) rune {
	c, _ := t.at(i)
	return c
}

// isOrdinalAt reports whether the letters at i are st, nd, rd or th.
func (t text) isOrdinalAt(i int) bool {
	return t.word(i)-i == 2 && !strings.EqualFold(string(t[i:i+2]), "of")
}

// valueSigns ahead of a number make it an amount, a name or part of an address.
const valueSigns = "$€£¥￥#№@=&%^\\+×"

// freeBefore reports whether what stands ahead of start lets a date begin there.
func (r *reader) freeBefore(start int, p point) bool {
	c, before := r.before(start)
	first, _ := r.at(start)
	switch {
	case c == none:
		return true
	case isLatin(first):
		return !isAlnum(c) && c != '_'
	case isHanNumber(first):
		return !isHanNumber(c) && !strings.ContainsRune("第百千万亿", c)
	case !isDigit(first):
		return first != '~' || !isAlnum(c)
	case isAlnum(c), strings.ContainsRune(valueSigns, c):
		return false
	}
	if p.first.Month == 0 && strings.ContainsRune("第近超共约過过", c) && p.lone || c == '第' {
		return false
	}
	if c == '前' && p.first.Month == 0 { // 公元前1046年, 前221年
		before2, _ := r.before(before)
		return !strings.ContainsRune("元", before2) && isHan(before2)
	}
	return !isJoiner(c) || !r.joins(c, before)
}

// isJoiner reports whether a sign between two numbers or words makes one of them.
func isJoiner(c rune) bool { return strings.ContainsRune(".,:/_'’?", c) || isDash(c) || isTilde(c) }

// joins reports whether a joiner has a number or word ahead of it, without a
// blank, that it joins to a number behind it.
func (r *reader) joins(c rune, at int) bool {
	ahead, _ := r.before(at)
	if isDigit(ahead) {
		return true
	}
	return isAlnum(ahead) && c != ':' && c != ',' && c != '—' && c != '–'
}

// freeBehind reports whether what stands behind a date lets it end there; end is
// where its form ended, without a time of day and the like.
func (r *reader) freeBehind(f *form, p point, end int) bool {
	if f.ends("年") && !p.isRange && r.counted(end, notYear) || f.ends("月", "j") && r.counted(end, notDay) {
		return false
	}
	if f.ends("年", "月") && r.continues(end) {
		return false
	}
	last, _ := r.before(p.end)
	c, next := r.at(p.end)
	if c == none {
		return true
	}
	if !isDigit(last) {
		return !isLatin(last) || !isAlnum(c)
	}
	if isAlnum(c) {
		return false
	}
	follows, _ := r.at(next)
	switch {
	case c == '.' && isLatin(follows):
		return false
	case isDigit(follows) && strings.ContainsRune(".,:/_-", c), isDigit(follows) && isTilde(c):
		return false
	case p.lone:
		return !strings.ContainsRune("%°×+*^=&", c) && (!isAlnum(follows) || (!isJoiner(c) || c == ',') && c != '’')
	}
	return true
}

// continues reports whether a month or a day follows at i: then 年 or 月 ahead of
// it is not where the date ends, and the whole was refused.
func (r *reader) continues(i int) bool {
	_, end, ok := r.small(r.blanks(i), true)
	c, _ := r.at(r.blanks(end))
	return ok && (c == '月' || c == '日' || c == '号' || c == '號')
}

// counts reports whether the year alone from i to end is a number of something,
// or part of a name: 2000人, 2000 users, Windows 2000, 《1984》.
func (r *reader) counts(i, end int) bool {
	before, _ := r.before(i)
	behind, _ := r.at(end)
	if closing, is := titleQuotes[before]; is && closing == behind {
		return true
	}
	if behind == ',' || behind == '.' {
		return r.numbered(i)
	}
	at := r.blanks(end)
	ahead, _ := r.before(r.blanksBefore(i))
	if next, _ := r.at(at); next == '年' || isDigit(ahead) && isDigit(next) {
		return true // 2000年前, +49 170 2024 555
	}
	if _, is := r.longest(at, notUnits); is {
		return r.numbered(i)
	}
	if _, is := r.longest(at, units); is {
		return true
	}
	word := strings.ToLower(string(r.text[at:r.word(at)]))
	if at > end && (countedWords[word] || word == "bc" || word == "bce") {
		return true
	}
	if at > end && r.text[at:] != "" && !r.capital(at) && isRound(r.text[i:end]) && isPlural(word) {
		return true
	}
	return r.numbered(i)
}

// isRound reports whether a number ends in 00.
func isRound(t text) bool {
	c, start := t.before(len(t))
	d, _ := t.before(start)
	return c == '0' && d == '0'
}

func isPlural(word string) bool {
	switch word {
	case "was", "is", "has", "this", "its", "as", "us", "his", "towards":
		return false
	}
	return len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss")
}

// numbered reports whether the word ahead of i goes with numbers that are no
// years: Windows 2000, page 1024.
func (r *reader) numbered(i int) bool {
	end := r.blanksBefore(i)
	if c, start := r.before(end); c == '.' {
		end = start
	}
	start := end
	for start > 0 && end-start <= longestWord && isLatin(rune(r.text[start-1])) {
		start--
	}
	return numberedWords[strings.ToLower(string(r.text[start:end]))]
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// countedWords are what four digits ahead of them count, in English.
var countedWords = set(`users people words times lines years dollars euros pages followers subscribers stars points
	steps hours minutes seconds days weeks months items papers students employees characters tokens km kg m cm mm px
	bytes kb mb gb tb usd rmb yuan men women children members participants attendees visitors guests copies files
	commits requests feet miles meters metres kilometers watts volts calories men rows columns cells nodes cores
	parameters samples examples images questions questionnaires hz mhz ghz ms x`)

// numberedWords have a number that is no year behind them, in English.
var numberedWords = set(`windows office page pages pp line port error code no nr number rfc iso section issue episode
	ep level room route top fortune form model version chapter level step pr bug case vol volume excel word area
	studio server over nearly almost than least most exactly only ~ up`)

// units are what four digits ahead of them count, in Chinese and Japanese.
var units = strings.Fields(`人 名 个 個 位 元 块 塊 字 次 条 條 篇 万 萬 亿 億 美元 美金 倍 米 公里 千米 千克 公斤 多 余 餘
	小时 小時 分钟 分 秒 天 页 頁 行 款 家 项 項 件 步 票 台 张 張 卷 本书 本 种 種 间 所 场 人民币 岁 歲 円 回 号 號 点 點
	游戏 遊戲 式 版 % ％ ℃ 度 只 支 颗 份 首 集 层 套 座 株 匹 头 期 届 屆 度 問 冊 度 字节`)

// notUnits are words that begin like one of the units.
var notUnits = strings.Fields(`人工 人类 人類 人民 人文 人机 人才 人物 元宇 元旦 首届 首屆 首席 首场 字节跳 个人 個人 家庭 天猫 天才 天津
	度假 步入 项目 項目 台湾 台灣 臺灣 台北 点评 头部 期末 期间 期間 年会 回顾 回顧 回忆 回望 次世代 万物 多模态 多伦多 小红书 秒杀 行业 行業 种草 本地 层出 号角 式微`)

// apart reports whether signs, not words, stand on both sides.
func (r *reader) apart(i, end int) bool {
	ahead, _ := r.before(r.blanksBefore(i))
	behind, _ := r.at(r.blanks(end))
	return (ahead == none || ahead == '\n' || isSign(ahead)) && (behind == none || behind == '\n' || isSign(behind))
}

// needsApart reports whether a form could as well be a number: those marked so,
// and a month that does not exist, as in 2025-13.
func (r *reader) needsApart(f *form, p point) bool {
	return f.apart || p.err != nil && !f.han && !r.v.has[day] && !r.v.has[number1]
}

func isSign(c rune) bool {
	return isDash(c) || strings.ContainsRune("()[]{}【】〔〕「」『』<>《》|｜:·•,，、;；“”\"*`~!?。", c)
}

// bracketed takes the brackets around the date into it.
func (r *reader) bracketed(p point, start int) (point, int, bool) {
	for range 2 {
		open, before := r.before(r.blanksBefore(start))
		closing, is := closingOf[open]
		c, next := r.at(r.blanks(p.end))
		if !is || c != closing || before < r.low {
			break
		}
		start, p.end = before, next
		if p.first.Year >= firstBracketed && open != '「' && open != '『' {
			p.lone = false
		}
	}
	p.lone = p.lone || r.longLone(p)
	return p, start, true
}

// firstBracketed is the first year that brackets show to be one. (1290) may as
// well be the number of an issue.
const firstBracketed = 1800

// mostYears is how many years an occasion lasts at most. A longer range is a
// life, or two numbers.
const mostYears = 20

func (r *reader) longLone(p point) bool {
	return p.isRange && p.first.Month == 0 && p.last.Year-p.first.Year > mostYears
}
