package model

import (
	"context"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// Faceted is a page of a list whose items are also counted by what they have.
type Faceted[T any] struct {
	*relay.Connection[T]
	Facets *Facets
}

// Facets counts the items of a whole list by what they have. Nothing is counted before it is
// asked for.
type Facets struct {
	// Read counts by one facet.
	Read func(ctx context.Context, q store.FacetQuery) ([]store.Tally, error)
}

// YearFacet is how many items begin in a year.
type YearFacet struct{ Year, Count int }

// KindFacet is how many items are of a kind.
type KindFacet struct {
	Kind  timeline.AppearanceKind
	Count int
}

// TopicFacet is how many items are about a topic.
type TopicFacet struct {
	Slug  string // of the topic
	Count int
}

// PersonFacet is how many items are of a person.
type PersonFacet struct {
	Slug  string // of the person
	Count int
}
