package store

import (
	"cmp"
	"slices"

	"viewline/search"
	"viewline/timeline"
)

// Facet is what the items of a list are counted by.
type Facet string

// The facets. A viewpoint has the year and the kind of its appearance; an appearance has the
// topics of its viewpoints.
const (
	ByYear   Facet = "year" // of the earliest day; the empty value counts what has no date
	ByKind   Facet = "kind"
	OfTopic  Facet = "topic"
	OfPerson Facet = "person"
)

// Facets are all of them.
var Facets = []Facet{ByYear, ByKind, OfTopic, OfPerson}

// FacetQuery asks for the values of a facet, with the number of items that have each. Years
// ascend; of other values the most frequent comes first, and equals ascend.
type FacetQuery struct {
	By    Facet
	Limit int // the number of values at most, but for years; 0 for all
}

// Tally is how many items of a list have a value. An item has a value once or not at all.
type Tally struct {
	Value string
	N     int
}

// Tallies are those of some counts, by value, in the order of the query.
func (q FacetQuery) Tallies(counts map[string]int) []Tally {
	tallies := make([]Tally, 0, len(counts))
	for value, n := range counts {
		if n != 0 {
			tallies = append(tallies, Tally{value, n})
		}
	}
	return q.Sorted(tallies)
}

// Sorted sorts tallies by the order of the query, and keeps those that it asks for.
func (q FacetQuery) Sorted(tallies []Tally) []Tally {
	slices.SortFunc(tallies, func(a, b Tally) int {
		if q.By == ByYear {
			return cmp.Compare(a.Value, b.Value)
		}
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Value, b.Value))
	})
	if q.Cuts() && len(tallies) > q.Limit {
		tallies = tallies[:q.Limit]
	}
	return tallies
}

// Cuts reports whether the limit can leave values out.
func (q FacetQuery) Cuts() bool { return q.Limit > 0 && q.By != ByYear }

// Faceted has what an item of a list is counted by.
type Faceted struct {
	Type         string // TypeAppearance or TypeViewpoint: that of the list
	Year         string // empty where the item has no date
	Kind, Person string // empty for none
	Topics       []string
}

// Values are the item's values of a facet, each once.
func (i Faceted) Values(by Facet) []string {
	switch {
	case by == ByYear:
		return []string{i.Year}
	case by == OfTopic:
		return i.Topics
	case by == ByKind && i.Kind != "":
		return []string{i.Kind}
	case by == OfPerson && i.Person != "":
		return []string{i.Person}
	}
	return nil
}

// Tokens are those of the lists in which the item is counted, as the Counted methods of
// filters name them: of all items, of its person's, of its kind's and of each topic's.
func (i Faceted) Tokens() []string {
	tokens := []string{""}
	for _, t := range join(is(ClassPerson, i.Person), is(ClassKind, i.Kind)) {
		tokens = append(tokens, t.String())
	}
	for _, topic := range i.Topics {
		tokens = append(tokens, token(ClassTopic, topic).String())
	}
	return tokens
}

// YearOf is the year of a day as [Faceted] has it.
func YearOf(day timeline.PartialDate) string {
	if day.IsZero() {
		return ""
	}
	return day.String()[:len("2025")]
}

// Counted is the token of the appearances that pass the filter; empty for all. It is not ok
// where no single token of a person, a kind or a topic tells which pass, so that nobody has
// counted them beforehand.
func (f AppearanceFilter) Counted() (text string, ok bool) {
	if f.Recommends || f.Bounds() != Unbounded || len(search.Parse(f.Text)) > 0 || len(f.Choices()) > 0 {
		return "", false
	}
	return single(f.Tokens())
}

// OwnTokens are the tokens that the appearance's own entry must have. They say whether an
// appearance passes a filter that does not search.
func (f AppearanceFilter) OwnTokens() []Token {
	return append(is(ClassType, TypeAppearance), f.Tokens()...)
}

// Counted is the same as [AppearanceFilter.Counted], for viewpoints.
func (f ViewpointFilter) Counted() (text string, ok bool) {
	if f.Bounds() != Unbounded || len(search.Parse(f.Text))+len(search.Parse(f.Theme)) > 0 || len(f.Choices()) > 0 {
		return "", false
	}
	return single(f.Tokens()[1:]) // the first is that of the type
}

func single(tokens []Token) (text string, ok bool) {
	if len(tokens) == 0 {
		return "", true
	}
	return tokens[0].String(), len(tokens) == 1
}
