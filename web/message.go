package web

import (
	"context"
	"errors"
	"html/template"
	"net/http"

	"viewline/web/site"
)

// message is a page that says why there is nothing else to see.
type message struct {
	Meta meta
	Text template.HTML
	// Appearances are what the reader may have meant. More says that there are more, which
	// the page of the Person has.
	Appearances []appearance
	More        bool
	Person      string
	// Posts are what the reader may have meant; More says that there may be more of them.
	Posts []post
	// Near are the slugs of people or topics whom the reader may have meant, whose pages stand
	// below that of Others.
	Near []string
	// Others is the page of all that there are of what the reader looked for; nil where there
	// is no such page.
	Others *others
}

// others is a page of a list: its address, and the key of what a link to it says.
type others struct{ Address, Key string }

// lists are the pages of others, by the key of the message that something was not found.
var lists = map[string]*others{
	"error.person": {"/people", "person.all"}, "error.appearance": {"/people", "person.all"},
	"error.topic": {"/topics", "topic.all"}, "error.paper": {"/papers", "paper.all"}, "error.post": {"/posts", "post.all"},
}

// message is the page whose title is the message of a key, and whose text is that of the key
// with ".text" behind it.
func (p *pages) message(r *http.Request, key string, values ...any) message {
	m := message{Meta: p.unlisted(r), Others: lists[key]}
	m.Meta.Title = m.Meta.voice.Say(key)
	m.Text = m.Meta.voice.Rich(key+".text", values...)
	return m
}

// tell answers with such a page.
func (p *pages) tell(w http.ResponseWriter, r *http.Request, status int, key string, values ...any) {
	p.render(w, r, status, "message", p.message(r, key, values...))
}

// tellNear answers that a person or a topic is not there, with those whom the reader may have
// meant. Where these cannot be found, the answer goes without.
func (p *pages) tellNear(w http.ResponseWriter, r *http.Request, key, name string, nearest func(context.Context, site.Executor, string) ([]string, error)) {
	m := p.message(r, key, name)
	near, err := nearest(r.Context(), p.execute, name)
	if err != nil {
		p.log.WarnContext(r.Context(), "nothing is suggested", "path", r.URL.Path, "error", err)
	}
	m.Near = near
	p.render(w, r, http.StatusNotFound, "message", m)
}

func (p *pages) notFound(w http.ResponseWriter, r *http.Request) {
	p.tell(w, r, http.StatusNotFound, "error.page")
}

// fail answers a request that failed. The reader is told what the endpoint said; all other
// errors go to the log alone.
func (p *pages) fail(w http.ResponseWriter, r *http.Request, err error) {
	v := p.voice(r)
	refused, ok := errors.AsType[*site.Refusal](err)
	switch {
	case !ok:
		p.log.ErrorContext(r.Context(), "page failed", "path", r.URL.Path, "error", err)
		p.tell(w, r, http.StatusInternalServerError, "error.down", v.Say("error.server"))
	case refused.Status == http.StatusBadRequest:
		p.tell(w, r, refused.Status, "error.link", v.quoted(refused.Text))
	default:
		p.tell(w, r, refused.Status, "error.down", v.quoted(refused.Text))
	}
}
