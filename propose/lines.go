package propose

import (
	"fmt"
	"strings"

	"viewline/ingest"
)

// What stands in lines for what only the writer knows. Neither is taken for a name or a date,
// so that lines which were copied and not completed are an error of the post.
const (
	someName = "…"
	someDate = "YYYY-MM-DD"
)

// Lines are lines that say outright what was understood of a post, or what it lacks, for its
// writer to complete: those of its front matter, and a heading for each of several occasions
// that has no date.
func Lines(p ingest.PostReport) string {
	var b strings.Builder
	fmt.Fprintf(&b, "person: %s\n", namesIn(p))
	switch occasions := p.Occasions(); len(occasions) {
	case 0:
		fmt.Fprintf(&b, "appearance: {title: %s, date: %s}\n", scalar(titleOr(p.Title)), someDate)
	case 1:
		a := occasions[0]
		date := a.Date
		if date == "" || a.Written() {
			date = someDate
		}
		kind := strings.ReplaceAll(strings.ToLower(string(a.Kind)), "_", "-")
		fmt.Fprintf(&b, "appearance: {title: %s, date: %s, kind: %s}\n", scalar(titleOr(a.Title)), date, kind)
	default:
		for _, a := range occasions {
			if a.Earliest == "" {
				fmt.Fprintf(&b, "\n## %s - %s\n", titleOr(a.Title), someDate)
			}
		}
	}
	return b.String()
}

func titleOr(title string) string {
	if title == "" {
		return "…"
	}
	return title
}

// namesIn are the people of a post as a value of YAML; where nobody was found, the names that
// were not taken.
func namesIn(p ingest.PostReport) string {
	var names []string
	for _, person := range p.People {
		names = append(names, scalar(person.Name))
	}
	if len(names) == 0 {
		for _, u := range p.Unread {
			if strings.Contains(u.Reason, "person: "+u.What) {
				names = append(names, scalar(u.What))
			}
		}
	}
	switch len(names) {
	case 0:
		return someName
	case 1:
		return names[0]
	}
	return "[" + strings.Join(names, ", ") + "]"
}
