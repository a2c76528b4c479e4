package post

import (
	"path"
	"strings"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// Sentences at the start of a post that name who speaks, where the title does not.

var (
	// onStage captures whom a Japanese sentence says to take the stage: 田中太郎さんにご登壇いただく.
	onStage = pattern.MustCompile(`([\p{Han}]{2,5}|[\p{Katakana}ー]+(?:[・＝][\p{Katakana}ー]+)+)\s*(?:[（(][^（）()]{1,80}[）)]+)?\s*(?:さん|氏|様|先生)[にがをも](?:は|も)?[^。、]{0,12}?(?:ご?登壇|基調講演)`)
	// ofPart captures whom a Japanese sentence says to speak: 発表者の田中太郎さんは.
	ofPart = pattern.MustCompile(`(?:発表者|講演者|登壇者|講師|スピーカー|ゲスト|話し手)(?:の|は、?|として、?)\s*([\p{Han}]{2,5}|\p{Han}{1,3} \p{Han}{1,3}|[\p{Katakana}ー]+(?:[・＝][\p{Katakana}ー]+)+)\s*(?:[（(][^（）()]{1,80}[）)]+)?\s*(?:さん|氏|様|先生|教授|博士)`)
	// basedOn captures of whose talk or ideas a line of its own says that the post is: "Based
	// on a talk by Ana Ruiz at SlowConf".
	basedOn = pattern.MustCompile(`^(?i:(?:these )?(?:(?:notes|based|adapted|transcribed|taken) (?:are )?(?:on|from)|(?:a )?(?:summary|transcript|write-?up) of)) (?i:(?:insights|ideas|lessons|remarks|(?:an?|the|this) (?:[\pL-]+ ){0,2}?(?:talk|keynote|lecture|speech|presentation|session|interview|webinar|seminar)) (?:from|by|with|of)) (` + latinName + `)(?:[.,]?$|,? (?i:at|on|in|from|of|to)\s[^.!?]{1,60}\.?$)`)
	// guestWas captures whom a sentence says to be the guest: "our special guest was Ana Ruiz".
	guestWas = pattern.MustCompile(`(?i:\b(?:our|the|my)\s+(?:[\pL-]+ ){0,2}?guests?(?: (?:today|this (?:week|time|month)|of (?:our|the|this|today['’]s) (?:[\pL-]+ ){0,3}?(?:episode|show|podcast)))?,?\s+(?:was|were|is|are)\s+)((?:` + latinName + `)(?:(?:, | and |, and | & )(?:` + latinName + `))*)`)
	// broughtBy captures by whom a Chinese sentence says a talk is given, or who was asked to
	// give one: 由韩雪松给大家带来, 邀请到韩雪松和大家分享.
	broughtBy = pattern.MustCompile(`(?:由|(?:邀请|邀請|请|請)(?:到了?|来了?|了)?|有请|有請)\s*([\p{Han}·]{2,8}?|\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3})\s*(?:老师|老師|先生|女士|博士|教授|同学)?[，,]?\s*(?:来|來)?\s*(?:给|給|為|为|向|和|与|與|跟|同)(?:大家|我们|我們|读者|讀者)(?:一起|一同)?(?:带来|帶來|分享|讲解|講解|主讲|聊|交流|谈|談)`)
	// untold is the title of a speech that does not say whose: 在慢大会上的讲话.
	untold = pattern.MustCompile(`^(?:在|于|與|与|和|同|答|接受|对|對).{2,60}(?:讲话|講話|演讲|演講|发言|發言|致辞|致辭|纪要|紀要|座谈|座談|会谈|會談|谈话|談話|访谈|訪談|采访|採訪|问答|問答)(?:全文|实录|實錄)?\s*(?:[（(].*)?$`)
	// abstract captures who speaks by the abstract of a speech, as in 【导读】韩雪松认为….
	abstract = pattern.MustCompile(`^[【\[（(]?\s*(?:导\s*读|導\s*讀|摘\s*要|编者按|編者按|按\s*语|按\s*語|内容提要|提\s*要)\s*[】\]）)]?\s*[:：]?\s*([\p{Han}·]{2,8}?)(?:先生|女士|教授|博士|院士|总裁|總裁)?(?:(?:在|于|与|和|对|對)[^。！？：:“「]{1,30}?)?(?:还|還|也|再次|曾|中|上|时|時)?(?:认为|認為|表示|指出|强调|強調|说|說|提出|谈|談|讲|講|坦言|回忆|回憶|建议|建議)`)
	// listsPanel captures the names behind such a word and a mark: “with three panelists - Ana
	// Ruiz, Bo Li, and Marta Vogel”.
	listsPanel = pattern.MustCompile(`(?i:\b(?:panelists|panellists|our guests|guest speakers))(?:\s+[-–—]{1,2}\s+|\s*:\s+|,\s+)(\p{Lu}[^.;:!?\n–—]{6,300}?)(?:\s+[-–—]{1,2}\s|[.;!?\n]|$)`)
)

// claimsOfAnnounced takes whom the first paragraphs, or the description of the front
// matter, announce so.
func (r *reader) claimsOfAnnounced(c *cast, o outline, openings []titled) {
	if c.certain() {
		return
	}
	sure := func(name, what string, pos int) {
		if names.FormOf(name) >= names.Likely {
			c.add(r, names.Name{Text: name}, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: what, pos: pos})
		}
	}
	untitled := r.isUntold(o)
	about := []titled{{text: clipText(r.aboutText(), longestOpening), pos: r.inFront("description")}}
	for _, p := range append(about, openings...) {
		if p.said {
			continue
		}
		if m := onStage.FindStringSubmatch(p.text); m != nil {
			sure(m[1], "a first paragraph has the name take the stage", p.pos)
		}
		if m := ofPart.FindStringSubmatch(p.text); m != nil {
			sure(strings.ReplaceAll(m[1], " ", ""), "a first paragraph calls the name the one who speaks", p.pos)
		}
		if name, found := r.personIn(basedOn, strings.TrimSpace(strings.ReplaceAll(p.text, "\n", " "))); found {
			sure(name, "a line of its own says whose talk the post tells of", p.pos)
		}
		if m := guestWas.FindStringSubmatch(strings.ReplaceAll(p.text, "\n", " ")); m != nil {
			for _, n := range names.List(m[1]) {
				if people.Known(n.Text) || r.callsByFirst(n.Text) {
					sure(n.Text, "a first paragraph says who the guest is", p.pos)
				}
			}
		}
		if m := broughtBy.FindStringSubmatch(p.text); m != nil {
			sure(m[1], "a first paragraph says by whom it is given", p.pos)
		}
		if m := abstract.FindStringSubmatch(p.text); m != nil && untitled {
			sure(m[1], "the abstract of a speech has the name speak", p.pos)
		}
		if name, found := recorded(p.text); found {
			sure(name, "a first paragraph calls the text what the name said", p.pos)
		}
		r.claimsOfPanel(c, p)
	}
	if untitled {
		for folder := range strings.SplitSeq(path.Dir(r.path), "/") {
			if m := worksFolder.FindStringSubmatch(folder); m != nil {
				sure(m[1], "the folder has what the name said or wrote", -1)
				break
			}
		}
	}
}

