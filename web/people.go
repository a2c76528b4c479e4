package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"viewline/web/site"
)

// personPage is the vertical timeline of one person.
type personPage struct {
	Meta meta
	turning
	person
	// Topic is the topic whose viewpoints are shown side by side; nil where the reader chose
	// none.
	Topic *topic
	// Moments are the appearances at which the topic came up, in order of date.
	Moments []moment
	// Unlisted is the number of viewpoints on the topic that the page leaves out.
	Unlisted int
}

// Who is the person.
func (t personPage) Who() person { return t.person }

// person serves the page of one person. An address with another name of the person is
// redirected to it.
func (p *pages) person(w http.ResponseWriter, r *http.Request) {
	asked, slug := r.URL.Query(), r.PathValue("slug")
	window := paging(asked, min(reportedPerPage, p.most()))
	answer, err := askPerson(r.Context(), p.execute, personVariables{
		Slug: slug, First: window.first, After: window.after, Last: window.last, Before: window.before,
		Loose: min(loosePerPage, p.most()), Loosely: asked.Get("loosely"),
	})
	switch {
	case err != nil:
		p.fail(w, r, err)
		return
	case answer.Person == nil:
		p.tellNear(w, r, "error.person", slug, site.NearestPeople)
		return
	case answer.Person.Slug != slug:
		there := url.URL{Path: "/people/" + answer.Person.Slug, RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, there.String(), http.StatusFound)
		return
	}
	page := personPage{person: *answer.Person}
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
	p.picture(&page.Meta, page.Address())
	p.offer(&page.Meta)
	p.render(w, r, http.StatusOK, "person", page)
}

// change adds the person's viewpoints on a topic to the page. It adds nothing where the
// topic is unknown.
func (p *pages) change(r *http.Request, page *personPage, topic string) error {
	answer, err := askChange(r.Context(), p.execute, changeVariables{Slug: page.Slug, Topic: topic, First: p.most()})
	if err != nil || answer.Topic == nil || answer.Person == nil {
		return err
	}
	views := answer.Person.Viewpoints
	page.Topic = answer.Topic
	page.Moments = moments(views.Nodes)
	page.Unlisted = views.TotalCount - len(views.Nodes)
	return nil
}

// appearancePage is the page of one appearance, with its whole report.
type appearancePage struct {
	Meta meta
	appearance
}

// Report is the appearance alone, for the template of reports.
func (t appearancePage) Report() appearance { return t.appearance }

// appearance serves the page of one appearance.
func (p *pages) appearance(w http.ResponseWriter, r *http.Request) {
	key := r.PathValue("slug") + "/" + r.PathValue("date")
	answer, err := askAppearance(r.Context(), p.execute, appearanceVariables{Key: key})
	switch {
	case err != nil:
		p.fail(w, r, err)
	case answer.Appearance == nil:
		p.sharing(w, r, key)
	case answer.Appearance.Key != key:
		http.Redirect(w, r, p.voice(r).To(answer.Appearance.Address()), http.StatusFound)
	default:
		page := appearancePage{appearance: *answer.Appearance}
		page.Meta = p.meta(r, page.Address())
		page.Meta.describeAppearance(page)
		p.picture(&page.Meta, page.Address())
		p.render(w, r, http.StatusOK, "appearance", page)
	}
}

// sharing serves the page of a key that no appearance has alone: it lists those that it
// can mean.
func (p *pages) sharing(w http.ResponseWriter, r *http.Request, key string) {
	date := r.PathValue("date")
	dates, ok := site.Sharing(date)
	if !ok {
		p.noAppearance(w, r, key)
		return
	}
	variables := sharingVariables{Person: r.PathValue("slug"), First: p.most(), Dates: dates}
	answer, err := askSharing(r.Context(), p.execute, variables)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	all := slices.DeleteFunc(answer.Appearances.Nodes, func(a appearance) bool { return !strings.HasPrefix(a.Anchor(), date) })
	if len(all) == 0 {
		p.noAppearance(w, r, key)
		return
	}
	m := p.message(r, "message.which", key)
	m.Appearances, m.More, m.Person = all, answer.Appearances.PageInfo.HasNextPage, person{Slug: variables.Person}.Address()
	p.render(w, r, http.StatusOK, "message", m)
}

func (p *pages) noAppearance(w http.ResponseWriter, r *http.Request, key string) {
	p.tell(w, r, http.StatusNotFound, "error.appearance", key)
}

// moment has the viewpoints of one appearance; a nil appearance is an unknown one.
type moment struct {
	Appearance *appearance
	Viewpoints []viewpoint
}

// moments groups viewpoints by appearance. The viewpoints stand in order of date.
func moments(views []viewpoint) []moment {
	var all []moment
	for _, v := range views {
		if last := len(all) - 1; last >= 0 && v.Appearance != nil && all[last].Appearance != nil && all[last].Appearance.Key == v.Appearance.Key {
			all[last].Viewpoints = append(all[last].Viewpoints, v)
			continue
		}
		all = append(all, moment{v.Appearance, []viewpoint{v}})
	}
	return all
}
