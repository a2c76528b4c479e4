package post_test

import (
	"slices"
	"testing"
)

// Notes on the talks of an event that a note-taker has in a form of their own.
func TestNotesOnEvents(t *testing.T) {
	const accounts = "### Quiet maps (EN)\n\nMarta Vogel - @vogel\n\n- maps wait\n\n### Rivers (JA)\n\nZelmira QUENDT @quendt\n\n- rivers go\n\n---\n\n"
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"accounts below three headings or more, and days above", "n.md", "# SlowKaigi Rivertown 2019\n\n## Friday 3rd May\n\n" + accounts + "## Saturday 4th May\n\n### Roads\n\nDaniel \"Dan\" Reyes - @reyes\nRoads stay.\n", []occasion{{"marta-vogel", "2019-05-03"}, {"zelmira-quendt", "2019-05-03"}, {"daniel-reyes", "2019-05-04"}}},
		{"two of them", "n.md", "# Rivertown 2019\n\n" + accounts, nil},
		{"accounts of a team", "n.md", "# Who we are\n\n## Maps\n\nSlow Labs\n\n## Rivers\n\nMarta Vogel\n\n## Roads\n\nRoad Works\n", nil},
		{"the agenda of a town, and bold titles over two lines", "n.md", "# Slowly Rivertown 2019\n\nhttps://www.slow.example/rivertown-agenda\n\nFriday, May 3, 2019 - Rivertown Hall\n\n---\n\n**Quiet maps of\nthe north**\nMarta Vogel\n\n- wait\n\n---\n\n**Rivers**\nDaniel Reyes\n\n---\n\n**Roads**\nLaura Hill\n", []occasion{{"marta-vogel", "2019-05-03"}, {"daniel-reyes", "2019-05-03"}, {"laura-hill", "2019-05-03"}}},
		{"bold lines for headings", "slow/slow-east-2019.md", "# Slow East\nRivertown\n\n## Day 1\n\n**A. Keynote: Marta Vogel**\n\n- maps wait\n\n**B. Rivers**\n\n- Daniel Reyes, SlowLab\n    - rivers go\n\n## Day 2\n\n**A. Roads**\n\n- speaker: Laura Hill, professor at Rivertown\n- roads stay\n\n**B. Bridges**\n\n- came late\n", []occasion{{"marta-vogel", "2019"}, {"daniel-reyes", "2019"}, {"laura-hill", "2019"}}},
		{"bold lines above those who helped", "slow/slow-east-2019.md", "# Slow East\n\n## Day 1\n\n**Organizers**\n\n- Marta Vogel\n\n**Volunteers**\n\n- Daniel Reyes, SlowLab\n\n## Day 2\n\n**Sponsors**\n\n- Laura Hill\n", nil},
		{"bold lines above rolls", "slow/slow-east-2019.md", "# Slow East\n\n## Day 1\n\n**Maps**\n\n- Marta Vogel\n- Nora Klein\n- Laura Hill\n\n**Rivers**\n\n- Daniel Reyes\n- Ana Ruiz\n- Dan Lind\n\n## Day 2\n\n**Roads**\n\n- Laura Hill\n- Ana Lind\n- Dan Ruiz\n", nil},
		{"what a programme says of a talk", "slow-2016/maps.md", "# Maps: Believe It\n\n## Details:\n\n* https://slow.example/detail/1\n* Marta Vogel (SlowLab)\n* 11:05am–11:45am Wednesday, 05/18/2016\n\n## Notes:\n\n* maps wait\n", []occasion{{"marta-vogel", "2016-05-18"}}},
		{"such a list of two people", "n.md", "# Maps\n\n## Details:\n\n* Marta Vogel (SlowLab)\n* Daniel Reyes (SlowLab)\n* 11:05am Wednesday, 05/18/2016\n", nil},
		{"a list without a time of day", "n.md", "# Maps\n\n## Details:\n\n* Marta Vogel (SlowLab)\n* since 05/18/2016\n", nil},
		{"a name and a firm below the title", "9.Maps.md", "# Quiet & Slow Maps\n\nBy Marta Vogel from SLM\n\nMaps wait.\n", []occasion{{"marta-vogel", ""}}},
		{"a name below the title of a book", "books/maps.md", "# Quiet Maps\n\nBy Marta Vogel from Rivertown\n\nMaps wait.\n", nil},
		{"loudspeakers", "n.md", "# A panel for the kitchen\n\nMounted on a panel.\n\n* speakers\n  * Bose Revolve - kitchen\n  * Harman Kardon - hall\n* cables\n", nil},
		{"a name and who prints books", "n.md", "# Quiet Maps\n\nBy Marta Vogel from Rivertown Press\n\nI liked this one; its maps wait.\n", nil},
		{"a name and a newspaper", "n.md", "# Quiet Maps\n\nBy Marta Vogel from The Rivertown Times\n\nMaps wait.\n", nil},
		{"a name and a firm below the title of a blog's post", "n.md", "---\ntitle: Quiet Maps\n---\n\nBy Marta Vogel from SLM\n\nMaps wait.\n", nil},
		{"the author of notes on knowledge representation", "n.md", "# Visual Representation\n\nMarta Vogel\n\nMaps wait.\n", nil},
		{"the year of a talk", "n.md", "---\ntitle: Quiet maps\nyear: 2019\n---\n\n# Quiet maps\n\n**Speaker(s):** Marta Vogel\n\n- wait\n", []occasion{{"marta-vogel", "2019"}}},
		{"the year of a book", "n.md", "---\ntitle: Interview with Marta Vogel\nyear: 2019\n---\n\n- wait\n", []occasion{{"marta-vogel", ""}}},
		{"a session of questions", "n.md", "---\ntitle: Slow AMA, May 3, 2019\ndate: 2019-05-09\n---\n\n**Why maps?**\n\n*Answered by Marta Vogel*\n\n- they wait\n\n*Answered by Daniel Reyes*\n\n- they do\n", []occasion{{"marta-vogel", "2019-05-03"}, {"daniel-reyes", "2019-05-03"}}},
		{"a folder that has the title of an episode", "out/Why do maps wait? With Marta Vogel, PhD/episode_summary.md", "## **Info**\n\n- 公開日：2019年5月3日\n- 長さ：32:52\n\n## **Summary**\n\nMaps wait.\n", []occasion{{"marta-vogel", "2019-05-03"}}},
		{"a folder of walks", "out/Walks with Marta Vogel/summary.md", "## Summary\n\nMaps wait.\n", nil},
		{"speeches below a line that says where each was given", "n.md", "# My Favorite Commencement Speeches\n\n### 1. Marta Vogel's \"Quiet Maps\"\n\n*Delivered to the 2005 graduating class of Rivertown College*\n\nMaps wait.\n\n### 2. Nora Klein's \"Rivers\"\n\n*Delivered to the 2012 graduating class of Lakeside*\n\nRivers go.\n\n### 3. Laura Hill's \"Roads\"\n\n*Delivered at Rivertown in 2014 and 2015*\n\nRoads stay.\n", []occasion{{"marta-vogel", "2005"}, {"nora-klein", "2012"}, {"laura-hill", ""}}},
		{"books of three people", "n.md", "# My favorite books\n\n### 1. Marta Vogel's \"Quiet Maps\"\n\nMaps wait.\n\n### 2. Nora Klein's \"Rivers\"\n\nRivers go.\n\n### 3. Laura Hill's \"Roads\"\n\nRoads stay.\n", nil},
		{"who sat on a panel", "SlowCon-2017/maps-panel.md", "# Moderated by Nora Klein, SlowLab\n\n* people\n  * Marta Vogel - SlowLab\n  * Daniel Reyes - Rivertown\n* Which maps?\n  * Marta - quiet ones\n", []occasion{{"marta-vogel", "2017"}, {"daniel-reyes", "2017"}}},
		{"people of whom one is none", "SlowCon-2017/maps-panel.md", "# Moderated by Nora Klein, SlowLab\n\n* people\n  * Marta Vogel - SlowLab\n  * some others\n* Which maps?\n", nil},
		{"people of no panel", "maps.md", "# Maps\n\n* people\n  * Marta Vogel - SlowLab\n  * Daniel Reyes - Rivertown\n* Which maps?\n", nil},
		{"one answer", "n.md", "---\ntitle: Slow questions\n---\n\n**Why maps?**\n\n*Answered by Marta Vogel*\n\n- they wait\n", nil},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// Notes on an episode list who took part.
