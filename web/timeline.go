package web

import (
	"maps"
	"net/http"
	"net/url"

	"viewline/web/site"
)

const (
	mostPerPage     = 100 // the largest page that the endpoint gives by default
	listedPerPage   = 20  // appearances in the list of the start page
	reportedPerPage = 20  // appearances on the page of a person
	loosePerPage    = 10  // viewpoints of no occasion on that page
)

// timelinePage is the start page: the chart, which a script draws from the
// endpoint, and the same appearances as a list.
type timelinePage struct {
	Meta   meta
	Filter site.Filter
	// Chunk is the number of appearances that the chart asks for at once.
	Chunk int
	turning
	timelineAnswer
	// Finds are the sentences that have the words of the filter; nil where there are no words.
	Finds *finds
}

// timeline serves the start page.
func (p *pages) timeline(w http.ResponseWriter, r *http.Request) {
	asked := r.URL.Query()
	filter, err := site.ReadFilter(asked)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	var said *finds
	if filter.Text != "" {
		if said, err = p.find(r, filter); err != nil {
			p.fail(w, r, err)
			return
		}
	}
	window := paging(asked, min(listedPerPage, p.most()))
	answer, err := askTimeline(r.Context(), p.execute, timelineVariables{
		Filter: filter.Variable(), Choices: p.most(),
		First: window.first, After: window.after, Last: window.last, Before: window.before,
	})
	if err != nil {
		p.fail(w, r, err)
		return
	}
	page := timelinePage{Filter: filter, Chunk: p.most(), timelineAnswer: *answer, Finds: said}
	page.turning = answer.Appearances.PageInfo.turning(func(cursor url.Values) string {
		address := filter.Values()
		maps.Copy(address, cursor)
		return "/?" + address.Encode() + "#newest"
	})
	page.Meta = p.meta(r, filter.At("/"))
	page.Meta.describeTimeline(page)
	p.render(w, r, http.StatusOK, "timeline", page)
}

// most is the largest page that the endpoint gives.
func (p *pages) most() int {
	if p.options.PageSize > 0 {
		return p.options.PageSize
	}
	return mostPerPage
}

// window is the part of a list that a page shows, as arguments of the list. A zero argument
// is not sent.
type window struct {
	first, last   int
	after, before string
}

// paging is the window that the address of a page asks for, which is behind or ahead of a
// cursor; the first page where the address has no cursor.
func paging(asked url.Values, size int) window {
	if before := asked.Get("before"); before != "" {
		return window{last: size, before: before}
	}
	return window{first: size, after: asked.Get("after")}
}

// Narrowed reports whether the filter leaves anything out.
func (t timelinePage) Narrowed() bool { return t.Filter != site.Filter{} }

// Wider are the ways out of a filter that nothing passes: leaving out one of its parts, or all.
func (t timelinePage) Wider() []way {
	v, f := t.Meta.voice, t.Filter
	var all []way
	without := func(part, name string, drop func(*site.Filter)) {
		if part == "" {
			return
		}
		wider := f
		drop(&wider)
		all = append(all, way{Name: v.Say("filter.without", name), Address: wider.At("/")})
	}
	without(f.Text, f.Text, func(f *site.Filter) { f.Text = "" })
	without(f.Person, f.Person, func(f *site.Filter) { f.Person = "" })
	without(f.Topic, f.Topic, func(f *site.Filter) { f.Topic = "" })
	without(f.From+f.To, f.From+"–"+f.To, func(f *site.Filter) { f.From, f.To = "", "" })
	without(f.Kind, v.Say("kinds."+f.Kind), func(f *site.Filter) { f.Kind = "" })
	everything := way{Name: v.Say("filter.everything"), Address: "/"}
	if len(all) == 1 {
		return []way{everything}
	}
	return append(all, everything)
}

// Export is the address of the same appearances in another format.
func (t timelinePage) Export(path string) string { return t.Filter.At(path) }

// choice is one of the values that a filter can have.
type choice struct {
	Value, Name string
	Chosen      bool
}

// Kinds are the kinds of appearance to choose from, the first being any.
func (t timelinePage) Kinds() []choice { return kindChoices(t.Meta.voice, t.Filter.Kind) }

func kindChoices(v voice, chosen string) []choice {
	choices := []choice{{"", v.Say("filter.all"), chosen == ""}}
	for _, kind := range site.Kinds {
		choices = append(choices, choice{kind, v.Say("kinds." + kind), chosen == kind})
	}
	return choices
}

// PersonChoices are the people to choose from; nil where the list has more than one page,
// as the reader then types a name.
func (t timelinePage) PersonChoices() []choice {
	return choices(t.People.TotalCount, t.People.Nodes, func(p person) choice {
		return choice{p.Slug, p.Full(), p.called(t.Filter.Person)}
	})
}

// TopicChoices are the topics to choose from; nil where the list has more than one page, as
// the reader then types a name.
func (t timelinePage) TopicChoices() []choice {
	return choices(t.Topics.TotalCount, t.Topics.Nodes, func(o topic) choice {
		return choice{o.Slug, o.Name, o.called(t.Filter.Topic)}
	})
}

func choices[T any](total int, nodes []T, as func(T) choice) []choice {
	if total > len(nodes) {
		return nil
	}
	var all []choice
	for _, node := range nodes {
		all = append(all, as(node))
	}
	return all
}
