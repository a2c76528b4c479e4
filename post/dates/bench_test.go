package dates_test

import (
	"strings"
	"testing"

	"viewline/post/dates"
)

const (
	english = "Marta Vogel says that whoever ships early learns early, and that most plans are made to feel safe. Nobody may march on without asking what the users do; a small step that holds is worth more. "
	chinese = "韩雪松认为，越早交付就越早学到东西，而大多数计划只是为了让人安心。今年以来，他在世界各地反复说明：一个站得住的小步骤，比一年的宏大设想更有价值。"
)

func prose(paragraph string) string { return strings.Repeat(paragraph, 100_000/len(paragraph)) }

func BenchmarkFind(b *testing.B) {
	for _, bb := range []struct{ name, text string }{
		{"english", prose(english)},
		{"chinese", prose(chinese)},
		{"bilingual", prose(english + chinese)},
		{"numbers", prose("At 12:34 he gave 7/10, 2000 users and 35% of 1,500 pages. ")},
		{"dates", prose("Slow Conf - Nov 26, 2025；慢访谈（2024年5月1日）；2023-04-05. ")},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.SetBytes(int64(len(bb.text)))
			for b.Loop() {
				dates.Find(bb.text, dates.Options{})
			}
		})
	}
}

// The work grows with the text, not with its square: a byte costs no more steps
// in a long text than in a short one.
func TestFindIsLinear(t *testing.T) {
	for _, piece := range []string{
		"1", "1-", "2024-", "2024-01-", "1/2/", "20 ", "Nov ", "Nov 26 ", "early ", "Wed, ", "2024 to ", "二", "年", "二年", "１", "(", "((2024", "2024))", "~", "约", "周三", "2024年", "of 2024 ",
		"2024-01-01 10:00", "://", "://a ", "平成", "世纪", "Q1 ", "  ", "2024          ", "1.1.", "Oct 29, ", "\xe5", "\xef\xbc",
	} {
		small := dates.Steps(strings.Repeat(piece, 1<<10/len(piece)))
		large := dates.Steps(strings.Repeat(piece, 1<<14/len(piece)))
		if large > 17*(small+1) || large > 1<<14*60 {
			t.Errorf("%q: 1 kB took %d steps, 16 kB %d", piece, small, large)
		}
	}
}

// Inputs that would take minutes if the time grew with their square.
func TestLongInputs(t *testing.T) {
	for _, piece := range []string{"1/2/", "/", "a/2024/", "://", "(", "1", "年", " ", "Nov ", "Nov"} {
		s := strings.Repeat(piece, 1<<18/len(piece))
		dates.CutTitle(s, dates.Find(s, dates.Options{}))
		dates.Path(s)
		dates.URL(s)
		dates.HasDateWord(s)
		dates.Stamp(s, dates.Options{})
	}
}
