package names_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"viewline/post/names"
)

// show writes a name as "text; other, other; title".
func show(n names.Name) string {
	return strings.TrimRight(n.Text+"; "+strings.Join(n.Other, ", ")+"; "+n.Title, "; ")
}

func TestRead(t *testing.T) {
	for text, want := range map[string]string{
		"Marta Vogel":                            "Marta Vogel",
		"  Marta   Vogel ":                       "Marta Vogel",
		"**Marta Vogel**":                        "Marta Vogel",
		`"Marta Vogel"`:                          "Marta Vogel",
		"Marta Vogel.":                           "Marta Vogel",
		"[[Marta Vogel]]":                        "Marta Vogel",
		"[[people/Marta Vogel#Early life]]":      "Marta Vogel",
		"[[Marta Vogel|Marta]]":                  "Marta Vogel; Marta",
		"[[marta-vogel|Marta Vogel]]":            "Marta Vogel",
		"[Marta Vogel](https://example.org/a_b)": "Marta Vogel",
		"Marta Vogel — CEO of Slow Inc.":         "Marta Vogel; ; CEO of Slow Inc.",
		"Marta Vogel - CEO, Slow Inc.":           "Marta Vogel; ; CEO, Slow Inc.",
		"Marta Vogel, CEO of Slow Inc.":          "Marta Vogel; ; CEO of Slow Inc.",
		"Marta Vogel | Slow Inc.":                "Marta Vogel; ; Slow Inc.",
		"Marta Vogel: CEO":                       "Marta Vogel; ; CEO",
		"Marta Vogel (Slow Inc.)":                "Marta Vogel; ; Slow Inc.",
		"Marta Vogel (@marta)":                   "Marta Vogel",
		"Marta Vogel (Acme)":                     "Marta Vogel; ; Acme",
		"Marta Vogel (Acme), author":             "Marta Vogel; ; Acme, author",
		"Marta Vogel, Acme":                      "Marta Vogel; ; Acme",
		"Marta Vogel of Slow Inc.":               "Marta Vogel; ; Slow Inc.",
		"Marta Vogel from Acme":                  "Marta Vogel; ; Acme",
		"Marta Vogel, PhD":                       "Marta Vogel; ; PhD",
		"Marta Vogel PhD, MBA":                   "Marta Vogel; ; PhD, MBA",
		"Marta Vogel, Ph.D.":                     "Marta Vogel; ; Ph.D.",
		"Dr. Marta Vogel":                        "Marta Vogel; ; Dr.",
		"Prof. Dr. Marta Vogel":                  "Marta Vogel; ; Prof., Dr.",
		"Sir Dan Reyes":                          "Dan Reyes; ; Sir",
		"CEO Marta Vogel":                        "Marta Vogel; ; CEO",
		"Prof. X":                                "",
		"Sammy Davis Jr.":                        "Sammy Davis Jr.",
		"Sammy Davis, Jr., singer":               "Sammy Davis, Jr.; ; singer",
		"Jack Ma":                                "Jack Ma",
		"CEO of Slow Inc. — Marta Vogel":         "Marta Vogel; ; CEO of Slow Inc.",
		"J. R. R. Tolkien (author)":              "J. R. R. Tolkien; ; author",
		"Mike Vogel (Michael Vogel)":             "Mike Vogel; Michael Vogel",
		"Mike Vogel (a.k.a. Slow Mike)":          "Mike Vogel; ; a.k.a. Slow Mike",
		"Marta Vogel (née Ruiz)":                 "Marta Vogel; Ruiz",
		"Ethan":                                  "Ethan",
		"Ethan, TextQL":                          "Ethan; ; TextQL",
		"Ethan, Acme":                            "Ethan; ; Acme",
		"Vogel, Marta":                           "",
		"Marta Vogel and Dan Reyes":              "",
		"Marta Vogel, Dan Reyes":                 "",
		"Marta Vogel、Dan Reyes":                  "",
		"Slow Software – Marta Vogel":            "",
		"@marta":                                 "",
		"https://example.org/Marta":              "",
		"a note":                                 "",
		"Slow Inc.":                              "",
		"TBA":                                    "",

		"韩雪松":    "韩雪松",
		"韩雪松老师":  "韩雪松; ; 老师",
		"韩雪松 老师": "韩雪松; ; 老师",
		"韩雪松博士（慢科技创始人）":                 "韩雪松; ; 博士, 慢科技创始人",
		"韩雪松（慢科技）":                      "韩雪松; ; 慢科技",
		"韩雪松，慢科技创始人":                    "韩雪松; ; 慢科技创始人",
		"韩雪松 慢科技创始人":                    "韩雪松; ; 慢科技创始人",
		"慢科技创始人韩雪松":                     "韩雪松; ; 慢科技创始人",
		"慢科技创始人兼CEO韩雪松":                 "韩雪松; ; 慢科技创始人兼CEO",
		"慢科技 CEO 韩雪松博士":                 "韩雪松; ; 慢科技 CEO, 博士",
		"慢科技创始人：韩雪松":                    "韩雪松; ; 慢科技创始人",
		"Slow创始人Ada Lovelace":           "Ada Lovelace; ; Slow创始人",
		"王昭君":                           "王昭君",
		"张总":                            "张总",
		"王老师":                           "王老师",
		"Łukasz Kaiser（卢卡什·凯泽）":         "Łukasz Kaiser; 卢卡什·凯泽",
		"李飞飞 (Fei-Fei Li)":              "李飞飞; Fei-Fei Li",
		"李飞飞 Fei-Fei Li":                "李飞飞; Fei-Fei Li",
		"Fei-Fei Li 李飞飞":                "Fei-Fei Li; 李飞飞",
		"韩雪松（Ethan）":                    "韩雪松; Ethan",
		"韩雪松（Ethan，慢科技CEO）":             "韩雪松; Ethan; 慢科技CEO",
		"韩雪松（Acme）":                     "韩雪松; ; Acme",
		"Marta Vogel（慢科技）":              "Marta Vogel; ; 慢科技",
		"Sam Altman（奥特曼）":               "Sam Altman; 奥特曼",
		"黄仁勋（黃仁勳）":                      "黄仁勋; 黃仁勳",
		"雪松（本名：韩雪松）":                    "雪松; 韩雪松",
		"Marta Vogel 老师":                "Marta Vogel; ; 老师",
		"Marta Vogel与Dan Reyes":         "",
		"5个月4亿营收Claude Code负责人重磅访谈":     "",
		"Tech Talk：慢软件入门":               "",
		"慢软件访谈录":                        "",
		"Acquired_Interviews":           "",
		"慢投资":                           "",
		"慢科技团队":                         "",
		"主持人":                           "",
		"张三和李四":                         "",
		"김민수":                           "김민수",
		"김민수 씨":                         "김민수; ; 씨",
		"김민수님":                          "김민수; ; 님",
		"김민수 교수 (슬로우대)":                 "김민수; ; 교수, 슬로우대",
		"スティーブ・ジョブズ":                    "スティーブ・ジョブズ",
		"ガイ・スティール氏":                     "ガイ・スティール; ; 氏",
		"加藤誠氏":                          "加藤誠; ; 氏",
		"山田太郎さん":                        "山田太郎; ; さん",
		"山田太郎（やまだ たろう）":                 "山田太郎; やまだ たろう",
		"نرگس احمدی":                    "نرگس احمدی",
		strings.Repeat("Marta ", 1_000): "",
		"\xff":                          "",
	} {
		n, ok := names.Read(text)
		if got := show(n); got != want || ok != (want != "") {
			t.Errorf("Read(%q) is %q, %v; want %q", text, got, ok, want)
		}
		if ok && n.Form != names.FormOf(n.Text) {
			t.Errorf("Read(%q) has the form %v; want that of its text, %v", text, n.Form, names.FormOf(n.Text))
		}
	}
}

