package post_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Years of something older, and days below a title, are told apart in English notes.
func TestDatesInNotes(t *testing.T) {
	guest := "---\ntitle: Slow maps\ntype: podcast\nguests:\n  - Marta Vogel\ndate: 2026-02-14\n---\n\n"
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"an older work in a sentence", "n.md", guest + "Maps wait. It is the same idea she wrote about in 2017: rivers go.\n\n## Why\n\n- wait\n", []occasion{{"marta-vogel", "2026-02-14"}}},
		{"an older talk about the same", "n.md", guest + "Rivers are the same matter that she spoke of at length in 2011.\n", []occasion{{"marta-vogel", "2026-02-14"}}},
		{"the talk itself", "n.md", guest + "This talk was given in 2017.\n", []occasion{{"marta-vogel", "2017"}}},
		{"when something began, in a heading", "n.md", guest + "## Notes\n\n### The Age of Maps started around 2000, not with the last boom (46:59)\n\n- wait\n\n### Rivers\n\n- go\n", []occasion{{"marta-vogel", "2026-02-14"}}},
		{"a day below the title", "2019-06-06-maps.md", "---\ntitle: Notes on a slow interview\n---\n\n# Interview with Marta Vogel\n## June 5, 2019\n\n### Maps\n\n- wait\n", []occasion{{"marta-vogel", "2019-06-05"}}},
		{"days of a diary", "2019-06-06-maps.md", "---\ntitle: Notes on a slow interview\n---\n\n# Interview with Marta Vogel\n\nI read it twice.\n\n## June 5, 2019\n\nMaps.\n\n## June 6, 2019\n\nRivers.\n", []occasion{{"marta-vogel", "2019-06-06"}}},
		{"an event and a year ahead of the name", "n.md", "# My favourite talks\n\n- [SlowConf 2016,](https://a.example/1) Marta Vogel\n- [Rivertown 2005,](https://a.example/2) Daniel Reyes\n- [Slow Maps,](https://a.example/3) Laura Hill\n", []occasion{{"marta-vogel", "2016"}, {"daniel-reyes", "2005"}, {"laura-hill", ""}}},
		{"the title of one talk ends in a year", "n.md", "# My favourite talks\n\n- [Slow Runner 2049,](https://a.example/1) Marta Vogel\n- [Rivers,](https://a.example/2) Daniel Reyes\n- [SlowConf 2016,](https://a.example/3) Laura Hill\n- [Slow Maps,](https://a.example/4) Anna Wells\n", []occasion{{"marta-vogel", ""}, {"daniel-reyes", ""}, {"laura-hill", "2016"}, {"anna-wells", ""}}},
		{"a conference and its year", "n.md", "---\ntitle: Slow maps\nspeaker: Marta Vogel\nconference: Slow Loop 2014\ndate: 2016-05-01\n---\n\n## Maps\n\n- wait\n", []occasion{{"marta-vogel", "2014"}}},
		{"an event whose name has capitals", "n.md", "---\ntitle: Slow maps\nspeaker: Marta Vogel\nevent: SlowCon 2014\n---\n\n## Maps\n\n- wait\n", []occasion{{"marta-vogel", "2014"}}},
		{"a year that belongs to a name", "n.md", "---\ntitle: Slow maps\nspeaker: Marta Vogel\nevent: Vision 2030\n---\n\n## Maps\n\n- wait\n", []occasion{{"marta-vogel", ""}}},
		{"a year in the name of a series", "n.md", "---\ntitle: Slow maps\nspeaker: Marta Vogel\nseries: Foundation 1951\n---\n\n## Maps\n\n- wait\n", []occasion{{"marta-vogel", ""}}},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// One place of a post takes back what another one says of who speaks.
