package dates

import (
	"strings"
	"time"

	"viewline/timeline"
)

// oldForms are those of programs that write the year behind the time.
var oldForms = []string{time.ANSIC, time.UnixDate, time.RubyDate}

// Stamp reads a value of front matter that is a date and nothing else, with or
// without a time and a zone: 2018/05/31 09:30, May 31, 2018, 2020-01. The time
// is in the form of RFC 3339, in UTC where there is no zone and at midnight where
// there is no time; it is empty for a month or a year, and where the zone is an
// abbreviation that means several. Ranges, vague and impossible dates are not ok.
func Stamp(value string, o Options) (day timeline.PartialDate, rfc3339 string, ok bool) {
	value = strings.Trim(strings.TrimSpace(value), `"'`)
	d, ok := First(value, o)
	if !ok || d.Start != 0 || d.End != len(value) || d.Date.IsZero() || d.Err != nil || d.Approximate || d.Earliest != d.Date.Earliest() || d.Latest != d.Date.Latest() {
		for _, form := range oldForms {
			if t, err := time.Parse(form, value); err == nil {
				day := timeline.PartialDate{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
				return day, t.Format(time.RFC3339), true
			}
		}
		return timeline.PartialDate{}, "", false
	}
	if d.Date.Day > 0 && !d.clock.unknownZone {
		rfc3339 = d.clock.rfc3339(d.Date)
	}
	return d.Date, rfc3339, true
}