func TestTurnName(t *testing.T) {
	for text, want := range map[string]string{
		"ANA RUIZ": "Ana Ruiz", "ANA RUIZ:": "Ana Ruiz", "J.R.R. TOLKIEN": "J.R.R. Tolkien", "GRACE O'MALLEY": "Grace O'Malley", "MARTA": "Marta", "Marta": "Marta", "DR. ANA RUIZ": "Ana Ruiz; ; Dr.",
		"NASA": "", "HOST": "", "Q": "", "AI": "", "SPEAKER": "", "ACME": "", "SLOW SOFTWARE": "", "韩雪松": "韩雪松", "主持人": "",
	} {
		n, ok := names.TurnName(text)
		if got := show(n); got != want || ok != (want != "") {
			t.Errorf("TurnName(%q) is %q, %v; want %q", text, got, ok, want)
		}
	}
}

func TestList(t *testing.T) {
	for text, want := range map[string][]string{
		"":                          nil,
		"Marta Vogel":               {"Marta Vogel"},
		"Marta Vogel、Dan Reyes":     {"Marta Vogel", "Dan Reyes"},
		"Marta Vogel and Dan Reyes": {"Marta Vogel", "Dan Reyes"},
		"Marta Vogel & Dan Reyes":   {"Marta Vogel", "Dan Reyes"},
		"Marta Vogel, Dan Reyes":    {"Marta Vogel", "Dan Reyes"},
		"Marta Vogel, Dan Reyes and Ada Lovelace":                {"Marta Vogel", "Dan Reyes", "Ada Lovelace"},
		"Marta Vogel, Dan Reyes, and Ada Lovelace":               {"Marta Vogel", "Dan Reyes", "Ada Lovelace"},
		"Marta Vogel / Dan Reyes":                                {"Marta Vogel", "Dan Reyes"},
		"Marta Vogel; Dan Reyes":                                 {"Marta Vogel", "Dan Reyes"},
		"Marta Vogel vs Dan Reyes":                               {"Marta Vogel", "Dan Reyes"},
		"Marta Vogel vs. Dan Reyes":                              {"Marta Vogel", "Dan Reyes"},
		"Marta Vogel x Dan Reyes":                                {"Marta Vogel", "Dan Reyes"},
		"[[Marta Vogel]], [[Dan Reyes]]":                         {"Marta Vogel", "Dan Reyes"},
		"[Marta Vogel](https://example.org/a,b), [[Dan Reyes]]":  {"Marta Vogel", "Dan Reyes"},
		"Marta Vogel\nDan Reyes":                                 {"Marta Vogel", "Dan Reyes"},
		"Marta Vogel, CEO of Slow Inc.":                          {"Marta Vogel; ; CEO of Slow Inc."},
		"Marta Vogel, CEO of Slow Inc., Dan Reyes, CTO":          {"Marta Vogel; ; CEO of Slow Inc.", "Dan Reyes; ; CTO"},
		"Marta Vogel (CEO, Slow Inc.) and Dan Reyes (Acme & Co)": {"Marta Vogel; ; CEO, Slow Inc.", "Dan Reyes; ; Acme & Co"},
		"Marta Vogel, head of research and design":               {"Marta Vogel; ; head of research"},
		"Dan Reyes and friends":                                  {"Dan Reyes"},
		"Sammy Davis, Jr. and Dan Reyes":                         {"Sammy Davis, Jr.", "Dan Reyes"},
		"Marta and Dan":                                          {"Marta", "Dan"},
		"Marta, Dan, Ada":                                        {"Marta", "Dan", "Ada"},
		"Ethan, Acme":                                            {"Ethan; ; Acme"},
		"Smith, John":                                            nil,
		"Ernst & Young":                                          nil,
		"Johnson & Johnson":                                      nil,
		"Research and Development":                               nil,
		"Tips and Tricks":                                        nil,
		"Q / A":                                                  nil,
		"张三和李四":                                                  {"张三", "李四"},
		"张三与李四":                                                  {"张三", "李四"},
		"张三、李四和王五":                                               {"张三", "李四", "王五"},
		"李和平":                                                    {"李和平"},
		"Marta Vogel与Dan Reyes":                                  {"Marta Vogel", "Dan Reyes"},
		"Marta Vogel和Dan Reyes":                                  {"Marta Vogel", "Dan Reyes"},
		"韩雪松（慢科技创始人）、李四博士":                                       {"韩雪松; ; 慢科技创始人", "李四; ; 博士"},
		"Marta Vogel和她的团队":                                       {"Marta Vogel"},
		"李飞飞 / Fei-Fei Li":                                       {"李飞飞; Fei-Fei Li"},
		"김민수, 박서준":                                               {"김민수", "박서준"},
		"山田太郎、鈴木一郎":                                              {"山田太郎", "鈴木一郎"},
		"Marta Vogel, Marta Vogel":                               {"Marta Vogel"},
	} {
		var got []string
		for _, n := range names.List(text) {
			got = append(got, show(n))
		}
		if !slices.Equal(got, want) {
			t.Errorf("List(%q) is %q, want %q", text, got, want)
		}
	}
}

