package web

import (
	"net/url"
	"strings"
)

// What pages tell search engines of appearances and viewpoints, in the words of schema.org.

// mostQuoted is how many quotations the data of one page has at most.
const mostQuoted = 100

// event is an appearance: where it is a work as well, such as an essay, the work is named.
func (m *meta) event(a appearance) map[string]any {
	event := map[string]any{"@type": "Event", "name": a.Named(), "url": m.origin + a.Address()}
	if a.Theme != "" {
		event["about"] = a.Theme
	}
	exact := a.exact()
	if exact != "" {
		event["startDate"] = exact
	}
	if exact != "" && len(exact) == len("2006-01-02") && a.Latest > exact {
		event["endDate"] = a.Latest
	}
	if a.Person != nil {
		event["performer"] = m.person(*a.Person)
	}
	if work := works[a.Kind]; work != "" {
		linked := map[string]any{"@type": work, "name": a.Named()}
		if a.Person != nil {
			linked["author"] = m.person(*a.Person)
		}
		if exact != "" {
			linked["datePublished"] = exact
		}
		event["workFeatured"] = linked
	}
	return event
}

// exact is the date of an appearance; empty where the date is vague or none, as schema.org has
// no way to write that.
func (a appearance) exact() string {
	if a.DateApproximate {
		return ""
	}
	return a.Date
}

// quotations are the viewpoints in a report, in their order, with the points below them, as
// far as mostQuoted goes. What is common to all of them, such as who said it, is in common.
func quotations(all []any, page string, pieces []content, common map[string]any) []any {
	for _, piece := range pieces {
		if piece.Typename == viewpointType && len(all) < mostQuoted {
			if one := quotation(piece.Label, plain(piece.Text.HTML), common); one != nil {
				one["url"] = page
				if anchor := piece.Anchor(); anchor != "" {
					one["url"] = page + "#" + (&url.URL{Fragment: anchor}).EscapedFragment()
				}
				all = append(all, one)
			}
		}
		all = quotations(all, page, piece.Content, common)
		all = quotations(all, page, piece.Inner, common)
	}
	return all
}

// quotation is one viewpoint; nil where it has no text.
func quotation(label, text string, common map[string]any) map[string]any {
	if text == "" {
		label, text = "", label
	}
	if text == "" {
		return nil
	}
	one := map[string]any{"@type": "Quotation", "text": text}
	if label != "" {
		one["name"] = label
	}
	if tag := language(text); tag != "" {
		one["inLanguage"] = tag
	}
	for name, value := range common {
		one[name] = value
	}
	return one
}

// quote adds a viewpoint that is listed by itself, as far as mostQuoted goes.
// The address is whole, or begins at the root of this site.
func (m *meta) quote(all []any, address string, v viewpoint, common map[string]any) []any {
	if len(all) >= mostQuoted {
		return all
	}
	text := v.Text.Plain
	if text == "" {
		text = plain(v.Text.HTML)
	}
	one := quotation(v.Label, text, common)
	if one == nil {
		return all
	}
	if strings.HasPrefix(address, "/") {
		address = m.origin + address
	}
	one["url"] = address
	return append(all, one)
}

// saidBy is what the quotations of one appearance have in common.
func (m *meta) saidBy(p person, a *appearance) map[string]any {
	common := map[string]any{"creator": map[string]any{"@type": "Person", "name": p.Name, "url": m.origin + p.Address()}}
	if a != nil && a.exact() != "" {
		common["dateCreated"] = a.exact()
	}
	return common
}

// put sets a property where there is a value.
func put(linked map[string]any, name string, values []any) {
	if len(values) > 0 {
		linked[name] = values
	}
}
