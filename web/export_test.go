package web

// Queries are those of the pages, as they are sent.
var Queries = map[string]string{
	"timeline": timelineQuery, "person": personQuery, "appearance": appearanceQuery, "sharing": sharingQuery, "change": changeQuery,
}

func init() {
	for _, e := range examples["en"] {
		Queries[e.Name] = e.Query
	}
}

// NewHandlerWith finds the playground in a folder.
var NewHandlerWith = newHandler
