package web

import (
	"net/http"
	"net/url"

	"viewline/web/site"
)

// topicPage is one topic: who said how much on it, from when to when.
type topicPage struct {
	Meta meta
	turning
	topic
}

// topic serves the page of one topic. An address with another name of the topic is
// redirected to it.
func (p *pages) topic(w http.ResponseWriter, r *http.Request) {
	slug := r.PathValue("slug")
	at := paging(r.URL.Query(), p.most())
	answer, err := askTopic(r.Context(), p.execute, topicVariables{Slug: slug, First: at.first, After: at.after, Last: at.last, Before: at.before})
	switch {
	case err != nil:
		p.fail(w, r, err)
	case answer.Topic == nil:
		p.tellNear(w, r, "error.topic", slug, site.NearestTopics)
	case answer.Topic.Slug != slug:
		there := url.URL{Path: "/topics/" + answer.Topic.Slug, RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, there.String(), http.StatusFound)
	default:
		page := topicPage{topic: *answer.Topic}
		page.turning = page.Positions.PageInfo.turning(func(cursor url.Values) string { return page.Address() + "?" + cursor.Encode() })
		page.Meta = p.meta(r, page.Address())
		page.Meta.describeTopic(page)
		p.offer(&page.Meta)
		p.render(w, r, http.StatusOK, "topic", page)
	}
}

func (m *meta) describeTopic(t topicPage) {
	m.name(t.Name)
	m.Description = m.voice.Say("topic.description", t.Name, m.voice.Say("count.viewpoints", t.Viewpoints.TotalCount), m.voice.Say("count.people", t.Positions.TotalCount))
	m.Feed = t.Address() + "/feed.atom"
	linked := map[string]any{"name": t.Name, "url": m.Canonical}
	if len(t.Aliases) > 0 {
		linked["alternateName"] = t.Aliases
	}
	var said []any
	for _, position := range t.Positions.Nodes {
		for _, v := range []*viewpoint{position.First, position.Latest} {
			if v == nil || v.Appearance == nil || v == position.Latest && !position.Changed() {
				continue
			}
			said = m.quote(said, v.Appearance.Address(), *v, m.saidBy(position.Person, v.Appearance))
		}
	}
	put(linked, "subjectOf", said)
	m.link("DefinedTerm", linked)
}

// Address is the topic's page.
func (t topic) Address() string { return address("topics", t.Slug) }

// Compared is the part of a person's page that shows how the person's view on a topic
// changed.
func (t topic) Compared(by person) string {
	return by.Address() + "?" + url.Values{"topic": {t.Slug}}.Encode() + "#changed"
}

// Changed reports whether there is a latest viewpoint that is not the first.
func (p topicPosition) Changed() bool { return p.Latest != nil && p.Count > 1 }

// Short is the viewpoint in a few words: its label, or the beginning of its text.
func (v viewpoint) Short() string {
	if v.Label != "" {
		return v.Label
	}
	return shorten(v.Text.Plain)
}
