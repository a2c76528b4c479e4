package model

import (
	"slices"

	"viewline/timeline"
)

// In a filter, Person and Topic are lists of slugs, names or aliases: an item passes that
// has any of them. The same holds for Kind. An empty list narrows nothing.

// PersonFilter narrows a list of people; nil narrows nothing.
type PersonFilter struct {
	Text  *string
	Topic []string
}

// DateMatch says how days match a range.
type DateMatch string

// How days match a range.
const (
	Certain  DateMatch = "CERTAIN"  // all possible days are in the range
	Possible DateMatch = "POSSIBLE" // at least one possible day is in the range
)

// DatesFilter narrows a list by days; nil narrows nothing.
type DatesFilter struct {
	From, To *timeline.PartialDate
	Match    *DateMatch // nil means POSSIBLE
}

// AppearanceFilter narrows a list of appearances; nil narrows nothing.
type AppearanceFilter struct {
	Person, Topic []string
	Kind          []timeline.AppearanceKind
	From, To      *timeline.PartialDate
	Dates         *DatesFilter
	Dated         *bool
	Text          *string
}

// ViewpointFilter narrows a list of viewpoints; nil narrows nothing.
type ViewpointFilter struct {
	Person, Topic []string
	Kind          []timeline.AppearanceKind
	From, To      *timeline.PartialDate
	Dates         *DatesFilter
	Dated         *bool
	Theme, Text   *string
}

// PositionFilter narrows a list of positions; nil narrows nothing.
type PositionFilter struct {
	Person, Topic []string
}

// PaperFilter narrows a list of papers; nil narrows nothing.
type PaperFilter struct {
	Text, Author *string
	From, To     *timeline.PartialDate
	// RecommendedBy is a slug, a name or an alias.
	RecommendedBy   *string
	MinRecommenders *int // nil: 0
}

// SearchFilter narrows a search; nil narrows nothing.
type SearchFilter struct {
	Type          *SearchType
	Person, Topic []string
	Kind          []timeline.AppearanceKind
	From, To      *timeline.PartialDate
	Dates         *DatesFilter
	Dated         *bool
}

// SearchType is a type of search results.
type SearchType string

// OrderDirection says which way a list runs.
type OrderDirection string

// The directions of a list.
const (
	Ascending  OrderDirection = "ASC"
	Descending OrderDirection = "DESC"
)

// What a list can be sorted by.
type (
	// PersonOrderField is what people can be sorted by.
	PersonOrderField string
	// AppearanceOrderField is what appearances can be sorted by.
	AppearanceOrderField string
	// ViewpointOrderField is what viewpoints can be sorted by.
	ViewpointOrderField string
	// RecommendationOrderField is what recommendations can be sorted by.
	RecommendationOrderField string
	// PositionOrderField is what positions can be sorted by.
	PositionOrderField string
	// PaperOrderField is what papers can be sorted by.
	PaperOrderField string
	// TopicOrderField is what topics can be sorted by.
	TopicOrderField string
	// PostOrderField is what posts can be sorted by.
	PostOrderField string
	// SearchOrderField is what hits can be sorted by.
	SearchOrderField string
)

// ByDate sorts hits by date alone.
const ByDate SearchOrderField = "DATE"

// What papers can be sorted by beside the date of publication.
const (
	ByTitle           PaperOrderField = "TITLE"
	ByRecommendations PaperOrderField = "RECOMMENDATIONS"
)

// What people can be sorted by beside the name.
const (
	ByAppearances      PersonOrderField = "APPEARANCES"
	ByLatestAppearance PersonOrderField = "LATEST"
)

// ByViewpoints sorts topics by the number of their viewpoints.
const ByViewpoints TopicOrderField = "VIEWPOINTS"

// ByPublication sorts posts by the date of their publication.
const ByPublication PostOrderField = "DATE"

// ByLatest sorts positions by the date of their latest viewpoint.
const ByLatest PositionOrderField = "DATE"

// own are what lists are sorted by where nothing is told.
var own = []any{
	PersonOrderField("NAME"), AppearanceOrderField("DATE"), ViewpointOrderField("DATE"), RecommendationOrderField("DATE"),
	PositionOrderField("COUNT"), PaperOrderField("PUBLISHED"), TopicOrderField("NAME"), PostOrderField("SLUG"), SearchOrderField("RELEVANCE"),
}

// Order is the order of a list; nil is the list's own.
type Order[Field ~string] struct {
	Field     Field
	Direction OrderDirection
}

// Descending reports whether the list runs from its highest item down. It is absent where
// the order is nil.
func (o *Order[Field]) Descending(absent bool) bool {
	if o == nil {
		return absent
	}
	return o.Direction == Descending
}

// By is what the list is sorted by; empty where that is what its kind of lists is
// sorted by where nothing is told.
func (o *Order[Field]) By() string {
	if o == nil || slices.Contains(own, any(o.Field)) {
		return ""
	}
	return string(o.Field)
}

// The orders of the lists.
type (
	// PersonOrder is the order of a list of people.
	PersonOrder = Order[PersonOrderField]
	// AppearanceOrder is the order of a list of appearances.
	AppearanceOrder = Order[AppearanceOrderField]
	// ViewpointOrder is the order of a list of viewpoints.
	ViewpointOrder = Order[ViewpointOrderField]
	// RecommendationOrder is the order of a list of recommendations.
	RecommendationOrder = Order[RecommendationOrderField]
	// PositionOrder is the order of a list of positions.
	PositionOrder = Order[PositionOrderField]
	// PaperOrder is the order of a list of papers.
	PaperOrder = Order[PaperOrderField]
	// TopicOrder is the order of a list of topics.
	TopicOrder = Order[TopicOrderField]
	// PostOrder is the order of a list of posts.
	PostOrder = Order[PostOrderField]
	// SearchOrder is the order of a list of hits.
	SearchOrder = Order[SearchOrderField]
)
