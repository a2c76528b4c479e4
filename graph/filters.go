package graph

import (
	"context"
	"fmt"
	"slices"

	"viewline/graph/model"
	"viewline/search"
	"viewline/store"
	"viewline/timeline"
)

// maxWords is how many words a text to be found may have.
const maxWords = 64

// names are the person and the topic that a filter names, in a form that can
// be compared.
type names struct {
	byPerson, byTopic bool
	person, topic     string // where named: a slug, a name or an alias
}

func namesOf(person, topic *string) names {
	return names{person != nil, topic != nil, value(person), value(topic)}
}

// slugs finds whom and what is named; empty where nothing is. It is not ok
// where a name is nobody's, so that nothing passes.
func (r *resolver) slugs(ctx context.Context, n names) (person, topic string, ok bool, err error) {
	if n.byPerson {
		found, err := r.store.People(ctx, []string{n.person})
		if err != nil || found[0] == nil {
			return "", "", false, err
		}
		person = found[0].Slug
	}
	if n.byTopic {
		found, err := r.store.Topics(ctx, []string{n.topic})
		if err != nil || found[0] == nil {
			return "", "", false, err
		}
		topic = found[0].Slug
	}
	return person, topic, true, nil
}

// criteria are a filter of appearances before its names are looked up.
type criteria struct {
	names
	wordless bool // see the function wordless
	rest     store.AppearanceFilter
}

func criteriaOf(f *model.AppearanceFilter) (criteria, error) {
	if f == nil {
		return criteria{}, nil
	}
	return criteria{namesOf(f.Person, f.Topic), wordless(f.Text), store.AppearanceFilter{
		Kind: value(f.Kind), From: value(f.From), To: value(f.To), Text: value(f.Text),
	}}, few(f.Text)
}

// filter looks up the names of the criteria.
func (r *resolver) filter(ctx context.Context, c criteria) (f store.AppearanceFilter, ok bool, err error) {
	f = c.rest
	f.Person, f.Topic, ok, err = r.slugs(ctx, c.names)
	return f, ok && !c.wordless, err
}

// viewCriteria are a filter of viewpoints before its names are looked up.
type viewCriteria struct {
	names
	wordless bool
	rest     store.ViewpointFilter
}

func viewCriteriaOf(f *model.ViewpointFilter) (viewCriteria, error) {
	if f == nil {
		return viewCriteria{}, nil
	}
	return viewCriteria{namesOf(f.Person, f.Topic), wordless(f.Text, f.Theme), store.ViewpointFilter{
		From: value(f.From), To: value(f.To), Theme: value(f.Theme), Text: value(f.Text),
	}}, few(f.Text, f.Theme)
}

func (r *resolver) viewFilter(ctx context.Context, c viewCriteria) (f store.ViewpointFilter, ok bool, err error) {
	f = c.rest
	f.Person, f.Topic, ok, err = r.slugs(ctx, c.names)
	return f, ok && !c.wordless, err
}

func (r *resolver) personFilter(ctx context.Context, f *model.PersonFilter) (to store.PersonFilter, ok bool, err error) {
	if f == nil {
		return to, true, nil
	}
	if err := few(f.Text); err != nil {
		return to, false, err
	}
	to.Text = value(f.Text)
	_, to.Topic, ok, err = r.slugs(ctx, namesOf(nil, f.Topic))
	return to, ok && !wordless(f.Text), err
}

func (r *resolver) paperFilter(ctx context.Context, f *model.PaperFilter) (to store.PaperFilter, ok bool, err error) {
	if f == nil {
		return to, true, nil
	}
	if err := few(f.Text, f.Author); err != nil {
		return to, false, err
	}
	to = store.PaperFilter{Text: value(f.Text), Author: value(f.Author), From: value(f.From), To: value(f.To)}
	to.RecommendedBy, _, ok, err = r.slugs(ctx, namesOf(f.RecommendedBy, nil))
	return to, ok && !wordless(f.Text, f.Author), err
}

// searchTypes are the types of results by their names in the schema.
var searchTypes = map[model.SearchType]string{
	"APPEARANCE": store.TypeAppearance, "VIEWPOINT": store.TypeViewpoint, "PAPER": store.TypePaper,
}

func (r *resolver) searchFilter(ctx context.Context, text string, f *model.SearchFilter, ranked bool) (to store.SearchFilter, ok bool, err error) {
	to = store.SearchFilter{Text: text, Ranked: ranked}
	if err := few(&text); err != nil || f == nil || wordless(&text) {
		return to, err == nil && !wordless(&text), err
	}
	to.Type, to.Kind, to.From, to.To = searchTypes[value(f.Type)], value(f.Kind), value(f.From), value(f.To)
	to.Person, to.Topic, ok, err = r.slugs(ctx, namesOf(f.Person, f.Topic))
	return to, ok, err
}

// few refuses texts of too many words.
func few(texts ...*string) error {
	for _, t := range texts {
		if n := len(search.Parse(value(t))); n > maxWords {
			return inputError{fmt.Errorf("a text to be found has %d words; want at most %d", n, maxWords)}
		}
	}
	return nil
}

// wordless tells whether one of the texts to be found is given and has no word, such as
// "%" or "": such a text finds nothing, in a search and in every filter alike.
func wordless(texts ...*string) bool {
	return slices.ContainsFunc(texts, func(t *string) bool { return t != nil && len(search.Parse(*t)) == 0 })
}

// matches tells which of an appearance's viewpoints pass a filter.
func matches(f store.ViewpointFilter) func(*timeline.Appearance) []*timeline.Viewpoint {
	wanted := f.Tokens()
	return func(a *timeline.Appearance) []*timeline.Viewpoint {
		if !f.From.IsZero() && a.Latest.String() < f.From.Earliest().String() ||
			!f.To.IsZero() && a.Earliest.String() > f.To.Latest().String() ||
			a.Latest.IsZero() && (!f.From.IsZero() || !f.To.IsZero()) {
			return nil
		}
		passing := map[string]bool{}
		for _, e := range store.AppearanceEntries(a) {
			passing[e.Place] = e.Has(wanted)
		}
		return slices.DeleteFunc(a.Viewpoints(), func(v *timeline.Viewpoint) bool { return !passing[store.PlaceOf(v.Key)] })
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
