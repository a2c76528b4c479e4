package post_test

import (
	"slices"
	"testing"

	"viewline/post"
)

// A front matter that has the schedule of an event tells of a talk of each who speaks.
func TestSessionsOfFrontMatter(t *testing.T) {
	day := "2019-05-03"
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"speakers with names and addresses", "content/events/n.md", "---\ndate: 2019-05-03 19:00\ntitle: Slow evening\nschedule:\n  - type: social\n    title: Doors\n    speakers: [{name: Nora Klein}]\n  - type: mc\n    title: Hello\n    speakers: [Laura Hill]\n  - type: speaker\n    title: Quiet maps\n    speakers:\n      - name: Marta Vogel\n        url: https://a.example/m\n    description: >\n      Maps wait.\n  - title: Slow rivers\n    speakers:\n      - name: Daniel Reyes\n---\n\nCome along.\n", []occasion{{"marta-vogel", day}, {"daniel-reyes", day}}},
		{"one talk without a title of the evening", "events/2019-05-03-evening.md", "---\ndate: 2019-05-03\ntitle:\nsessions:\n  - presenter: Zelmira Quendt\n    title: Quiet maps\n---\n", []occasion{{"zelmira-quendt", day}}},
		{"a list of names, and two in a text", "n.md", "---\ntitle: SlowConf\ndate: 2019-05-03\ntalks:\n- title: Quiet maps\n  speakers: [Marta Vogel, Zelmira Quendt]\n- title: Rivers\n  speaker: Daniel Reyes & Laura Hill\n---\n\nNotes.\n", []occasion{{"marta-vogel", day}, {"zelmira-quendt", day}, {"daniel-reyes", day}, {"laura-hill", day}}},
		{"days of their own", "n.md", "---\ntitle: SlowConf 2019\ndate: 2019-05-03\nprogram:\n- date: 2019-05-03\n  sessions:\n  - title: Quiet maps\n    speaker: Marta Vogel\n- date: 2019-05-04\n  sessions:\n  - title: Rivers\n    speaker: Daniel Reyes\n---\n", []occasion{{"marta-vogel", day}, {"daniel-reyes", "2019-05-04"}}},
		{"the year of the title, made finer", "n.md", "---\ntitle: SlowConf 2019\ndate: 2019-05-03\nlineup:\n- title: Quiet maps\n  speaker: Marta Vogel, SlowLab\n---\n", []occasion{{"marta-vogel", day}}},
		{"the tables of a generator", "n.md", "+++\ntitle = \"Slow evening\"\ndate = 2019-05-03\n\n[[extra.agenda]]\ntitle = \"Quiet maps\"\nspeaker = \"marta-vogel\"\n+++\n\nCome.\n", []occasion{{"marta-vogel", day}}},
		{"in Chinese", "n.md", "---\ntitle: 慢夜\ndate: 2019-05-03\n议程:\n- 标题: 慢地图\n  讲者: 韩雪松\n- 标题: 茶歇\n  讲者: 李梅\n---\n", []occasion{{"han-xue-song", day}}},
		{"a day in the text that is not that of the post", "n.md", "---\ntitle: Slow evening\ndate: 2019-04-20\nschedule:\n- title: Quiet maps\n  speaker: Marta Vogel\n---\n\n**Date:** 3 May\n", []occasion{{"marta-vogel", day}}},
		{"a weekday that the date of the post is not", "n.md", "---\ntitle: Slow evening\ndate: 2019-04-20\nschedule:\n- title: Quiet maps\n  speaker: Marta Vogel\n---\n\nMonday, 3 May, at seven.\n", []occasion{{"marta-vogel", ""}}},
		{"somebody to be found", "n.md", "---\ntitle: Slow evening\ndate: 2019-05-03\nschedule:\n- title: Quiet maps\n  speaker: TBA\n- title: Lunch\n  speaker: Marta Vogel\n- title: Talks\n  speakers: [\"{{ name }}\"]\n---\n", nil},
		{"a timetable that names no speaker", "n.md", "---\ntitle: A day\ndate: 2019-05-03\nschedule:\n- time: 10:00\n  title: Walk with Marta Vogel\n  name: Marta Vogel\ntalks: [Quiet maps, Slow rivers]\n---\n\nMaps.\n", nil},
		{"the talks of one who has a key as well", "n.md", "---\ntitle: Slow evening\ndate: 2019-05-03\nspeaker: Laura Hill\nschedule:\n- title: Quiet maps\n  speaker: Marta Vogel\n---\n\n- wait\n", []occasion{{"laura-hill", day}}},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// A talk of a schedule is called as its item, whose text it has; the body stays whole.
