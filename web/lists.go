package web

import (
	"maps"
	"net/http"
	"net/url"

	"viewline/web/site"
)

// The pages of lists: all people, topics, papers and posts, page by page.

type (
	peoplePage struct {
		listed
		peopleAnswer
	}
	topicsPage struct {
		listed
		topicsAnswer
	}
	papersPage struct {
		listed
		Filter site.PaperFilter
		papersAnswer
	}
	postsPage struct {
		listed
		postsAnswer
	}
)

// listed is what the page of a list has beside the items.
type listed struct {
	Meta meta
	turning
}

// list is the frame of one page of the list at an address, which has the filter of the list
// in it. The group of messages is that of the list: nav.people is its name, people.description
// what search engines tell.
func (p *pages) list(r *http.Request, group string, total int, at pageInfo, filter url.Values) listed {
	path := r.URL.Path
	l := listed{Meta: p.meta(r, narrowed(path, filter))}
	l.turning = at.turning(func(cursor url.Values) string {
		maps.Copy(cursor, filter)
		return narrowed(path, cursor)
	})
	name := l.Meta.voice.Say("nav." + group)
	l.Meta.name(name)
	l.Meta.Description = l.Meta.voice.Say(group+".description", total)
	l.Meta.Feed = narrowed(path+"/feed.atom", filter)
	l.Meta.link("CollectionPage", map[string]any{"name": name, "url": l.Meta.Canonical})
	return l
}

// narrowed is an address with parameters, which may be none.
func narrowed(path string, parameters url.Values) string {
	if len(parameters) == 0 {
		return path
	}
	return path + "?" + parameters.Encode()
}

// people serves the page of all people.
func (p *pages) people(w http.ResponseWriter, r *http.Request) {
	at := paging(r.URL.Query(), p.most())
	answer, err := askPeople(r.Context(), p.execute, peopleVariables{First: at.first, After: at.after, Last: at.last, Before: at.before})
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.render(w, r, http.StatusOK, "people", peoplePage{p.list(r, "people", answer.People.TotalCount, answer.People.PageInfo, nil), *answer})
}

// topics serves the page of all topics.
func (p *pages) topics(w http.ResponseWriter, r *http.Request) {
	at := paging(r.URL.Query(), p.most())
	answer, err := askTopics(r.Context(), p.execute, topicsVariables{First: at.first, After: at.after, Last: at.last, Before: at.before})
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.render(w, r, http.StatusOK, "topics", topicsPage{p.list(r, "topics", answer.Topics.TotalCount, answer.Topics.PageInfo, nil), *answer})
}

// papers serves the page of the papers that pass the filter in its address.
func (p *pages) papers(w http.ResponseWriter, r *http.Request) {
	at := paging(r.URL.Query(), p.most())
	filter, err := site.ReadPaperFilter(r.URL.Query())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	answer, err := askPapers(r.Context(), p.execute, papersVariables{Filter: filter.Variable(), First: at.first, After: at.after, Last: at.last, Before: at.before})
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.render(w, r, http.StatusOK, "papers", papersPage{p.list(r, "papers", answer.Papers.TotalCount, answer.Papers.PageInfo, filter.Values()), filter, *answer})
}

// posts serves the page of all posts.
func (p *pages) posts(w http.ResponseWriter, r *http.Request) {
	at := paging(r.URL.Query(), p.most())
	answer, err := askPosts(r.Context(), p.execute, postsVariables{First: at.first, After: at.after, Last: at.last, Before: at.before})
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.render(w, r, http.StatusOK, "posts", postsPage{p.list(r, "posts", answer.Posts.TotalCount, answer.Posts.PageInfo, nil), *answer})
}

// Narrowed reports whether the filter leaves anything out.
func (t papersPage) Narrowed() bool { return t.Filter != site.PaperFilter{} }

// Export is the address of the same papers in another format.
func (t papersPage) Export(path string) string { return t.Filter.At(path) }
