package export

import (
	"bytes"
	"strings"
	"unicode"

	ics "github.com/arran4/golang-ical"
)

// calendar writes one event for each appearance of which a day is known, over all
// days that it can have been (RFC 5545; the calendar's own properties by RFC 7986).
func calendar(v view) ([]byte, error) {
	all := ics.NewCalendar()
	all.SetProductId("-//Viewline//Timeline//EN")
	all.SetMethod(ics.MethodPublish)
	all.SetName(printable(v.Title()))
	all.SetXWRCalName(printable(v.Title()))
	all.SetRefreshInterval("P1D")
	shown := 0
	for _, a := range v.Appearances {
		if !a.Dated() {
			continue
		}
		if err := v.addEvent(all, a); err != nil {
			return nil, err
		}
		shown++
	}
	if missing := v.missing(shown); missing != "" {
		all.SetDescription(missing)
	}
	var file bytes.Buffer
	err := all.SerializeTo(&file, ics.WithNewLineWindows)
	return file.Bytes(), err
}

func (v view) addEvent(all *ics.Calendar, a appearance) error {
	first, after, err := a.days()
	if err != nil {
		return err
	}
	event := all.AddEvent(a.Key + "@viewline")
	event.SetDtStampTime(v.ImportedAt)
	event.SetAllDayStartAt(first)
	event.SetAllDayEndAt(after) // the day after the last one (RFC 5545, section 3.6.1)
	event.SetSummary(printable(a.Named()))
	var about []string
	if unsure := a.Unsure(); unsure != "" {
		about = append(about, unsure)
	}
	if a.Theme != "" {
		about = append(about, a.Theme)
	}
	if a.Summary != nil {
		about = append(about, a.Summary.Plain)
	}
	if len(about) > 0 {
		event.SetDescription(printable(strings.Join(about, "\n\n")))
	}
	event.AddCategory(a.Category())
	event.SetURL(v.URL(a))
	event.SetTimeTransparency(ics.TransparencyTransparent) // the event does not make its reader busy
	return nil
}

// printable is a text without the control characters that neither iCalendar
// (RFC 5545, section 3.1) nor XML 1.0 (section 2.2) can hold.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\uFFFE' || r == '\uFFFF' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
