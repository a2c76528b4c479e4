package storetest

import (
	"fmt"
	"strings"
	"time"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// importDay is the time of an example's import, in a zone that is not UTC. It has whole
// milliseconds, as an engine need not keep finer times.
func importDay(minute int) time.Time {
	return time.Date(2026, 3, 4, 5, minute, 6, 7_000_000, time.FixedZone("east", 8*3600))
}

// date reads a partial date; the empty text is none.
func date(text string) timeline.PartialDate {
	if text == "" {
		return timeline.PartialDate{}
	}
	d, err := timeline.ParsePartialDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// appearance is an appearance with a viewpoint. Its person is the part of the key before
// the slash.
func appearance(key, on string, edits ...func(*timeline.Appearance)) *timeline.Appearance {
	person, _, _ := strings.Cut(key, "/")
	d := date(on)
	a := &timeline.Appearance{
		Key: key, PersonSlug: person, Heading: person + " at " + key, Title: "at " + key,
		Kind: timeline.KindTalk, Date: d, Earliest: d.Earliest(), Latest: d.Latest(),
		Sections: []*timeline.Section{{
			Heading: "Views", Level: 3, Kind: timeline.SectionViewpoints,
			Viewpoints: []*timeline.Viewpoint{{Text: prose("view of " + key), Line: 3}}, Line: 2,
		}},
		Line: 1,
	}
	for _, edit := range edits {
		edit(a)
	}
	return a
}

func prose(text string) timeline.Prose {
	return timeline.Prose{Markdown: text, HTML: timeline.HTML("<p>" + text + "</p>"), Plain: text}
}

// kind edits an appearance.
func kind(k timeline.AppearanceKind) func(*timeline.Appearance) {
	return func(a *timeline.Appearance) { a.Kind = k }
}

// until makes the date of an appearance a range.
func until(on string) func(*timeline.Appearance) {
	return func(a *timeline.Appearance) { a.Latest = date(on).Latest() }
}

// days gives an appearance a first and a last day but no date, as of a decade.
func days(first, last string) func(*timeline.Appearance) {
	return func(a *timeline.Appearance) {
		a.Date, a.Earliest, a.Latest = timeline.PartialDate{}, date(first), date(last)
	}
}

// recommending makes an appearance recommend n papers.
func recommending(n int) func(*timeline.Appearance) {
	return func(a *timeline.Appearance) {
		a.Recommended = n
		for i := range n {
			a.Recommendations = append(a.Recommendations, &timeline.Recommendation{
				PaperSlug: fmt.Sprintf("paper-%d", i), Note: prose("read it"), Position: i + 1,
			})
		}
	}
}

// titled edits an appearance.
func titled(title string) func(*timeline.Appearance) {
	return func(a *timeline.Appearance) { a.Title = title }
}

// post is a post that has only its appearances.
func post(path string, appearances ...*timeline.Appearance) store.PostDocuments {
	slug := strings.TrimSuffix(path, ".md")
	p := &timeline.Post{Path: path, Slug: slug, Title: "Post " + slug, Record: timeline.ImportRecord{Hash: "hash of " + path}}
	for _, a := range appearances {
		a.PostPath = path
		p.PersonSlug, p.PeopleSlugs = a.PersonSlug, []string{a.PersonSlug}
		p.Record.Appearances = append(p.Record.Appearances, timeline.AppearanceRef{Key: a.Key, Hash: "hash of " + a.Title})
		p.Record.Viewpoints += a.CountViewpoints()
	}
	return store.PostDocuments{Post: p, Appearances: appearances}
}

func person(slug, name string, aliases ...string) *timeline.Person {
	return &timeline.Person{Slug: slug, Name: name, Aliases: aliases}
}

func paper(slug string) *timeline.Paper {
	return &timeline.Paper{Slug: slug, Title: "Paper " + slug, Authors: []string{"Ada"}, Published: date("1999-12")}
}

// cursor is the place of an appearance among others.
func cursor(on, key string) relay.Cursor { return relay.Cursor{Sort: on, Key: key} }

// keysOf are the keys of appearances, "-" for nil.
func keysOf(appearances []*timeline.Appearance) []string {
	return names(appearances, func(a *timeline.Appearance) string { return a.Key })
}

// slugsOf are the slugs of people, "-" for nil.
func slugsOf(people []*timeline.Person) []string {
	return names(people, func(p *timeline.Person) string { return p.Slug })
}

// pathsOf are the paths of posts, "-" for nil.
func pathsOf(posts []*timeline.Post) []string {
	return names(posts, func(p *timeline.Post) string { return p.Path })
}

// pathsIn are the paths of stored posts.
func pathsIn(m *contents) []string {
	return names(m.Posts, func(p *store.StoredPost) string { return p.Path })
}

func names[T any](items []*T, name func(*T) string) []string {
	all := make([]string, len(items))
	for i, item := range items {
		if all[i] = "-"; item != nil {
			all[i] = name(item)
		}
	}
	return all
}