func TestSessionHasItsText(t *testing.T) {
	src := []byte("---\ntitle: Slow evening\ndate: 2019-05-03\nschedule:\n- title: Quiet maps\n  speaker: Marta Vogel\n  description: |\n    Maps *wait*.\n\n    * for rivers\n- title: Rivers\n  speaker: Daniel Reyes\n---\n\nCome along.\n\n## Where\n\nRivertown.\n")
	doc, diags := post.Parse("n.md", src, nil)
	if doc == nil || len(doc.Appearances) != 2 {
		t.Fatalf("found %v, %v; want two talks", doc, diags)
	}
	a, b := doc.Appearances[0], doc.Appearances[1]
	if a.Title != "Quiet maps" || a.Kind != "TALK" || a.Line != 5 || a.Body == nil || a.Body.Plain != "Maps wait.\nfor rivers" {
		t.Errorf("the first talk is %q, a %s on line %d with %+v", a.Title, a.Kind, a.Line, a.Body)
	}
	if b.Title != "Rivers" || b.Body != nil {
		t.Errorf("the second talk is %q with %+v; want no text", b.Title, b.Body)
	}
	if share, lost := post.Coverage(src, doc); share < 1 || len(doc.Unread) > 0 || len(doc.Dates) != 2 {
		t.Errorf("%.2f of the body is kept, without %q; unread: %v", share, lost, doc.Unread)
	}
}

