package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"viewline/graph/model"
	"viewline/search"
	"viewline/store"
	"viewline/timeline"
)

// maxWords is how many words the text of a search or of a filter may have.
const maxWords = 64

// criteria are a filter of appearances whose names of people and topics were not looked up
// yet.
type criteria struct {
	names
	window
	kinds    several
	text     string
	wordless bool // whether a text has no word, see the function wordless
}

func criteriaOf(f *model.AppearanceFilter) (criteria, error) {
	if f == nil {
		return criteria{}, nil
	}
	w, err := windowOf(f.From, f.To, f.Dates, f.Dated)
	c := criteria{namesOf(f.Person, f.Topic), w, severalOf(f.Kind), value(f.Text), wordless(f.Text)}
	return c, cmp.Or(err, fit(f.Person, f.Topic, f.Kind), few(f.Text))
}

// filter looks up the names of the criteria.
func (r *reader) filter(ctx context.Context, c criteria) (f store.AppearanceFilter, ok bool, err error) {
	f = store.AppearanceFilter{
		Kinds: valuesOf[timeline.AppearanceKind](c.kinds), From: c.from, To: c.to, Within: c.within, Dated: c.dated, Text: c.text,
	}
	f.People, f.Topics, ok, err = r.slugs(ctx, c.names)
	return f, ok && !c.wordless, err
}

// viewCriteria are a filter of viewpoints whose names of people and topics were not looked
// up yet.
type viewCriteria struct {
	names
	window
	kinds       several
	theme, text string
	wordless    bool
}

func viewCriteriaOf(f *model.ViewpointFilter) (viewCriteria, error) {
	if f == nil {
		return viewCriteria{}, nil
	}
	w, err := windowOf(f.From, f.To, f.Dates, f.Dated)
	c := viewCriteria{namesOf(f.Person, f.Topic), w, severalOf(f.Kind), value(f.Theme), value(f.Text), wordless(f.Text, f.Theme)}
	return c, cmp.Or(err, fit(f.Person, f.Topic, f.Kind), few(f.Text, f.Theme))
}

func (r *reader) viewFilter(ctx context.Context, c viewCriteria) (f store.ViewpointFilter, ok bool, err error) {
	f = store.ViewpointFilter{
		Kinds: valuesOf[timeline.AppearanceKind](c.kinds), From: c.from, To: c.to, Within: c.within, Dated: c.dated, Theme: c.theme, Text: c.text,
	}
	f.People, f.Topics, ok, err = r.slugs(ctx, c.names)
	return f, ok && !c.wordless, err
}

func (r *reader) personFilter(ctx context.Context, f *model.PersonFilter) (to store.PersonFilter, ok bool, err error) {
	if f == nil {
		return to, true, nil
	}
	if err := cmp.Or(few(f.Text), fits("filter.topic", f.Topic)); err != nil {
		return to, false, err
	}
	to.Text = value(f.Text)
	_, to.Topics, ok, err = r.slugs(ctx, namesOf(nil, f.Topic))
	return to, ok && !wordless(f.Text), err
}

func (r *reader) paperFilter(ctx context.Context, f *model.PaperFilter) (to store.PaperFilter, ok bool, err error) {
	if f == nil {
		return to, true, nil
	}
	to = store.PaperFilter{Text: value(f.Text), Author: value(f.Author), From: value(f.From), To: value(f.To)}
	if err := cmp.Or(few(f.Text, f.Author), inOrder("filter", to.From, to.To)); err != nil {
		return to, false, err
	}
	if to.MinRecommenders = value(f.MinRecommenders); to.MinRecommenders < 0 {
		return to, false, inputError{fmt.Errorf("filter.minRecommenders is %d; want 0 or more", to.MinRecommenders)}
	}
	found := !wordless(f.Text, f.Author)
	if f.RecommendedBy == nil {
		return to, found, nil
	}
	people, _, ok, err := r.slugs(ctx, names{person: severalOf([]string{*f.RecommendedBy}), input: "filter.recommendedBy"})
	if ok {
		to.RecommendedBy = people[0]
	}
	return to, ok && found, err
}

// searchTypes are the types of results by their names in the schema.
var searchTypes = map[model.SearchType]string{
	"APPEARANCE": store.TypeAppearance, "VIEWPOINT": store.TypeViewpoint, "PAPER": store.TypePaper,
	"PERSON": store.TypePerson, "TOPIC": store.TypeTopic, "POST": store.TypePost,
}

func (r *reader) searchFilter(ctx context.Context, text string, f *model.SearchFilter, ranked bool) (to store.SearchFilter, ok bool, err error) {
	to = store.SearchFilter{Text: text, Ranked: ranked}
	if err := few(&text); err != nil || f == nil || wordless(&text) {
		return to, err == nil && !wordless(&text), err
	}
	w, err := windowOf(f.From, f.To, f.Dates, f.Dated)
	if err := cmp.Or(err, fit(f.Person, f.Topic, f.Kind)); err != nil {
		return to, false, err
	}
	to.Type, to.Kinds = searchTypes[value(f.Type)], unique(f.Kind)
	to.From, to.To, to.Within, to.Dated = w.from, w.to, w.within, w.dated
	to.People, to.Topics, ok, err = r.slugs(ctx, namesOf(f.Person, f.Topic))
	return to, ok, err
}

// fit returns an error where a list of a filter has too many values.
func fit(person, topic []string, kind []timeline.AppearanceKind) error {
	return cmp.Or(fits("filter.person", person), fits("filter.topic", topic), fits("filter.kind", kind))
}

// few returns an error for a text of too many words.
func few(texts ...*string) error {
	for _, t := range texts {
		if n := len(search.Parse(value(t))); n > maxWords {
			return inputError{fmt.Errorf("a text to be found has %d words; want at most %d", n, maxWords)}
		}
	}
	return nil
}

// wordless reports whether one of the texts is given and has no word, such as "%" or "".
// Such a text finds nothing, in a search and in every filter alike.
func wordless(texts ...*string) bool {
	return slices.ContainsFunc(texts, func(t *string) bool { return t != nil && len(search.Parse(*t)) == 0 })
}

// matches is a function that lists the viewpoints of an appearance that pass a filter.
func matches(f store.ViewpointFilter) func(*timeline.Appearance) []*timeline.Viewpoint {
	wanted, choices, bounds := f.Tokens(), f.Choices(), f.Bounds()
	return func(a *timeline.Appearance) []*timeline.Viewpoint {
		if !bounds.Admit(a.Earliest, a.Latest) {
			return nil
		}
		passing := map[string]bool{}
		for _, e := range store.AppearanceEntries(a) {
			passing[e.Place] = e.Has(wanted, choices...)
		}
		return slices.DeleteFunc(a.Viewpoints(), func(v *timeline.Viewpoint) bool { return !passing[store.PlaceOf(v)] })
	}
}

// value is what a pointer points to; zero for nil.
func value[T any](p *T) T {
	if p == nil {
		var none T
		return none
	}
	return *p
}
