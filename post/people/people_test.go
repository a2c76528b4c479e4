package people

import (
	"fmt"
	"strings"
	"testing"
)

var (
	roleNames     = map[Role]string{Speaker: "speaker", Host: "host", Writer: "writer"}
	strengthNames = map[Strength]string{Mentioned: "mentioned", Half: "half", Grammar: "grammar"}
)

// told is the candidates of a title in one line: name, role and strength of each,
// and whether it is certain or unsure.
func told(title string) string {
	var all []string
	for _, c := range InTitle(title) {
		if title[c.Start:c.End] != c.Text {
			return fmt.Sprintf("%q stands at %d:%d, where %q is", c.Text, c.Start, c.End, title[c.Start:c.End])
		}
		if c.Why == "" {
			return fmt.Sprintf("%q has no reason", c.Text)
		}
		s := fmt.Sprintf("%s %s %s", c.Text, roleNames[c.Role], strengthNames[c.Strength])
		if c.Certain {
			s += " certain"
		}
		if c.Unsure {
			s += " unsure"
		}
		all = append(all, s)
	}
	return strings.Join(all, "; ")
}

func TestInTitle(t *testing.T) {
	for _, tt := range []struct{ title, want string }{
		// A grammar that only persons fit.
		{"Interview with Marta Vogel", "Marta Vogel speaker grammar"},
		{"A conversation with Marta Vogel and Ana Lind", "Marta Vogel speaker grammar; Ana Lind speaker grammar"},
		{"Q&A with Marta Vogel", "Marta Vogel speaker grammar"},
		{"Talk by Marta Vogel", "Marta Vogel speaker grammar"},
		{"Marta Vogel's keynote at SlowConf", "Marta Vogel speaker grammar"},
		{"Marta Vogel and Ana Lind's keynote", "Marta Vogel speaker grammar; Ana Lind speaker grammar"},
		{"What Marta Vogel said about maps", "Marta Vogel speaker grammar"},
		{"Interview with Dr. Marta Vogel, PhD", "Marta Vogel speaker grammar"},
		{"Interview with M. K. Vogel", "M. K. Vogel speaker grammar"},
		{"In conversation with Marta Vogel", "Marta Vogel speaker grammar"},
		{"专访韩雪松：慢软件", "韩雪松 speaker grammar"},
		{"韩雪松在慢大会上的演讲", "韩雪松 speaker grammar"},
		{"韩雪松接受慢周刊采访", "韩雪松 speaker grammar"},
		{"对话马塔·福格尔", "马塔·福格尔 speaker grammar"},
		{"マルタ・フォーゲルさんインタビュー", "マルタ・フォーゲル speaker grammar"},
		{"Marta Vogel's reading list", "Marta Vogel speaker grammar"},
		// Names whose beginning or end is a place, a school or a firm too, and such a place itself.
		{"专访马里奥·德拉吉：慢", "马里奥·德拉吉 speaker grammar"},
		{"对话莱斯利·兰伯特", "莱斯利·兰伯特 speaker grammar"},
		{"专访马赛尔·普鲁斯特：慢", "马赛尔·普鲁斯特 speaker grammar"},
		{"对话巴西尔·考克斯", "巴西尔·考克斯 speaker grammar"},
		{"专访戴尔·卡内基：慢", "戴尔·卡内基 speaker grammar"},
		{"对话罗密·施耐德", "罗密·施耐德 speaker grammar"},
		{"丹泽尔·华盛顿在慢大会上的演讲", "丹泽尔·华盛顿 speaker grammar"},
		{"专访王顺丰：慢", "王顺丰 speaker grammar"},
		{"马里兰大学演讲", ""},
		{"哥伦比亚大学对谈", ""},
		{"在马德里的演讲", ""},
		// One that fits nobody but somebody with views on record.
		{"Marta Vogel在各个场合的观点", "Marta Vogel speaker grammar certain"},
		{"韩雪松在各个场合的观点", "韩雪松 speaker grammar certain"},
		{"韩雪松语录", "韩雪松 speaker grammar certain"},
		{"韩雪松经典语录集锦", "韩雪松 speaker grammar certain"},
		{"理查德·韩默经典语录", "理查德·韩默 speaker grammar"},
		{"李录在各个场合的观点", "李录 speaker grammar certain"},
		// Of a word that may be none of a person, this is not certain.
		{"主要观点", "主要 speaker grammar"},
		{"学习推荐", ""},
		// A half of a title has to be borne out.
		{"Slow Software – Marta Vogel", "Marta Vogel speaker half"},
		{"Marta Vogel: slow software", "Marta Vogel speaker half"},
		{"#419 – Marta Vogel: slow software", "Marta Vogel speaker half"},
		{"Marta Vogel on slow software", "Marta Vogel speaker half"},
		{"韩雪松：慢软件", "韩雪松 speaker half"},
		{"慢软件 - 韩雪松", "韩雪松 speaker half"},
		{"和韩雪松聊慢软件", "韩雪松 speaker half"},
		{"慢科技创始人韩雪松的一天", "韩雪松 speaker half"},
		// Nothing tells where this name ends.
		{"韩雪松某大学毕业典礼演说", "韩雪松 speaker half unsure"},
		// Words that end ahead of a name's length, or start as a name does.
		{"韩雪年度演讲全文", "韩雪 speaker half"},
		{"韩雪松重磅演讲：慢地图", "韩雪松 speaker half"},
		{"韩雪跨年演讲", "韩雪 speaker half"},
		{"慢地图创始人万字访谈", ""},
		{"对话何以慢", ""},
		// Offices, kin and letters of another script ahead of a name.
		{"专访慢地图奖得主韩雪松｜慢", "韩雪松 speaker grammar"},
		{"專訪王小明妻子韩雪松", "韩雪松 speaker grammar"},
		{"慢大学研究员韩雪松在慢大会上的演讲", "韩雪松 speaker grammar"},
		{"韩雪松訪談──慢", "韩雪松 speaker grammar"},
		{"对Marta Vogel的采访", "Marta Vogel speaker grammar"},
		{"面对韩雪松的采访", ""},
		{"人物访谈：慢", ""},
		// Who asks, whose show it is, and who wrote.
		{"Dan Reyes interviews Marta Vogel", "Dan Reyes host grammar; Marta Vogel speaker grammar"},
		{"Dan Reyes interview with Marta Vogel", "Dan Reyes host grammar; Marta Vogel speaker grammar"},
		{"Dan Reyes Podcast #419: Marta Vogel", "Dan Reyes host grammar; Marta Vogel speaker half"},
		{"Slow maps, hosted by Dan Reyes", "Dan Reyes host grammar"},
		{"陈岚对话韩雪松：慢软件", "陈岚 host grammar; 韩雪松 speaker grammar"},
		{"Slow maps, translated by Ana Lind", "Ana Lind writer grammar"},
		// A mere mention.
		{"Maps that Marta Vogel drew", "Marta Vogel speaker mentioned"},
		// Nobody.
		{"", ""},
		{"慢软件", ""},
		{"slow software", ""},
		{"访谈：慢软件", ""},
		{"Interview with an engineer", ""},
		{"The Marta Vogel Foundation", ""},
		{"5个月4亿营收负责人重磅访谈", ""},
		{strings.Repeat("Interview with Marta Vogel. ", 30), ""}, // longer than any title
	} {
		if got := told(tt.title); got != tt.want {
			t.Errorf("%q: %s; want %s", tt.title, got, tt.want)
		}
	}
}

