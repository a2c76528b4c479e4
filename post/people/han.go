package people

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/post/names"
	"viewline/post/pattern"
)

// hanRule finds a name beside words of Chinese or Japanese grammar. The name
// stands behind the match (at its end), or fills its first group.
type hanRule struct {
	pattern  *pattern.Pattern
	group    bool // whether the first group is the name
	role     Role
	strength Strength
	why      string
	certain  bool // whether the grammar fits nobody but a person
}

const (
	// dotted is a foreign name in Chinese or Japanese letters, its parts joined.
	dotted = `[\p{Han}\p{Katakana}ー]{1,8}(?:[·・•‧=＝][\p{Han}\p{Katakana}ー]{1,10}?)+?`
	// hanWord is what may be a Chinese name in front of a word that ends it.
	hanWord = `\p{Han}{2,5}?`
	// hanPhrase is such a word, or a name with an office or other words ahead of it.
	hanPhrase = `\p{Han}{2,14}?`
	// spelledToo is the name in another script, in brackets behind it.
	spelledToo = `(?:\s*[（(][^（）()]{1,40}[）)]\s*)?`
	titles     = `(?:博士|教授|先生|女士|小姐|院士|老师|老師|主席|总统|總統|总理)?`
	// bounds is what may stand ahead of a name that starts something.
	bounds = `(?:^|听了?|聽了?|看了?|读了?|讀了?|整理|[\s：:｜|，,。、!！?？《》「」【】\[\]（）()“”"—–─·\-0-9年月日号期集])`
	// speeches are occasions on which somebody speaks, in Chinese.
	speeches = `(?:演讲|演講|演说|演說|讲话|講話|致辞|致辭|致詞|发言|發言|访谈|訪談|采访|採訪|专访|專訪|对话|對話|对谈|對談|讲座|講座|公开课|报告|讲演|分享会|交流会|直播|自述|口述|实录|問答|问答)`
	// sayings are collections of what somebody said or recommends.
	sayings = `(?:观点|觀點|语录|語錄|名言|言论|言論|格言|洞见|洞見|思想|金句|书单|書單|选书|選書|推荐|推薦|箴言|公开信|致(?:全体)?(?:股东|合伙人)们?的?信|(?:股东|合伙人)们?的?信|访谈录|演讲集|书信|生平)`
)

