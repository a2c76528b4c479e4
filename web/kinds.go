package web

// kind is a kind of appearance.
type kind struct {
	value     string // of AppearanceKind in the schema
	one, many string // what the pages call an appearance of it, and several of them
	work      string // its type in schema.org, where it is a work as well as an occasion; else empty
}

// kinds are the kinds of the schema, in the order in which the start page offers them.
var kinds = []kind{
	{"INTERVIEW", "interview", "Interviews", ""},
	{"PODCAST", "podcast", "Podcasts", "PodcastEpisode"},
	{"SPEECH", "speech", "Speeches", ""},
	{"TALK", "talk", "Talks", ""},
	{"ESSAY", "essay", "Essays", "Article"},
	{"READING_LIST", "reading list", "Reading lists", "CreativeWork"},
	{"OTHER", "other", "Others", ""},
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

// kindName is what the pages call one appearance of a kind; empty for OTHER, which tells
// nothing.
func kindName(value string) string {
	if value == "OTHER" {
		return ""
	}
	return kindOf(value).one
}
