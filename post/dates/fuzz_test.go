package dates_test

import (
	"testing"
	"unicode/utf8"

	"viewline/post/dates"
)

// Every date lies inside the text, on the borders of code points, behind the
// one before; its days are in order and hold its Date; and its own piece of the
// text, read alone, says the same.
func FuzzFind(f *testing.F) {
	for _, tt := range forms {
		f.Add(tt.text, 0)
	}
	for i, s := range numbers {
		f.Add(s, i)
	}
	f.Add("2020-01-0", 0) // an impossible day of a file's name
	f.Fuzz(func(t *testing.T, s string, order int) {
		o := dates.Options{Order: dates.Order(order & 3)}
		if got, want := len(dates.Find(s, o)), len(dates.FindSlowly(s, o)); got != want {
			t.Fatalf("%q has %d dates; want %d", s, got, want)
		}
		end := 0
		for _, d := range dates.Find(s, o) {
			if d.Start < end || d.End <= d.Start || d.End > len(s) {
				t.Fatalf("%d..%d behind %d, of %d bytes", d.Start, d.End, end, len(s))
			}
			end = d.End
			piece := s[d.Start:d.End]
			if utf8.ValidString(s) && !utf8.ValidString(piece) {
				t.Fatalf("%q is cut within a code point", piece)
			}
			checkDays(t, piece, d)
			again, ok := dates.First(piece, o)
			if !ok || describe(again) != describe(d) || again.Start != 0 || again.End != len(piece) {
				t.Fatalf("%q is %s, and alone %s", piece, describe(d), describe(again))
			}
		}
		if c, ok := dates.CutTitle(s, dates.Find(s, o)); len(c.Title) > len(s)+1 || !ok && c.Title != s {
			t.Fatalf("%q is cut to %q", s, c.Title)
		}
		for _, in := range []func(string) (dates.Date, bool){dates.Path, dates.URL} {
			if d, ok := in(s); ok {
				if d.Start < 0 || d.End <= d.Start || d.End > len(s) {
					t.Fatalf("%d..%d of %d bytes", d.Start, d.End, len(s))
				}
				checkDays(t, s[d.Start:d.End], d)
			}
		}
		if day, stamp, ok := dates.Stamp(s, o); ok && (day.IsZero() || stamp != "" && stamp[:len("2006-01-02")] != day.String()) {
			t.Fatalf("stamp %q of %s", stamp, day)
		}
		dates.OrderOf(s)
		dates.HasDateWord(s)
	})
}

func checkDays(t *testing.T, piece string, d dates.Date) {
	t.Helper()
	if d.Err != nil {
		if !d.Date.IsZero() || !d.Earliest.IsZero() {
			t.Fatalf("%q is impossible and %s", piece, describe(d))
		}
		return
	}
	if d.Earliest.String() > d.Latest.String() {
		t.Fatalf("%q: %s", piece, describe(d))
	}
	if !d.Date.IsZero() && (d.Earliest.String() < d.Date.Earliest().String() || d.Earliest.String() > d.Date.Latest().String()) {
		t.Fatalf("%q begins outside of its date: %s", piece, describe(d))
	}
}
