package web

// works are the types in schema.org of the kinds of appearance that are works as well as
// occasions. The messages kind.VALUE and kinds.VALUE are what the pages call an appearance of
// any kind, and several of them.
var works = map[string]string{
	"PODCAST":      "PodcastEpisode",
	"ESSAY":        "Article",
	"READING_LIST": "CreativeWork",
}
