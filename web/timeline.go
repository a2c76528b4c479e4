package web

import (
	_ "embed" // for the queries
	"errors"
	"net/http"
	"net/url"

	"viewline/web/site"
)

// The queries behind the pages, and the one that the console shows first.
var (
	//go:embed queries/home.graphql
	homeQuery string
	//go:embed queries/person.graphql
	personQuery string
	//go:embed queries/sample.graphql
	sampleQuery string
)

const (
	peoplePerPage = 100 // the most that the endpoint gives at once
	// reportsPerPage is that of the newest appearances of all, in home.graphql:
	// so every appearance listed there is on the first page of its person.
	reportsPerPage = 20
)

// timeline is the page of the person that is asked for, else that of all.
func (p *pages) timeline(w http.ResponseWriter, r *http.Request) {
	asked := r.URL.Query()
	if slug := asked.Get("person"); slug != "" {
		p.person(w, r, slug, asked)
		return
	}
	home, err := site.Ask[home](r.Context(), p.execute, homeQuery, paging(asked, peoplePerPage))
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.render(w, http.StatusOK, "home", home)
}

func (p *pages) person(w http.ResponseWriter, r *http.Request, slug string, asked url.Values) {
	variables := paging(asked, reportsPerPage)
	variables["slug"] = slug
	answer, err := site.Ask[personAnswer](r.Context(), p.execute, personQuery, variables)
	switch {
	case err != nil:
		p.fail(w, r, err)
	case answer.Person == nil:
		p.render(w, http.StatusNotFound, "message", message{
			Title: "Nobody here goes by that name",
			Text:  "There is no person “" + slug + "” on the timeline.",
		})
	default:
		p.render(w, http.StatusOK, "person", answer.Person)
	}
}

// paging is what the links at the end of a page ask for: the page behind a
// cursor, or the one ahead of it.
func paging(asked url.Values, size int) map[string]any {
	if before := asked.Get("before"); before != "" {
		return map[string]any{"last": size, "before": before}
	}
	v := map[string]any{"first": size}
	if after := asked.Get("after"); after != "" {
		v["after"] = after
	}
	return v
}

// message is a page that says why there is nothing else to see.
type message struct{ Title, Text string }

// fail tells the reader what the endpoint said. Of other errors it tells the
// log only.
func (p *pages) fail(w http.ResponseWriter, r *http.Request, err error) {
	refused, ok := errors.AsType[*site.Refusal](err)
	switch {
	case !ok:
		p.log.ErrorContext(r.Context(), "page failed", "path", r.URL.Path, "error", err)
		refused = &site.Refusal{Status: http.StatusInternalServerError, Text: "something went wrong on the server"}
	case refused.Status == http.StatusBadRequest:
		p.render(w, refused.Status, "message", message{"The link does not work", "The server says: " + refused.Text + "."})
		return
	}
	p.render(w, refused.Status, "message", message{
		Title: "The timeline cannot be shown right now",
		Text:  "The server says: " + refused.Text + ". Try again in a moment; its log tells more.",
	})
}
