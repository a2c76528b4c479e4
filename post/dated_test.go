package post_test

import (
	"slices"
	"testing"
)

// A list, a table or a schedule says in more ways than beside each talk when it was.
func TestDatesOfLists(t *testing.T) {
	maps, rivers, roads := "2019-05-03", "2019-06-04", "2018-07-01"
	vogel := func(days ...string) (all []occasion) {
		for _, d := range days {
			all = append(all, occasion{"marta-vogel", d})
		}
		return all
	}
	three := func(a, b, c string) []occasion {
		return []occasion{{"marta-vogel", a}, {"daniel-reyes", b}, {"laura-hill", c}}
	}
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"days and months below years", "n.md", "# Talks by Marta Vogel\n\n## 2019\n\n- 3 May: Quiet maps, SlowConf\n- June 4 – Slow rivers\n\n## 2018\n\n- July: Roads, MapCamp\n- 1 August: Towns\n", vogel(maps, rivers, "2018-07", "2018-08-01")},
		{"days and months below years in Chinese", "n.md", "# 访谈列表：Marta Vogel's talks\n\n## 2019年\n\n- 5月3日 慢大会：安静的地图\n- 6月4日 河流大会：慢河\n\n## 2018年\n\n- 7月1日 地图大会：路\n- 8月：城\n", vogel(maps, rivers, roads, "2018-08")},
		{"years alone", "n.md", "# Talks by Marta Vogel\n\n## 2019\n\n- [Quiet maps](https://a.example/1)\n- Slow rivers, SlowConf\n\n## 2018\n\n- [Roads](https://a.example/2)\n- [Towns](https://a.example/3)\n", vogel("2019", "2019", "2018", "2018")},
		{"months with a year", "n.md", "# Talks by Marta Vogel\n\n## May 2019\n\n- Quiet maps, SlowConf\n- Slow rivers, RiverConf\n\n## July 2018\n\n- Roads, MapCamp\n- Towns, MapCamp\n", vogel("2019-05", "2019-05", "2018-07", "2018-07")},
		{"years in bold", "n.md", "# Talks by Marta Vogel\n\n**2019**\n\n- Quiet maps, SlowConf\n- Slow rivers, RiverConf\n\n**2018**\n\n- Roads, MapCamp\n- Towns, MapCamp\n", vogel("2019", "2019", "2018", "2018")},
		{"years as items", "n.md", "# Talks by Marta Vogel\n\n- 2019\n  - Quiet maps, SlowConf\n  - Slow rivers, RiverConf\n- 2018\n  - Roads, MapCamp\n", vogel("2019", "2019", "2018")},
		{"a line below each item", "n.md", "# Talks by Marta Vogel\n\n- Quiet maps\n  - SlowConf, 3 May 2019 ([slides](https://a.example/1))\n- Slow rivers\n  - RiverConf, 4 June 2019\n- Roads\n  - MapCamp, 1 July 2018\n", vogel(maps, rivers, roads)},
		{"links behind the date", "n.md", "# Talks by Marta Vogel\n\n- Quiet maps, SlowConf, 3 May 2019 ([slides](https://a.example/1), [video](https://a.example/2))\n- Slow rivers, RiverConf, 4 June 2019 [video](https://a.example/3)\n", vogel(maps, rivers)},
		{"headings below years", "n.md", "# Marta Vogel's speeches\n\n## 2019\n\n### Quiet maps\n\nMaps wait.\n\n### Slow rivers\n\nRivers go.\n\n## 2018\n\n### Roads\n\nRoads stay.\n", vogel("2019", "2019", "2018")},
		{"a line below each heading", "n.md", "# Talks by Marta Vogel\n\n## Quiet maps\n\nSlowConf, Rivertown, 3 May 2019\n\n- wait\n\n## Slow rivers\n\n10:00–11:00, 4 June 2019\n\n- go\n", vogel(maps, rivers)},
		{"a column of years, and one of days", "n.md", "# Talks by Marta Vogel\n\n| Year | Day | Title |\n|---|---|---|\n| 2019 | May 3 | Quiet maps |\n| | June 4 | Slow rivers |\n| 2018 | July 1 | Roads |\n", vogel(maps, rivers, roads)},
		{"a year for several rows", "n.md", "# Talks by Marta Vogel\n\n| Year | Title | Event |\n|---|---|---|\n| 2019 | Quiet maps | SlowConf |\n| | Slow rivers | RiverConf |\n| 2018 | Roads | MapCamp |\n", vogel("2019", "2019", "2018")},
		{"days of the title's year", "n.md", "# Slow seminar 2019\n\n| Date | Speaker | Title |\n|---|---|---|\n| May 3 | Marta Vogel | Quiet maps |\n| June 4 | Daniel Reyes | Slow rivers |\n| July 1 | Laura Hill | Roads |\n", three(maps, rivers, "2019-07-01")},
		{"talks of several people below years", "n.md", "# Past meetups\n\n## 2019\n\n* May 3: Quiet maps by Marta Vogel\n* June 4: Slow rivers by Daniel Reyes\n* July 1: Roads by Laura Hill\n", three(maps, rivers, "2019-07-01")},
		{"names that links have", "n.md", "# Past meetups\n\n- **May 2019** - Quiet maps by [Zelmira Quendt](https://a.example/1) - [more info](https://a.example/2)\n- **June 2019** - Rivers by [Okan Dratz](https://a.example/3) & [Marta Vogel](https://a.example/4)\n- **July 2019** - Roads by [Laura Hill](https://a.example/5)\n", []occasion{{"zelmira-quendt", "2019-05"}, {"okan-dratz", "2019-06"}, {"marta-vogel", "2019-06"}, {"laura-hill", "2019-07"}}},
		{"days of a conference", "n.md", "# SlowConf 2019 notes\n\n## Day 1: May 3\n\n### Quiet maps by Marta Vogel\n\n- wait\n\n### Slow rivers by Daniel Reyes\n\n- go\n\n## Day 2: Saturday, May 4\n\n### Roads by Laura Hill\n\n- stay\n", three(maps, maps, "2019-05-04")},
		{"days with who spoke below the talks", "n.md", "# SlowConfTH 2019\n\n## Day 1 Friday, May 3 2019\n\n### Quiet maps\n\nMarta Vogel\n\n---\n\n### Slow rivers\n\nDaniel Reyes\n\n## Day 2 Saturday, May 4 2019\n\n### Roads\n\nLaura Hill\n", three(maps, maps, "2019-05-04")},
		{"offices behind the names", "n.md", "## Slow 2019 - Day One\n\n### Quiet maps - Marta Vogel, Head of Maps at SlowLab\n\n- wait\n\n### Slow rivers - Daniel Reyes, River Engineer\n\n- go\n\n### Quiet Roads - Laura Hill, Senior Walker\n\n- stay\n", three("2019", "2019", "2019")},
		{"one day of an event, in a folder of the year", "2019/slowcamp/day-one.md", "Things to look at\n---\n\n* maps\n\nQuiet maps - Marta Vogel\n---\n\n* wait\n\nSlow rivers - Daniel Reyes\n---\n\n* go\n\nRoads - Laura Hill\n---\n\n* stay\n", three("2019", "2019", "2019")},
		{"the day of an event, ahead of its talks", "n.md", "# Slow meetup #12\n\n3 May 2019, Rivertown\n\n## Quiet maps by Marta Vogel\n\n- wait\n\n## Slow rivers by Daniel Reyes\n\n- go\n", []occasion{{"marta-vogel", maps}, {"daniel-reyes", maps}}},
		{"a schedule below a labelled day", "n.md", "# Slow meetup\n\n**Date:** 3 May 2019\n\n| Time | Speaker | Talk |\n|---|---|---|\n| 10:00 | Marta Vogel | Quiet maps |\n| 11:00 | Daniel Reyes | Slow rivers |\n| 12:00 | Laura Hill | Roads |\n", three(maps, maps, maps)},
		{"a schedule without headings, of the record of an event", "n.md", "---\ntitle: Maps and rivers\ndate: 2019-05-03\nvenue: Slow Hall, Rivertown\n---\n\nThe seminar will be held at Slow Hall.\n\n## Programme\n\n| Time | | |\n|---|---|---|\n| 09:30 | Registration | |\n| 09:50 | Welcome | Nora Klein, SlowLab |\n| 10:00 | Quiet maps | Marta Vogel, SlowLab, Rivertown |\n| 10:45 | Coffee break | |\n| 11:00 | Slow rivers | Daniel Reyes, Slow Ship Institute |\n| 12:00 | Roads | Laura Hill (MapLab) |\n", three(maps, maps, maps)},
		{"a schedule in Japanese below a label", "n.md", "# 遅い勉強会 #3\n\n日時: 2019年5月3日(金) 19:00〜\n\n| 時間 | 内容 | 発表者 |\n|---|---|---|\n| 19:00 | 静かな地図 | 山田花子 |\n| 19:30 | 遅い川 | 佐藤次郎 |\n| 20:00 | 道 | 鈴木一郎 |\n", []occasion{{"shan-tian-hua-zi", maps}, {"zuo-teng-ci-lang", maps}, {"ling-mu-yi-lang", maps}}},
		{"a folder that runs into its year", "SlowConf2019/maps.md", "# Quiet maps by Marta Vogel\n\nVogel said that maps wait. Vogel argues for rivers.\n\n- wait\n", vogel("2019")},
		{"a labelled day of the post's year", "n.md", "---\ntitle: Interview with Marta Vogel\ndate: 2019-12-20\n---\n\n**Date:** 9 January\n\n- wait\n", vogel("2020-01-09")},
		{"a weekday that leads a paragraph", "n.md", "---\ntitle: \"Slow panel - Marta Vogel, Daniel Reyes\"\ndate: 2017-02-22\n---\n\n**Wednesday, Mar 1, 3pm PST / 6pm EST**\n\nTwo tell of maps. Register by Monday, February 27.\n\n### Marta Vogel\n\nMarta draws.\n\n### Daniel Reyes\n\nDaniel walks.\n", []occasion{{"marta-vogel", "2017-03-01"}, {"daniel-reyes", "2017-03-01"}}},
		{"a handle behind who spoke", "SlowMash2019/maps.md", "# Quiet maps\n## Marta Vogel @martavogel\n\n* wait\n", vogel("2019")},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// What looks like a list of dated talks and is none stays silent, and no date is finer
