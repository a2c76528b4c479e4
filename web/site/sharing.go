package site

import "regexp"

// undatedKey stands for the date in the keys of appearances that have none.
const undatedKey = "undated"

// dated matches what stands there for all others.
var dated = regexp.MustCompile(`^\d{4}(-\d{2}){0,2}$`)

// Sharing is the filter by dates of the appearances that a key can mean which none has alone, by
// what stands for the date in the key: nil for those without a date. It reports false for a key
// that can mean none.
func Sharing(date string) (dates map[string]any, ok bool) {
	if dated.MatchString(date) {
		return map[string]any{"from": date, "to": date}, true
	}
	return nil, date == undatedKey
}
