// Package model gives gqlgen the types of the schema that are not of the
// domain: pages, and the arguments of lists. Pages are those of package page
// under the names of the schema; see [AppearanceConnection].
package model

import (
	"viewline/page"
	"viewline/timeline"
)

// Node is an object that can be fetched by its global object identifier.
type Node interface {
	IsNode()
	ID() string
}

// PageInfo says where a page lies in its list.
type PageInfo = page.Info

// The pages of the lists, and the items on them.
type (
	// PersonConnection is a page of people.
	PersonConnection = page.Connection[*timeline.Person]
	// PersonEdge is a person on a page.
	PersonEdge = page.Edge[*timeline.Person]
	// AppearanceConnection is a page of appearances.
	AppearanceConnection = page.Connection[*timeline.Appearance]
	// AppearanceEdge is an appearance on a page.
	AppearanceEdge = page.Edge[*timeline.Appearance]
	// ViewpointConnection is a page of viewpoints.
	ViewpointConnection = page.Connection[*timeline.Viewpoint]
	// ViewpointEdge is a viewpoint on a page.
	ViewpointEdge = page.Edge[*timeline.Viewpoint]
	// RecommendationConnection is a page of recommendations.
	RecommendationConnection = page.Connection[*timeline.Recommendation]
	// RecommendationEdge is a recommendation on a page.
	RecommendationEdge = page.Edge[*timeline.Recommendation]
	// PaperConnection is a page of papers.
	PaperConnection = page.Connection[*timeline.Paper]
	// PaperEdge is a paper on a page.
	PaperEdge = page.Edge[*timeline.Paper]
	// TopicConnection is a page of topics.
	TopicConnection = page.Connection[*timeline.Topic]
	// TopicEdge is a topic on a page.
	TopicEdge = page.Edge[*timeline.Topic]
	// PostConnection is a page of posts.
	PostConnection = page.Connection[*timeline.Post]
	// PostEdge is a post on a page.
	PostEdge = page.Edge[*timeline.Post]
	// SearchConnection is a page of hits.
	SearchConnection = page.Connection[*SearchHit]
	// SearchEdge is a hit on a page.
	SearchEdge = page.Edge[*SearchHit]
)
