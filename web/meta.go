package web

import (
	"html"
	"html/template"
	"net/http"
	"strings"
	"unicode/utf8"

	"viewline/web/site"
	"viewline/web/words"
)

// describedIn is the greatest number of characters of a description: search engines show no
// more.
const describedIn = 200

// meta is what a page tells search engines and previews of itself (The Open Graph protocol;
// schema.org as JSON-LD 1.1).
type meta struct {
	Title, Description string
	// Site is the name of the site, and Icon its icon.
	Site string
	Icon icon
	// Canonical is the whole address of the page; empty for a page that search engines should
	// not list, such as an error.
	Canonical string
	// Type is the Open Graph type.
	Type string
	// Feed is the address of the feed of what the page lists; empty where there is none.
	Feed string
	// Linked is the page's JSON-LD; nil where the page has none.
	Linked map[string]any
	// Alternates are the page in each language.
	Alternates []alternate
	// OEmbed is the address that tells how to frame the page; empty where no site may.
	OEmbed string
	// Picture is the address of the picture that other sites show beside a link to the page; empty
	// where there is none.
	Picture string
	// Framed says that the page is for frames of other sites: the page has no header, and its
	// links lead out of the frame.
	Framed bool
	// Elsewhere is the address that was asked for, in the other language.
	Elsewhere alternate

	voice  voice
	origin string // the address of the site
}

// alternate is the address of the page in a language (HTML, section 4.6.6.1). The tag of the
// language is "x-default" for the address at which each reader gets the language that the
// reader prefers.
type alternate struct{ Tag, Address string }

// meta is that of the page at a path.
func (p *pages) meta(r *http.Request, path string) meta {
	m := p.unlisted(r)
	m.Canonical, m.Type = m.origin+m.voice.To(path), "website"
	for _, l := range words.All {
		m.Alternates = append(m.Alternates, alternate{l.Tag, m.origin + l.At(path)})
	}
	m.Alternates = append(m.Alternates, alternate{"x-default", m.origin + path})
	return m
}

// picture tells of the preview of the page of a person or an appearance, if there are previews.
func (p *pages) picture(m *meta, path string) {
	if p.options.Previews {
		m.Picture = m.origin + path + "/preview.png"
	}
}

// unlisted is that of a page which search engines should not list.
func (p *pages) unlisted(r *http.Request) meta {
	v := p.voice(r)
	return meta{voice: v, Framed: framed(r.URL.Path), Site: p.options.Title, Icon: p.sign, origin: site.Origin(r, p.options.PublicURL), Elsewhere: alternate{v.Other().Tag, v.Elsewhere(r)}}
}

// Locale is the language of the page as the Open Graph protocol has it.
func (m meta) Locale() string { return m.voice.Locale }

// name makes the title of a page that has a name.
func (m *meta) name(name string) { m.Title = m.voice.Say("page.title", name, m.Site) }

func (m *meta) describeTimeline(t timelinePage) {
	m.Title = m.voice.Say("home.title", m.Site)
	m.Description = m.voice.Say("home.description", m.voice.Say("count.appearances", t.Corpus.Appearances), m.voice.Say("count.people", t.Corpus.People))
	m.Feed = t.Export("/feed.atom")
	items := make([]any, len(t.Appearances.Nodes))
	for i, a := range t.Appearances.Nodes {
		items[i] = map[string]any{"@type": "ListItem", "position": i + 1, "name": a.Named(), "url": m.origin + a.Address()}
	}
	m.link("ItemList", map[string]any{
		"name": m.voice.Say("home.list"), "numberOfItems": t.Appearances.TotalCount, "itemListElement": items,
	})
}

