package post

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/post/dates"
	"viewline/post/front"
	"viewline/post/mapping"
	"viewline/timeline"
)

// This file lets the rules of a viewline.yaml, which mapped.go asks of a post,
// decide the date, the title and the kind of an occasion.

// tells is what the rule for a part of a post tells of one occasion: what stands
// in the occasion's own heading or lines, else what was found in the post, as far
// as that can be the occasion's. Own tells which of the two.
func (r *reader) tells(what mapping.Part, p *part) (found mapping.Found, own, ok bool) {
	rule := r.told.rules.Rule(what)
	if rule == nil {
		return found, false, false
	}
	if h, is := p.node.(*ast.Heading); is && !p.whole {
		about := mapping.Post{Headings: []mapping.Line{r.ruleLine(heading{h, p.title})}}
		if len(rule.Label) > 0 {
			about.Labels = r.ruleLabels(p.blocks)
		}
		if rule.Heading != nil || len(rule.Label) > 0 {
			if found, ok = r.told.rules.Find(what, about); ok {
				return found, true, true
			}
		}
	}
	if len(r.all) > 1 && rule.Heading != nil {
		return mapping.Found{}, false, false // that of another occasion
	}
	found, ok = r.told.found[what]
	return found, false, ok
}

// mapDate lets a rule decide the date of an occasion. In a post of several ones,
// the date of an occasion's own heading stands where the rule speaks of the whole
// post.
func (r *reader) mapDate(candidates *dateCandidates, p *part) {
	found, own, ok := r.tells(mapping.Date, p)
	if !ok || len(r.all) > 1 && !own && slices.ContainsFunc(*candidates, func(d dated) bool { return !d.weak && d.source == timeline.DateFromHeading }) {
		return
	}
	d, err := r.ruledDate(found)
	if err != nil {
		return // reported for the post
	}
	*candidates = dateCandidates{{
		Date: d, source: timeline.DateFromMapping, text: found.Value, what: r.why(mapping.Date, found.Where), pos: r.placeOf(mapping.Date, found),
	}}
}

// ruledDate reads the date that a rule found: as front matter has it, with or
// without a time, or as texts have it.
func (r *reader) ruledDate(found mapping.Found) (dates.Date, error) {
	if day, err := timeline.ParsePartialDate(found.Value); err == nil {
		return ofDay(day, timeline.DateFromMapping, "", -1).Date, nil
	}
	if day, _, ok := dates.Stamp(found.Value, dates.Options{Order: r.order}); ok {
		return ofDay(day, timeline.DateFromMapping, "", -1).Date, nil
	}
	for _, d := range dates.Find(found.Value, dates.Options{Order: r.order}) {
		if d.Err != nil {
			return d, d.Err
		}
		if readable(d) {
			return d, nil
		}
	}
	return dates.Date{}, fmt.Errorf("want a date such as %s", dates.Forms)
}

// mappedKind is the kind of an occasion that a rule tells; empty where none does.
func (r *reader) mappedKind(p *part) timeline.AppearanceKind {
	found, _, ok := r.tells(mapping.Kind, p)
	if !ok {
		return ""
	}
	return ruledKind(found.Value)
}

// ruledKind reads a kind by its word, or a text that tells of one; empty where
// it does not.
func ruledKind(value string) timeline.AppearanceKind {
	if kind := front.KindOf(value); kind.Valid() {
		return kind
	}
	if kind := kindOf(value); kind != timeline.KindOther {
		return kind
	}
	return ""
}

// mappedTitle is the title of an occasion that a rule tells; empty where none
// does. In a post of several occasions only their own headings and lines tell it.
func (r *reader) mappedTitle(p *part) string {
	found, own, ok := r.tells(mapping.Title, p)
	if !ok || len(r.all) > 1 && !own {
		return ""
	}
	return strings.Join(strings.Fields(found.Value), " ")
}
