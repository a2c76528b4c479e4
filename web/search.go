package web

import (
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"viewline/web/site"
)

const foundPerPage = 20 // viewpoints, appearances or papers on a page of a search

// searchPage is the page of a search. Without words it has the form alone.
type searchPage struct {
	Meta  meta
	Kinds []choice
	*finds
}

// finds are what a search found: people, topics and posts by name, and a page of one type of
// the others.
type finds struct {
	turning
	matchesAnswer
	Filter  site.Filter
	Type    string  // of the entries, as SearchType of the endpoint has it
	Order   string  // as the parameter of the address has it
	Entries []entry // empty where nothing but names was found
	voice   voice
}

// entry has the finds of one appearance, of one post or of one paper that stand one behind the
// other.
type entry struct {
	Appearance *appearance
	Paper      *paper
	Path, At   string // of the post, and its address, where the views are of no occasion
	Person     *person
	Finds      []find
}

// find is one sentence: its viewpoint's label and the text, with the finds marked, and its
// address, which leads to the sentence.
type find struct {
	Label, HTML template.HTML
	Address     string
}

// foundType is a type of what is found beside names: its value in SearchType of the endpoint,
// and the message that counts what is found.
type foundType struct{ value, count string }

var found = []foundType{{"VIEWPOINT", "count.viewpoints"}, {"APPEARANCE", "count.appearances"}, {"PAPER", "count.papers"}}

// order is an order of a search: the value of the parameter, the message that tells it, and the
// order of the endpoint.
type order struct {
	value, name string
	variable    map[string]any
}

// orders are all that there are; the first one is taken where the reader chose none.
var orders = []order{
	{"", "search.relevance", nil},
	{"newest", "search.newest", map[string]any{"field": "DATE", "direction": "DESC"}},
	{"oldest", "search.oldest", map[string]any{"field": "DATE", "direction": "ASC"}},
}

// search serves the page of a search.
func (p *pages) search(w http.ResponseWriter, r *http.Request) {
	filter, err := site.ReadFilter(r.URL.Query())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	page := searchPage{Meta: p.unlisted(r), finds: &finds{Filter: filter}}
	v := page.Meta.voice
	page.Kinds = kindChoices(v, page.Filter.Kind)
	if page.Filter.Text == "" {
		page.Meta = p.meta(r, "/search")
		page.Meta.name(v.Say("nav.search"))
		page.Meta.Description = v.Say("search.hint")
		p.render(w, r, http.StatusOK, "search", page)
		return
	}
	page.Meta.name(v.Say("search.title", page.Filter.Text))
	if page.finds, err = p.find(r, filter); err != nil {
		p.fail(w, r, err)
		return
	}
	p.render(w, r, http.StatusOK, "search", page)
}

// find has the endpoint search for the words of a filter, which are not empty.
func (p *pages) find(r *http.Request, filter site.Filter) (*finds, error) {
	of := func(kind string) map[string]any {
		narrow := filter
		narrow.Text = ""
		variable := narrow.Variable()
		if variable == nil {
			variable = map[string]any{}
		}
		variable["type"] = kind
		return variable
	}
	asked := r.URL.Query()
	kind, by, err := choicesOf(asked)
	if err != nil {
		return nil, err
	}
	matches, err := askMatches(r.Context(), p.execute, matchesVariables{Text: filter.Text, Viewpoints: of(found[0].value), Appearances: of(found[1].value), Papers: of(found[2].value)})
	if err != nil {
		return nil, err
	}
	all := &finds{matchesAnswer: *matches, Filter: filter, Type: kind, Order: by.value, voice: p.voice(r)}
	if !slices.Contains(all.types(), all.Type) {
		if len(all.types()) == 0 {
			return all, nil
		}
		all.Type = all.types()[0]
	}
	at := paging(asked, min(foundPerPage, p.most()))
	answer, err := askFinds(r.Context(), p.execute, findsVariables{
		Text: filter.Text, Filter: of(all.Type), Order: by.variable, First: at.first, After: at.after, Last: at.last, Before: at.before,
	})
	if err != nil {
		return nil, err
	}
	all.Entries = entries(answer.Search.Nodes)
	all.turning = answer.Search.PageInfo.turning(func(cursor url.Values) string { return all.at(all.Type, all.Order, cursor) })
	return all, nil
}