func TestListsOfThoseInAShow(t *testing.T) {
	const player = "<iframe src=\"https://player.example/1\"></iframe>\n\n* Air Date: 2019-05-03\n* Duration: 61 mins\n\n## About this episode\n\nMaps wait.\n\n"
	for _, tt := range []struct {
		why, src string
		want     []occasion
	}{
		{"hosts and guests in one list, and a player ahead", "# SM 12: One Week Left\n\n" + player + "## Your hosts\n\n* [Ana Ruiz](https://slow.example/hosts/ana)\n* [Marta Vogel](https://slow.example/guests/martavogel)\n* [Dr. Daniel Reyes](https://slow.example//guests/reyes)\n", []occasion{{"marta-vogel", "2019-05-03"}, {"daniel-reyes", "2019-05-03"}}},
		{"hosts alone", "# SM 12: One Week Left\n\n" + player + "## Your hosts\n\n* [Ana Ruiz](https://slow.example/hosts/ana)\n", nil},
		{"guests", "# One Week Left\n\nMaps wait.\n\n## Guests\n\n* [Marta Vogel](https://vogel.example)\n* Daniel Reyes - painter\n", []occasion{{"marta-vogel", ""}, {"daniel-reyes", ""}}},
		{"what a house has for guests", "# Our house\n\n## Guests\n\n* [Quiet rooms](https://slow.example/rooms)\n* Breakfast\n", nil},
		{"people who are no guests", "# Our lab\n\n## People\n\n* [Marta Vogel](https://slow.example/people/vogel)\n", nil},
	} {
		if got := occasionsOf(t, "n.md", []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}
