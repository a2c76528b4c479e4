package dates_test

import (
	"fmt"

	"viewline/post/dates"
)

func ExampleFind() {
	text := "Recorded on 5 March 2024, early 2023, 2025年11月26-28日, 1990年代 and 3/09/2021."
	for _, d := range dates.Find(text, dates.Options{}) {
		switch {
		case d.Ambiguous:
			fmt.Println("day and month cannot be told apart:", text[d.Start:d.End])
		default:
			fmt.Println(text[d.Start:d.End], "|", d.Date, d.Earliest, d.Latest, d.Approximate)
		}
	}
	// Output:
	// 5 March 2024 | 2024-03-05 2024-03-05 2024-03-05 false
	// early 2023 | 2023 2023-01-01 2023-12-31 true
	// 2025年11月26-28日 | 2025-11-26 2025-11-26 2025-11-28 false
	// 1990年代 |  1990-01-01 1999-12-31 true
	// day and month cannot be told apart: 3/09/2021
}

// The other dates of a column tell which number is the day.
func ExampleOrderOf() {
	order := dates.OrderOf("3/09/2021", "26/11/2025")
	d, _ := dates.First("3/09/2021", dates.Options{Order: order})
	fmt.Println(d.Date)
	// Output: 2021-09-03
}

func ExampleCutTitle() {
	const title = "Slow software - November 26, 2025"
	cut, _ := dates.CutTitle(title, dates.Find(title, dates.Options{}))
	fmt.Println(cut.Title, cut.Date.Date)
	// Output: Slow software 2025-11-26
}