func TestSpeech(t *testing.T) {
	for _, tt := range []struct {
		text, name     string
		mentions, acts int
	}{
		{"Marta Vogel argues that maps are slow.", "Marta Vogel", 1, 1},
		{"Marta Vogel also clearly says so. Vogel believes it. Marta said it.", "Marta Vogel", 1, 3},
		{"Marta Vogel (Slow Inc) told us.", "Marta Vogel", 1, 1},
		{"Marta Vogel explains maps.", "Marta Vogel", 1, 1},
		{"Slow Maps explains maps.", "Slow Maps", 1, 0}, // what things do as well counts for known names only
		{"Slow Maps argues.", "Slow Maps", 1, 1},
		{"We met Marta Vogel in Oslo.", "Marta Vogel", 1, 0},
		{"Marta Vogelsang says so.", "Marta Vogel", 0, 0}, // another name
		{"The Vogels say so.", "Marta Vogel", 0, 0},
		{"韩雪松认为慢比快好。", "韩雪松", 1, 1},
		{"韩雪松在一次会议上强调，等数据。", "韩雪松", 1, 1},
		{"韩雪松去了柏林。有人说慢。", "韩雪松", 1, 0}, // the verb is of another sentence
		{"韩雪松，和别人一样，说慢。", "韩雪松", 1, 0}, // and this one of another clause
		{"韩雪松（慢科技）指出：先写测试。", "韩雪松", 1, 1},
		{"韩雪松：“慢比快好。”", "韩雪松", 1, 1},
		{"マルタ・フォーゲル氏は語った。", "マルタ・フォーゲル", 1, 1},
		{"김민수는 말했다.", "김민수", 1, 1},
		{"", "Marta Vogel", 0, 0},
		{"Marta Vogel says so.", "", 0, 0},
	} {
		if got := Speech(tt.text, tt.name); got != (Said{tt.mentions, tt.acts}) {
			t.Errorf("%q of %q: %+v; want %d mentions, %d acts", tt.text, tt.name, got, tt.mentions, tt.acts)
		}
	}
}

