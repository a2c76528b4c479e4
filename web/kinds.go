package web

// kind is a kind of appearance. The messages kind.VALUE and kinds.VALUE are what the pages
// call an appearance of it, and several of them.
type kind struct {
	value  string // of AppearanceKind in the schema
	linked linkedKind
}

// linkedKind is a type of schema.org, with what it calls the date and the person.
type linkedKind struct{ name, date, person string }

// kinds are the kinds of the schema, in the order in which the start page offers them.
var kinds = []kind{
	{"INTERVIEW", linkedKind{"Event", "startDate", "performer"}},
	{"PODCAST", linkedKind{"PodcastEpisode", "datePublished", "author"}},
	{"SPEECH", linkedKind{"Event", "startDate", "performer"}},
	{"TALK", linkedKind{"Event", "startDate", "performer"}},
	{"ESSAY", linkedKind{"Article", "datePublished", "author"}},
	{"READING_LIST", linkedKind{"CreativeWork", "datePublished", "author"}},
	{"OTHER", linkedKind{"CreativeWork", "datePublished", "author"}},
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
