package post

import (
	"path"
	"strings"

	"viewline/post/dates"
	"viewline/post/front"
	"viewline/post/pattern"
	"viewline/timeline"
)

// resort is what may date an occasion of which nothing else tells when it was.
type resort int

const (
	noDate     resort = iota
	onlyFolder        // the year of the post's folder, which lies ahead of an event it announces
	ownDate           // the day in the path or that on which the post was written
)

// sharesEvent reports whether the occasions of the post are talks of one event.
func (r *reader) sharesEvent(o outline) bool {
	return len(r.main) == 0 && (r.isSingleEvent(o) || r.scheduled) || len(r.all) > 0 && r.all[0].shared
}

// resortOf tells the last resort for the date of a part of the post.
func (r *reader) resortOf(a *timeline.Appearance, o outline, p *part) resort {
	switch {
	case !p.whole && len(r.all) > 1 && !r.sharesEvent(o), r.scheduled && !p.shared && !r.isSingleEvent(o) && !r.hasPlace():
		return noDate
	case r.hasPlace() && r.front.Day.Day > 0 && r.sharesEvent(o):
		return ownDate
	case r.tellsOtherDay(o):
		return onlyFolder
	case p.session != nil && r.front.Day.Day > 0:
		return ownDate // an event that has its schedule there has its day there as well
	case r.isAnnounced(a, o):
		return onlyFolder
	}
	return ownDate
}

// placeKeys are the keys of front matter that say where an event was: the date beside
// them is that of the event.
var placeKeys = pattern.MustCompile(`^(?:venue|location|place|room|地点|地點|会场|会場|場所)$`)

// hasPlace reports whether the front matter is that of an event.
func (r *reader) hasPlace() bool {
	for _, e := range r.front.Fields {
		if e.Single() && e.Text != "" && placeKeys.MatchString(front.Same(e.Key)) {
			return true
		}
	}
	return false
}

// yearOfFolder is the year of the folder that holds the post, where it is finer by no
// month or day.
func (r *reader) yearOfFolder() (dated, bool) {
	d, found := r.dayOfPath()
	if !found || d.Date.Month > 0 || r.isAhead(d) || d.Start > strings.LastIndexByte(r.path, '/') {
		return dated{}, false
	}
	text := r.path
	if d.End <= len(r.path) {
		text = r.path[d.Start:d.End]
	}
	return dated{Date: d, source: timeline.DateFromPath, text: text, what: "the path", pos: -1}, true
}

// eventFolder is the name of an event that runs into its year: SlowConf2019.
var eventFolder = pattern.MustCompile(`^\pL[\pL-]{1,40}((?:19|20)\d\d)$`)

// ordinaryFolder is the name of a folder of notes that runs into a year, and is no event's.
var ordinaryFolder = pattern.MustCompile(`(?i)^(?:notes?|blogs?|posts?|diary|journal|archives?|logs?|images?|photos?|trips?|travel|year|y|books?|reading|class|course|semester|spring|summer|fall|autumn|winter|q|week|month|report|review|news|home|docs?)-?(?:19|20)\d\d$`)

// yearInFolder is the year that the name of one of the post's folders runs into.
func (r *reader) yearInFolder() (dates.Date, bool) {
	for folder := path.Dir(r.path); folder != "." && folder != "/"; folder = path.Dir(folder) {
		if m := eventFolder.FindStringSubmatchIndex(path.Base(folder)); m != nil {
			at := len(folder) - len(path.Base(folder))
			return yearAt(r.path, at+m[2], at+m[3]), true
		}
	}
	return dates.Date{}, false
}
