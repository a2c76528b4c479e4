package front

import (
	"viewline/post/dates"
	"viewline/timeline"
)

// readDate reads a date with or without a time and a zone; what has no zone is
// taken as UTC. A year or a month alone is a day in part, without RFC 3339.
func readDate(value string) (day timeline.PartialDate, rfc3339 string, ok bool) {
	return dates.Stamp(value, dates.Options{})
}