var hanRules = []hanRule{
	{pattern.MustCompile(`^(` + dotted + `|` + hanWord + `)\s*(?:[（(][^（）()]{1,40}[）)]\s*)?` + titles + `\s*在?\s*(?:各个|各個|各种|各種|不同|多个|多個)(?:场合|場合)`), true, Speaker, Grammar, "“X在各个场合”", true},
	{pattern.MustCompile(`^(` + dotted + `|` + hanWord + `)\s*(?:[（(][^（）()]{1,40}[）)]\s*)?` + titles + `\s*(?:关于|關於|论|谈|對|对).{1,30}?的?(?:观点|觀點|语录|言论|格言|看法|思考|论述)`), true, Speaker, Grammar, "“X 关于…的观点”", true},
	{pattern.MustCompile(`^(` + dotted + `|` + hanWord + `)\s*(?:[（(][^（）()]{1,40}[）)]\s*)?` + titles + `(?:的)?(?:\s.{0,10}?)?(?:\d{4}\s*年?)?(?:经典|經典|精彩|著名|最新|推荐|推薦)?` + sayings), true, Speaker, Grammar, "“X的观点” or the like", true},
	{pattern.MustCompile(`[：:｜|]\s*(` + dotted + `|` + hanWord + `)的\p{Han}{0,4}?` + sayings + `\s*$`), true, Speaker, Half, "“…：X的观点”", false},
	{pattern.MustCompile(bounds + `(` + dotted + `|` + hanPhrase + `)` + spelledToo + titles + `\s*(?:\d{2,4}\s*年?\s*)?(?:在|于|於|受邀|应邀|應邀|出席|参加|參加)(?:《[^》]+》|[^：:。！？]){1,40}?(?:` + speeches + `|分享|的(?:谈话|談話))`), true, Speaker, Grammar, "“X在…的演讲” or the like", false},
	{pattern.MustCompile(bounds + `(` + dotted + `|` + hanWord + `)` + titles + `\s*\d{2,4}\s*年.{0,20}?` + speeches), true, Speaker, Grammar, "“X…年…演讲”", false},
	{pattern.MustCompile(`(?:^|[^面应應相反])[对對](` + dotted + `|` + hanPhrase + `)` + titles + `(?:的|进行了?|進行了?|做了|作了)[\p{Han}\d]{0,8}?(?:访谈|訪談|专访|專訪|采访|採訪)`), true, Speaker, Grammar, "“对X的访谈”", false},
	{pattern.MustCompile(`^(` + dotted + `|` + hanWord + `)` + titles + `(?:与|與|和|跟|同)[^：:。！？]{2,40}?的?(?:座谈|座談|谈话|談話|答问|答問|问答|問答|交流)(?:会|會)?(?:纪要|紀要|实录|實錄|记录|記錄|摘要|全文|录|錄)`), true, Speaker, Grammar, "“X与…的座谈纪要”", false},
	{pattern.MustCompile(bounds + `(` + dotted + `|` + hanPhrase + `)` + spelledToo + titles + `接受.{1,30}?(?:采访|採訪|专访|專訪|访问|訪問)`), true, Speaker, Grammar, "“X接受…采访”", false},
	{pattern.MustCompile(bounds + `(` + dotted + `|` + hanPhrase + `)` + titles + `(?:做客|受访|受訪|亮相|自述|口述|回应|回應)`), true, Speaker, Grammar, "“X做客…” or the like", false},
	{pattern.MustCompile(bounds + `(` + dotted + `|\p{Han}{3,4}?)` + titles + `的?(?:访谈|訪談)(?:录|錄|实录|實錄|全文|笔记|筆記)?(?:$|[：:｜|（(，,、\s—–─-])`), true, Speaker, Grammar, "“X访谈”", false},
	{pattern.MustCompile(bounds + `(` + dotted + `|` + hanWord + `)` + titles + `(?:对话|對話|专访|專訪|采访|採訪|连线|對談|对谈)(?:[^框]|$)`), true, Host, Grammar, "“X对话…”: who asks", false},
	{pattern.MustCompile(bounds + `(` + dotted + `|` + hanWord + `)` + titles + `(?:谈|談|聊|论|讲述|講述|畅谈|暢談|回顾|回顧|展望|反思|坦言|直言|：|:)`), true, Speaker, Half, "“X谈…” or “X：…”", false},
	{pattern.MustCompile(`(?:专访|專訪|独家专访|对话|對話|访谈|訪談|采访|採訪|对谈|對談|连线|連線|特邀嘉宾|嘉宾|嘉賓|主讲人?|受访者|講者|讲者)[：:｜|·\s]*`), false, Speaker, Grammar, "“专访X” or the like", false},
	{pattern.MustCompile(`(?:^|[^\p{Han}])(?:从|從|向)(` + dotted + `|` + hanWord + `)(?:那里|那裡|那儿|那兒|身上)(?:所)?(?:学到|學到|学会|學會|学习|學習)`), true, Speaker, Half, "“从X那里学到”", false},
	{pattern.MustCompile(`(?:^|[^\p{Han}]|我们)(?:和|与|與|跟|同|听|聽)\s*`), false, Speaker, Half, "“和X聊” or the like", false},
	{pattern.MustCompile(`(?:^|[^\p{Han}])(?:和|与|與|跟|同)[^，。：:！？、]{1,24}?的\s*(` + dotted + `|` + hanWord + `)` + titles + `\s*(?:一起|来|來)?(?:聊|谈|談)`), true, Speaker, Half, "“和…的X聊”", false},
	{pattern.MustCompile(`(?:访谈|訪談|专访|專訪|采访|採訪|对话|對話|演讲|演講|播客)\s*[｜|]\s*`), false, Speaker, Half, "“访谈｜X”", false},
	{pattern.MustCompile(`(?:创始人|創始人|創辦人|首席执行官|首席科学家|首席技术官|总裁|总经理|董事长|董事長|院士|导演|作家|作者|主席|教授|之父|负责人|合伙人|师父|師父|大师|大師|(?i:ceo|cto|cfo|coo))(?:兼\p{Han}{2,8}?)?\s*`), false, Speaker, Half, "an office ahead of the name", false},
	{pattern.MustCompile(`(?:作者|创始人|院士|教授|作家|导演)(` + dotted + `|` + hanWord + `)(?:专访|專訪|访谈|訪談)`), true, Speaker, Grammar, "an office, a name and “专访”", true},
	{pattern.MustCompile(`(` + dotted + `|\p{Han}{2,5})(?:さん|氏|先生|教授|博士)?(?:に聞く|へのインタビュー|インタビュー|が語る|の?講演|の基調講演)`), true, Speaker, Grammar, "“Xインタビュー” or the like", false},
	{pattern.MustCompile(`(?:^|[\s：:｜|，,。、!！?？《》「」【】\[\]（）()“”"])(` + dotted + `|\p{Han}{2,5}?)\s*(?:先生|氏|さん|教授|博士)[^。！？]{1,60}?(?:講演会|記念講演|講演|最終講義)(?:[^\p{Han}]|$)`), true, Speaker, Grammar, "“X先生…講演会” or the like", false},
	{pattern.MustCompile(`(?:^|[\s:|,「"“])(\p{Hangul}{3,4})\s*(?:대표|교수|박사|작가|감독|선생)?(?:님|씨)?(?:과의|와의|의)?\s*(?:인터뷰|대담|강연|연설|어록)`), true, Speaker, Half, "“X 인터뷰” or the like", false},
	{pattern.MustCompile(`(` + dotted + `)` + titles + `\s*(?:的)?(?:最新|深度|独家|万字)*(?:` + speeches + `|` + sayings + `|论坛|谈|聊)`), true, Speaker, Grammar, "“X演讲” or the like", false},
}

