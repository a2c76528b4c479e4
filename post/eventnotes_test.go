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
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}
