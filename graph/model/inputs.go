package model

import "viewline/timeline"

// AppearanceFilter narrows a list of appearances; nil narrows nothing.
type AppearanceFilter struct {
	// Person is a slug, a name or an alias.
	Person   *string
	Kind     *timeline.AppearanceKind
	From, To *timeline.PartialDate
}

// OrderDirection says which way a list runs.
type OrderDirection string

// The directions of a list.
const (
	Ascending  OrderDirection = "ASC"
	Descending OrderDirection = "DESC"
)

// What a list can be sorted by. Each list has one way as yet, so nobody needs
// to ask.
type (
	// PersonOrderField is what people can be sorted by.
	PersonOrderField string
	// AppearanceOrderField is what appearances can be sorted by.
	AppearanceOrderField string
	// RecommendationOrderField is what recommendations can be sorted by.
	RecommendationOrderField string
)

// PersonOrder is the order of a list of people; nil is by name, ascending.
type PersonOrder struct {
	Field     PersonOrderField
	Direction OrderDirection
}

// Descending reports whether the list runs from the last name to the first.
func (o *PersonOrder) Descending() bool { return o != nil && o.Direction == Descending }

// AppearanceOrder is the order of a list of appearances; nil is by date,
// newest first.
type AppearanceOrder struct {
	Field     AppearanceOrderField
	Direction OrderDirection
}

// Descending reports whether the list runs from the newest to the oldest.
func (o *AppearanceOrder) Descending() bool { return o == nil || o.Direction == Descending }

// RecommendationOrder is the order of a list of recommendations; nil is by
// date, newest first.
type RecommendationOrder struct {
	Field     RecommendationOrderField
	Direction OrderDirection
}

// Descending reports whether the list runs from the newest to the oldest.
func (o *RecommendationOrder) Descending() bool { return o == nil || o.Direction == Descending }
