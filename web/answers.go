package web

import (
	"html/template"
	"net/url"
	"slices"
	"strings"
)

// timelineAnswer is the answer to timeline.graphql.
type timelineAnswer struct {
	Corpus struct{ People, Appearances, Viewpoints, Papers int }
	People struct {
		TotalCount int
		Nodes      []listed
	}
	Topics struct {
		TotalCount int
		Nodes      []topic
	}
	Appearances struct {
		TotalCount int
		PageInfo   pageInfo
		Nodes      []struct {
			appearance
			Person person
		}
	}
}

// listed is a person among all.
type listed struct {
	person
	span
	Appearances struct{ TotalCount int }
}

// span is the time between a person's first and last appearance.
type span struct {
	FirstAppearance, LastAppearance struct{ Date string }
}

// Years are those of the first and the last appearance, as "1936–1952" or
// "1936"; empty where no date is known.
func (s span) Years() string {
	first, _, _ := strings.Cut(s.FirstAppearance.Date, "-")
	last, _, _ := strings.Cut(s.LastAppearance.Date, "-")
	if first == last {
		return first
	}
	return first + "–" + last
}

// personAnswer is the person in the answer to person.graphql.
type personAnswer struct {
	person
	span
	Topics      []topic
	Appearances struct {
		TotalCount int
		PageInfo   pageInfo
		Nodes      []report
	}
}

// appearanceAnswer is the appearance in the answer to appearance.graphql.
type appearanceAnswer struct {
	Person person
	report
}

// changeAnswer is the answer to change.graphql.
type changeAnswer struct {
	Topic  *topic
	Person *struct {
		Viewpoints struct {
			TotalCount int
			Nodes      []dated
		}
	}
}

// dated is a viewpoint with the appearance at which it was put forward.
type dated struct {
	viewpoint
	Date       string
	Appearance *appearance
}

// moment is what was said at one appearance.
type moment struct {
	Date       string
	Appearance *appearance
	Viewpoints []viewpoint
}

// moments groups viewpoints, which stand in order of date, by appearance.
func moments(views []dated) []moment {
	var all []moment
	for _, v := range views {
		if last := len(all) - 1; last >= 0 && v.Appearance != nil && all[last].Appearance != nil && all[last].Appearance.Key == v.Appearance.Key {
			all[last].Viewpoints = append(all[last].Viewpoints, v.viewpoint)
			continue
		}
		all = append(all, moment{v.Date, v.Appearance, []viewpoint{v.viewpoint}})
	}
	return all
}

type person struct {
	Slug, Name string
	Aliases    []string
}

// Chinese is the first alias in Chinese characters; empty where there is none,
// or where the name itself is in them.
func (p person) Chinese() string {
	if language(p.Name) == chinese {
		return ""
	}
	for _, alias := range p.Aliases {
		if language(alias) == chinese {
			return alias
		}
	}
	return ""
}

// Full is the name with the Chinese one, if there is one.
func (p person) Full() string {
	if other := p.Chinese(); other != "" {
		return p.Name + " " + other
	}
	return p.Name
}

// Address is the person's page.
func (p person) Address() string { return address("people", p.Slug) }

func (p person) called(name string) bool { return called(name, p.Slug, p.Name, p.Aliases) }

type topic struct {
	Slug, Name string
	Aliases    []string
}

func (t topic) called(name string) bool { return called(name, t.Slug, t.Name, t.Aliases) }

// called reports whether something goes by a name. The endpoint accepts more
// spellings than this.
func called(name, slug, proper string, aliases []string) bool {
	is := func(other string) bool { return strings.EqualFold(name, other) }
	return name != "" && (is(slug) || is(proper) || slices.ContainsFunc(aliases, is))
}

// address is a path with its parts escaped, a slash in them too.
func address(parts ...string) string {
	var path strings.Builder
	for _, part := range parts {
		path.WriteString("/" + url.PathEscape(part))
	}
	return path.String()
}

type pageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       string
}

// turning are the addresses of the pages beside one; empty where there is none.
type turning struct{ Newer, Older string }

// turning leads to the pages with the cursors, at addresses that have them.
func (p pageInfo) turning(at func(cursor url.Values) string) turning {
	var t turning
	if p.HasPreviousPage {
		t.Newer = at(url.Values{"before": {p.StartCursor}})
	}
	if p.HasNextPage {
		t.Older = at(url.Values{"after": {p.EndCursor}})
	}
	return t
}

type appearance struct{ Key, Date, Kind, Title, Theme string }

// Anchor is the appearance's place on its person's page: its key without the
// person.
func (a appearance) Anchor() string {
	_, anchor, _ := strings.Cut(a.Key, "/")
	return anchor
}

// Address is the appearance's page.
func (a appearance) Address() string {
	person, date, _ := strings.Cut(a.Key, "/")
	return address("people", person, date)
}

// Named is the title, or the key where there is none.
func (a appearance) Named() string {
	if a.Title == "" {
		return a.Key
	}
	return a.Title
}

// report is an appearance with all that the post reports of it.
type report struct {
	appearance
	Summary           *prose
	Details           []detail
	Body              *prose
	Sections          []section
	RecommendedPapers struct {
		TotalCount int
		Nodes      []recommendation
	}
	Post *struct{ Path string }
	Line int
}

// MoreDetails are the details that say more than the theme, which a post gives
// as one of them.
func (r report) MoreDetails() []detail {
	return slices.DeleteFunc(slices.Clone(r.Details), func(d detail) bool { return d.Value == r.Theme })
}

// UnlistedPapers is how many recommended papers report.graphql leaves out.
func (r report) UnlistedPapers() int {
	return r.RecommendedPapers.TotalCount - len(r.RecommendedPapers.Nodes)
}

type detail struct{ Label, Value string }

type section struct {
	Number, Heading, Kind string
	Body                  *prose
	Viewpoints            []viewpoint
	Sections              []section
}

// AllPapers reports whether nothing is left of the section beside what the page
// shows as recommended papers.
func (s section) AllPapers() bool {
	return s.Kind == "READING_LIST" && s.Body == nil && len(s.Viewpoints) == 0 && len(s.Sections) == 0
}

type viewpoint struct {
	Key, Label string
	Text       prose
	Quotes     []prose
	Timestamps []timestamp
	Points     []viewpoint
}

// Cut reports whether the viewpoint stands so deep that the query asks for no
// more of it than its key.
func (v viewpoint) Cut() bool { return v.Key != "" }

// Moments are the moments of a recording that lead to it and that the text has
// no link to.
func (v viewpoint) Moments() []timestamp {
	return slices.DeleteFunc(slices.Clone(v.Timestamps), func(t timestamp) bool {
		return t.URL == "" || strings.Contains(string(v.Text.HTML), ">"+template.HTMLEscapeString(t.Label)+"</a>")
	})
}

type timestamp struct{ Label, URL string }

type recommendation struct {
	Note  *prose
	Paper paper
}

type paper struct {
	Title                      string
	Authors                    []string
	Published, URL, Arxiv, DOI string
}

// Link is where the paper can be found; empty where that is unknown.
func (p paper) Link() string {
	switch {
	case p.URL != "":
		return p.URL
	case p.Arxiv != "":
		return "https://arxiv.org/abs/" + p.Arxiv
	case p.DOI != "":
		return "https://doi.org/" + p.DOI
	}
	return ""
}

// prose is text that the endpoint has made safe.
type prose struct{ HTML template.HTML }
