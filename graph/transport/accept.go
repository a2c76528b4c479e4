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

// offers are the media types of a single result, the best first where a client
// names them alike. To one that takes anything JSON goes first, as to one that
// says nothing (GraphQL over HTTP, section 6.1).
var offers = []media{mediaResponse, mediaJSON}

// negotiate picks the media type that the Accept fields like best (RFC 9110,
// section 12.5.1), and tells whether subscriptions may be answered by a stream.
// Everything else is only where nothing but a stream will do.
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
		// A browser that opens a link takes anything, but wants no stream.
		return best, q.value > 0 && q.exact > 0, nil
	case q.value > 0:
		return mediaEvents, true, nil
	}
	return mediaJSON, false, refuse(http.StatusNotAcceptable, "nothing in Accept that can be answered; want %s, %s or %s", mediaResponse, mediaJSON, mediaEvents)
}

// quality is how much a media type is liked, 0 to 1, and how exactly it was
// named: 0 by */*, 1 by its type, 2 in full.
type quality struct {
	value float64
	exact int
}

// qualityOf finds the most exact range that the media type is in.
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
	if err != nil || !(v >= 0 && v <= 1) { // NaN is neither
		return 0
	}
	return v
}
