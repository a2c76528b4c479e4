package export

import (
	"encoding/json"
	"fmt"
	"html"
	"strconv"
	"strings"

	"viewline/picture"
	"viewline/web/site"
)

// The JSON that TimelineJS 3 reads
// (https://timeline.knightlab.com/docs/json-format.html).
type (
	slides struct {
		Title  slide   `json:"title"`
		Events []slide `json:"events"`
	}
	slide struct {
		StartDate *slideDate `json:"start_date,omitempty"`
		EndDate   *slideDate `json:"end_date,omitempty"`
		// DisplayDate is shown in place of the dates.
		DisplayDate string    `json:"display_date,omitempty"`
		UniqueID    string    `json:"unique_id,omitempty"`
		Group       string    `json:"group,omitempty"`
		Text        slideText `json:"text"`
	}
	slideText struct {
		Headline string `json:"headline"`
		Text     string `json:"text"` // HTML
	}
	// slideDate is a date, whose month or day is 0, and left out, where it is not known.
	slideDate struct {
		Year  int `json:"year"`
		Month int `json:"month,omitempty"`
		Day   int `json:"day,omitempty"`
	}
)

// timelineJS writes one slide for each appearance of which a day is known. The first slide
// tells how many appearances are left out, as they have no day or are too many.
func timelineJS(v view) ([]byte, error) {
	all := slides{Events: []slide{}}
	for _, a := range v.Appearances {
		if !a.Dated() {
			continue
		}
		one := slide{
			UniqueID: strings.ReplaceAll(a.Key, "/", "--"),
			Group:    a.By(),
			Text:     slideText{html.EscapeString(a.Named()), v.about(a)},
		}
		if err := one.setDates(a.When); err != nil {
			return nil, fmt.Errorf("date of %s: %w", a.Key, err)
		}
		all.Events = append(all.Events, one)
	}
	all.Title.Text = slideText{html.EscapeString(v.Title()), fmt.Sprintf(`<p><a href="%s">%s</a></p>`, html.EscapeString(v.Page()), site.Number(v.Total, "appearance", "appearances"))}
	if missing := v.missing(len(all.Events)); missing != "" {
		all.Title.Text.Text += "<p>" + missing + "</p>"
	}
	return json.Marshal(all)
}

// setDates puts the slide at its date, or at all days that the appearance can have been on
// where there is no single date. Words that say more than a date are shown instead of the
// date.
func (s *slide) setDates(w site.When) (err error) {
	if w.Vague() {
		s.DisplayDate = html.EscapeString(w.Words())
	}
	if w.Date != "" {
		s.StartDate, err = dateOf(w.Date)
		return err
	}
	if s.StartDate, err = dateOf(w.Earliest); err != nil {
		return err
	}
	s.EndDate, err = dateOf(w.Latest)
	return err
}

// about is what a slide or an entry says of an appearance, as HTML.
func (v asked) about(a appearance) string {
	var text strings.Builder
	if a.Theme != "" {
		text.WriteString("<p>" + html.EscapeString(a.Theme) + "</p>")
	}
	if a.Summary != nil {
		text.WriteString(picture.Absolute(a.Summary.HTML, v.Origin)) // the endpoint has made the HTML safe
	}
	fmt.Fprintf(&text, `<p><a href="%s">%s</a></p>`, html.EscapeString(v.URL(a)), html.EscapeString(a.Words()+" "+a.Category()))
	return text.String()
}

// dateOf splits a partial date into year, month and day; the error says what was found.
func dateOf(text string) (*slideDate, error) {
	var date slideDate
	fields := []*int{&date.Year, &date.Month, &date.Day}
	parts := strings.Split(text, "-")
	if len(parts) > len(fields) {
		return nil, fmt.Errorf("%q; want a date such as 2025-11-26, 2025-06 or 2020", text)
	}
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, fmt.Errorf("%q; want a date such as 2025-11-26, 2025-06 or 2020", text)
		}
		*fields[i] = n
	}
	return &date, nil
}
