package timeline_test

import (
	"cmp"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"viewline/timeline"
)

type date = timeline.PartialDate

func TestParsePartialDate(t *testing.T) {
	for _, tt := range []struct {
		text             string
		want             date
		precision        timeline.DatePrecision
		earliest, latest string
	}{
		{"2025-11-26", date{2025, 11, 26}, timeline.PrecisionDay, "2025-11-26", "2025-11-26"},
		{"2025-06", date{2025, 6, 0}, timeline.PrecisionMonth, "2025-06-01", "2025-06-30"},
		{"2020", date{2020, 0, 0}, timeline.PrecisionYear, "2020-01-01", "2020-12-31"},
		{"2025-12", date{2025, 12, 0}, timeline.PrecisionMonth, "2025-12-01", "2025-12-31"},
		{"2024-02", date{2024, 2, 0}, timeline.PrecisionMonth, "2024-02-01", "2024-02-29"},
		{"2023-02", date{2023, 2, 0}, timeline.PrecisionMonth, "2023-02-01", "2023-02-28"},
		{"1900-02", date{1900, 2, 0}, timeline.PrecisionMonth, "1900-02-01", "1900-02-28"},
		{"2000-02-29", date{2000, 2, 29}, timeline.PrecisionDay, "2000-02-29", "2000-02-29"},
		{"0001", date{1, 0, 0}, timeline.PrecisionYear, "0001-01-01", "0001-12-31"},
		{"9999-12-31", date{9999, 12, 31}, timeline.PrecisionDay, "9999-12-31", "9999-12-31"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			d, err := timeline.ParsePartialDate(tt.text)
			if err != nil || d != tt.want {
				t.Fatalf("got %v, %v; want %v", d, err, tt.want)
			}
			got := []string{d.String(), string(d.Precision()), d.Earliest().String(), d.Latest().String()}
			want := []string{tt.text, string(tt.precision), tt.earliest, tt.latest}
			if strings.Join(got, " ") != strings.Join(want, " ") {
				t.Errorf("text, precision, earliest, latest: got %q, want %q", got, want)
			}
		})
	}
}

func TestParsePartialDateErrors(t *testing.T) {
	const want = "want a date such as 2025-11-26, 2025-06 or 2020"
	for text, cause := range map[string]string{
		"":            "",
		"0":           "",
		"20":          "",
		"202":         "",
		"20255":       "",
		"2025-":       "",
		"2025-6":      "",
		"2025-06-":    "",
		"2025-06-1":   "",
		"2025-06-011": "",
		"202506":      "",
		"2025/06":     "",
		"2025-06/18":  "",
		"2025061":     "",
		"+025":        "",
		"-025":        "",
		"2 25":        "",
		"20_5":        "",
		"0x1f":        "",
		"2025-1x":     "",
		"2025-06-x1":  "",
		" 2025":       "",
		"二〇":          "",
		"２０25":        "",
		"0000":        "a part is zero; ",
		"2025-00":     "a part is zero; ",
		"2025-06-00":  "a part is zero; ",
		"2025-13":     "month 13; want 1 to 12; ",
		"2025-99-01":  "month 99; want 1 to 12; ",
		"2025-06-31":  "day 31; want 1 to 30; ",
		"2023-02-29":  "day 29; want 1 to 28; ",
		"1900-02-29":  "day 29; want 1 to 28; ",
		"2024-02-30":  "day 30; want 1 to 29; ",
		"2025-12-32":  "day 32; want 1 to 31; ",
	} {
		t.Run(text, func(t *testing.T) {
			d, err := timeline.ParsePartialDate(text)
			if msg := `date "` + text + `": ` + cause + want; err == nil || err.Error() != msg || !d.IsZero() {
				t.Errorf("got %v, %v; want %s", d, err, msg)
			}
		})
	}
}

func TestNewPartialDateErrors(t *testing.T) {
	for _, tt := range []struct {
		year, month, day int
		want             string
	}{
		{0, 0, 0, "year 0; want 1 to 9999"},
		{-1, 1, 1, "year -1; want 1 to 9999"},
		{10000, 0, 0, "year 10000; want 1 to 9999"},
		{2025, -1, 0, "month -1; want 1 to 12"},
		{2025, 0, 5, "month 0; want 1 to 12"},
		{2025, 6, -1, "day -1; want 1 to 30"},
	} {
		d, err := timeline.NewPartialDate(tt.year, tt.month, tt.day)
		if err == nil || err.Error() != tt.want || !d.IsZero() {
			t.Errorf("%d, %d, %d: got %v, %v; want %s", tt.year, tt.month, tt.day, d, err, tt.want)
		}
	}
}

func TestZeroDate(t *testing.T) {
	var d date
	if !d.IsZero() || d.String() != "" || d.Precision() != "" || !d.Earliest().IsZero() || !d.Latest().IsZero() {
		t.Errorf("got %q, %q, %v to %v; want nothing at all", d, d.Precision(), d.Earliest(), d.Latest())
	}
}

// The standard library, which knows no partial dates but the layouts of all
// three, is the judge of what a date is.
func FuzzParsePartialDate(f *testing.F) {
	for _, s := range []string{"2025-11-26", "2025-06", "2020", "0000", "2025-13", "2023-02-29", "2025/06", "二〇"} {
		f.Add(s)
	}
	layouts := map[int]string{4: "2006", 7: "2006-01", 10: "2006-01-02"}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := timeline.ParsePartialDate(s)
		judged, judgedErr := time.Parse(layouts[len(s)], s)
		exists := s != "" && judgedErr == nil && judged.Year() > 0
		if (err == nil) != exists {
			t.Fatalf("%q: error %v; want a date: %t", s, err, exists)
		}
		if err != nil {
			return
		}
		if d.String() != s {
			t.Errorf("%q: printed as %q", s, d)
		}
		if got := d.Earliest().String(); got != judged.Format(time.DateOnly) {
			t.Errorf("%q: earliest %s; want %s", s, got, judged.Format(time.DateOnly))
		}
		steps := map[timeline.DatePrecision][3]int{
			timeline.PrecisionYear: {1, 0, 0}, timeline.PrecisionMonth: {0, 1, 0}, timeline.PrecisionDay: {0, 0, 1},
		}
		step := steps[d.Precision()]
		last := judged.AddDate(step[0], step[1], step[2]).AddDate(0, 0, -1).Format(time.DateOnly)
		if got := d.Latest().String(); got != last {
			t.Errorf("%q: latest %s; want %s", s, got, last)
		}
	})
}

func TestTextsSortAsDates(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	dates := make([]date, 600)
	for i := range dates {
		// Few years and months, so that many begin on the same day.
		d, err := timeline.NewPartialDate([]int{1, 999, 2024, 2025, 9999}[r.IntN(5)], r.IntN(13), 0)
		if err != nil {
			t.Fatal(err)
		}
		if d.Month > 0 {
			d.Day = r.IntN(29) * r.IntN(2)
		}
		dates[i] = d
	}
	rank := map[timeline.DatePrecision]int{
		timeline.PrecisionYear: 0, timeline.PrecisionMonth: 1, timeline.PrecisionDay: 2,
	}
	day := func(d date) int { return d.Year*10000 + d.Month*100 + d.Day }
	for _, a := range dates {
		for _, b := range dates {
			want := cmp.Or(cmp.Compare(day(a.Earliest()), day(b.Earliest())),
				cmp.Compare(rank[a.Precision()], rank[b.Precision()]))
			if got := cmp.Compare(a.String(), b.String()); got != want {
				t.Fatalf("%q against %q: got %d, want %d", a, b, got, want)
			}
		}
	}
}
