package dates_test

import (
	"testing"

	"viewline/post/dates"
)

func TestOrderOf(t *testing.T) {
	for _, tt := range []struct {
		texts []string
		want  dates.Order
	}{
		{nil, dates.OrderUnknown},
		{[]string{"3/09/2021", "4/5/2022"}, dates.OrderUnknown},
		{[]string{"3/09/2021", "26/11/2025"}, dates.DayFirst},
		{[]string{"3/29/21", "3/09/21"}, dates.MonthFirst},
		{[]string{"3/29/21, then 3/09/21"}, dates.MonthFirst},
		{[]string{"3/29/2021", "26/11/2025"}, dates.OrderUnknown},
		{[]string{"98/03/29"}, dates.YearFirst},
		{[]string{"26/11/21"}, dates.OrderUnknown}, // 26 November 2021, or 21 November 2026
		{[]string{"26/11/21", "26/11/2021"}, dates.DayFirst},
		{[]string{"2025-11-26", "no date"}, dates.OrderUnknown},
		{[]string{"31/31/2024", "26/11/2025"}, dates.DayFirst},
	} {
		if got := dates.OrderOf(tt.texts...); got != tt.want {
			t.Errorf("%q: got %d, want %d", tt.texts, got, tt.want)
		}
	}
}

// An order that is known decides what fits several, and nothing else.
func TestFindInOrder(t *testing.T) {
	for _, tt := range []struct {
		order      dates.Order
		text, want string
	}{
		{dates.MonthFirst, "3/09/21", "2021-03-09"},
		{dates.DayFirst, "3/09/21", "2021-09-03"},
		{dates.DayFirst, "3/09/2021", "2021-09-03"},
		{dates.DayFirst, "3.9.2021", "2021-09-03"},
		{dates.MonthFirst, "3/09/98", "1998-03-09"},
		{dates.YearFirst, "21/03/29", "2021-03-29"},
		{dates.YearFirst, "3/09/2021", "- 2021-03-09..2021-09-03 ambiguous"},
		{dates.MonthFirst, "26/11/2025", "2025-11-26"},
		{dates.MonthFirst, "26/11/21", "- ambiguous"},
		{dates.MonthFirst, "2025-11-26", "2025-11-26"},
	} {
		d, ok := dates.First(tt.text, dates.Options{Order: tt.order})
		if !ok || describe(d) != tt.want {
			t.Errorf("%q in order %d: got %s, %v; want %s", tt.text, tt.order, describe(d), ok, tt.want)
		}
	}
}
