package text

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"strings"
	"time"

	"viewline/web/site"
)

// How many items a page has at most: appearances with their reports, and others.
const (
	reportsPerPage = 20
	itemsPerPage   = 100
	loosePerPage   = 20
)

// size is a number of items that the endpoint gives at once.
func (q *request) size(most int) int {
	return min(most, cmp.Or(q.options.PageSize, mostPerPage))
}

// after is the cursor behind which the page begins; empty for the first page.
func (q *request) after() string { return q.URL.Query().Get("after") }

// next writes the address of the page behind this one, where there is one, with further
// parameters.
func (q *request) next(at pageInfo, also ...string) {
	if !at.HasNextPage {
		return
	}
	address := url.Values{}
	maps.Copy(address, q.URL.Query())
	address.Set("after", at.EndCursor)
	for _, parameter := range also {
		address.Set(parameter, "")
	}
	q.page.line("Next page: " + q.origin + (&url.URL{Path: q.URL.Path}).EscapedPath() + ending + "?" + address.Encode())
}

// head writes the title of the list and how many items it has.
func (q *request) head(title string, total int, noun string) {
	q.page.heading(1, plain(title))
	q.page.line(counted(total, noun))
}

// markdown is the address of a page of this site as Markdown.
func (q *request) markdown(pageURL string) string {
	path, fragment, _ := strings.Cut(q.page.whole(pageURL), "#")
	if fragment != "" {
		return path + ending + "#" + fragment
	}
	return path + ending
}

func (q *request) timeline() error {
	filter, err := site.ReadFilter(q.URL.Query())
	if err != nil {
		return err
	}
	answer, err := askTimeline(q.Context(), q.execute, timelineVariables{Filter: filter.Variable(), First: q.size(itemsPerPage), After: q.after()})
	if err != nil {
		return err
	}
	q.URL.Path = "/index"
	q.head(q.options.Title, answer.Appearances.TotalCount, "appearance")
	for _, a := range answer.Appearances.Nodes {
		q.occasion(a)
	}
	q.page.end()
	q.next(answer.Appearances.PageInfo)
	return nil
}

// occasion writes an appearance as an item of a list.
func (q *request) occasion(a appearance) {
	q.page.item("-", joined(plain(a.Words()), plain(a.by()), linked(a.called(), q.markdown(a.PageURL)), a.category(), plain(a.Theme)))
}

func (q *request) people() error {
	answer, err := askPeople(q.Context(), q.execute, peopleVariables{First: q.size(itemsPerPage), After: q.after()})
	if err != nil {
		return err
	}
	q.page.heading(1, "People")
	q.page.line(people(answer.People.TotalCount))
	for _, p := range answer.People.Nodes {
		q.somebody(p)
	}
	q.page.end()
	q.next(answer.People.PageInfo)
	return nil
}

func people(n int) string { return site.Number(n, "person", "people") }

func (q *request) somebody(p person) {
	years := ""
	if p.FirstAppearance != nil && p.LastAppearance != nil {
		years = site.Year(p.FirstAppearance.Earliest)
		if last := site.Year(p.LastAppearance.Latest); last != years {
			years += "–" + last
		}
	}
	q.page.item("-", joined(linked(p.Name, q.markdown(p.PageURL)), plain(strings.Join(p.Aliases, ", ")), counted(p.Appearances.TotalCount, "appearance"), years))
}

func (q *request) topics() error {
	answer, err := askTopics(q.Context(), q.execute, topicsVariables{First: q.size(itemsPerPage), After: q.after()})
	if err != nil {
		return err
	}
	q.head("Topics", answer.Topics.TotalCount, "topic")
	if nodes := answer.Topics.Nodes; len(nodes) > 0 && nodes[0].Proposed {
		q.page.line(proposed)
	}
	for _, t := range answer.Topics.Nodes {
		q.page.item("-", joined(linked(t.Name, q.markdown(t.PageURL)), plain(strings.Join(t.Aliases, ", ")), counted(t.Viewpoints.TotalCount, "viewpoint")))
	}
	q.page.end()
	q.next(answer.Topics.PageInfo)
	return nil
}

