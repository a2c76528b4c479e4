package web

import (
	"net/http"
	"net/url"
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

// list is the frame of one page of the list at an address.
// The group of messages is that of the list: nav.people is its name, people.description what
// search engines tell.
func (p *pages) list(r *http.Request, group string, total int, at pageInfo) listed {
	l := listed{Meta: p.meta(r, r.URL.Path)}
	l.turning = at.turning(func(cursor url.Values) string { return r.URL.Path + "?" + cursor.Encode() })
	name := l.Meta.voice.Say("nav." + group)
	l.Meta.name(name)
	l.Meta.Description = l.Meta.voice.Say(group+".description", total)
	l.Meta.link("CollectionPage", map[string]any{"name": name, "url": l.Meta.Canonical})
	return l
}

// people serves the page of all people.
func (p *pages) people(w http.ResponseWriter, r *http.Request) {
	at := paging(r.URL.Query(), p.most())
	answer, err := askPeople(r.Context(), p.execute, peopleVariables{First: at.first, After: at.after, Last: at.last, Before: at.before})
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.render(w, r, http.StatusOK, "people", peoplePage{p.list(r, "people", answer.People.TotalCount, answer.People.PageInfo), *answer})
}

// topics serves the page of all topics.
func (p *pages) topics(w http.ResponseWriter, r *http.Request) {
	at := paging(r.URL.Query(), p.most())
	answer, err := askTopics(r.Context(), p.execute, topicsVariables{First: at.first, After: at.after, Last: at.last, Before: at.before})
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.render(w, r, http.StatusOK, "topics", topicsPage{p.list(r, "topics", answer.Topics.TotalCount, answer.Topics.PageInfo), *answer})
}

// papers serves the page of all papers.
func (p *pages) papers(w http.ResponseWriter, r *http.Request) {
	at := paging(r.URL.Query(), p.most())
	answer, err := askPapers(r.Context(), p.execute, papersVariables{First: at.first, After: at.after, Last: at.last, Before: at.before})
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.render(w, r, http.StatusOK, "papers", papersPage{p.list(r, "papers", answer.Papers.TotalCount, answer.Papers.PageInfo), *answer})
}

// posts serves the page of all posts.
func (p *pages) posts(w http.ResponseWriter, r *http.Request) {
	at := paging(r.URL.Query(), p.most())
	answer, err := askPosts(r.Context(), p.execute, postsVariables{First: at.first, After: at.after, Last: at.last, Before: at.before})
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.render(w, r, http.StatusOK, "posts", postsPage{p.list(r, "posts", answer.Posts.TotalCount, answer.Posts.PageInfo), *answer})
}
