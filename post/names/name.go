package names

// Name is a person's name with what a text says beside it.
type Name struct {
	// Text is the name as the text spells it, without titles, and with single
	// blanks.
	Text string
	// Other are further spellings, as in brackets, in their order.
	Other []string
	// Title is what was cut off: office, degree, affiliation; empty for none.
	Title string
	// Form is how strongly Text has the form of a name: Possible or Likely.
	Form Form
}