// choicesOf are the type of finds and their order that an address asks for; an empty type is
// the first one that has any. The error is a [*site.Refusal] of a type or an order that is
// none.
func choicesOf(address url.Values) (kind string, by order, err error) {
	kind = address.Get("type")
	if kind != "" && !slices.ContainsFunc(found, func(one foundType) bool { return one.value == kind }) {
		return "", by, &site.Refusal{Status: http.StatusBadRequest, Text: fmt.Sprintf("type %.100q; want VIEWPOINT, APPEARANCE or PAPER", kind)}
	}
	for _, o := range orders {
		if o.value == address.Get("order") {
			return kind, o, nil
		}
	}
	return "", by, &site.Refusal{Status: http.StatusBadRequest, Text: fmt.Sprintf("order %.100q; want newest or oldest, or no order for that by relevance", address.Get("order"))}
}

// count is how many of a type are found.
func (f *finds) count(kind string) int {
	return map[string]int{found[0].value: f.Viewpoints.TotalCount, found[1].value: f.Appearances.TotalCount, found[2].value: f.Papers.TotalCount}[kind]
}

// types are the types of which something is found.
func (f *finds) types() (all []string) {
	for _, one := range found {
		if f.count(one.value) > 0 {
			all = append(all, one.value)
		}
	}
	return all
}

// at is the address of the page with finds of a type in an order.
func (f *finds) at(kind, order string, cursor url.Values) string {
	address := f.Filter.Values()
	maps.Copy(address, cursor)
	if kind != found[0].value {
		address.Set("type", kind)
	}
	if order != "" {
		address.Set("order", order)
	}
	return "/search?" + address.Encode()
}

// way is one of several choices, which leads to another page of what is searched for or
// filtered.
type way struct {
	Name, Address string
	Chosen        bool
}

// Types are the types to choose from, with how many there are of each.
func (f *finds) Types() (all []way) {
	for _, one := range found {
		if n := f.count(one.value); n > 0 {
			all = append(all, way{f.voice.Say(one.count, n), f.at(one.value, f.Order, nil), f.Type == one.value})
		}
	}
	return all
}

// Orders are the orders to choose from.
func (f *finds) Orders() (all []way) {
	for _, o := range orders {
		all = append(all, way{f.voice.Say(o.name), f.at(f.Type, o.value, nil), f.Order == o.value})
	}
	return all
}

// byName are the finds by name that one list of the site has: "people", "topics" or "posts".
type byName struct {
	List string
	searchConnection
}

// Names are what is found by name, without the lists that have nothing of it.
func (f *finds) Names() []byName {
	return slices.DeleteFunc([]byName{{"people", f.People}, {"topics", f.Topics}, {"posts", f.Posts}}, func(one byName) bool { return len(one.Nodes) == 0 })
}

// Found reports whether anything is found.
func (f *finds) Found() bool { return len(f.Names()) > 0 || len(f.Entries) > 0 }

// Wider is the address of a search for the same words that nothing else narrows; empty where
// nothing else does.
func (f *finds) Wider() string {
	if words := (site.Filter{Text: f.Filter.Text}); words != f.Filter {
		return words.At("/search")
	}
	return ""
}

// More is how many of a list are not shown.
func (c searchConnection) More() int { return c.TotalCount - len(c.Nodes) }

// Address is the page of what is found by name, which is of that list.
func (r searchResult) Address(list string) string { return address(list, r.Slug) }

// Named is the name of a person or a topic, the title of a post, or its path where it has none.
func (r searchResult) Named() string {
	for _, name := range []string{r.Name, r.Title} {
		if name != "" {
			return name
		}
	}
	return r.Path
}

// entries groups hits that stand one behind the other and are of one appearance or post.
func entries(hits []searchHit) []entry {
	var all []entry
	for _, hit := range hits {
		one := entryOf(hit)
		if last := len(all) - 1; last >= 0 && one.Paper == nil && same(all[last], one) {
			all[last].Finds = append(all[last].Finds, one.Finds...)
			continue
		}
		all = append(all, one)
	}
	return all
}