func (q *request) papers() error {
	filter, err := site.ReadPaperFilter(q.URL.Query())
	if err != nil {
		return err
	}
	answer, err := askPapers(q.Context(), q.execute, papersVariables{Filter: filter.Variable(), First: q.size(itemsPerPage), After: q.after()})
	if err != nil {
		return err
	}
	q.head("Papers", answer.Papers.TotalCount, "paper")
	for _, p := range answer.Papers.Nodes {
		q.page.item("-", joined(q.page.cited(p), linked(counted(p.RecommendationCount, "recommendation"), q.markdown(p.PageURL))))
	}
	q.page.end()
	q.next(answer.Papers.PageInfo)
	return nil
}

func (q *request) posts() error {
	answer, err := askPosts(q.Context(), q.execute, postsVariables{First: q.size(itemsPerPage), After: q.after()})
	if err != nil {
		return err
	}
	q.head("Posts", answer.Posts.TotalCount, "post")
	for _, p := range answer.Posts.Nodes {
		q.listed(p)
	}
	q.page.end()
	q.next(answer.Posts.PageInfo)
	return nil
}

// listed writes a post as an item of a list.
func (q *request) listed(p post) {
	var names []string
	for _, somebody := range p.People {
		names = append(names, somebody.Name)
	}
	q.page.item("-", joined(p.day(), linked(p.called(), q.markdown(p.PageURL)), plain(strings.Join(names, ", ")), plain(p.Path)))
}

// day is when the author published the post; empty where the post does not tell.
func (p post) day() string {
	if p.Date.IsZero() {
		return ""
	}
	return p.Date.Format(time.DateOnly)
}

// called is the title, or the path where there is none.
func (p post) called() string {
	if p.Title == "" {
		return p.Path
	}
	return p.Title
}

// listedForPrograms is how many people and topics /llms.txt names.
const listedForPrograms = 10

// site writes what there is for programs (llmstxt.org).
func (q *request) site() error {
	answer, err := askSite(q.Context(), q.execute, siteVariables{First: q.size(listedForPrograms)})
	if err != nil {
		return err
	}
	w, c := q.page, answer.Corpus
	w.heading(1, plain(q.options.Title))
	w.line(fmt.Sprintf("> What %s said in public, and when: %s with %s, read from %s.",
		people(c.People), counted(c.Appearances, "appearance"), counted(c.Viewpoints, "viewpoint"), counted(c.Posts, "post")))
	w.line("Every page but the search and the playground is Markdown at its address with .md behind it, or with the header Accept: text/markdown. " +
		"Behind the heading of an appearance stand the person, the date as far as it is known, the address to cite, and the path and the line of the post.")
	w.heading(2, "Pages")
	for _, page := range [][2]string{{"/index", "Timeline: the newest first; takes person, topic, kind, text, from and to"}, {"/people", "People"}, {"/topics", "Topics"}, {"/papers", "Papers, the most recommended first; takes recommendedBy, author, text, from and to"}, {"/posts", "Posts"}} {
		name, more, _ := strings.Cut(page[1], ":")
		if more != "" {
			more = ":" + more
		}
		w.item("-", linked(name, q.origin+page[0]+ending)+more)
	}
	w.end()
	if len(answer.People.Nodes) > 0 {
		w.heading(2, "People")
		for _, p := range answer.People.Nodes {
			q.somebody(p)
		}
		w.end()
	}
	if len(answer.Topics.Nodes) > 0 {
		w.heading(2, "Topics")
		for _, t := range answer.Topics.Nodes {
			w.item("-", joined(linked(t.Name, q.markdown(t.PageURL)), counted(t.Viewpoints.TotalCount, "viewpoint")))
		}
		w.end()
	}
	w.heading(2, "Interfaces")
	w.item("-", linked("GraphQL", q.origin+"/query")+": all of it, by GET and POST")
	if q.options.Schema {
		w.item("-", linked("Schema", q.origin+"/schema.graphql"))
	}
	if q.options.Tools {
		w.item("-", linked("Model Context Protocol", q.origin+"/mcp")+": tools, by streamable HTTP")
	}
	for _, export := range [][2]string{{"Atom feed", "/feed.atom"}, {"Timeline as JSON", "/timeline.json"}, {"Calendar", "/timeline.ics"}, {"Papers as CSL-JSON", "/papers.json"}, {"Sitemap", "/sitemap.xml"}} {
		w.item("-", linked(export[0], q.origin+export[1]))
	}
	return nil
}
