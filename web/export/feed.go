package export

import (
	"encoding/xml"
	"time"

	"github.com/google/uuid"
)

// The Atom Syndication Format (RFC 4287).
type (
	atomFeed struct {
		XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		ID        string      `xml:"id"`
		Title     string      `xml:"title"`
		Updated   string      `xml:"updated"`
		Generator string      `xml:"generator"`
		Author    atomAuthor  `xml:"author"`
		Links     []atomLink  `xml:"link"`
		Entries   []atomEntry `xml:"entry"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	atomEntry struct {
		ID       string        `xml:"id"`
		Title    string        `xml:"title"`
		Updated  string        `xml:"updated"`
		Authors  []atomAuthor  `xml:"author"`
		Category *atomCategory `xml:"category"`
		Link     atomLink      `xml:"link"`
		Content  atomContent   `xml:"content"`
	}
	atomAuthor struct {
		Name string `xml:"name"`
		URI  string `xml:"uri,omitempty"`
	}
	atomCategory struct {
		Term string `xml:"term,attr"`
	}
	// atomContent has the page of the entry as its base, so that relative addresses in the text
	// lead where they lead on that page (XML Base).
	atomContent struct {
		Type string `xml:"type,attr"`
		Base string `xml:"xml:base,attr"`
		Text string `xml:",chardata"`
	}
)

// feed writes one entry for each appearance of a view.
func feed(v view) ([]byte, error) {
	return v.atom(v.Self(), v.Page(), v.Title(), v.entries(v.Appearances))
}

// atom writes a feed. Its id is its address. The author of entries without an author is the
// site.
func (a asked) atom(self, page, title string, entries []atomEntry) ([]byte, error) {
	all := atomFeed{
		ID:        self,
		Title:     printable(title),
		Updated:   stamp(a.ImportedAt),
		Generator: "Viewline",
		Author:    atomAuthor{Name: printable(a.Site)},
		Links:     []atomLink{{"self", atomType, self}, {"alternate", "text/html", page}},
		Entries:   entries,
	}
	return asXML(all)
}

// entry is an entry without an author and a category; about is HTML. An entry's own id is
// made of the id of its object in the graph, which outlives the object's address: a date that
// becomes finer changes the address of an appearance.
func entry(id, title, url, about string, updated time.Time) atomEntry {
	return atomEntry{
		ID:      "urn:uuid:" + uuid.NewSHA1(namespace, []byte(id)).String(),
		Title:   printable(title),
		Updated: stamp(updated),
		Link:    atomLink{"alternate", "text/html", url},
		Content: atomContent{"html", url, printable(about)},
	}
}

// namespace is that of the ids of entries (RFC 9562, section 5.5).
var namespace = uuid.NewSHA1(uuid.NameSpaceDNS, []byte("viewline"))

func (a asked) entries(appearances []appearance) []atomEntry {
	var all []atomEntry
	for _, one := range appearances {
		e := entry(one.ID, one.Named(), a.URL(one), a.about(one), updated(one))
		e.Category = &atomCategory{one.Category()}
		if one.Person != nil {
			e.Authors = []atomAuthor{a.author(*one.Person)}
		}
		all = append(all, e)
	}
	return all
}

func (a asked) author(p person) atomAuthor {
	return atomAuthor{printable(p.Name), a.at("people", p.Slug)}
}

// updated is when the report of an appearance last changed, as its post tells; where that
// tells nothing, the last day that the appearance can have been on. So an import changes no
// entry whose post did not change.
func updated(a appearance) time.Time {
	if day := a.Post.changed(); !day.IsZero() {
		return day
	}
	day, err := time.Parse(time.DateOnly, a.Latest)
	if err != nil {
		return time.Time{} // it has no date
	}
	return day
}

// changed is when the author of a post last changed it; zero where the post does not tell.
func (p post) changed() time.Time {
	if p.Lastmod.IsZero() {
		return p.Date
	}
	return p.Lastmod
}

// stamp is a moment as RFC 3339 writes it; the beginning of 1970 for a zero time.
func stamp(t time.Time) string {
	if t.IsZero() {
		t = time.Unix(0, 0)
	}
	return t.UTC().Format(time.RFC3339)
}
