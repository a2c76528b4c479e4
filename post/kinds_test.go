package post_test

import (
	"fmt"
	"slices"
	"testing"

	"viewline/post"
)

// titled is a post with a title and a body, published on a day that is no
// occasion's.
func titled(title, body string) []byte {
	return fmt.Appendf(nil, "---\ntitle: %q\ndate: 2024-05-01\n---\n\n%s", title, body)
}

// peopleOf are the slugs of those whose views a post reports.
func peopleOf(t *testing.T, path string, src []byte) []string {
	t.Helper()
	doc, diags := post.Parse(path, src, nil)
	if doc == nil {
		t.Fatalf("refused: %v", diags)
	}
	return doc.Post.PeopleSlugs
}

// Each of these titles names 韩雪松 as the one whose views the post reports, in
// whatever way the body bears it out.
func TestChineseTitlesNameSomebody(t *testing.T) {
	titles := []string{
		"专访韩雪松：慢软件", "专访韩雪松", "專訪韓雪松", "独家专访韩雪松：慢", "独家专访｜韩雪松：慢比快好",
		"对话韩雪松，慢比快好", "E226｜对话韩雪松：慢软件", "陈岚对话韩雪松：慢软件", "陈岚专访韩雪松", "與韓雪松對談",
		"和韩雪松聊慢软件", "与慢科技CEO韩雪松聊慢软件", "听韩雪松讲慢软件",
		"123. 对慢科技创始人韩雪松3小时访谈：慢软件", "深度访谈｜韩雪松：慢软件", "慢科技创始人韩雪松访谈",
		"韩雪松在慢大会上的演讲", "韩雪松2019年在慢大会的讲话", "韩雪松台湾大学毕业典礼演说", "韩雪松于慢大学的致辞",
		"2020 年 11 月 10 日韩雪松在慢财富闭门会上的交流实录", "韩雪松教授：慢软件讲座",
		"韩雪松接受慢周刊采访", "韩雪松做客慢播客", "韩雪松语录", "韩雪松的书单", "韩雪松在各个场合的观点", "韩雪松关于慢的观点",
		"韩雪松：慢软件", "慢软件 - 韩雪松", "韩雪松谈慢软件", "嘉宾韩雪松：慢软件", "【慢播客】韩雪松：慢比快好",
	}
	bodies := []string{
		"韩雪松在节目里与陈岚谈了自己的工作。\n\n## 主要观点\n\n- **小步：** 韩雪松主张早发布。\n",
		"慢是一种能力。韩雪松认为慢比快好。\n\n## 为什么慢\n\n韩雪松说，快会掩盖错误。\n",
		"> 韩雪松（慢科技）强调：先写测试。\n\n- 早发布\n- 韩雪松指出，等数据\n",
	}
	for _, title := range titles {
		for i, body := range bodies {
			if got := peopleOf(t, "n.md", titled(title, body)); !slices.Equal(got, []string{"han-xue-song"}) {
				t.Errorf("%s, body %d: %v; want han-xue-song", title, i+1, got)
			}
		}
	}
}

// Each of these titles names Marta Vogel.
func TestEnglishTitlesNameSomebody(t *testing.T) {
	titles := []string{
		"Interview with Marta Vogel", "Dan Reyes interview with Marta Vogel", "Dan Reyes interviews Marta Vogel",
		"A conversation with Marta Vogel", "In conversation with Marta Vogel", "Q&A with Marta Vogel", "Marta Vogel AMA",
		"Fireside chat: Marta Vogel", "Slow Software w/ Marta Vogel", "Guest: Marta Vogel",
		"Talk by Marta Vogel", "Marta Vogel’s keynote at SlowConf 2024", "Marta Vogel speech@SlowConf",
		"Commencement address by Marta Vogel", "Marta Vogel at SlowConf", "SlowConf 2021: Slow Software by Marta Vogel",
		"Marta Vogel - SlowConf 2021 - Slow Software", "Marta Vogel | Berlin | 1998", "Slow Software, Marta Vogel, 2012",
		"#419 – Marta Vogel: Slow Software", "Dan Reyes Podcast #419: Marta Vogel", "Show #12 - Marta Vogel", "Ep. 12: Marta Vogel",
		"What Marta Vogel said about software", "Lessons from Marta Vogel", "Letter from Marta Vogel to shareholders",
		"Marta Vogel's reading list", "Deep reading list from Marta Vogel", "Marta Vogel on slow software",
		"Notes on “Slow Software” by Marta Vogel", "Slow Software – Marta Vogel", "Marta Vogel: Slow Software",
		"Watch: Slow Inc CEO Marta Vogel From the Slow Forum | SLO",
	}
	bodies := []string{
		"Marta Vogel talked about her work.\n\n## Main points\n\n- **Small steps:** Vogel would ship early.\n",
		"Slow is a skill. Marta Vogel argues that speed hides mistakes.\n\n## Why\n\nVogel says that tests come first.\n",
		"Marta Vogel (Slow Inc) told us why.\n\n- ship early\n- Marta believes in waiting\n",
	}
	for _, title := range titles {
		for i, body := range bodies {
			if got := peopleOf(t, "n.md", titled(title, body)); !slices.Equal(got, []string{"marta-vogel"}) {
				t.Errorf("%s, body %d: %v; want marta-vogel", title, i+1, got)
			}
		}
	}
}

