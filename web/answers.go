package web

import (
	"net/url"
	"slices"
	"strings"
)

// What the pages tell of the answers to their queries. The types are in generated.go: a
// new field of a query is a new field of its type after `make generate`.

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

// Full is the person's name, and behind it the Chinese name where there is one.
func (p person) Full() string {
	if other := p.Chinese(); other != "" {
		return p.Name + " " + other
	}
	return p.Name
}

// Address is the person's page.
func (p person) Address() string { return address("people", p.Slug) }

func (p person) called(name string) bool { return called(name, p.Slug, p.Name, p.Aliases) }

func (t topic) called(name string) bool { return called(name, t.Slug, t.Name, t.Aliases) }

// called reports whether name is the slug, the proper name or an alias, in any case. The
// endpoint accepts more spellings than these.
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

// turning has the addresses of the pages before and behind a page of a list; an address is
// empty where there is no such page.
type turning struct{ Newer, Older string }

// turning makes the addresses of the neighbouring pages: at gives the address of the page
// that a cursor leads to.
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

// Who is the person who appeared. The person has no name where the answer gives none, which
// happens only while an import is under way.
func (a appearance) Who() person {
	if a.Person == nil {
		return person{}
	}
	return *a.Person
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

// MoreDetails are the details without the one that repeats the theme.
func (a appearance) MoreDetails() []detail {
	return slices.DeleteFunc(slices.Clone(a.Details), func(d detail) bool { return d.Value == a.Theme })
}

// Lead is the summary; nil where there is none, and where a passage of the report has the
// same text.
func (a appearance) Lead() *prose {
	if a.Summary == nil || tells(a.Content, a.Summary.HTML) {
		return nil
	}
	return a.Summary
}

// Among are the participants; nil where the person alone took part.
func (a appearance) Among() []participant {
	if len(a.Participants) < 2 {
		return nil
	}
	return a.Participants
}

// AlsoOf are the other people whose views the post reports.
func (a appearance) AlsoOf() []person {
	slug, _, _ := strings.Cut(a.Key, "/")
	return slices.DeleteFunc(slices.Clone(a.Post.People), func(p person) bool { return p.Slug == slug })
}

// Part is the message that tells what the participant did; empty for a speaker, who is
// expected.
func (p participant) Part() string {
	if p.Role == "SPEAKER" {
		return ""
	}
	return "role." + p.Role
}