// inHan finds names in Chinese and Japanese letters, and Latin ones that stand
// behind a Chinese word such as 专访 are left to inLatin.
// Rules of less strength than least are left out.
func inHan(title string, least Strength) []Candidate {
	if !strings.ContainsFunc(title, isEastern) {
		return nil
	}
	var found []Candidate
	for _, rule := range hanRules {
		if rule.strength < least {
			continue
		}
		for _, m := range rule.pattern.FindAllStringSubmatchIndex(title, 4) {
			if c, ok := rule.candidate(title, m); ok {
				found = append(found, c)
			}
		}
	}
	if least <= Half {
		found = append(found, ahead(title)...)
		found = append(found, halves(title)...)
		found = append(found, within(title)...)
	}
	found = append(found, officeSpeech(title)...)
	found = append(found, latestSpeech(title)...)
	found = append(found, pairs(title)...)
	if listed := listedTalk(title); len(listed) > 0 {
		found = append(slices.DeleteFunc(found, func(c Candidate) bool { return listed[0].Start <= c.Start && c.Start < listed[len(listed)-1].End }), listed...)
	}
	return withHosts(title, found)
}

func isEastern(r rune) bool {
	return isCommonHan(r) || unicode.Is(unicode.Han, r) || unicode.Is(unicode.Katakana, r) || unicode.Is(unicode.Hangul, r)
}

// isCommonHan reports a character of Unicode's first block of Han, as most are.
func isCommonHan(r rune) bool { return 0x4e00 <= r && r <= 0x9fff }

// candidate reads the name of a match.
func (rule hanRule) candidate(title string, m []int) (Candidate, bool) {
	c := Candidate{Role: rule.role, Strength: rule.strength, Why: rule.why}
	if rule.group {
		c.Start, c.End = m[2], m[3]
		c.Start += len(title[c.Start:c.End]) - len(strings.TrimLeft(title[c.Start:c.End], "年月日号期集"))
		dialogue := false // 内心的对话 is of something
		for _, tie := range []string{"经典", "經典", "精选", "精選", "精彩", "在", "于", "於", "的", "与", "與", "和"} {
			if name, tied := strings.CutSuffix(title[c.Start:c.End], tie); tied && utf8.RuneCountInString(name) > 1 {
				c.End = c.Start + len(name)
				dialogue = dialogue || tie == "的"
			}
		}
		if dialogue && names.FormOf(title[c.Start:c.End]) < names.Likely {
			return c, false
		}
		if name, tied := strings.CutSuffix(title[c.Start:c.End], "关"); tied && strings.HasPrefix(title[c.End:], "于") && utf8.RuneCountInString(name) > 1 {
			c.End = c.Start + len(name) // 韩雪松关于…的讲话
		}
		if name, ok := endOfRun(title[c.Start:c.End]); ok && rule.role == Speaker {
			c.Start = c.End - len(name) // 慢大学研究员韩雪松在…
		}
		if rule.strength == Grammar && asksOther.MatchString(title[c.End:m[1]]) {
			return c, false // 韩雪松于五月对王小明进行采访
		}
		c.Text = title[c.Start:c.End]
		if names.Cuts(title[c.Start:], c.Text) {
			return c, false
		}
		if strings.HasPrefix(title[c.End:], "思想") || blurb.MatchString(c.Text) {
			return c, false // 韩雪松思想 is taught, and 韩雪松联袂推荐 is on the cover of a book
		}
		if r := []rune(c.Text); len(r) > 1 && len(r) < 4 && strings.ContainsRune("总總", r[1]) {
			return c, false // 韩总 is an office
		}
	} else {
		c.Start = m[1]
		text, unsure := hanAt(title[m[1]:])
		if text == "" || unsure {
			if at, name := behindOffice(title[m[1]:]); name != "" {
				c.Start, text, unsure = m[1]+at, name, false
			}
		}
		if text == "" {
			return c, false
		}
		c.Text, c.Unsure, c.End = text, unsure, c.Start+len(text)
		if unsure && c.Strength == Grammar {
			c.Strength = Half
		}
	}
	c.Form = names.FormOf(c.Text)
	// 主要观点 has an ordinary word; somebody's occasions are a person's.
	c.Certain = rule.certain && (c.Form >= names.Likely || strings.Contains(title[c.End:], "场合") || strings.Contains(title[c.End:], "場合"))
	if c.Form < names.Likely && c.Strength == Half {
		return c, false // 体验：…: a word ahead of a colon
	}
	return c, c.Form > names.None
}