// Names in other scripts are as good in these grammars.
func TestTitlesInOtherScripts(t *testing.T) {
	for _, tt := range []struct{ title, body, want string }{
		{"マルタ・フォーゲルに聞く：ゆっくりソフトウェア", "マルタ・フォーゲル氏は「早く出す」と語った。\n\n- 待つ\n", "maruta-fogeru"},
		{"マルタ・フォーゲルインタビュー", "マルタ・フォーゲルは述べた。\n\n- 待つ\n", "maruta-fogeru"},
		{"マルタ・フォーゲルさんインタビュー", "- 待つ\n", "maruta-fogeru"},
		{"マルタ・フォーゲルが語る慢", "- 待つ\n", "maruta-fogeru"},
		{"马塔·福格尔在慢大会的演讲", "- 等\n", "ma-ta-fu-ge-er"},
		{"对话马塔·福格尔：慢", "- 等\n", "ma-ta-fu-ge-er"},
		{"专访李路：慢软件", "李路认为慢比快好。\n\n- 等\n", "li-lu"},
		{"专访欧阳青禾：慢软件", "欧阳青禾认为慢比快好。\n\n- 等\n", "ouyang-qing-he"},
		{"Interview with José Núñez", "- wait\n", "jose-nunez"},
		{"Interview with M. K. Vogel", "- wait\n", "m-k-vogel"},
		{"Interview with Dr. Marta Vogel, PhD", "- wait\n", "marta-vogel"},
		{"Interview with Ludwig van der Berg", "- wait\n", "ludwig-van-der-berg"},
	} {
		if got := peopleOf(t, "n.md", titled(tt.title, tt.body)); !slices.Equal(got, []string{tt.want}) {
			t.Errorf("%s: %v; want %s", tt.title, got, tt.want)
		}
	}
}

// A title may name several people, each of whom has views.
func TestTitlesNameSeveral(t *testing.T) {
	for _, tt := range []struct {
		title, body string
		want        []string
	}{
		{"Interview with Marta Vogel and Ana Lind", "- wait\n", []string{"marta-vogel", "ana-lind"}},
		{"Marta Vogel and Ana Lind's keynote at SlowConf", "- wait\n", []string{"marta-vogel", "ana-lind"}},
		{"Marta Vogel vs Ana Lind: slow or fast", "Marta Vogel argues for slow. Ana Lind argues for fast.\n\n- wait\n", []string{"marta-vogel", "ana-lind"}},
	} {
		if got := peopleOf(t, "n.md", titled(tt.title, tt.body)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.title, got, tt.want)
		}
	}
}

// None of these titles names anybody, whatever the body says: their words are a
// subject, a product, a show, a place or a book.
func TestTitlesOfSubjectsNameNobody(t *testing.T) {
	titles := []string{
		"慢投资", "慢软件访谈录", "播客笔记", "技术分享：慢软件", "Tech Talk：慢软件入门", "高效学习访谈", "方法论：慢软件", "安全访谈",
		"程序员访谈：慢", "访谈：慢软件", "高铁时代的演讲", "白宫演讲", "时代演讲", "马云栖大会演讲", "金融论坛演讲", "文化讲座", "江湖访谈",
		"5个月4亿营收Claude Code负责人重磅访谈", "周末随想", "读书笔记：慢", "年度总结", "慢科技创始人专访", "主要观点", "核心思想", "相关推荐", "财富名言", "经营思想", "经典语录", "好书推荐", "作者生平", "文中观点", "书单",
		"高端对话", "巅峰对话：慢与快",
		"Quotes", "Notes on Slow Software", "Awesome - Slow Software", "Conference Talks", "Slow Software: an interview", "Slow Software interview",
		"Deep Work: book notes", "Effective Java - talk", "Visual Studio Code: tips", "Claude Code: a talk", "Lex Fridman Podcast notes",
		"Quiet Maps: a talk", "Interview with an engineer", "Slow Inc keynote", "Stack Overflow Podcast", "Hacker News Interview Questions",
		"Machine Learning Interview", "System Design Interview", "Cracking the Coding Interview", "Java Interview Questions",
		"Docker Compose: notes", "Google Cloud Platform", "Getting Started – Linux", "Anomaly Detection", "Meeting Notes", "Reading List",
		"The Quiet Show #12", "Notes from New York", "San Francisco talks", "Spring Boot: a lecture", "Redis vs Kafka",
	}
	bodies := []string{
		"A text about it. Slow software wins; it says so.\n\n## Main points\n\n- **Small steps:** ship early.\n",
		"慢软件认为：早发布。\n\n## 主要观点\n\n- **小步：** 早发布。\n",
		"慢软件主要说明三点。专家主要认为，早发布；核心说法是等数据。\n\n## 核心思想\n\n- 主要强调小步\n\n## 主要观点\n\n- 核心在于表达\n\n## 相关推荐\n\n- 相关介绍\n",
		"## Setup\n\n1. Install Slow Maps.\n2. Open New Window.\n\nThe File Menu shows Recent Maps. Slow Maps starts.\n",
	}
	for _, title := range titles {
		for i, body := range bodies {
			if got := peopleOf(t, "n.md", titled(title, body)); len(got) != 0 {
				t.Errorf("%s, body %d: %v; want nobody", title, i+1, got)
			}
		}
	}
}

