// Package timeline is the domain: people, the dated appearances they made, the
// viewpoints they put forward there and the papers they recommended. Its types
// are the documents of the store and the objects of the GraphQL schema alike;
// [Appearance] is the one to start from. It knows nothing but the standard
// library.
package timeline

// Text is a text that may be absent: the empty text means absent, and becomes
// null in GraphQL.
type Text string

// Prose is text of a post in three forms of the same content.
type Prose struct {
	// Markdown is the author's own source.
	Markdown string `bson:"markdown"`
	// HTML is sanitised: it can be put into a page as it is.
	HTML HTML `bson:"html"`
	// Plain has no markup; paragraphs are separated by a line break.
	Plain string `bson:"plain"`
}

// IsZero reports whether there is no text at all.
func (p Prose) IsZero() bool { return p == Prose{} }

// Link is a hyperlink of a post. Title is the tooltip Markdown allows.
type Link struct {
	Text  string `bson:"text"`
	URL   string `bson:"url"`
	Title Text   `bson:"title,omitempty"`
}

// Image is a picture a post shows; its URL is as written, so it may be relative
// to the post.
type Image struct {
	Alt   string `bson:"alt"`
	URL   string `bson:"url"`
	Title Text   `bson:"title,omitempty"`
	Kept  *Kept  `bson:"kept,omitempty"` // nil where the picture is not stored
}

// Detail is a labelled line such as 场合 or 演讲者, with its value as plain text.
type Detail struct {
	Label string `bson:"label"`
	Value string `bson:"value"`
}

// Timestamp is a moment in a recording.
type Timestamp struct {
	// Label is the moment as written, such as 02:43 or 1:02:03.
	Label string `bson:"label"`
	// Seconds from the start of the recording.
	Seconds int  `bson:"seconds"`
	URL     Text `bson:"url,omitempty"`
}