// asksOther is behind the name of who asks somebody else.
var asksOther = pattern.MustCompile(`[对對与與和跟][^，,、。]{2,24}(?:进行|進行|做了|作了)[\p{Han}]{0,8}(?:访谈|訪談|专访|專訪|采访|採訪|对话|對話)`)

// blurb ends who recommends a book together with others.
var blurb = pattern.MustCompile(`(?:联袂|聯袂|联合|聯合|倾情|傾情|鼎力|倾力|一致|强烈)$`)

// withHosts turns whoever stands ahead of 对话 into a speaker where nobody
// stands behind it: 韩雪松对话全文 has no other one.
func withHosts(title string, found []Candidate) []Candidate {
	for i, c := range found {
		if c.Role != Host {
			continue
		}
		rest := strings.TrimLeft(strings.TrimPrefix(title[c.End:], "的"), " ")
		for _, verb := range []string{"对话", "對話", "专访", "專訪", "采访", "採訪", "连线", "對談", "对谈"} {
			rest = strings.TrimPrefix(rest, verb)
		}
		if endsTitle.MatchString(rest) && !somebodyAt(strings.TrimLeft(rest, " ：:")) {
			found[i].Role, found[i].Why = Speaker, "“X专访” or the like"
		}
	}
	return found
}

// endsTitle is what may follow 对话 in X对话, where nobody else is asked.
var endsTitle = pattern.MustCompile(`^(?:$|[：:｜|（(，,。！!、\s—–─-]|全文|实录|實錄|录|錄|记|記|笔记|筆記|精华|摘要|完整|第|中|里|的)`)

// somebodyAt reports whether a text starts with what may be a name.
func somebodyAt(s string) bool {
	if text, _ := hanAt(s); text != "" && names.FormOf(text) >= names.Likely {
		return true
	}
	w := words(clip(s, 60))
	return len(w) > 1 && w[0].start == 0 && names.FormOf(w[0].text+" "+w[1].text) >= names.Likely
}

var dottedStart = pattern.MustCompile(`^[\p{Han}\p{Katakana}ー]{1,8}(?:[·・•‧=＝][\p{Han}\p{Katakana}ー]{1,10})+`)

// DottedAt is the foreign name in Chinese letters that a text starts with, its parts joined
// by dots, and the Chinese words that run into it; empty where there is none.
func DottedAt(s string) string { return dottedStart.FindString(s) }

// TellsSpeech reports whether a title in Chinese has a word for an occasion on which
// somebody speaks.
func TellsSpeech(title string) bool { return speechWord.MatchString(title) }

// hanAt reads the Chinese name that a text starts with, behind an office. It is
// unsure where nothing marks the name's end.
func hanAt(s string) (name string, unsure bool) {
	if m := dottedStart.FindString(s); m != "" {
		return m, false
	}
	run := hanRun(s)
	n := utf8.RuneCountInString(run)
	if n < 2 {
		return "", false
	}
	longest, shortest := 3, 2
	if names.FormOf(firstRunes(run, 4)) >= names.Likely && n >= 4 {
		longest = 4 // a family name of two characters
	}
	for l := min(longest, n); l >= shortest; l-- {
		text := firstRunes(run, l)
		if names.FormOf(text) >= names.Likely && ends(run[len(text):]) && !names.Cuts(run, text) {
			return text, false
		}
	}
	if n >= longest {
		if text := firstRunes(run, longest); names.FormOf(text) >= names.Likely && !names.Cuts(run, text) {
			return text, true
		}
	}
	return "", false
}