func TestSame(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want names.Likeness
	}{
		{"Marta Vogel", "marta  vogel", names.Full},
		{"Marta Vogel", "Marta-Vogel", names.Full},
		{"José Núñez", "Jose Nunez", names.Full},
		{"黃仁勳", "黄仁勋", names.Full},
		{"艾达·洛夫莱斯", "艾达・洛夫莱斯", names.Full},
		{"Sam Altman", "Altman", names.Short},
		{"Sam Altman", "Sam", names.Short},
		{"Sam Altman", "S. Altman", names.Short},
		{"Alan Turing", "Alan M. Turing", names.Short},
		{"A. M. Turing", "Alan Mathison Turing", names.Short},
		{"韩雪松", "雪松", names.Short},
		{"韩雪松", "韩老师", names.Short},
		{"韓雪松", "雪松", names.Short},
		{"卢卡什·凯泽", "凯泽", names.Short},
		{"スティーブ・ジョブズ", "ジョブズ", names.Short},
		{"韩雪松", "Xuesong Han", names.Short},
		{"Han Xuesong", "韩雪松", names.Short},
		{"Marta Vogel", "Dan Vogel", names.Different},
		{"Marta Vogel", "Marta Reyes", names.Different},
		{"George H. Bush", "George W. Bush", names.Different},
		{"Marta", "Dan", names.Different},
		{"韩雪松", "韩学松", names.Different},
		{"韩雪松", "韩", names.Different},
		{"韩雪松", "李雪松", names.Different},
		{"", "", names.Different},
		{"…", "…", names.Different},
		{"Marta", "김민수", names.Different},
	} {
		if got := names.Same(tt.a, tt.b); got != tt.want {
			t.Errorf("Same(%q, %q) is %v, want %v", tt.a, tt.b, got, tt.want)
		}
		if got := names.Same(tt.b, tt.a); got != tt.want {
			t.Errorf("Same(%q, %q) is %v, want %v", tt.b, tt.a, got, tt.want)
		}
	}
}

