package post

import (
	"strconv"
	"strings"
	"unicode"

	"viewline/post/pattern"
	"viewline/timeline"
)

// The tables below, and sections.yaml, are all the words the parser goes by.
// The first row that matches wins.

type kindWords struct {
	kind  timeline.AppearanceKind
	words *pattern.Pattern
}

var kinds = []kindWords{
	{timeline.KindReadingList, pattern.MustCompile(`(?i)推荐.*(?:论文|文章|书|阅读)|推薦.*(?:論文|文章|書|閱讀)|(?:论文|阅读|必读|推荐)(?:清单|列表|书目)|书单|書單|选书|選書|reading list|book list|recommended (?:papers|books|reading)|(?:book|reading|paper) recommendations`)},
	{timeline.KindInterview, pattern.MustCompile(`(?i)访谈|采访|专访|对话|对谈|问答|訪談|採訪|專訪|對話|對談|問答|面对面|做客|自述|口述|インタビュー|対談|인터뷰|interview|conversations? with|\bconversation\b|in conversation|主持人|^host$|\bQ ?[&+] ?A\b|\bAMA\b|fireside chat|\bchat with|\b(?:lunch|dinner|breakfast|coffee|phone call) with`)},
	{timeline.KindPodcast, pattern.MustCompile(`(?i)播客|podcast|ポッドキャスト|\bepisode \d|\bep\.? ?\d|#\d{1,4}\s*[-–—:：]|\bguests?:|^episodes?$`)},
	{timeline.KindSpeech, pattern.MustCompile(`(?i)演讲|致辞|讲话|[谈談][话話](?:[^题題]|$)|发言|演講|致辭|致詞|講話|發言|演说|演說|毕业典礼|畢業典禮|基調講演|基调|speech|keynote|address\b|commencement|turing award lecture|图灵奖演讲|公开讲话|testimony|听证`)},
	{timeline.KindTalk, pattern.MustCompile(`(?i)讲座|报告会|(?:学术|主题|大会|专题|特邀|形势|的|题为)报告|作报告|做报告|讲课|授课|课程|广播|講座|報告|講演|分享会|交流会|沙龙|圆桌|闭门会|研讨会|公开课|登壇|발표|강연|\btalk\b|\btalks\b|lecture|seminar|colloquium|broadcast|panel|meetup|webinar|\bpresentation|workshop|round ?table|speaker series|年会|股东大会|shareholders?.? meeting|annual meeting|会谈纪要`)},
	{timeline.KindEssay, pattern.MustCompile(`(?i)文章|随笔|博客|论文|公开信|书信|手稿|发表|股东信|致股东|公開信|\b(?:essay|article|letter|letters|paper|blog|memo|manuscript|journal)\b|\bEWD\d+`)},
}

// chatting tells of a conversation: 和X聊, 听X讲.
var chatting = pattern.MustCompile(`[和与與跟同][^，。]{1,20}?[聊谈談]|听.{1,12}讲`)

// kindOf tells the kind of an occasion from the first text that says one.
func kindOf(texts ...string) timeline.AppearanceKind {
	for _, text := range texts {
		for _, k := range kinds {
			if k.words.MatchString(text) && (k.kind != timeline.KindSpeech || !isRight(text)) {
				return k.kind
			}
		}
		if strings.ContainsAny(text, "聊谈談讲") && chatting.MatchString(text) {
			return timeline.KindInterview
		}
	}
	return timeline.KindOther
}

// isRight reports whether the only speech in a text is the right to free speech.
func isRight(text string) bool {
	text = strings.ToLower(text)
	return strings.Count(text, "speech") == 1 && strings.Contains(text, "free speech")
}

// role says what a metadata line tells of an appearance.
type role string

const (
	roleTheme    role = "theme"
	roleDate     role = "date"
	roleSpeaker  role = "speaker"
	roleHost     role = "host"
	roleWriter   role = "writer"
	roleOccasion role = "occasion"
	roleOther    role = "other"
)

