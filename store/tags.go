package store

import "viewline/cachetag"

// The kinds of cache tags that reads depend on and imports change, with the keys of each. An import
// by one program is told to another one by these tags, so a change of what is noted raises
// [Format].
const (
	// A person's slug: the person's document, and the posts and appearances that report the
	// person's views.
	TagPerson cachetag.Kind = "person"
	// A topic's slug: the topic's document, and the posts and appearances with a viewpoint on it.
	TagTopic cachetag.Kind = "topic"
	// A paper's slug: the paper's document, and the appearances that recommend it.
	TagPaper cachetag.Kind = "paper"
	// A post's path: the post's document.
	TagPost cachetag.Kind = "post"
	// One of the kinds above: any document of that kind. Any post stands for its appearances as well.
	TagAny cachetag.Kind = "any"
)