func same(a, b entry) bool {
	if a.Appearance == nil || b.Appearance == nil {
		return a.Appearance == b.Appearance && a.Path == b.Path
	}
	return a.Appearance.Key == b.Appearance.Key
}

func entryOf(hit searchHit) entry {
	node := hit.Node
	switch node.Typename {
	case "Paper":
		return entry{Paper: &paper{Slug: node.Slug, Title: node.Title, Authors: node.Authors, Published: node.Published}, Finds: findsOf(hit, "")}
	case "Appearance":
		a := &appearance{Key: node.Key, Kind: node.Kind, Title: node.Title, When: node.When, Person: node.Person}
		return entry{Appearance: a, Finds: findsOf(hit, a.Address())}
	}
	place := local(node.PageURL)
	post, _, _ := strings.Cut(place, "#")
	return entry{Appearance: node.Appearance, Path: node.Source.Path, At: post, Person: node.Person, Finds: findsOf(hit, place)}
}

// local is an address of this site without the origin.
func local(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Scheme, u.Host = "", ""
	return u.String()
}

// findsOf are the sentences of one hit. Those of a viewpoint lead to the point that has the
// sentence.
func findsOf(hit searchHit, place string) []find {
	if hit.Node.Typename == viewpointType {
		return saidIn(hit, place)
	}
	var all []find
	for _, f := range hit.Fragments {
		if f.Field != "TITLE" && place != "" { // the title stands above the finds
			all = append(all, find{HTML: f.HTML, Address: place + "#" + directive(f.Plain)})
		}
	}
	return all
}

// saidIn are the sentences of a viewpoint and its points. A label and the text behind it are
// one.
func saidIn(hit searchHit, place string) []find {
	var all []find
	page, _, _ := strings.Cut(place, "#")
	said := viewpoint{Key: hit.Node.Key, Label: hit.Node.Label, Text: hit.Node.Text, Points: hit.Node.Points}
	labelled := map[string]int{} // where in all the point of a key stands, whose label has a find
	for i, f := range hit.Fragments {
		point, ok := said.holding(bare(f.Plain))
		if !ok && strings.Contains(hit.Node.Section.Heading, bare(f.Plain)) { // which is not what was said
			if i == len(hit.Fragments)-1 && len(all) == 0 {
				all = append(all, find{Label: escaped(said.Label), HTML: escaped(shorten(said.Text.Plain)), Address: place})
			}
			continue
		}
		one := find{Label: escaped(point.Label), HTML: f.HTML}
		one.Address = page + (&url.URL{Fragment: point.Anchor()}).String() + directive(f.Plain)
		if f.Field == "LABEL" {
			one.Label, one.HTML = f.HTML, escaped(shorten(point.Text.Plain))
			labelled[point.Key] = len(all)
		} else if i, ok := labelled[point.Key]; ok {
			all[i].HTML, all[i].Address = one.HTML, one.Address
			delete(labelled, point.Key)
			continue
		}
		all = append(all, one)
	}
	return all
}

func escaped(text string) template.HTML { return template.HTML(template.HTMLEscapeString(text)) }

// holding is the point, or the viewpoint itself, that has a piece of text in its label or text;
// the viewpoint and false where none has.
func (v viewpoint) holding(piece string) (viewpoint, bool) {
	if strings.Contains(v.Label, piece) || strings.Contains(v.Text.Plain, piece) {
		return v, true
	}
	for _, point := range v.Points {
		if at, ok := point.holding(piece); ok {
			return at, true
		}
	}
	return v, false
}

// bare is a piece of a text without the marks of what is left out.
func bare(piece string) string { return strings.Trim(piece, "… ") }

// directive is what a fragment of an address ends in, so that a browser shows a piece of the
// page's text (URL Fragment Text Directives, W3C Community Group).
func directive(piece string) string {
	escape := strings.NewReplacer("+", "%20", "-", "%2D")
	return ":~:text=" + escape.Replace(url.QueryEscape(bare(piece)))
}