// Nor does a file's name, a tag, a folder or a single word of the front matter by
// itself.
func TestBarePlacesNameNobody(t *testing.T) {
	for _, tt := range []struct{ path, src string }{
		{"Marta-Vogel-Keynote.md", "## Points\n\n- ship early\n"},
		{"Quiet_Interviews.md", "## Points\n\n- ship early\n"},
		{"podcasts/marta-vogel.md", "# Maps\n\n- ship early\n"},
		{"n.md", "---\ntitle: Slow software\ntags: [Marta Vogel]\n---\n\n- ship early\n"},
		{"n.md", "---\ntitle: Slow software\nauthor: Marta Vogel\n---\n\n- ship early\n"},
		{"n.md", "---\ntitle: Slow software talk\nspeaker: Acme\n---\n\n- ship early\n"},
		{"n.md", "---\ntitle: Slow software talk\nhost: Marta Vogel\n---\n\n- ship early\n"},
		{"n.md", "---\ntitle: Slow software talk\nguest: \"\"\n---\n\n- ship early\n"},
		{"n.md", "---\ntitle: Slow software\n---\n\nMarta Vogel\n\n- ship early\n"},
	} {
		if got := peopleOf(t, tt.path, []byte(tt.src)); len(got) != 0 {
			t.Errorf("%s, %q: %v; want nobody", tt.path, tt.src, got)
		}
	}
}

// Every key and label that says who speaks is read, in the forms that values have.
func TestLabelsNameSomebody(t *testing.T) {
	for _, tt := range []struct{ label, value, want string }{
		{"Presenter", "Marta Vogel, CEO of Slow Inc.", "marta-vogel"},
		{"Guest", "Marta Vogel — CEO of Slow Inc.", "marta-vogel"},
		{"Guest", "Marta Vogel (Slow Inc)", "marta-vogel"},
		{"Speaker", "Marta Vogel, PhD", "marta-vogel"},
		{"Speaker", "[Marta Vogel](https://people.example/marta)", "marta-vogel"},
		{"Interviewee", "[[Marta Vogel]]", "marta-vogel"},
		{"講者", "韩雪松老师", "han-xue-song"},
		{"嘉宾", "韩雪松，慢科技创始人", "han-xue-song"},
		{"受访者", "韩雪松", "han-xue-song"},
		{"登壇者", "スティーブ・マーブル", "sutibu-maburu"},
		{"ゲスト", "マルタ・フォーゲル", "maruta-fogeru"},
		{"プレゼンター", "Marta Vogel", "marta-vogel"},
		{"발표자", "김민수", "gim-min-su"},
	} {
		for _, form := range []string{"**%s:** %s\n", "**%s：** %s\n", "**%s**: %s\n", "**%s**：%s\n", "%s: %s\n", "%s：%s\n", "- **%s:** %s\n", "> **%s:** %s\n", "**%s: %s**\n"} {
			body := fmt.Sprintf(form, tt.label, tt.value) + "\n## Notes\n\n- **Small steps:** ship early.\n"
			if got := peopleOf(t, "n.md", titled("Slow software", body)); !slices.Equal(got, []string{tt.want}) {
				t.Errorf("%q: %v; want %s", body[:20], got, tt.want)
			}
		}
	}
	for _, key := range []string{"speaker", "speakers", "guest", "guests", "interviewee", "presenter", "嘉宾", "演讲者", "讲者", "受访者", "登壇者"} {
		for _, value := range []string{"Marta Vogel", `"[[Marta Vogel]]"`, "[Marta Vogel]", "{name: Marta Vogel}"} {
			src := fmt.Sprintf("---\ntitle: Slow software\ndate: 2024-05-01\n%s: %s\n---\n\n- ship early\n", key, value)
			if got := peopleOf(t, "n.md", []byte(src)); !slices.Equal(got, []string{"marta-vogel"}) {
				t.Errorf("%s: %s: %v; want marta-vogel", key, value, got)
			}
		}
	}
}
