package dates_test

import (
	"testing"

	"viewline/post/dates"
)

func TestCutTitle(t *testing.T) {
	for _, tt := range []struct {
		title, rest, date string
		place             dates.Place
	}{
		{"韩雪松 慢访谈 - 2025-11-26", "韩雪松 慢访谈", "2025-11-26", dates.End},
		{"韩雪松 慢访谈 — Nov 30 – Dec 2, 2025", "韩雪松 慢访谈", "2025-11-30 2025-11-30..2025-12-02", dates.End},
		{"慢书讨论 - 2024-2025", "慢书讨论", "2024 2024-01-01..2025-12-31", dates.End},
		{"慢访谈——2024-2025年", "慢访谈", "2024 2024-01-01..2025-12-31", dates.End},
		{"推荐的5篇论文（2024年）", "推荐的5篇论文", "2024", dates.End},
		{"推荐的5篇论文(2024)", "推荐的5篇论文", "2024", dates.End},
		{"Slow Conf keynote (Berlin, 2021)", "Slow Conf keynote (Berlin)", "2021", dates.End},
		{"慢大会采访（2021年，柏林）", "慢大会采访（柏林）", "2021", dates.End},
		{"慢大会采访（2021，柏林）", "慢大会采访（柏林）", "2021", dates.End},
		{"慢大会演讲 - November 26, 2025 (Berlin)", "慢大会演讲 (Berlin)", "2025-11-26", dates.End},
		{"慢播客 | May 6, 2022", "慢播客", "2022-05-06", dates.End},
		{"Slow Talk | Berlin | 1998", "Slow Talk | Berlin", "1998", dates.End},
		{"Slow talk, 1998", "Slow talk", "1998", dates.End},
		{"慢访谈 - 约1843年", "慢访谈", "1843 approximate", dates.End},
		{"慢播客 - 2025年11月26日晚", "慢播客", "2025-11-26", dates.End},
		{"慢播客 2025年底", "慢播客", "2025 approximate", dates.End},
		{"Keynote at Slow Conf in May 2022", "Keynote at Slow Conf", "2022-05", dates.End},
		{"慢访谈 - 2025-13-45", "慢访谈", "- impossible", dates.End},
		{"2024-10-08：韩雪松的演讲", "韩雪松的演讲", "2024-10-08", dates.Start},
		{"【2025-11-26】慢大会", "慢大会", "2025-11-26", dates.Start},
		{"[2025-11-26] Slow Conf", "Slow Conf", "2025-11-26", dates.Start},
		{"2024-10-08 - Slow Conf", "Slow Conf", "2024-10-08", dates.Start},
		{"2019年慢大会上的演讲", "慢大会上的演讲", "2019", dates.Start},
		{"2019年的演讲", "演讲", "2019", dates.Start},
		{"在2019年慢大会上的演讲", "在慢大会上的演讲", "2019", dates.Inside},
		{"Interview on May 3, 2021 with Ana Lind", "Interview with Ana Lind", "2021-05-03", dates.Inside},
		{"Slow Conf – May 3, 2021 – Keynote", "Slow Conf – Keynote", "2021-05-03", dates.Inside},
		{"Slow Conf 2019 - 2019-05-03", "Slow Conf 2019", "2019-05-03", dates.End},
		{"2025-11-26", "", "2025-11-26", dates.Whole},
		{"2025年", "", "2025", dates.Whole},
	} {
		t.Run(tt.title, func(t *testing.T) {
			got, ok := dates.CutTitle(tt.title, dates.Find(tt.title, dates.Options{}))
			if !ok || got.Title != tt.rest || describe(got.Date) != tt.date || got.Place != tt.place {
				t.Errorf("got %q, %s, place %d, %v; want %q, %s, place %d", got.Title, describe(got.Date), got.Place, ok, tt.rest, tt.date, tt.place)
			}
		})
	}
	for _, title := range []string{"", "2025 IDEA大会", "Slow Conf 2025", "慢访谈", "Oct 29 notes", "History: 1998", "1998. 创立公司", "Windows - 2000 users", "COVID-2019"} {
		if got, ok := dates.CutTitle(title, dates.Find(title, dates.Options{})); ok || got.Title != title {
			t.Errorf("%q: got %q, %s", title, got.Title, describe(got.Date))
		}
	}
}

func TestHasDateWord(t *testing.T) {
	for _, heading := range []string{"慢访谈 2025", "November notes", "Talk in June", "10月29日", "Oct 29", "2025年底", "3/09/21", "2025-13-45", "Notes, early 2024"} {
		if !dates.HasDateWord(heading) {
			t.Errorf("%q has a date word", heading)
		}
	}
	for _, heading := range []string{"", "慢访谈", "What May Come", "march on", "2000 users", "Web 2.0", "The March of progress", "Octopus", "Novembers"} {
		if dates.HasDateWord(heading) {
			t.Errorf("%q has no date word", heading)
		}
	}
}
