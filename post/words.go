package post

import (
	"regexp"
	"strings"

	"viewline/timeline"
)

// The tables below, and sections.yaml, are all the words the parser goes by.
// The first row that matches wins.

type kindWords struct {
	kind  timeline.AppearanceKind
	words *regexp.Regexp
}

var kinds = []kindWords{
	{timeline.KindReadingList, regexp.MustCompile(`(?i)推荐.*(?:论文|文章|书|阅读)|(?:论文|阅读|必读|推荐)(?:清单|列表|书目)|书单|reading list|recommended (?:papers|books|reading)`)},
	{timeline.KindInterview, regexp.MustCompile(`(?i)访谈|采访|专访|对话|对谈|问答|interview|conversation|主持人|^host$|\bQ&A\b|\bAMA\b`)},
	{timeline.KindPodcast, regexp.MustCompile(`(?i)播客|podcast`)},
	{timeline.KindSpeech, regexp.MustCompile(`(?i)演讲|致辞|讲话|发言|speech|keynote|address\b|commencement|turing award lecture|图灵奖演讲`)},
	{timeline.KindTalk, regexp.MustCompile(`(?i)讲座|报告|讲课|授课|课程|广播|\btalk\b|lecture|seminar|colloquium|broadcast|panel`)},
	{timeline.KindEssay, regexp.MustCompile(`(?i)文章|随笔|博客|论文|公开信|书信|手稿|发表|\b(?:essay|article|letter|paper|blog|memo|manuscript|journal)\b|\bEWD\d+`)},
}

// kindOf tells the kind of an occasion from the first text that says one.
func kindOf(texts ...string) timeline.AppearanceKind {
	for _, text := range texts {
		for _, k := range kinds {
			if k.words.MatchString(text) {
				return k.kind
			}
		}
	}
	return timeline.KindOther
}

// role says what a metadata line tells of an appearance.
type role string

const (
	roleTheme    role = "theme"
	roleDate     role = "date"
	roleSpeaker  role = "speaker"
	roleOccasion role = "occasion"
	roleOther    role = "other"
)

var roles = byLabel(map[role]string{
	roleTheme:    "主题 交流主题 演讲主题 访谈主题 讨论主题 核心主题 theme topic subject",
	roleDate:     "日期 时间 发布日期 发布时间 发表日期 演讲日期 演讲时间 访谈日期 访谈时间 录制日期 date recorded published",
	roleSpeaker:  "演讲者 演讲人 主讲人 主讲者 主讲嘉宾 嘉宾 受访者 受访人 讲者 speaker guest interviewee lecturer",
	roleOccasion: "场合 会议 会议名称 活动 节目 平台 形式 类型 体裁 刊物 文献 occasion event venue conference show format kind journal document",
	roleOther:    "地点 主持人 主持 采访者 来源 链接 视频 语言 时长 出处 听众 place location host interviewer source link video language duration audience",
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

var inBrackets = regexp.MustCompile(`[（(][^（）()]*[）)]`)

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

// verbs end the subject of a sentence about a paper.
var verbs = regexp.MustCompile(`(?i)(?:首次|详细|深入|系统地|全面)*(?:通过|介绍|探讨|探索|提出|解释|讨论|讲解|讲述|讲清|引入|分析|提供|评估|结合|实现|研究|展示|证明|阐述|说明|描述|表明|指出|给出|建立|定义|回答|用|把|将|让|从|以|在|是)` +
	`|\s(?:is|are|was|shows?|introduces?|explains?|describes?|gives?|proves?|presents?|proposes?|argues?|on how|asks?|tells?|covers?)\s`)

// listWords tell that a sentence speaks of the whole list.
var listWords = regexp.MustCompile(`(?i)(?:论文|文章|书籍|资源|书目)(?:的)?(?:列表|清单|概述)|this list|the list|以下.*(?:论文|书)`)
