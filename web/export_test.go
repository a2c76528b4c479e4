package web

// Queries are those of the pages, as they are sent.
var Queries = map[string]string{
	"timeline": timelineQuery, "person": personQuery, "appearance": appearanceQuery, "change": changeQuery, "sample": sampleQuery,
}
