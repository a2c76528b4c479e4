package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"viewline/cli"
	"viewline/diagnostic"
	"viewline/ingest"
)

// mostUnread is how many of a post's unread places are shown at most: texts that look like
// a name, a date or an occasion, and that the parser did not take for one.
const mostUnread = 5

// tellPost prints a line with what a check understood of a post, and below the line the
// post's unread places, each with what to write instead.
func tellPost(w io.Writer, p ingest.PostReport) {
	_, _ = fmt.Fprintf(w, "%s: %s\n", diagnostic.Printable(cmp.Or(p.Shown, p.Path)), postLine(p))
	for i, u := range p.Unread {
		if i == mostUnread {
			_, _ = fmt.Fprintf(w, "  … and %d more\n", len(p.Unread)-i)
			break
		}
		_, _ = fmt.Fprintf(w, "  %d:%d %q: %s\n", u.Line, u.Column, oneLine(u.What, longestWhat), u.Reason)
	}
}

// longestWhat is how many characters of the text at an unread place, or of a viewpoint, are
// shown at most.
const longestWhat = 60

func oneLine(s string, most int) string {
	text := []rune(strings.Join(strings.Fields(s), " "))
	if len(text) > most {
		text = append(text[:most-1], '…')
	}
	return string(text)
}

// postLine says whose views a post reports, of how many occasions, and of which dates.
func postLine(p ingest.PostReport) string {
	switch p.Outcome {
	case ingest.Failed:
		return "not read, because of the errors above"
	case ingest.Draft:
		return "a draft, passed over; --drafts reads it"
	}
	var names []string
	for _, person := range p.People {
		names = append(names, person.Name)
	}
	who := cmp.Or(strings.Join(names, ", "), "nobody")
	occasions := p.Occasions()
	if len(occasions) == 0 {
		return who + ": no occasion"
	}
	return who + ": " + cli.Number(len(occasions), "occasion") + ", " + span(occasions)
}

// span tells when occasions were: "2020 to 2021-05", "by 2024-05-01" where only
// the day of writing is known, "1 undated".
func span(occasions []ingest.AppearanceReport) string {
	var dated, written []ingest.AppearanceReport
	for _, a := range occasions {
		switch {
		case a.Earliest == "":
		case a.Written():
			written = append(written, a)
		default:
			dated = append(dated, a)
		}
	}
	var all []string
	if len(dated) > 0 {
		all = append(all, fromTo(dated))
	}
	if len(written) > 0 {
		all = append(all, "by "+fromTo(written))
	}
	switch undated := len(occasions) - len(dated) - len(written); {
	case undated == len(occasions):
		all = append(all, "undated")
	case undated > 0:
		all = append(all, fmt.Sprintf("%d undated", undated))
	}
	return strings.Join(all, ", ")
}

// fromTo is the first and the last date of appearances, or the only one.
func fromTo(dated []ingest.AppearanceReport) string {
	byDay := func(a, b ingest.AppearanceReport) int {
		return cmp.Or(cmp.Compare(a.Earliest, b.Earliest), cmp.Compare(a.Date, b.Date))
	}
	first, last := slices.MinFunc(dated, byDay).When(), slices.MaxFunc(dated, byDay).When()
	if first == last {
		return first
	}
	return first + " to " + last
}

// signs are the characters ahead of an appearance or a viewpoint that an import adds,
// changes or removes.
var signs = map[ingest.Change]string{ingest.Come: "+", ingest.Other: "~", ingest.Go: "-"}

// tellDiff prints what an import would change.
func tellDiff(w io.Writer, d *ingest.Diff) {
	for _, p := range d.Posts {
		_, _ = fmt.Fprintln(w, diagnostic.Printable(p.Path))
		for _, a := range p.Appearances {
			_, _ = fmt.Fprintf(w, "  %s %s %s%s\n", signs[a.Change], a.Key, a.Title, remarks(a))
			tellViewpoints(w, "    ", a.Viewpoints)
		}
		tellViewpoints(w, "  ", p.Viewpoints)
	}
	_, _ = fmt.Fprintf(w, "appearances: %s; viewpoints: %s\n", counts(d.Appearances), counts(d.Viewpoints))
}

func tellViewpoints(w io.Writer, indent string, all []ingest.ViewpointDiff) {
	for _, v := range all {
		_, _ = fmt.Fprintf(w, "%s%s %s\n", indent, signs[v.Change], oneLine(cmp.Or(v.Label, v.Text), longestWhat))
	}
}

// remarks say what differs in an appearance, other than its viewpoints.
func remarks(a ingest.AppearanceDiff) string {
	var all []string
	if a.Was != "" {
		all = append(all, "was "+a.Was)
	}
	if all = append(all, a.Fields...); len(all) == 0 {
		return ""
	}
	return " (" + strings.Join(all, ", ") + ")"
}

func counts(c ingest.Changes) string {
	return fmt.Sprintf("%d come, %d change, %d go", c.Come, c.Change, c.Go)
}