func TestVoiceOf(t *testing.T) {
	voices := map[Voice]string{
		NoVoice: "|Chapter one of the book|Note|https|" + strings.Repeat("Marta ", 8),
		Asks:    "Q|Q1|q12|Question|Interviewer|HOST|Moderator|Audience member|问|问２|提问|主持人|记者|聞き手|질문",
		Answers: "A|A3|Answer|Guest|Speaker|答|嘉宾|受访者|ゲスト|답",
		Named:   "Marta Vogel|MARTA VOGEL|韩雪松|陈岚|欧阳青禾|马塔·福格尔|M. Vogel|Ludwig van der Berg",
		Short:   "MV|韩|DR",
	}
	for want, labels := range voices {
		for _, label := range strings.Split(labels, "|") {
			if got := VoiceOf(label); got != want {
				t.Errorf("VoiceOf(%q) = %d; want %d", label, got, want)
			}
		}
	}
}

func TestKnown(t *testing.T) {
	for _, tt := range []struct {
		name string
		want bool
	}{
		{"Marta Vogel", true},
		{"Dan Reyes", true},
		{"Ana Lind", true},
		{"MARTA VOGEL", true},
		{"Marta", true},
		{"J. Quux", true}, // an initial is a name's
		{"Quiet Maps", false},
		{"Slow Software", false},
		{"Claude Code", false},
		{"Visual Studio", false},
		{"Machine Learning", false},
		{"New York", false},
		{"Stack Overflow", false},
		{"", false},
		{"韩雪松", false},
	} {
		if got := Known(tt.name); got != tt.want {
			t.Errorf("Known(%q) = %v; want %v", tt.name, got, tt.want)
		}
	}
}

func ExampleInTitle() {
	for _, c := range InTitle("Dan Reyes interviews Marta Vogel on slow software") {
		fmt.Println(c.Text, c.Role == Speaker, c.Strength == Grammar)
	}
	// Output:
	// Dan Reyes false true
	// Marta Vogel true true
}

func ExampleSpeech() {
	fmt.Printf("%+v\n", Speech("Marta Vogel came. Vogel says that maps are slow.", "Marta Vogel"))
	// Output:
	// {Mentions:1 Acts:1}
}
