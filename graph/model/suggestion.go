package model

// Suggestion is a name that somebody may be typing, and what has the name.
type Suggestion struct {
	Text string
	Node Node
}
