package web

// kind is a kind of appearance.
type kind struct {
	value     string // of AppearanceKind in the schema
	one, many string // what the pages call an appearance of it, and several of them
	linked    linkedKind
}

// linkedKind is a type of schema.org, with what it calls the date and the person.
type linkedKind struct{ name, date, person string }

// kinds are the kinds of the schema, in the order in which the start page offers them.
var kinds = []kind{
	{"INTERVIEW", "interview", "Interviews", linkedKind{"Event", "startDate", "performer"}},
	{"PODCAST", "podcast", "Podcasts", linkedKind{"PodcastEpisode", "datePublished", "author"}},
	{"SPEECH", "speech", "Speeches", linkedKind{"Event", "startDate", "performer"}},
	{"TALK", "talk", "Talks", linkedKind{"Event", "startDate", "performer"}},
	{"ESSAY", "essay", "Essays", linkedKind{"Article", "datePublished", "author"}},
	{"READING_LIST", "reading list", "Reading lists", linkedKind{"CreativeWork", "datePublished", "author"}},
	{"OTHER", "other", "Others", linkedKind{"CreativeWork", "datePublished", "author"}},
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
