package model

import (
	"viewline/relay"
	"viewline/search"
	"viewline/timeline"
)

// SearchResult is something that can be searched for: an appearance, a
// viewpoint, a paper, a person, a topic or a post.
type SearchResult interface{ Node }

// SearchHit is something that a search found.
type SearchHit struct {
	Node SearchResult
	// Date is the date of the appearance, or of the paper's publication.
	Date timeline.PartialDate
	// Strong says that the label, the title or the names by themselves have every word of the
	// search.
	Strong bool
	// Terms are the words of the search, by which the fragments are found.
	Terms []search.Term
	// Cursor is the hit's place in the list.
	Cursor relay.Cursor
}

// Fragment is a piece of a text in which words of a search stand.
type Fragment struct {
	Field       FragmentField
	Plain, HTML string
}

// FragmentField says which text a fragment is of.
type FragmentField string

// The texts that a fragment can be of.
const (
	FragmentTitle  FragmentField = "TITLE"
	FragmentTheme  FragmentField = "THEME"
	FragmentLabel  FragmentField = "LABEL"
	FragmentText   FragmentField = "TEXT"
	FragmentAuthor FragmentField = "AUTHOR"
	FragmentName   FragmentField = "NAME"
)