// roles are the labels of metadata lines, folded, by what they tell.
var roles = byLabel(map[role]string{
	roleTheme: "主题 主題 交流主题 演讲主题 访谈主题 讨论主题 核心主题 主讲题目 theme topic subject",
	roleDate: "日期 时间 時間 发布日期 发布时间 发表日期 演讲日期 演讲时间 访谈日期 访谈时间 录制日期 录制时间 播出日期 播出时间 上线时间 首播 举办时间 年份 " +
		"演講日期 演講時間 訪談日期 訪談時間 錄製日期 錄製時間 播出時間 發布日期 發布時間 " +
		"日付 日時 開催日 開催日時 公開日 公開日時 配信日 配信日時 収録日 収録日時 放送日 講演日 登壇日 発表日 날짜 일시 " +
		"date dates when year recorded recordedon recordingdate published publishedon released releasedate aired airdate airedon filmed filmedon broadcaston datetime dateandtime talkdate eventdate uploaddate uploaded datum fecha",
	roleSpeaker: "演讲者 演讲人 演講者 演講人 主讲人 主讲者 主讲 主講人 主講 主讲嘉宾 嘉宾 嘉賓 本期嘉宾 访谈嘉宾 对谈嘉宾 特邀嘉宾 分享嘉宾 分享人 分享者 受访者 受访人 受访嘉宾 受訪者 被采访者 讲者 講者 讲师 講師 报告人 发言人 致辞人 致辞嘉宾 演讲嘉宾 致辞 致辭 讲述者 讲述人 講述者 " +
		"登壇者 発表者 講演者 話者 語り手 話し手 パネリスト インタビュイー スピーカー ゲスト プレゼンター 발표자 연사 게스트 강연자 출연자 인터뷰이 " +
		"speaker speakers guest guests interviewee interviewees lecturer presenter presenters presentedby keynotespeaker panelist panelists sessionfacilitator sessionfacilitators sessionleader sessionleaders featuring talkby redner gast invitado",
	roleHost: "主持人 主持 主播 采访者 采访人 採訪者 採訪 采访 访谈者 提问者 记者 記者 对谈人 聞き手 司会 司会者 インタビュアー モデレーター ファシリテーター ホスト 진행자 진행 인터뷰어 " +
		"host hosts hostedby interviewer interviewers interviewedby moderator moderators moderatedby",
	roleWriter:   "作者 译者 譯者 翻译 翻譯 整理 编辑 編輯 撰文 撰稿 编译 校对 文字 記錄 记录 author authors translator translatedby editor writtenby notesby transcribedby transcriber editedby compiledby 采访、整理 采访整理 采写 编译整理 审校 责编",
	roleOccasion: "场合 場合 会议 會議 会议名称 活动 活動 节目 節目 平台 形式 类型 体裁 刊物 文献 播客 イベント 会場名 番組 행사 occasion event venue conference show podcast series format kind journal document",
	roleOther:    "地点 地點 来源 來源 链接 連結 视频 影片 视频链接 原视频 原文 原文链接 音频 语言 时长 時長 出处 出處 听众 場所 会場 動画 place location source link url video videolink youtube slides audio language duration length audience channel transcript",
})

func byLabel(labels map[role]string) map[string]role {
	roles := map[string]role{}
	for r, list := range labels {
		for label := range strings.FieldsSeq(list) {
			roles[label] = r
		}
	}
	return roles
}

var inBrackets = pattern.MustCompile(`[（(][^（）()]*[）)]`)

// metadataRole tells what a label announces; empty for an unknown one.
func metadataRole(label string) role {
	label = timeline.Fold(inBrackets.ReplaceAllString(label, ""))
	if r, known := roles[label]; known {
		return r
	}
	for _, ending := range roleEndings {
		if strings.HasSuffix(label, ending) {
			return roles[ending]
		}
	}
	return ""
}

// roleEndings tell the role of a longer label, such as 播出日期.
var roleEndings = []string{"日期", "时间", "主题", "嘉宾", "地点", "date"}

// A verb ends the subject of a sentence about a paper. Chinese verbs are looked for one by one,
// which takes less time than one expression for all of them.
var (
	latinVerbs = pattern.MustCompile(`(?i)\s(?:is|are|was|shows?|introduces?|explains?|describes?|gives?|proves?|presents?|proposes?|argues?|on how|asks?|tells?|covers?)\s`)
	hanVerbs   = strings.Fields("通过 介绍 探讨 探索 提出 解释 讨论 讲解 讲述 讲清 引入 分析 提供 评估 结合 实现 研究 展示 证明 阐述 说明 描述 表明 指出 给出 建立 定义 回答 用 把 将 让 从 以 在 是")
	hanAdverbs = strings.Fields("首次 详细 深入 系统地 全面") // ahead of a verb
)

// aboutList opens a sentence about the list or its items that names none.
var aboutList = pattern.MustCompile(`^(?i:(?:these|those|here (?:is|are)|all of|some of|most of|read (?:them|these|all)|start with|the (?:above|below|following)|note that|thanks)\b|以下|以上|上述|下面|上面|注[:：意]|说明[:：])`)

// listWords tell that a sentence speaks of the whole list.
var listWords = pattern.MustCompile(`(?i)(?:论文|文章|书籍|资源|书目)(?:的)?(?:列表|清单|概述)|this list|the list|以下.*(?:论文|书)`)

func keepHan(c rune) rune {
	if unicode.Is(unicode.Han, c) {
		return c
	}
	return -1
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // no digits are 0
	return n
}

// colonIn is where the first colon of a text is, of either width, and how many bytes
// it has; at is -1 where there is none.
func colonIn[T string | []byte](text T) (at, size int) {
	const wide = "："
	for i := range len(text) {
		switch text[i] {
		case ':':
			return i, 1
		case wide[0]:
			if end := i + len(wide); end <= len(text) && string(text[i:end]) == wide {
				return i, len(wide)
			}
		}
	}
	return -1, 0
}

func cutColon(line string) (before, after string, found bool) {
	i, size := colonIn(line)
	if i < 0 {
		return line, "", false
	}
	return strings.TrimSpace(line[:i]), strings.TrimSpace(line[i+size:]), true
}