// A list of videos or slides with who spoke, and what the author says of each, tells of
// talks where something says that they are talks.
func TestListsOfVideosOfTalks(t *testing.T) {
	list := func(host string) string {
		return "* [Quiet\nmaps](https://" + host + "/1) by Marta Vogel\n\n    Maps wait.\n\n* [Slow rivers](https://" + host + "/2) by Daniel Reyes, SlowLab\n\n    Rivers go.\n\n* [Roads](https://" + host + "/3) by Laura Hill and Zelmira Quendt\n\n    Roads stay.\n\n* [A beer](https://beer.example/)\n"
	}
	four := func(date string) []occasion {
		return []occasion{{"marta-vogel", date}, {"daniel-reyes", date}, {"laura-hill", date}, {"zelmira-quendt", date}}
	}
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"announced by a line", "slowloop2015.md", "Slow Loop 2015\n===\n### Rivertown\n\nWords:\n\n* Loop\n\nCool talks:\n\n" + list("www.youtube.com"), four("2015")},
		{"announced by a heading", "n.md", "---\ntitle: What I saw\ndate: 2019-05-03\n---\n\n## Talks\n\n" + list("vimeo.com"), four("")},
		{"at an address of talks", "n.md", "# What I saw\n\n" + list("www.infoq.com"), four("")},
		{"names in links, and words on the next line", "n.md", "# What I saw at SlowConf 2019\n\n- **[Quiet maps](https://youtu.be/1)**\n  by [Zelmira Quendt](https://a.example/z)\n  Maps wait.\n- **[Slow rivers](https://youtu.be/2)**\n  by Marta Vogel.\n  Rivers go.\n- **[Roads](https://youtu.be/3)**\n  by Laura Hill (SlowLab)\n  Roads stay.\n", []occasion{{"zelmira-quendt", "2019"}, {"marta-vogel", "2019"}, {"laura-hill", "2019"}}},
		{"a list and nothing else", "n.md", "# Seen\n\n* [Quiet maps](https://www.infoq.com/1)\n  by Marta Vogel\n  Slow.\n* [Rivers](https://www.infoq.com/2)\n  by Daniel Reyes\n  Good.\n* [Roads](https://www.infoq.com/3)\n  by Laura Hill\n  Far.\n", []occasion{{"marta-vogel", ""}, {"daniel-reyes", ""}, {"laura-hill", ""}}},
		{"songs", "n.md", "# What I hear\n\n" + list("www.youtube.com"), nil},
		{"two talks", "n.md", "---\ntitle: What I saw\n---\n\n## Talks\n\n* [Quiet maps](https://vimeo.com/1) by Marta Vogel\n\n    Maps wait.\n\n* [Slow rivers](https://vimeo.com/2) by Daniel Reyes\n\n    Rivers go.\n", nil},
		{"addresses alone", "n.md", "---\ntitle: What I saw\n---\n\n## Talks\n\n* [Quiet maps](https://vimeo.com/1) by Marta Vogel\n* [Slow rivers](https://vimeo.com/2) by Daniel Reyes\n* [Roads](https://vimeo.com/3) by Laura Hill\n", nil},
		{"pages", "n.md", "---\ntitle: What I saw\n---\n\n## Talks\n\n" + list("pages.example"), nil},
		{"by companies", "n.md", "---\ntitle: What I saw\n---\n\n## Talks\n\n* [Quiet maps](https://vimeo.com/1) by Slow Company\n\n    Maps wait.\n\n* [Slow rivers](https://vimeo.com/2) by the River Team\n\n    Rivers go.\n\n* [Roads](https://vimeo.com/3) by Slow\n\n    Roads stay.\n", nil},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// Nothing of such a list is lost, and what is said of a talk belongs to the talk.
func TestVideosKeepTheirText(t *testing.T) {
	src := []byte("# What I saw\n\nHello.\n\nCool talks:\n\n* [Quiet\nmaps](https://vimeo.com/1) by Marta Vogel\n\n    Maps wait.\n\n* [Slow rivers](https://vimeo.com/2) by Daniel Reyes\n  at SlowConf.\n\n    Rivers go.\n\n* [Roads](https://vimeo.com/3) by Laura Hill\n\n    Roads stay.\n\n* [A beer](https://beer.example/)\n\nBye.\n")
	doc, diags := post.Parse("n.md", src, nil)
	if doc == nil || len(doc.Appearances) != 3 {
		t.Fatalf("found %v, %v; want three talks", doc, diags)
	}
	if a := doc.Appearances[0]; a.Title != "Quiet maps" || a.Line != 7 || a.Recording == nil || a.Recording.URL != "https://vimeo.com/1" || a.Body == nil || a.Body.Plain != "Maps wait." {
		t.Errorf("the first talk is %q on line %d, recorded at %v, with %+v", a.Title, a.Line, a.Recording, a.Body)
	}
	if share, lost := post.Coverage(src, doc); share < 1 {
		t.Errorf("%.2f of the post is kept, without %q", share, lost)
	}
}

