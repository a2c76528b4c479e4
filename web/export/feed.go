package export

import (
	"bytes"
	"encoding/xml"
	"time"
)

// The Atom Syndication Format (RFC 4287).
type (
	atomFeed struct {
		XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		ID        string      `xml:"id"`
		Title     string      `xml:"title"`
		Updated   string      `xml:"updated"`
		Generator string      `xml:"generator"`
		Links     []atomLink  `xml:"link"`
		Entries   []atomEntry `xml:"entry"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	atomEntry struct {
		ID       string       `xml:"id"`
		Title    string       `xml:"title"`
		Updated  string       `xml:"updated"`
		Author   atomAuthor   `xml:"author"`
		Category atomCategory `xml:"category"`
		Links    []atomLink   `xml:"link"`
		Content  atomContent  `xml:"content"`
	}
	atomAuthor struct {
		Name string `xml:"name"`
		URI  string `xml:"uri,omitempty"`
	}
	atomCategory struct {
		Term string `xml:"term,attr"`
	}
	atomContent struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
)

// feed writes one entry for each appearance. The id of the feed, and of each entry, is its
// address, which stays the same as long as that of the site does.
func feed(v view) ([]byte, error) {
	all := atomFeed{
		ID:        v.Self(),
		Title:     printable(v.Title()),
		Updated:   stamp(v.ImportedAt),
		Generator: "Viewline",
		Links:     []atomLink{{"self", "application/atom+xml", v.Self()}, {"alternate", "text/html", v.Page()}},
	}
	for _, a := range v.Appearances {
		entry := atomEntry{
			ID:       v.URL(a),
			Title:    printable(a.Named()),
			Updated:  stamp(updated(a)),
			Author:   atomAuthor{Name: "Unknown"},
			Category: atomCategory{a.Category()},
			Links:    []atomLink{{"alternate", "text/html", v.URL(a)}},
			Content:  atomContent{"html", printable(v.about(a))},
		}
		if a.Person != nil {
			entry.Author = atomAuthor{printable(a.Person.Name), v.Origin + "/people/" + a.Person.Slug}
		}
		all.Entries = append(all.Entries, entry)
	}
	var file bytes.Buffer
	file.WriteString(xml.Header)
	if err := xml.NewEncoder(&file).Encode(all); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}

// updated is when the report of an appearance last changed, as its post tells; where that
// tells nothing, the last day that the appearance can have been on. So an import changes no
// entry whose post did not change.
func updated(a appearance) time.Time {
	switch {
	case !a.Post.Lastmod.IsZero():
		return a.Post.Lastmod
	case !a.Post.Date.IsZero():
		return a.Post.Date
	}
	day, err := time.Parse(time.DateOnly, a.Latest)
	if err != nil {
		return time.Unix(0, 0) // it has no date
	}
	return day
}

// stamp is a moment as RFC 3339 writes it; the beginning of 1970 for a zero time.
func stamp(t time.Time) string {
	if t.IsZero() {
		t = time.Unix(0, 0)
	}
	return t.UTC().Format(time.RFC3339)
}
