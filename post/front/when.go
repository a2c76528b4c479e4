package front

import (
	"fmt"
	"strconv"
	"time"

	"viewline/timeline"
)

// takePublished takes whether a post is public, as Jekyll and Zenn have it, or
// the date on which it was published.
func (r *reader) takePublished(e Entry) error {
	if _, known := truth(e.Value); known {
		return r.takeDraft(e, false)
	}
	return r.takeDateAs(e, roleDate, publishedRank)
}

// publishedRank is that of publishDate among the keys for dates.
const publishedRank = 2

const wantDate = "a date that exists, such as 2025-06-18 or 2025-06-18T23:03:00+08:00"

// takeDate takes a date, or those within a mapping, by their own keys.
func (r *reader) takeDate(e Entry) error {
	m := roles[Same(e.Key)]
	switch e.Form {
	case Bool: // as lastUpdated: false, by which VuePress leaves it out
		return nil
	case Map:
	default:
		return r.takeDateAs(e, m.role, m.rank)
	}
	any := false
	for _, inner := range e.Entries {
		im := roles[Same(inner.Key)]
		switch {
		case m.role == roleLastmod && im.role == roleDate: // last_update: {date: …}, as in Docusaurus
			im = m
		case im.role == rolePublished:
			im = meaning{role: roleDate, rank: publishedRank}
		}
		if im.role != roleDate && im.role != roleLastmod || inner.Form == Null {
			continue
		}
		any = true
		if err := r.takeDateAs(inner, im.role, im.rank); err != nil {
			r.warn(inner.At, "%s.%s: %v", e.Key, inner.Key, err)
		}
	}
	if !any {
		return found(e.Value, wantDate)
	}
	return nil
}

// takeDateAs takes the date of a post or of its last change, unless a key of a
// lower rank gave one.
func (r *reader) takeDateAs(e Entry, as role, rank int) error {
	v := e.Value
	if v.Form == List && len(v.Entries) == 1 {
		v = v.Entries[0].Value
	}
	if was := r.taken[as]; was > 0 && was <= rank+1 {
		return nil
	}
	if placeholder(e.Text) {
		return errPlaceholder
	}
	if !v.Single() {
		return found(e.Value, wantDate)
	}
	day, rfc3339, ok := readDate(v.Text)
	if !ok && v.Form == Number {
		day, rfc3339, ok = unixDate(v.Text)
	}
	if !ok {
		return fmt.Errorf("found %q; want %s", v.Text, wantDate)
	}
	r.taken[as] = rank + 1
	if as == roleLastmod {
		r.matter.Lastmod = timeline.Text(rfc3339)
		return nil
	}
	r.matter.Date, r.matter.Day, r.matter.DateKey, r.matter.DateAt = timeline.Text(rfc3339), day, e.Key, v.At
	return nil
}

// unixDate reads a time in seconds or, by its 13 digits, in milliseconds since
// 1970, which Hugo takes for a date.
func unixDate(digits string) (day timeline.PartialDate, rfc3339 string, ok bool) {
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || len(digits) != 10 && len(digits) != 13 {
		return day, "", false
	}
	t := time.Unix(n, 0)
	if len(digits) == 13 {
		t = time.UnixMilli(n)
	}
	t = t.UTC()
	return timeline.PartialDate{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}, t.Format(time.RFC3339), true
}