// Sections, items and paragraphs about a conference whose first sentence names a talk
// and who gave it are talks.
func TestTalksNamedBySentences(t *testing.T) {
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"in many ways", "slowcon2012/readme.md", "What I learned at SlowCon\n===\n\n* In [Laura Rivers' Keynote][1] on how maps wait, she said:\n\n> \"Maps wait.\"\n\nWaiting\n---\n\n[Nora Klein's talk][1] from [Slow Inc.](https://a.example/) on waiting had a lot of ideas:\n\n* wait\n\nRivers\n---\n\nZelmira Quendt of SlowLab [talk on rivers][2].\n\n* go\n\nRoads\n---\n\n[Daniel Reyes on roads][2].\n\n### Paths\n\n- stay\n\nMore cool talks\n---\n\n* [Towns](https://a.example/t)\n\n[1]: https://youtu.be/1\n[2]: https://youtu.be/2\n", []occasion{{"laura-rivers", "2012"}, {"nora-klein", "2012"}, {"zelmira-quendt", "2012"}, {"daniel-reyes", "2012"}}},
		{"a list and nothing else", "n.md", "# SlowConf 2019\n\n* Nora Klein's talk on maps was slow.\n* Daniel Reyes gave a talk on rivers.\n", []occasion{{"nora-klein", "2019"}, {"daniel-reyes", "2019"}}},
		{"who gave a talk", "n.md", "---\ntitle: SlowConf 2019\ndate: 2019-05-10\n---\n\nIt was slow.\n\n## Maps\n\nNora Klein gave a great talk about maps.\n\n- wait\n\n## Rivers\n\nDaniel Reyes from SlowLab led a workshop on rivers.\n\n- go\n\n## Lunch\n\nGood.\n", []occasion{{"nora-klein", "2019"}, {"daniel-reyes", "2019"}}},
		{"paragraphs without headings", "n.md", "---\ntitle: SlowConf 2019\n---\n\nNora Klein's keynote was about maps.\n\n> Maps wait.\n\nIn Daniel Reyes' lightning talk, he said that rivers go.\n\nBye.\n", []occasion{{"nora-klein", "2019"}, {"daniel-reyes", "2019"}}},
		{"what somebody presented at a conference", "n.md", "---\ntitle: SlowConf 2019\n---\n\n## Maps\n\nNora Klein presented her new map.\n\n- wait\n\n## Rivers\n\nDaniel Reyes discussed rivers.\n\n- go\n", nil},
		{"no conference", "n.md", "---\ntitle: What I learned\n---\n\n## Maps\n\nNora Klein's talk was about maps.\n\n- wait\n\n## Rivers\n\nDaniel Reyes's talk was about rivers.\n\n- go\n", nil},
		{"two talks of one", "n.md", "---\ntitle: Nora Klein's keynote at SlowConf 2019\n---\n\n## Maps\n\nNora Klein's keynote was about maps.\n\n- wait\n\n## Rivers\n\nNora Klein gave a talk about rivers before.\n\n- go\n", []occasion{{"nora-klein", "2019"}}},
		{"things with talks", "n.md", "---\ntitle: SlowConf 2019\n---\n\n## Maps\n\nSlow Company's talk was about maps.\n\n- wait\n\n## Rivers\n\nLast Year's keynote was about rivers.\n\n- go\n\n## Roads\n\nThe River Team's session.\n", nil},
		{"talks that are not what the sentence is about", "n.md", "---\ntitle: SlowConf 2019\n---\n\nIt was slow.\n\nIt was quiet.\n\nIt was far.\n\nIt was wet.\n\n## Maps\n\nI missed Nora Klein's talk.\n\n- wait\n\n## Rivers\n\nAfter Daniel Reyes's talk I slept.\n\n- go\n", nil},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// Such a talk has the quotation below its sentence, and nothing of the post is lost.
func TestTalksNamedBySentencesKeepTheirText(t *testing.T) {
	src := []byte("# SlowConf 2019\n\nHello.\n\n* Nora Klein's keynote on maps was slow, she said:\n\n> Maps wait.\n\n## Rivers\n\n[Daniel Reyes's talk](https://youtu.be/2) on rivers was:\n\n* slow\n* quiet\n\n## Food\n\nGood.\n")
	doc, diags := post.Parse("n.md", src, nil)
	if doc == nil || len(doc.Appearances) != 2 {
		t.Fatalf("found %v, %v; want two talks", doc, diags)
	}
	a, b := doc.Appearances[0], doc.Appearances[1]
	if a.Title != "keynote" || a.Body == nil || a.Body.Plain != "Nora Klein's keynote on maps was slow, she said:\nMaps wait." {
		t.Errorf("the first talk is %q with %+v", a.Title, a.Body)
	}
	if b.Title != "Rivers" || b.Recording == nil || b.CountViewpoints() != 2 {
		t.Errorf("the second talk is %q, recorded at %v, with %d views; want two", b.Title, b.Recording, b.CountViewpoints())
	}
	if share, lost := post.Coverage(src, doc); share < 1 {
		t.Errorf("%.2f of the post is kept, without %q", share, lost)
	}
}