func TestContradictedSpeakers(t *testing.T) {
	var firms strings.Builder
	firms.WriteString("# Slow firms (panel)\n")
	for i, said := range []string{"ZX: A\nOrbis: B\nMarta Vogel: C", "Marta Vogel: A\nZX: B\nOrbis: C"} {
		for range 3 {
			fmt.Fprintf(&firms, "\n## Matter %d\n\n%s are slow.\n", i, strings.NewReplacer("A", "Our roads", "B", "Our maps", "C", "Rivers").Replace(said))
		}
	}
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"who is asked stands first", "n.md", "---\ntitle: \"Marta Vogel Interview with Daniel Reyes\"\ndescription: An interview with the late Marta Vogel.\n---\n\nIt is slow.\n", []occasion{{"marta-vogel", ""}}},
		{"who is asked stands first, in three words", "n.md", "---\ntitle: \"Laura Hill Vogel Interview with Daniel Reyes\"\ndescription: “An interview with the late Laura Hill Vogel.”\n---\n\nIt is slow.\n\n{% video title=\"Laura Hill Vogel Interview with Daniel Reyes\" %}\n", []occasion{{"laura-hill-vogel", ""}}},
		{"who asks stands first", "n.md", "---\ntitle: \"Marta Vogel Interview with Daniel Reyes\"\ndescription: An interview with Daniel Reyes.\n---\n\nIt is slow.\n", []occasion{{"daniel-reyes", ""}}},
		{"nothing tells who stands first", "n.md", "---\ntitle: \"Marta Vogel Interview with Daniel Reyes\"\n---\n\nIt is slow.\n", []occasion{{"daniel-reyes", ""}}},
		{"a heading with another name than the title", "podcasts/slow-show/n.md", "---\ntitle: \"Marta Vogel: The Slow Painter\"\n---\n\n# Marta Wells: The Slow Painter\n\n## Review\n\nA conversation on maps.\n", []occasion{{"marta-vogel", ""}}},
		{"the authors of a talk", "n.md", "---\ntitle: Slow maps\ntype: talk\nconference: SlowConf 2025\nauthors:\n  - marta-vogel\n  - daniel-reyes\ndate: 2026-01-24\n---\n\nMaps wait.\n", []occasion{{"marta-vogel", "2025"}, {"daniel-reyes", "2025"}}},
		{"the author of notes on a talk", "n.md", "---\ntitle: Slow maps\ntype: talk\nconference: SlowConf 2025\nauthor: Marta Vogel\n---\n\nMaps wait.\n", nil},
		{"the authors of a book", "n.md", "---\ntitle: Slow maps\ntype: book\nconference: SlowConf 2025\nauthors:\n  - marta-vogel\n---\n\nMaps wait.\n", nil},
		{"a guest whom the text spells", "n.md", "---\ntitle: Slow maps\ntype: podcast\nguests:\n  - zelmira-van-quendt\n---\n\nZelmira van Quendt draws. Maps wait.\n", []occasion{{"zelmira-van-quendt", ""}}},
		{"a show among guests", "n.md", "---\ntitle: Slow maps\ntype: podcast\nguests:\n  - slow-river-show\n---\n\nOn the slow river show. Maps wait.\n", nil},
		{"a talk by a firm", "n.md", "---\ntitle: Slow maps\ntype: talk\nconference: SlowConf 2025\nauthors:\n  - orbis\n---\n\nMaps wait.\n", nil},
		{"authors beside speakers", "n.md", "---\ntitle: Slow maps\ntype: talk\nconference: SlowConf 2025\nauthors:\n  - Daniel Reyes\nspeakers:\n  - Marta Vogel\n---\n\nMaps wait.\n", []occasion{{"marta-vogel", "2025"}}},
		{"firms among firms", "n.md", firms.String(), nil},
		{"given names beside a full one", "n.md", strings.NewReplacer("Orbis:", "Laura:", "ZX:", "MC:").Replace(firms.String()), []occasion{{"marta-vogel", ""}}},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// Guests of shows and those who are quoted by a recording's title are read; who asks is not.
func TestGuestsInNotes(t *testing.T) {
	turns := "**Daniel Reyes:** Marti, let's start with how you came to maps.\n\n**Marta Vogel:** I drew one.\n\n**Daniel Reyes:** And it was slow.\n\n**Marta Vogel:** It was.\n\n**Daniel Reyes:** Rivers, then.\n\n**Marta Vogel:** They go.\n"
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"a trade and an office ahead of the guest", "n.md", "---\ntitle: Zelmira Quendt on This Slow Week\ndescription: An interesting interview with VC and founder Zelmira Quendt on This Slow Week.\n---\n\nMaps wait.\n", []occasion{{"zelmira-quendt", ""}}},
		{"a show in the summary", "n.md", "---\ntitle: Zelmira Quendt on QMP\nsummary: Two hours of Zelmira Quendt on Quiet Maps Podcast\n---\n\nMaps wait.\n", []occasion{{"zelmira-quendt", ""}}},
		{"a matter in the summary", "n.md", "---\ntitle: Zelmira Quendt on QMP\nsummary: What we read of Zelmira Quendt on Quiet Maps\n---\n\nMaps wait.\n", nil},
		{"a recording of the same title", "n.md", "# Orbis CEO Zelmira Quendt: Slow maps will win\n\n**Source:** [Orbis CEO Zelmira Quendt: Slow maps will win](https://www.youtube.com/watch?v=a1)\n\n## Summary\n\n- maps wait\n", []occasion{{"zelmira-quendt", ""}}},
		{"an article of the same title", "n.md", "# Orbis CEO Zelmira Quendt: Slow maps will win\n\n**Source:** [Orbis CEO Zelmira Quendt: Slow maps will win](https://paper.example/a1)\n\n## Summary\n\n- maps wait\n", nil},
		{"who asks the other one first", "slow-talk-63.md", turns, []occasion{{"marta-vogel", ""}}},
		{"who begins with no name", "slow-talk-63.md", strings.Replace(turns, "Marti, let's", "Let us", 1), []occasion{{"daniel-reyes", ""}, {"marta-vogel", ""}}},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}