var (
	// isRecord is in a paragraph that calls the text the record of what was said: 以下是…演讲全文,
	// 本文整理自…的分享.
	isRecord = pattern.MustCompile(`(?:(?:以下|下面|下文|本文|此文|正文|全文|本篇|这篇文章|這篇文章)(?:的?(?:内容|內容|文字|文章))?(?:均|都|皆)?(?:是|为|為|系|係|乃|整理自|摘自|选自|選自|节选自|節選自|来自|來自|出自|根据|根據)|^(?:这|這)(?:篇(?:文章)?)?(?:是|为)|(?:整理自|摘自|选自|選自|节选自|節選自|改编自))[^。！？\n]{0,80}?(?:实录|實錄|全文|文字稿|文字版|原文|演讲|演講|演说|演說|讲话|講話|谈话|談話|致辞|致辭|致詞|发言|發言|报告|分享|讲座|講座|专访|專訪|采访|採訪|访谈|訪談|对话|對話|对谈|對談)`)
	// ofReaders are words of who tells what they think of a talk.
	ofReaders = pattern.MustCompile(`感想|感受|读后|讀後|观后|觀後|心得|启发|啟發|评论|評論|回应|回應|不同意|批评|批評|(?:我|笔者|筆者)(?:[^们們]|$)`)
	// worksFolder is the name of a folder of what somebody said or wrote.
	worksFolder = pattern.MustCompile(`^([\p{Han}·]{2,12}?)(?:选集|選集|文集|文选|文選|全集|讲话集|講話集|演讲集|演講集|谈话录|談話錄|书信集|書信集|语录|語錄)$`)
)

