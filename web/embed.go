package web

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"viewline/web/site"
)

// embedPath is where the pages stand that other sites may frame.
const embedPath = "/embed"

// framed reports whether the page at a path is for frames of other sites.
func framed(path string) bool {
	return path == embedPath || strings.HasPrefix(path, embedPath+"/")
}

// embedPage is what a frame of another site shows of a person, of a topic or of a filter: a
// list of appearances, whose links lead to the pages of this site in the whole window.
type embedPage struct {
	Meta meta
	// Heading is whom and what the list is of.
	Heading string
	// Alone says that all appearances are of one person, whom the heading names.
	Alone bool
	// Closed says that no site may frame the page.
	Closed bool
	// There is the page of this site with all of the list.
	There string
	embedAnswer
}

// More reports whether the list has more appearances than the frame shows.
func (e embedPage) More() bool { return e.Appearances.TotalCount > len(e.Appearances.Nodes) }

// embed serves the frame of a filter.
func (p *pages) embed(w http.ResponseWriter, r *http.Request) {
	filter, err := site.ReadFilter(r.URL.Query())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	answer, err := p.askFramed(r, filter, listedPerPage)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.frame(w, r, *answer, filter.At("/"))
}

// embedPerson serves the frame of one person.
func (p *pages) embedPerson(w http.ResponseWriter, r *http.Request) {
	slug := r.PathValue("slug")
	answer, err := p.askFramed(r, site.Filter{Person: slug}, listedPerPage)
	switch {
	case err != nil:
		p.fail(w, r, err)
	case answer.Person == nil:
		p.tell(w, r, http.StatusNotFound, "error.person", slug)
	case answer.Person.Slug != slug:
		there := url.URL{Path: embedPath + "/people/" + answer.Person.Slug, RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, there.String(), http.StatusFound)
	default:
		p.frame(w, r, *answer, answer.Person.Address())
	}
}

// embedTopic serves the frame of one topic.
func (p *pages) embedTopic(w http.ResponseWriter, r *http.Request) {
	slug := r.PathValue("slug")
	answer, err := p.askFramed(r, site.Filter{Topic: slug}, listedPerPage)
	switch {
	case err != nil:
		p.fail(w, r, err)
	case answer.Topic == nil:
		p.tell(w, r, http.StatusNotFound, "error.topic", slug)
	case answer.Topic.Slug != slug:
		there := url.URL{Path: embedPath + "/topics/" + answer.Topic.Slug, RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, there.String(), http.StatusFound)
	default:
		p.frame(w, r, *answer, answer.Topic.Address())
	}
}

func (p *pages) askFramed(r *http.Request, filter site.Filter, first int) (*embedAnswer, error) {
	return askEmbed(r.Context(), p.execute, embedVariables{
		Filter: filter.Variable(), Person: filter.Person, Topic: filter.Topic, First: min(first, p.most()),
	})
}

// frame writes the frame of what stands at an address of this site. That address is the one
// that search engines are to list.
func (p *pages) frame(w http.ResponseWriter, r *http.Request, answer embedAnswer, there string) {
	page := embedPage{Meta: p.meta(r, there), There: there, Closed: len(p.options.Embedders) == 0, embedAnswer: answer}
	page.Heading = cmp.Or(answer.named(page.Meta.voice), p.options.Title)
	page.Alone = answer.Person != nil
	page.Meta.name(page.Heading)
	p.render(w, r, http.StatusOK, "embed", page)
}

// named is whom and what the answer is of; empty where that is everybody and everything.
func (e embedAnswer) named(v voice) string {
	var names []string
	if e.Person != nil {
		names = append(names, e.Person.Full())
	}
	if e.Topic != nil {
		names = append(names, e.Topic.Name)
	}
	return strings.Join(names, v.Say("list.colon"))
}
