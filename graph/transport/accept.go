package transport

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// media is a media type that answers are given in.
type media string

const (
	mediaResponse media = "application/graphql-response+json"
	mediaJSON     media = "application/json"
	mediaEvents   media = "text/event-stream"
)

// offers are the media types of a single result, in the order of preference for a client
// that names both with the same weight. A client that accepts anything gets JSON, as does a
// client that sends no Accept (GraphQL over HTTP, section 6.1).
var offers = []media{mediaResponse, mediaJSON}

// negotiate picks the media type that the Accept fields prefer (RFC 9110, section 12.5.1),
// and reports whether subscriptions may be answered by a stream. Queries are answered by a
// stream only where the client accepts nothing else.
func negotiate(fields []string) (best media, stream bool, err error) {
	text := strings.Join(fields, ",")
	if strings.TrimSpace(text) == "" {
		return mediaJSON, false, nil
	}
	var highest quality
	for _, offer := range offers {
		q := qualityOf(offer, text)
		if q.value > highest.value || q.value > 0 && q.value == highest.value && highest.exact < 2 {
			best, highest = offer, q
		}
	}
	q := qualityOf(mediaEvents, text)
	switch {
	case best != "":
		// A browser that opens a link accepts anything by */*, but wants no stream.
		return best, q.value > 0 && q.exact > 0, nil
	case q.value > 0:
		return mediaEvents, true, nil
	}
	return mediaJSON, false, refuse(http.StatusNotAcceptable, "Accept names no media type that this server can answer with; want %s, %s or %s", mediaResponse, mediaJSON, mediaEvents)
}

// quality is the weight that a client gives a media type, from 0 to 1, and how exactly the
// client names the type: 0 by */*, 1 by type/*, 2 in full.
type quality struct {
	value float64
	exact int
}

// qualityOf is the quality of the most exact media range that includes the media type.
func qualityOf(offer media, accept string) quality {
	found := quality{exact: -1}
	typ, _, _ := strings.Cut(string(offer), "/")
	for part := range strings.SplitSeq(accept, ",") {
		name, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		exact := -1
		switch name {
		case string(offer):
			exact = 2
		case typ + "/*":
			exact = 1
		case "*/*":
			exact = 0
		}
		if charset, ok := params["charset"]; ok && !strings.EqualFold(charset, "utf-8") && offer != mediaEvents {
			continue
		}
		if exact > found.exact {
			found = quality{weight(params["q"]), exact}
		}
	}
	return found
}

func weight(q string) float64 {
	if q == "" {
		return 1
	}
	v, err := strconv.ParseFloat(q, 64)
	if err != nil || !(v >= 0 && v <= 1) { // also for NaN
		return 0
	}
	return v
}
