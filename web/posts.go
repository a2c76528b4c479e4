package web

import (
	"html/template"
	"net/http"
	"time"
)

// postPage is one post: the appearances that it reports, and what belongs to none.
type postPage struct {
	Meta meta
	post
	Head template.HTML // the picture at the head of the post; empty where there is none to show
}

// post serves the page of one post.
func (p *pages) post(w http.ResponseWriter, r *http.Request) {
	slug := r.PathValue("slug")
	answer, err := askPost(r.Context(), p.execute, postVariables{Slug: slug})
	switch {
	case err != nil:
		p.fail(w, r, err)
	case answer.Post == nil:
		p.named(w, r, slug)
	default:
		page := postPage{post: *answer.Post, Head: p.head(answer.Post.Cover)}
		page.Meta = p.meta(r, page.Address())
		page.Meta.describePost(page)
		p.render(w, r, http.StatusOK, "post", page)
	}
}

// named serves the page of a name that no post has alone: it lists the posts that go by the
// name.
func (p *pages) named(w http.ResponseWriter, r *http.Request, name string) {
	most := p.most()
	answer, err := askNamed(r.Context(), p.execute, namedVariables{Name: name, First: most})
	switch {
	case err != nil:
		p.fail(w, r, err)
		return
	case len(answer.PostsNamed) == 0:
		p.tell(w, r, http.StatusNotFound, "error.post", name)
		return
	}
	m := p.message(r, "message.post", name)
	m.Posts, m.Others = answer.PostsNamed, lists["error.post"]
	m.More = len(m.Posts) == most
	p.render(w, r, http.StatusOK, "message", m)
}

// Address is the post's page.
func (p post) Address() string { return address("posts", p.Slug) }

// Named is the title, or the path where there is none.
func (p post) Named() string {
	if p.Title == "" {
		return p.Path
	}
	return p.Title
}

// Alone is the name of the one person whose views the post has; empty where there are several,
// or none.
func (p post) Alone() string {
	if len(p.People) != 1 {
		return ""
	}
	return p.People[0].Name
}

// Day is when the author published the post; empty where the post does not tell.
func (p post) Day() string {
	if p.Date.IsZero() {
		return ""
	}
	return p.Date.Format(time.DateOnly)
}

// Content is what belongs to no appearance: the text ahead of the first heading, and the
// sections.
func (p post) Content() []content {
	var all []content
	if p.Body != nil {
		all = append(all, content{Typename: passageType, Text: *p.Body})
	}
	for _, s := range p.Sections {
		all = append(all, content{Typename: sectionType, Fragment: s.Fragment, Number: s.Number, Heading: s.Heading, Inner: s.Inner})
	}
	return all
}