// A list of moments of a recording, each with a name and an office, names who speaks
// there.
func TestSpeakersBehindMoments(t *testing.T) {
	list := func(address string) string {
		return "1. [00:00](" + address + "&t=0s) 慢公司开场\n1. [00:25](" + address + "&t=25s) [韩雪松](https://a.example/h)，[慢公司](https://a.example/)创始人\n1. [08:00](" + address + "&t=480s) 李梅，慢大学教授\n1. [1:09:40](" + address + "&t=4180s) Marta Vogel, Head of Maps at SlowLab\n"
	}
	three := []occasion{{"han-xue-song", "2021-05-25"}, {"li-mei", "2021-05-25"}, {"marta-vogel", "2021-05-25"}}
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"with offices", "_posts/2021-05-25-dinner.md", "---\ntitle: 慢晚餐圆满举行\n---\n\n大家来了。\n\n## 自我介绍\n\n" + list("https://www.youtube.com/watch?v=slow"), three},
		{"a list and nothing else", "2021-05-25.md", "# Slow\n\n1. [0:01](https://youtu.be/x?t=1) Marta Vogel, CEO\n1. [0:02](https://youtu.be/x?t=2) Daniel Reyes, Engineer\n1. [0:03](https://youtu.be/x?t=3) Laura Hill, Director of Maps\n", []occasion{{"marta-vogel", "2021-05-25"}, {"daniel-reyes", "2021-05-25"}, {"laura-hill", "2021-05-25"}}},
		{"with no recording", "n.md", "---\ntitle: 慢晚餐\n---\n\n" + list("https://a.example/?v=slow"), nil},
		{"chapters of a film", "n.md", "---\ntitle: Slow film\n---\n\n1. [00:00](https://youtu.be/1?t=0) Maps, rivers and towns\n1. [00:25](https://youtu.be/1?t=25) Marta Vogel, who waits\n1. [01:25](https://youtu.be/1?t=85) Daniel Reyes, on rivers\n1. [02:25](https://youtu.be/1?t=145) Laura Hill, CEO\n", nil},
		{"times of a day", "n.md", "---\ntitle: A day\n---\n\n1. 09:00 Marta Vogel, CEO\n1. 10:00 Daniel Reyes, Engineer\n1. 11:00 Laura Hill, Director\n", nil},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
	src := []byte("---\ntitle: 慢晚餐\n---\n\n## 自我介绍\n\n" + list("https://www.youtube.com/watch?v=slow") + "\n再见。\n")
	doc, _ := post.Parse("n.md", src, nil)
	if len(doc.Appearances) != 3 {
		t.Fatalf("found %v", doc.Appearances)
	}
	a := doc.Appearances[1]
	if len(a.Sections) != 1 || len(a.Sections[0].Viewpoints) != 1 {
		t.Fatalf("the second has %+v; want one view", a.Sections)
	}
	v := a.Sections[0].Viewpoints[0]
	if len(v.Timestamps) != 1 || v.Timestamps[0].Seconds != 480 || v.Timestamps[0].URL != "https://www.youtube.com/watch?v=slow&t=480s" || a.Title != "自我介绍" || a.Line != 9 {
		t.Errorf("the second, %q on line %d, says %q at %+v", a.Title, a.Line, v.Text.Plain, v.Timestamps)
	}
	if share, lost := post.Coverage(src, doc); share < 1 {
		t.Errorf("%.2f of the post is kept, without %q", share, lost)
	}
}
