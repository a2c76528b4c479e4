// Package model has the Go types for those types of the schema that are not in the domain:
// pages, and the arguments of lists. Pages are those of package relay under the names of
// the schema; see [AppearanceConnection].
package model

import (
	"viewline/relay"
	"viewline/timeline"
)

// Node is an object that can be fetched by its global object identifier.
type Node interface {
	IsNode()
	ID() string
}

// PageInfo says where a page lies in its list.
type PageInfo = relay.Info

// The pages of the lists, and the items on them.
type (
	// PersonConnection is a page of people.
	PersonConnection = relay.Connection[*timeline.Person]
	// PersonEdge is a person on a page.
	PersonEdge = relay.Edge[*timeline.Person]
	// AppearanceConnection is a page of appearances.
	AppearanceConnection = Faceted[*timeline.Appearance]
	// AppearanceEdge is an appearance on a page.
	AppearanceEdge = relay.Edge[*timeline.Appearance]
	// ViewpointConnection is a page of viewpoints.
	ViewpointConnection = Faceted[*timeline.Viewpoint]
	// ViewpointEdge is a viewpoint on a page.
	ViewpointEdge = relay.Edge[*timeline.Viewpoint]
	// RecommendationConnection is a page of recommendations.
	RecommendationConnection = relay.Connection[*timeline.Recommendation]
	// RecommendationEdge is a recommendation on a page.
	RecommendationEdge = relay.Edge[*timeline.Recommendation]
	// TopicPositionConnection is a page of positions.
	TopicPositionConnection = relay.Connection[*timeline.TopicPosition]
	// TopicPositionEdge is a position on a page.
	TopicPositionEdge = relay.Edge[*timeline.TopicPosition]
	// PaperConnection is a page of papers.
	PaperConnection = relay.Connection[*timeline.Paper]
	// PaperEdge is a paper on a page.
	PaperEdge = relay.Edge[*timeline.Paper]
	// TopicConnection is a page of topics.
	TopicConnection = relay.Connection[*timeline.Topic]
	// TopicEdge is a topic on a page.
	TopicEdge = relay.Edge[*timeline.Topic]
	// PostConnection is a page of posts.
	PostConnection = relay.Connection[*timeline.Post]
	// PostEdge is a post on a page.
	PostEdge = relay.Edge[*timeline.Post]
	// SearchConnection is a page of hits.
	SearchConnection = Faceted[*SearchHit]
	// SearchEdge is a hit on a page.
	SearchEdge = relay.Edge[*SearchHit]
)