func TestFoldScript(t *testing.T) {
	for text, want := range map[string]string{"": "", "Ada": "Ada", "黃仁勳": "黄仁勋", "韓雪鬆": "韩雪松", "歐陽修": "欧阳修", "张三": "张三", "José": "José"} {
		if got := names.FoldScript(text); got != want {
			t.Errorf("FoldScript(%q) is %q, want %q", text, got, want)
		}
	}
}

// Reading is quick whatever the text: a second is a hundred times what any of
// these takes.
func TestReadIsQuick(t *testing.T) {
	for _, part := range []string{"和", "张三和", "、", "Marta, ", "Marta Vogel, ", "Marta and ", "(", "[[", "[", "张三（", "A.", "·", "张·", "创始人", "CEO ", "Dr. ", ", Jr.", "老师", "ー", "김"} {
		start := time.Now()
		text := strings.Repeat(part, 2_000/len(part))
		names.Read(text)
		names.List(text)
		names.TurnName(text)
		names.FormOf(text)
		names.Slug(text)
		names.Same(text, text+"a")
		if took := time.Since(start); took > time.Second {
			t.Errorf("%q many times took %v", part, took)
		}
	}
}

func ExampleRead() {
	n, ok := names.Read("Dr. Marta Vogel (玛尔塔·沃格尔), CEO of Slow Inc.")
	fmt.Println(n.Text, n.Other, n.Title, n.Form == names.Likely, ok)
	// Output: Marta Vogel [玛尔塔·沃格尔] Dr., CEO of Slow Inc. true true
}

func ExampleList() {
	for _, n := range names.List("Marta Vogel, CEO of Slow Inc., and 曾国强") {
		fmt.Println(n.Slug(), n.Title)
	}
	// Output:
	// marta-vogel CEO of Slow Inc.
	// zeng-guo-qiang
}

func ExampleFormOf() {
	fmt.Println(names.FormOf("Marta Vogel") == names.Likely, names.FormOf("Marta") == names.Possible, names.FormOf("Slow Software") == names.None)
	// Output: true true true
}

func ExampleSlug() {
	fmt.Println(names.Slug("曾国强"), names.Slug("김민수"), names.Slug("スティーブ・ジョブズ"))
	// Output: zeng-guo-qiang gim-min-su sutibu-jobuzu
}
