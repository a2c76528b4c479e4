package front

import "strings"

// role is what a key of front matter says of a post.
type role int

// The roles of keys; what has none is kept in Extra.
const (
	roleNone role = iota
	roleTitle
	roleSummary
	roleDate
	roleLastmod
	roleDraft
	rolePublished // a date, or whether the post is public
	roleTags
	roleCategories
	roleDescription
	roleWordCount
	roleReadingTime
	roleAuthor
	roleAICover
	roleCover
	rolePerson
	roleAppearance
	rolePeople
	roleHosts
	roleOccasion
	roleShow
	roleRecording
	roleKind
)

// meaning is the role of a key. Of several keys of one role the one of the
// lowest rank is taken; a key that is no post's field of that name stays in
// Extra as well.
type meaning struct {
	role role
	rank int
	own  bool // the field of the post has this name
}

// ownKeys are the fields that a post has, by their keys as [Same] spells them.
var ownKeys = map[string]role{
	"title": roleTitle, "date": roleDate, "lastmod": roleLastmod, "draft": roleDraft, "tags": roleTags,
	"categories": roleCategories, "description": roleDescription, "wordcount": roleWordCount,
	"readingtime": roleReadingTime, "author": roleAuthor, "aicover": roleAICover, "cover": roleCover,
	"person": rolePerson, "appearance": roleAppearance,
}

// otherKeys are the further keys of each role, in the order of their ranks: one
// line a rank.
var otherKeys = map[role][]string{
	roleSummary: {"summary", "subtitle", "name", "excerpt 摘要 副标题 副標題"},
	roleDate: {
		"datetime 日期 时间 時間 日付 날짜",
		"publishdate publisheddate publishedat publishedon datepublished 发布日期 發布日期 发布时间 發佈日期 公開日",
		"pubdate pubdatetime postdate",
		"dateadded added created createdat createddate createdtime createtime creationdate datecreated 创建日期 创建时间 作成日",
		"uploaddate uploadedat dateuploaded",
	},
	rolePublished:  {"published publish"},
	roleLastmod:    {"lastupdate updated updatedat updateddate updatetime dateupdated lastupdated modified modifiedat lastmodified lastmodifiedat datemodified moddate 更新日期 更新时间 更新日 修改日期"},
	roleTags:       {"tag 标签 標籤 タグ 태그"},
	roleCategories: {"category 分类 分類 カテゴリ"},
	roleAuthor:     {"authors 作者 著者"},
	rolePeople: {
		"speaker speakers presenter presenters guest guests interviewee interviewees panelist panelists " +
			"嘉宾 嘉賓 演讲者 演講者 演讲人 演講人 主讲 主講 主讲人 主講人 讲者 講者 受访者 受訪者 受访人 受訪人 登壇者 登壇 話し手 ゲスト 발표자 게스트 연사",
	},
	roleHosts:     {"host hosts interviewer interviewers moderator moderators 主持 主持人 主播 采访 採訪 采访者 採訪者 采访人 記者 聞き手 司会 진행자"},
	roleOccasion:  {"event conference venue occasion meetup 场合 場合 会议 會議 活动 活動 场所 イベント 행사"},
	roleShow:      {"show podcast channel series program programme 节目 節目 播客 番組"},
	roleRecording: {"video videourl videolink audio audiourl recording recordingurl youtube youtubeurl mp3 mp3url podcasturl url link source sourceurl 视频 視頻 录音 錄音 链接 鏈接"},
	roleKind:      {"type kind layout"},
}

// roles is the meaning of each key, by its spelling in [Same].
var roles = func() map[string]meaning {
	all := map[string]meaning{}
	for key, r := range ownKeys {
		all[key] = meaning{role: r, own: true}
	}
	for r, ranks := range otherKeys {
		for i, keys := range ranks {
			for key := range strings.FieldsSeq(keys) {
				all[key] = meaning{role: r, rank: 1 + i}
			}
		}
	}
	all["datetime"] = meaning{role: roleDate} // as good as date itself
	return all
}()

// headKey tells the keys that make a head of lines without an opening fence:
// those that every generator knows.
func headKey(key string) bool {
	switch roles[Same(strings.TrimSpace(key))].role {
	case roleTitle, roleDate, rolePublished, roleDraft, roleTags, roleCategories, roleDescription, roleAuthor, rolePerson:
		return true
	}
	return Same(key) == "layout"
}

// Known tells whether a key has a role; others are only kept.
func Known(key string) bool { return known(key) }

func known(key string) bool { return roles[Same(strings.TrimSpace(key))].role != roleNone }
