package web

import (
	"html/template"
	"slices"
	"strings"
)

// home is the answer to home.graphql.
type home struct {
	Corpus struct{ People, Appearances, Viewpoints, Papers int }
	People struct {
		PageInfo pageInfo
		Nodes    []listed
	}
	Appearances struct {
		Nodes []struct {
			appearance
			Person person
		}
	}
}

// listed is a person among all.
type listed struct {
	person
	Appearances                     struct{ TotalCount int }
	FirstAppearance, LastAppearance struct{ Date string }
}

// Years are those of the first and the last appearance, as "1936–1952" or
// "1936"; empty where no date is known.
func (l listed) Years() string {
	first, _, _ := strings.Cut(l.FirstAppearance.Date, "-")
	last, _, _ := strings.Cut(l.LastAppearance.Date, "-")
	if first == last {
		return first
	}
	return first + "–" + last
}

// personAnswer is the answer to person.graphql; Person is nil where there is
// nobody of that name.
type personAnswer struct {
	Person *struct {
		person
		Appearances struct {
			TotalCount int
			PageInfo   pageInfo
			Nodes      []report
		}
	}
}

type person struct {
	Slug, Name string
	Aliases    []string
}

// Chinese is the first alias in Chinese characters; empty where there is none.
func (p person) Chinese() string {
	for _, alias := range p.Aliases {
		if language(alias) == chinese {
			return alias
		}
	}
	return ""
}

type pageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       string
}

type appearance struct{ Key, Date, Kind, Title, Theme string }

// Anchor is the appearance's place on its person's page: its key without the
// person.
func (a appearance) Anchor() string {
	_, anchor, _ := strings.Cut(a.Key, "/")
	return anchor
}

// report is an appearance with all that the post reports of it.
type report struct {
	appearance
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

// UnlistedPapers is how many recommended papers person.graphql leaves out.
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
	Points     []viewpoint
}

// Cut reports whether the viewpoint stands so deep that person.graphql asks for
// no more of it than its key.
func (v viewpoint) Cut() bool { return v.Key != "" }

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
