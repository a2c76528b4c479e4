package post_test

import (
	"slices"
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
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}
