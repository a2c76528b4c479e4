package export

import (
	"context"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"viewline/web/site"
)

// The feeds of the pages that list something. Each has at most [fed] entries, those of the
// newest occasions; what has no date comes last.
const fed = 100

// unbounded is how many items of a list are read to find the newest ones, where the list has no
// order by date: more than any corpus has.
const unbounded = 1 << 20

// personFeed is the feed of one person: the appearances, and behind them the viewpoints of
// no occasion.
func personFeed(ctx context.Context, e *exports, a asked) ([]byte, error) {
	var who *person
	var loose []viewpoint
	appearances, err := list(e, fed, func(first int, after string) ([]appearance, pageInfo, error) {
		answer, err := askPersonFeed(ctx, e.execute, personFeedVariables{Slug: a.Slug, First: first, After: after})
		if err != nil {
			return nil, pageInfo{}, err
		}
		if who = answer.Person; who == nil {
			return nil, pageInfo{}, a.nothing("person")
		}
		if after == "" {
			loose = slices.DeleteFunc(who.Viewpoints.Nodes, func(v viewpoint) bool { return v.Appearance != nil })
		}
		return who.Appearances.Nodes, who.Appearances.PageInfo, a.same(answer.Corpus)
	})
	if err != nil {
		return nil, err
	}
	entries := a.entries(appearances)
	for _, v := range loose[:min(len(loose), fed-len(entries))] {
		entries = append(entries, a.said(v))
	}
	return a.feedOf("people", who.Slug, who.Name, entries)
}

// topicFeed is the feed of one topic: the viewpoints on it.
func topicFeed(ctx context.Context, e *exports, a asked) ([]byte, error) {
	var on *topic
	views, err := list(e, fed, func(first int, after string) ([]viewpoint, pageInfo, error) {
		answer, err := askTopicFeed(ctx, e.execute, topicFeedVariables{Slug: a.Slug, First: first, After: after})
		if err != nil {
			return nil, pageInfo{}, err
		}
		if on = answer.Topic; on == nil {
			return nil, pageInfo{}, a.nothing("topic")
		}
		return on.Viewpoints.Nodes, on.Viewpoints.PageInfo, a.same(answer.Corpus)
	})
	if err != nil {
		return nil, err
	}
	var entries []atomEntry
	for _, v := range views {
		entries = append(entries, a.said(v))
	}
	return a.feedOf("topics", on.Slug, on.Name, entries)
}

// feedOf writes the feed of the page of one person or topic. The error is [elsewhere] where
// the address has not the slug.
func (a asked) feedOf(kind, slug, name string, entries []atomEntry) ([]byte, error) {
	if slug != a.Slug {
		return nil, &elsewhere{"/" + kind + "/" + url.PathEscape(slug) + "/feed.atom"}
	}
	return a.atom(a.at(kind, slug, "feed.atom"), a.at(kind, slug), a.Site+": "+name, entries)
}

// nothing is the answer to who asks for a person or a topic that is not there.
func (a asked) nothing(kind string) error {
	return &site.Refusal{Status: http.StatusNotFound, Text: fmt.Sprintf("there is no %s %.100q; want the slug of one on the page %s", kind, a.Slug, a.Origin+strings.TrimSuffix(a.Path, "/"+a.Slug+"/feed.atom"))}
}

// peopleFeed is the feed of all people: those who appeared last.
func peopleFeed(ctx context.Context, e *exports, a asked) ([]byte, error) {
	people, err := list(e, fed, func(first int, after string) ([]person, pageInfo, error) {
		answer, err := askPeopleFeed(ctx, e.execute, peopleFeedVariables{First: first, After: after})
		if err != nil {
			return nil, pageInfo{}, err
		}
		return answer.People.Nodes, answer.People.PageInfo, a.same(answer.Corpus)
	})
	if err != nil {
		return nil, err
	}
	var entries []atomEntry
	for _, p := range people {
		var about string
		var day time.Time
		if last := p.LastAppearance; last != nil {
			about, day = a.occasion(*last), updated(*last)
		}
		one := entry(p.ID, p.Name, a.at("people", p.Slug), about, day)
		one.Authors = []atomAuthor{a.author(p)}
		entries = append(entries, one)
	}
	return a.listFeed("People", site.PaperFilter{}, entries)
}

// topicsFeed is the feed of all topics: those on which somebody said something last.
func topicsFeed(ctx context.Context, e *exports, a asked) ([]byte, error) {
	topics, err := list(e, unbounded, func(first int, after string) ([]topic, pageInfo, error) {
		answer, err := askTopicsFeed(ctx, e.execute, topicsFeedVariables{First: first, After: after})
		if err != nil {
			return nil, pageInfo{}, err
		}
		return answer.Topics.Nodes, answer.Topics.PageInfo, a.same(answer.Corpus)
	})
	if err != nil {
		return nil, err
	}
	latest := func(t topic) *appearance {
		if len(t.Viewpoints.Nodes) == 0 {
			return nil
		}
		return t.Viewpoints.Nodes[0].Appearance
	}
	var entries []atomEntry
	for _, t := range newest(topics, latest) {
		one := entry(t.ID, t.Name, a.at("topics", t.Slug), "", time.Time{})
		for _, v := range t.Viewpoints.Nodes {
			said := a.said(v) // whose base stays with its content
			one.Updated, one.Authors, one.Content = said.Updated, said.Authors, said.Content
		}
		entries = append(entries, one)
	}
	return a.listFeed("Topics", site.PaperFilter{}, entries)
}