func (m *meta) describePerson(t personPage) {
	m.name(t.Full())
	appearances := m.voice.Say("count.appearances", t.Appearances.TotalCount)
	m.Description = m.voice.Say("person.description", t.Full(), appearances)
	if years := m.voice.years(t.person); years != "" {
		m.Description = m.voice.Say("person.description.years", t.Full(), appearances, years)
	}
	m.Feed = t.Address() + "/feed.atom"
	m.Type = "profile"
	who := m.person(t.person)
	var events, said []any
	for _, a := range t.Appearances.Nodes {
		a.Person = nil // whom the page is about
		events = append(events, m.event(a))
		said = quotations(said, m.origin+a.Address(), a.Content, m.saidBy(t.person, &a))
	}
	for _, of := range t.Loose() {
		for _, v := range of.Viewpoints {
			said = m.quote(said, v.PageURL, v, m.saidBy(t.person, nil))
		}
	}
	put(who, "performerIn", events)
	linked := map[string]any{"mainEntity": who}
	put(linked, "hasPart", said)
	m.link("ProfilePage", linked)
}

func (m *meta) describeAppearance(t appearancePage) {
	m.Title = m.voice.Say("appearance.title", t.Who().Name, t.Named())
	m.Description = t.Theme
	if t.Summary != nil {
		m.Description = shorten(plain(t.Summary.HTML))
	}
	if m.Description == "" {
		m.Description = m.voice.Say("appearance.description", t.Who().Name, strings.Join(strings.Fields(m.voice.when(t.When)+" "+m.voice.kind(t.Kind)+" "+t.Named()), " "))
	}
	m.Type = "article"
	event := m.event(t.appearance)
	put(event, "recordedIn", m.records(t.appearance))
	m.link("Event", event)
}

// records are what tells of an appearance: its recording and the viewpoints.
func (m *meta) records(a appearance) []any {
	all := quotations(nil, m.Canonical, a.Content, m.saidBy(a.Who(), &a))
	if a.Recording != nil {
		all = append(all, map[string]any{"@type": "CreativeWork", "url": a.Recording.URL})
	}
	return all
}

func (m *meta) describePaper(t paperPage) {
	m.name(t.Title)
	m.Description = m.voice.Say("paper.description", t.Recommendations.TotalCount)
	m.Type = "article"
	linked := map[string]any{"name": t.Title, "url": m.Canonical}
	if len(t.Authors) > 0 {
		authors := make([]any, len(t.Authors))
		for i, name := range t.Authors {
			authors[i] = map[string]any{"@type": "Person", "name": name}
		}
		linked["author"] = authors
	}
	if t.Published != "" {
		linked["datePublished"] = t.Published
	}
	if link := t.Link(); link != "" {
		linked["sameAs"] = link
	}
	m.link("ScholarlyArticle", linked)
}

func (m *meta) describePost(t postPage) {
	m.name(t.Named())
	m.Description = shorten(t.Description)
	if m.Description == "" {
		m.Description = shorten(m.voice.ofPost(t.post))
	}
	m.Type = "article"
	linked := map[string]any{"headline": t.Named(), "url": m.Canonical}
	if t.Author != "" {
		linked["author"] = map[string]any{"@type": "Person", "name": t.Author}
	}
	if day := t.Day(); day != "" {
		linked["datePublished"] = day
	}
	about := make([]any, len(t.People))
	for i, one := range t.People {
		about[i] = m.person(one)
	}
	put(linked, "about", about)
	var events []any
	for _, a := range t.Appearances {
		events = append(events, m.event(a))
	}
	put(linked, "mentions", events)
	var common map[string]any // who said something is known where the post tells of one person alone
	if len(t.People) == 1 {
		common = m.saidBy(t.People[0], nil)
	}
	put(linked, "hasPart", quotations(nil, m.Canonical, t.Content(), common))
	m.link("Article", linked)
}

func (m *meta) person(p person) map[string]any {
	linked := map[string]any{"@type": "Person", "name": p.Name, "url": m.origin + p.Address()}
	if len(p.Aliases) > 0 {
		linked["alternateName"] = p.Aliases
	}
	return linked
}

func (m *meta) link(kind string, linked map[string]any) {
	linked["@context"], linked["@type"] = "https://schema.org", kind
	m.Linked = linked
}

// plain is the text of HTML, without its elements.
func plain(text template.HTML) string {
	return strings.Join(strings.Fields(html.UnescapeString(markup.ReplaceAllString(string(text), ""))), " ")
}

func shorten(text string) string {
	if utf8.RuneCountInString(text) <= describedIn {
		return text
	}
	return string([]rune(text)[:describedIn-1]) + "…"
}