// recorded is whom a paragraph says to have said what the text has: the only one in it who
// speaks, or is asked, on an occasion.
func recorded(text string) (name string, found bool) {
	m := isRecord.FindString(text)
	if m == "" || ofReaders.MatchString(m) {
		return "", false
	}
	for _, c := range people.InProse(clipText(text, longestRecord)) {
		switch {
		case c.Role != people.Speaker || c.Form < names.Likely:
		case name != "" && name != c.Text:
			return "", false
		default:
			name, found = c.Text, true
		}
	}
	return name, found
}

const longestRecord = 600 // bytes of such a paragraph that are read

// isUntold reports whether a title is that of a speech and leaves out whose.
func (r *reader) isUntold(o outline) bool {
	for _, t := range r.titles(o) {
		if t.what != fileName && untold.MatchString(strings.TrimSpace(t.text)) {
			return true
		}
	}
	return false
}

// claimsOfPanel takes the panelists whom a sentence lists: names and nothing else, two or
// more.
func (r *reader) claimsOfPanel(c *cast, p titled) {
	m := listsPanel.FindStringSubmatch(strings.ReplaceAll(p.text, "\n", " "))
	if m == nil {
		return
	}
	all := names.List(othersAtEnd.ReplaceAllString(m[1], ""))
	if !strings.Contains(m[1], ", and ") && !strings.Contains(m[1], " and ") && !strings.Contains(m[1], " & ") {
		return
	}
	likely := 0
	for _, n := range all {
		switch {
		case names.FormOf(n.Text) >= names.Likely:
			likely++
		case names.FormOf(n.Text) == names.None || !strings.Contains(n.Text, " "):
			return
		}
	}
	if likely < 2 || 2*likely <= len(all) || len(all) > mostSpeakers {
		return
	}
	for _, n := range all {
		c.add(r, n, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "a sentence lists the panelists", pos: p.pos})
	}
	for _, found := range people.InProse(clipText(p.text, longestOpening)) {
		if found.Role == people.Speaker && found.Form >= names.Likely && talkBy.MatchString(found.Why) {
			c.add(r, found.Name, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "a sentence tells of a talk beside the panel", pos: p.pos})
		}
	}
}

var talkBy = pattern.MustCompile(`(?:talks?|keynotes?|lectures?|presentations?) by …`)

// claimsOfTitledHeadings takes whom the headings of a meet-up name ahead of what each
// called a talk, where two or more do: “## 韩雪松 - 《慢地图》”. Books are called so as well.
func (r *reader) claimsOfTitledHeadings(c *cast, o outline) {
	if c.certain() || r.isOfBooks() || r.isReadingList(o) || !r.isMeetUp(o) {
		return
	}
	type head struct {
		name names.Name
		pos  int
	}
	var all []head
	for _, h := range o.headings {
		m := titledHeading.FindStringSubmatch(strings.TrimSpace(h.text))
		if m == nil || names.FormOf(m[1]) < names.Likely {
			continue
		}
		if all = append(all, head{names.Name{Text: m[1]}, r.start + max(0, h.node.Pos())}); len(all) > mostSpeakers {
			return
		}
	}
	if len(all) < 2 {
		return
	}
	for _, h := range all {
		c.add(r, h.name, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "a heading has the name and what a talk is called, as others do", pos: h.pos})
	}
}

// titledHeading captures a name ahead of a dash or a colon and a title in its marks.
var titledHeading = pattern.MustCompile(`^([\p{Han}·]{2,8}?|\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3})\s*(?:[-–—]+|[:：])\s*《[^》]{2,80}》$`)

// isMeetUp reports whether a title tells of an event or a gathering.
func (r *reader) isMeetUp(o outline) bool {
	for _, t := range r.titles(o) {
		if r.isEventTitle(t.text) || gathering.MatchString(t.text) {
			return true
		}
	}
	return false
}

var gathering = pattern.MustCompile(`聚会|聚會|分享会|分享會|交流会|交流會|线下活动|線下活動`)
