package web

import (
	"html/template"
	"net/url"
	"slices"
	"strings"

	"viewline/web/site"
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

// span is the time from the first day of a person's first appearance to the last day
// of the last one.
type span struct {
	FirstAppearance struct{ Earliest string }
	LastAppearance  struct{ Latest string }
}

// Years are those of the first and the last day, as "1936–1952" or
// "1936"; empty where no date is known.
func (s span) Years() string {
	first, last := site.Year(s.FirstAppearance.Earliest), site.Year(s.LastAppearance.Latest)
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
	piece
	Appearance *appearance
}

// moment is what was said at one appearance.
type moment struct {
	Appearance *appearance
	Viewpoints []piece
}

// moments groups viewpoints, which stand in order of date, by appearance.
func moments(views []dated) []moment {
	var all []moment
	for _, v := range views {
		if last := len(all) - 1; last >= 0 && v.Appearance != nil && all[last].Appearance != nil && all[last].Appearance.Key == v.Appearance.Key {
			all[last].Viewpoints = append(all[last].Viewpoints, v.piece)
			continue
		}
		all = append(all, moment{v.Appearance, []piece{v.piece}})
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

type appearance struct {
	Key, Kind, Title, Theme string
	site.When
}

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
	Participants []participant
	Summary      *prose
	Details      []detail
	Recording    *link
	Content      []piece
	Post         *struct {
		Path   string
		People []person
	}
	Line int
}

// MoreDetails are the details that say more than the theme, which a post gives
// as one of them.
func (r report) MoreDetails() []detail {
	return slices.DeleteFunc(slices.Clone(r.Details), func(d detail) bool { return d.Value == r.Theme })
}

// Lead is the summary where nothing below it tells the same; nil where it does.
func (r report) Lead() *prose {
	if r.Summary == nil || tells(r.Content, r.Summary.HTML) {
		return nil
	}
	return r.Summary
}

// Among are all who took part, where that is anybody beside the person.
func (r report) Among() []participant {
	if len(r.Participants) < 2 {
		return nil
	}
	return r.Participants
}

// AlsoOf are the other people whose views the post reports.
func (r report) AlsoOf() []person {
	slug, _, _ := strings.Cut(r.Key, "/")
	return slices.DeleteFunc(slices.Clone(r.Post.People), func(p person) bool { return p.Slug == slug })
}

// participant is somebody who took part in an appearance.
type participant struct {
	Name, Role string
	Person     *person
}

// Part is what the participant did; empty for a speaker, who is expected.
func (p participant) Part() string {
	if p.Role == "SPEAKER" {
		return ""
	}
	return strings.ToLower(p.Role)
}

type detail struct{ Label, Value string }

type link struct{ Text, URL string }

type timestamp struct{ Label, URL string }

type paper struct {
	Title                             string
	Authors                           []string
	Published, Venue, URL, Arxiv, DOI string
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
