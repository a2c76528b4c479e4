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
	at, people := p.topicWindows(r.URL.Query())
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
		if err := p.proposed(r, &page, people); err != nil {
			p.fail(w, r, err)
			return
		}
		page.Meta = p.meta(r, page.Address())
		page.Meta.describeTopic(page)
		p.offer(&page.Meta)
		p.render(w, r, http.StatusOK, "topic", page)
	}
}

// ofPeople is the parameter of an address whose cursor belongs to the list of people, not to
// that of positions.
const ofPeople = "people"

// topicWindows are the wanted parts of the lists of positions and of people.
func (p *pages) topicWindows(asked url.Values) (positions, people window) {
	at, begin := paging(asked, p.most()), window{first: p.most()}
	if asked.Has(ofPeople) {
		return begin, at
	}
	return at, begin
}

// proposed adds the people of a proposed topic to its page, and the links to the other pages of
// the list that the page shows.
func (p *pages) proposed(r *http.Request, page *topicPage, at window) error {
	info := page.Positions.PageInfo
	if page.Proposed {
		answer, err := askTopicPeople(r.Context(), p.execute, topicPeopleVariables{Slug: page.Slug, First: at.first, After: at.after, Last: at.last, Before: at.before})
		if err != nil {
			return err
		}
		if answer.Topic != nil { // an import may have ended between the two answers
			page.People = answer.Topic.People
		}
		info = page.People.PageInfo
	}
	page.turning = info.turning(func(cursor url.Values) string {
		if page.Proposed {
			cursor.Set(ofPeople, "")
		}
		return page.Address() + "?" + cursor.Encode()
	})
	return nil
}

// Speakers counts the people who put forward a viewpoint on the topic.
func (t topicPage) Speakers() int {
	if t.Proposed {
		return t.People.TotalCount
	}
	return t.Positions.TotalCount
}

func (m *meta) describeTopic(t topicPage) {
	m.name(t.Name)
	m.Description = m.voice.Say("topic.description", t.Name, m.voice.Say("count.viewpoints", t.Viewpoints.TotalCount), m.voice.Say("count.people", t.Speakers()))
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

// Proposed reports whether the topics of the page are proposed ones: all are, or none is.
func (t topicsPage) Proposed() bool { return areProposed(t.Topics.Nodes) }

// Proposed reports the same of the topics of a person.
func (t personPage) Proposed() bool { return areProposed(t.Topics) }

func areProposed(topics []topic) bool { return len(topics) > 0 && topics[0].Proposed }
