package dates

import (
	"path"
	"strings"

	"viewline/timeline"
)

// Path finds the date in a file's path: in its name, as in
// 2015-11-15-mapconf.md or 20151115-x.md, else in the folders, the nearest
// first, as in speeches/1994/12/x.md. A year alone in the name is Lone. Six
// digits are no date: nothing tells their order.
func Path(name string) (Date, bool) {
	stem := strings.TrimSuffix(name, path.Ext(name))
	if n := strings.TrimPrefix(path.Ext(name), "."); n != "" && isDigit(rune(n[0])) {
		stem = name // notes.2024
	}
	end := len(stem)
	var lone Date
	for end >= 0 {
		start := strings.LastIndexByte(stem[:end], '/') + 1
		d, ok := Date{}, false
		if end < len(stem) {
			d, ok = folderDate(stem[:end])
		}
		if !ok {
			d, ok = nameDate(stem[start:end])
			d.Start, d.End = d.Start+start, d.End+start
		}
		if ok {
			if lone.Lone && d.Date.Year != lone.Date.Year {
				return lone, true
			}
			if !d.Lone {
				return d, true
			}
			lone = d
		}
		end = strings.LastIndexByte(stem[:end], '/')
	}
	return lone, lone.Lone
}

// nameDate finds the date in the name of a file or a folder.
func nameDate(name string) (Date, bool) {
	t := text(name)
	var lone Date
	for i := 0; i < len(name); {
		c, next := t.at(i)
		if !isDigit(c) {
			i = next
			continue
		}
		ahead, _ := t.before(i)
		if ahead == none || !isAlnum(ahead) {
			if d, ok := t.nameDateAt(i); ok && !d.Lone {
				return d, true
			} else if ok && !lone.Lone {
				lone = d
			}
		}
		i = t.digitsEnd(i)
	}
	if d, ok := First(name, Options{}); ok && d.Known() && !d.Lone {
		return d, true
	}
	return lone, lone.Lone
}

// nameDateAt reads 2015-11-15, 2015_11_15, 20151115, 2015-11 or 2015 at i.
func (t text) nameDateAt(i int) (Date, bool) {
	if n, end, ok := t.number(i, 8, 8); ok {
		d, err := timeline.NewPartialDate(n/10000, n/100%100, n%100)
		if err != nil || d.Month == 0 || d.Day == 0 || d.Year < firstMonth || d.Year > lastLone {
			return Date{}, false
		}
		return dateAt(d, i, end, nil), t.endsName(end)
	}
	year, end, ok := t.number(i, 4, 4)
	if !ok || year < firstLone || year > lastLone {
		return Date{}, false
	}
	lone := dateAt(timeline.PartialDate{Year: year}, i, end, nil)
	lone.Lone = true
	sep, next := t.at(end)
	month, monthEnd, ok := t.number(next, 1, 2)
	if !ok || !strings.ContainsRune("-_.", sep) {
		return lone, t.endsName(end)
	}
	var day int
	if s, next := t.at(monthEnd); s == sep {
		if n, dayEnd, ok := t.number(next, 1, 2); ok && t.endsName(dayEnd) {
			d, err := timeline.NewPartialDate(year, month, n)
			if day = n; err == nil && (month == 0 || day == 0) {
				err = errZero
			}
			if err != nil {
				err = wrong(t[i:dayEnd], err)
			}
			return dateAt(d, i, dayEnd, err), true
		}
	}
	d, err := timeline.NewPartialDate(year, month, 0)
	if err != nil || month == 0 || monthEnd-next != 2 || !t.endsName(monthEnd) {
		return lone, t.endsName(end)
	}
	if c, next := t.at(monthEnd); c != none && isDigit(t.runeAt(next)) {
		return lone, true
	}
	return dateAt(d, i, monthEnd, nil), true
}

func (t text) endsName(i int) bool {
	c, _ := t.at(i)
	return c == none || !isAlnum(c)
}

func dateAt(d timeline.PartialDate, start, end int, err error) Date {
	if err != nil {
		return Date{Start: start, End: end, Err: err}
	}
	return Date{Date: d, Earliest: d.Earliest(), Latest: d.Latest(), Start: start, End: end}
}

// folderDate reads the folders that end a path: 1994, 1994/12 or 1994/12/05.
func folderDate(folders string) (Date, bool) {
	best, from := timeline.PartialDate{}, 0
	var parts []string // the last folders, at most three
	for start := len(folders); start >= 0 && len(parts) < 3; {
		end := start
		start = strings.LastIndexByte(folders[:end], '/')
		parts = append([]string{folders[start+1 : end]}, parts...)
		if d, ok := partsDate(parts); ok {
			best, from = d, start+1
		}
	}
	return dateAt(best, from, len(folders), nil), !best.IsZero()
}

// partsDate makes a date of a year, a month and a day, each a text of its own.
// The month may be a name.
func partsDate(parts []string) (timeline.PartialDate, bool) {
	var n [3]int
	for i, p := range parts {
		var end int
		var ok bool
		switch t := text(p); i {
		case 0:
			n[i], end, ok = t.number(0, 4, 4)
		case 1:
			if n[i], end, ok = t.month(0); !ok {
				n[i], end, ok = t.number(0, 1, 2)
			}
		default:
			n[i], end, ok = t.number(0, 1, 2)
		}
		if !ok || end != len(p) || n[i] == 0 {
			return timeline.PartialDate{}, false
		}
	}
	d, err := timeline.NewPartialDate(n[0], n[1], n[2])
	return d, err == nil && firstLone <= d.Year && d.Year <= lastLone
}

// URL finds the date in the path of a web address: /2021/06/11/, /2021/jun/11/,
// /2021-06-11/ or /2021/06/. A year alone is none. The place of the date is that
// in the address.
func URL(address string) (Date, bool) {
	start := 0
	if at := strings.Index(address, "://"); at >= 0 {
		start = at + len("://")
	}
	end := len(address)
	if at := strings.IndexAny(address[start:], "?#"); at >= 0 {
		end = start + at
	}
	slash := strings.IndexByte(address[start:end], '/')
	for slash >= 0 {
		start += slash + 1
		if d, ok := urlDate(address[start:end]); ok {
			d.Start, d.End = d.Start+start, d.End+start
			return d, true
		}
		slash = strings.IndexByte(address[start:end], '/')
	}
	return Date{}, false
}

// firstWeb is the first year of which the Web has pages with an address.
const firstWeb = 1990

// urlDate reads a date at the start of the rest of a path.
func urlDate(rest string) (Date, bool) {
	parts := strings.SplitN(rest, "/", 4)
	for n := min(3, len(parts)); n > 1; n-- {
		d, ok := partsDate(parts[:n])
		if ok && d.Year >= firstWeb && (n == 3 || len(parts) > 2) {
			return dateAt(d, 0, len(strings.Join(parts[:n], "/")), nil), true
		}
	}
	if d, ok := text(parts[0]).nameDateAt(0); ok && d.Err == nil && d.Date.Day > 0 && d.Date.Year >= firstWeb {
		return d, true
	}
	return Date{}, false
}