// papersFeed is the feed of the papers that pass the filter: those that somebody recommended
// last.
func papersFeed(ctx context.Context, e *exports, a asked) ([]byte, error) {
	filter, err := site.ReadPaperFilter(a.Query)
	if err != nil {
		return nil, err
	}
	papers, err := list(e, unbounded, func(first int, after string) ([]paper, pageInfo, error) {
		answer, err := askPapersFeed(ctx, e.execute, papersFeedVariables{Filter: filter.Variable(), First: first, After: after})
		if err != nil {
			return nil, pageInfo{}, err
		}
		return answer.Papers.Nodes, answer.Papers.PageInfo, a.same(answer.Corpus)
	})
	if err != nil {
		return nil, err
	}
	latest := func(p paper) *appearance {
		if len(p.Recommendations.Nodes) == 0 {
			return nil
		}
		return &p.Recommendations.Nodes[0].Appearance
	}
	var entries []atomEntry
	for _, p := range newest(papers, latest) {
		var about string
		var day time.Time
		for _, r := range p.Recommendations.Nodes {
			about, day = a.occasion(r.Appearance), updated(r.Appearance)
			if r.Note != nil {
				about = r.Note.HTML + about
			}
		}
		one := entry(p.ID, p.Title, a.at("papers", p.Slug), about, day)
		for _, name := range p.Authors {
			one.Authors = append(one.Authors, atomAuthor{Name: printable(name)})
		}
		entries = append(entries, one)
	}
	return a.listFeed("Papers", filter, entries)
}

// postsFeed is the feed of all posts.
func postsFeed(ctx context.Context, e *exports, a asked) ([]byte, error) {
	posts, err := list(e, fed, func(first int, after string) ([]post, pageInfo, error) {
		answer, err := askPostsFeed(ctx, e.execute, postsFeedVariables{First: first, After: after})
		if err != nil {
			return nil, pageInfo{}, err
		}
		return answer.Posts.Nodes, answer.Posts.PageInfo, a.same(answer.Corpus)
	})
	if err != nil {
		return nil, err
	}
	var entries []atomEntry
	for _, p := range posts {
		day := p.changed()
		if day.IsZero() {
			day = p.RecordedAt
		}
		var about strings.Builder
		if p.Description != "" {
			about.WriteString("<p>" + html.EscapeString(p.Description) + "</p>")
		}
		for _, one := range p.People {
			fmt.Fprintf(&about, `<p><a href="%s">%s</a></p>`, html.EscapeString(a.at("people", one.Slug)), html.EscapeString(one.Name))
		}
		title := p.Title
		if title == "" {
			title = p.Path
		}
		e := entry(p.ID, title, a.at("posts", p.Slug), about.String(), day)
		if p.Author != "" {
			e.Authors = []atomAuthor{{Name: printable(p.Author)}}
		}
		entries = append(entries, e)
	}
	return a.listFeed("Posts", site.PaperFilter{}, entries)
}

// listFeed writes the feed of a page that lists all of a kind.
func (a asked) listFeed(title string, filter site.PaperFilter, entries []atomEntry) ([]byte, error) {
	page := strings.TrimSuffix(a.Path, "/feed.atom")
	return a.atom(a.Origin+filter.At(a.Path), a.Origin+filter.At(page), a.Site+": "+title, entries)
}

// newest are the items of the newest occasions, [fed] at most. The function latest gives the
// latest occasion of an item; nil where it has none.
func newest[T any](items []T, latest func(T) *appearance) []T {
	day := func(item T) string {
		if a := latest(item); a != nil {
			return a.Earliest
		}
		return ""
	}
	slices.SortStableFunc(items, func(x, y T) int { return strings.Compare(day(y), day(x)) })
	return items[:min(len(items), fed)]
}

// said is the entry of a viewpoint.
func (a asked) said(v viewpoint) atomEntry {
	title := v.Label
	if title == "" {
		title = shorten(v.Text.Plain)
	}
	about := v.Text.HTML
	var day time.Time
	if v.Appearance != nil {
		about += a.occasion(*v.Appearance)
		day = updated(*v.Appearance)
	}
	page := v.PageURL
	if strings.HasPrefix(page, "/") {
		page = a.Origin + page
	}
	one := entry(v.ID, title, page, about, day)
	if v.Person != nil {
		one.Title = printable(v.Person.Name + ": " + title)
		one.Authors = []atomAuthor{a.author(*v.Person)}
	}
	return one
}

// occasion is a link to an appearance, as HTML.
func (a asked) occasion(of appearance) string {
	return fmt.Sprintf(`<p><a href="%s">%s</a></p>`, html.EscapeString(a.URL(of)), html.EscapeString(strings.TrimSpace(of.Words()+" "+of.Named())))
}

// shorten is the beginning of a text, of at most 200 characters.
func shorten(text string) string {
	if letters := []rune(text); len(letters) > 200 {
		return string(letters[:199]) + "…"
	}
	return text
}