// hanRun is the Han characters that a text starts with.
func hanRun(s string) string {
	for i, r := range s {
		if !unicode.Is(unicode.Han, r) {
			return s[:i]
		}
	}
	return s
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// enders are words that end a name which stands ahead of them.
var enders = []string{
	"在", "谈", "談", "聊", "说", "說", "的", "和", "与", "與", "对", "對", "接受", "做客", "论", "讲", "講", "最新", "独家", "獨家", "深度", "万字",
	"专访", "專訪", "访谈", "訪談", "演讲", "演講", "演说", "于", "首", "等", "亲", "回", "全文", "老师", "先生", "女士", "教授", "博士", "院士", "关于", "口述", "自述", "语录", "书单", "推荐", "致", "复盘", "盘点", "拆解", "解读", "解析", "畅谈", "探讨", "剖析", "深聊", "漫谈", "回顾", "详解", "年度", "年终", "年終", "跨年", "重磅", "首次", "巅峰", "巔峰", "万字",
}

// ends reports whether a name may end ahead of a text of Han characters.
func ends(rest string) bool {
	if rest == "" {
		return true
	}
	for _, e := range enders {
		if strings.HasPrefix(rest, e) {
			return true
		}
	}
	return false
}

// withinVerbs stand behind a name that other words run into: 技术沙龙韩雪松专访.
var withinVerbs = pattern.MustCompile(`\p{Han}{4,}(?:专访|專訪|访谈|訪談)`)

// within is the name at the end of a run of characters ahead of such a word; the
// text has to spell the name.
func within(title string) []Candidate {
	m := withinVerbs.FindStringIndex(title)
	if m == nil {
		return nil
	}
	run := []rune(title[m[0]:m[1]])
	run = run[:len(run)-2]
	end := m[1] - len("专访")
	text := string(run[max(0, len(run)-3):])
	if form := names.FormOf(text); form >= names.Likely && len(run) > 3 {
		return []Candidate{{Name: names.Name{Text: text}, Form: form, Strength: Half, Unsure: true, Why: "“…X专访”", Start: end - len(text), End: end}}
	}
	return nil
}

// halves are the parts between the marks of a title that are a name and nothing
// else: 慢软件 - 韩雪松.
func halves(title string) []Candidate {
	var found []Candidate
	start := 0
	add := func(end int) {
		part := strings.TrimSpace(title[start:end])
		if part == "" || part == title || isLatinText(part) {
			return
		}
		if utf8.RuneCountInString(part) > longestHalf {
			return
		}
		n, ok := names.Name{Text: part}, names.FormOf(part) >= names.Likely
		if !ok {
			if n, ok = names.Read(part); ok {
				ok = names.FormOf(n.Text) >= names.Likely
			}
		}
		if ok {
			at := start + strings.Index(title[start:end], part) + max(0, strings.Index(part, n.Text))
			c := Candidate{Name: names.Name{Text: n.Text}, Form: names.Likely, Strength: Half, Why: "a half of the title", Start: at, End: at + len(n.Text)}
			if utf8.RuneCountInString(n.Text) > 2 && learned[part[strings.Index(part, n.Text)+len(n.Text):]] {
				c.Strength, c.Why = Grammar, "a half of the title, with an honorific"
			}
			found = append(found, c)
		}
	}
	for _, m := range partMarks.FindAllStringIndex(title, -1) {
		add(m[0])
		start = m[1]
	}
	add(len(title))
	return found
}

// learned are honorifics behind the name of somebody who lectures.
var learned = set(`院士 教授 博士 老师 老師 先生 女士`)

// longestHalf is how many characters a half may have that is a name with a title:
// 慢科技创始人韩雪松.
const longestHalf = 14

// partMarks part a title into halves.
var partMarks = pattern.MustCompile(`\s*[-–—─]*[:：|｜•/（(）)【】《》「」『』\[\]]\s*|\s+[-–—]+\s+|[—–─]{2}|\s*[,，]\s*`)

func isLatinText(s string) bool { return strings.IndexFunc(s, isEastern) < 0 }

// ahead is the name that a title starts with though nothing ends it, as in
// 韩雪松某大学毕业典礼演说: the occasion tells that somebody spoke.
func ahead(title string) []Candidate {
	if !speechWord.MatchString(title) {
		return nil
	}
	start := 0
	if m := leadingDate.FindString(title); m != "" {
		start = len(m)
	}
	text, unsure := hanAt(title[start:])
	if text == "" {
		return nil
	}
	return []Candidate{{
		Name: names.Name{Text: text}, Form: names.FormOf(text), Strength: Half, Unsure: unsure,
		Why: "a title of a speech starts with the name", Start: start, End: start + len(text),
	}}
}

var (
	speechWord  = pattern.MustCompile(speeches)
	leadingDate = pattern.MustCompile(`^[\s\d年月日号./-]+|^【[^】]*】\s*|^\[[^\]]*\]\s*`)
)