// than the text has it.
func TestDatesOfListsThatTellNone(t *testing.T) {
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"views below years", "n.md", "# Interviews with Marta Vogel\n\n## 2019\n\n- Maps wait for rivers.\n- Rivers go.\n\n## 2018\n\n- Roads stay.\n- Towns grow.\n", []occasion{{"marta-vogel", ""}}},
		{"days of no year", "n.md", "# Past meetups\n\n* May 3: Quiet maps by Marta Vogel\n* June 4: Slow rivers by Daniel Reyes\n* July 1: Roads by Laura Hill\n", []occasion{{"marta-vogel", ""}, {"daniel-reyes", ""}, {"laura-hill", ""}}},
		{"a plan of a day", "n.md", "---\ntitle: A day in Rivertown\ndate: 2019-05-03\n---\n\n## Schedule\n\n| Time | What | |\n|---|---|---|\n| 09:00 | Train | Rivertown Hauptbahnhof |\n| 10:00 | Walk | Slowtown Oldgate |\n| 11:00 | Lunch | Quiet Garden |\n| 12:00 | Boat | Lower Riverside |\n", nil},
		{"a rota", "n.md", "---\ntitle: Cleaning\n---\n\n## Schedule\n\n| Time | Task | Who |\n|---|---|---|\n| 09:00 | Floor | Marta Vogel |\n| 10:00 | Stairs | Daniel Reyes |\n| 11:00 | Bins | Laura Hill |\n", nil},
		{"an announced schedule, on the day of the post", "n.md", "---\ntitle: The programme is out\ndate: 2019-03-01\n---\n\n## Programme\n\n| Time | Speaker | Talk |\n|---|---|---|\n| 10:00 | Marta Vogel | Quiet maps |\n| 11:00 | Daniel Reyes | Slow rivers |\n| 12:00 | Laura Hill | Roads |\n", []occasion{{"marta-vogel", ""}, {"daniel-reyes", ""}, {"laura-hill", ""}}},
		{"two lines below an item", "n.md", "# Talks by Marta Vogel\n\n- Quiet maps\n  - SlowConf, 3 May 2019\n  - RiverConf, 4 June 2018\n- Slow rivers\n  - MapCamp\n", []occasion{{"marta-vogel", ""}}},
		{"when a talk was posted", "n.md", "# Talks by Marta Vogel\n\n## Quiet maps\n\nPosted on 3 May 2019, Rivertown\n\n- wait\n\n## Slow rivers\n\nPosted on 4 June 2018, Rivertown\n\n- go\n", []occasion{{"marta-vogel", ""}}},
		{"a labelled day that lies far from the post", "n.md", "---\ntitle: Interview with Marta Vogel\ndate: 2019-12-01\n---\n\n**Date:** 9 June\n\n- wait\n", []occasion{{"marta-vogel", "2019-12-01"}}},
		{"a weekday that is not that of the day", "n.md", "---\ntitle: \"Slow panel - Marta Vogel, Daniel Reyes\"\ndate: 2017-02-22\n---\n\n**Monday, Mar 1, 3pm PST**\n\nTwo tell of maps.\n\n### Marta Vogel\n\nMarta draws.\n\n### Daniel Reyes\n\nDaniel walks.\n", []occasion{{"marta-vogel", ""}, {"daniel-reyes", ""}}},
		{"notes of a year", "notes2019/maps.md", "# Quiet maps\n\nMarta Vogel\n\n- wait\n", nil},
		{"a section about a year", "n.md", "# SlowConf notes\n\n## Rivers since the flood (2018)\n\n### Quiet maps by Marta Vogel\n\n- wait\n\n### Slow rivers by Daniel Reyes\n\n- go\n\n### Roads by Laura Hill\n\n- stay\n", []occasion{{"marta-vogel", ""}, {"daniel-reyes", ""}, {"laura-hill", ""}}},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}
