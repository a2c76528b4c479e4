package web

import (
	_ "embed" // for the queries
	"net/http"
	"net/url"

	"viewline/web/site"
)

// The queries behind the pages of people and of their appearances.
var (
	//go:embed queries/report.graphql
	reportFragment string
	//go:embed queries/view.graphql
	viewFragment string
	//go:embed queries/when.graphql
	whenFragment string
	//go:embed queries/person.graphql
	personOperation string
	//go:embed queries/appearance.graphql
	appearanceOperation string
	//go:embed queries/change.graphql
	changeOperation string

	reportFragments = reportFragment + viewFragment + whenFragment
	personQuery     = personOperation + reportFragments
	appearanceQuery = appearanceOperation + reportFragments
	changeQuery     = changeOperation + viewFragment + whenFragment
)

// personPage is the vertical timeline of one person.
type personPage struct {
	Meta meta
	turning
	personAnswer
	// Topic is the one whose viewpoints are shown side by side; nil for none.
	Topic *topic
	// Moments are the appearances at which the topic came up, in order of date.
	Moments []moment
	// Unlisted is how many viewpoints on the topic are left out.
	Unlisted int
}

// person serves the page of one person. Another name of the same person leads
// to it.
func (p *pages) person(w http.ResponseWriter, r *http.Request) {
	asked, slug := r.URL.Query(), r.PathValue("slug")
	variables := paging(asked, min(reportedPerPage, p.most()))
	variables["slug"] = slug
	answer, err := site.Ask[struct{ Person *personAnswer }](r.Context(), p.execute, personQuery, variables)
	switch {
	case err != nil:
		p.fail(w, r, err)
		return
	case answer.Person == nil:
		p.render(w, http.StatusNotFound, "message", message{
			Meta: meta{Title: "Nobody here goes by that name"},
			Text: "There is no person “" + slug + "” on the timeline.",
		})
		return
	case answer.Person.Slug != slug:
		there := url.URL{Path: "/people/" + answer.Person.Slug, RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, there.String(), http.StatusFound)
		return
	}
	page := personPage{personAnswer: *answer.Person}
	page.turning = page.Appearances.PageInfo.turning(func(cursor url.Values) string {
		return page.Address() + "?" + cursor.Encode()
	})
	if name := asked.Get("topic"); name != "" {
		if err := p.change(r, &page, name); err != nil {
			p.fail(w, r, err)
			return
		}
	}
	page.Meta = p.meta(r, "/people/"+slug)
	page.Meta.describePerson(page)
	p.render(w, http.StatusOK, "person", page)
}

// change adds how the person's view on a topic changed. An unknown topic adds
// nothing.
func (p *pages) change(r *http.Request, page *personPage, topic string) error {
	variables := map[string]any{"slug": page.Slug, "topic": topic, "first": p.most()}
	answer, err := site.Ask[changeAnswer](r.Context(), p.execute, changeQuery, variables)
	if err != nil || answer.Topic == nil || answer.Person == nil {
		return err
	}
	views := answer.Person.Viewpoints
	page.Topic = answer.Topic
	page.Moments = moments(views.Nodes)
	page.Unlisted = views.TotalCount - len(views.Nodes)
	return nil
}

// appearancePage is one appearance with all that is told of it.
type appearancePage struct {
	Meta   meta
	Person person
	report
}

// Report is the appearance without its page.
func (t appearancePage) Report() report { return t.report }

// appearance serves the page of one appearance.
func (p *pages) appearance(w http.ResponseWriter, r *http.Request) {
	key := r.PathValue("slug") + "/" + r.PathValue("date")
	variables := map[string]any{"key": key}
	answer, err := site.Ask[struct{ Appearance *appearanceAnswer }](r.Context(), p.execute, appearanceQuery, variables)
	switch {
	case err != nil:
		p.fail(w, r, err)
	case answer.Appearance == nil:
		p.render(w, http.StatusNotFound, "message", message{
			Meta: meta{Title: "There is no such appearance"},
			Text: "The timeline has no appearance “" + key + "”.",
		})
	default:
		page := appearancePage{Person: answer.Appearance.Person, report: answer.Appearance.report}
		page.Meta = p.meta(r, page.Address())
		page.Meta.describeAppearance(page)
		p.render(w, http.StatusOK, "appearance", page)
	}
}
