package web

// kind is a kind of appearance. The messages kind.VALUE and kinds.VALUE are what the pages
// call an appearance of it, and several of them.
type kind struct {
	value string // of AppearanceKind in the schema
	work  string // its type in schema.org, where it is a work as well as an occasion; else empty
}

// kinds are the kinds of the schema, in the order in which the start page offers them.
var kinds = []kind{
	{"INTERVIEW", ""},
	{"PODCAST", "PodcastEpisode"},
	{"SPEECH", ""},
	{"TALK", ""},
	{"ESSAY", "Article"},
	{"READING_LIST", "CreativeWork"},
	{"OTHER", ""},
}

// kindOf is the kind with a value; the zero kind where the table has none.
func kindOf(value string) kind {
	for _, k := range kinds {
		if k.value == value {
			return k
		}
	}
	return kind{}
}
