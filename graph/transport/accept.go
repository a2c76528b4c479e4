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

// offers are the media types, the best first where a client names them alike.
// To one that takes anything JSON goes first, as to one that says nothing
// (GraphQL over HTTP, section 6.1).
var offers = []media{mediaResponse, mediaJSON, mediaEvents}

// negotiate picks the media type that the Accept fields like best (RFC 9110,
// section 12.5.1). A stream is picked only where nothing else will do.
func negotiate(fields []string) (media, error) {
	text := strings.Join(fields, ",")
	if strings.TrimSpace(text) == "" {
		return mediaJSON, nil
	}
	var best media
	var highest quality
	for _, offer := range offers {
		q := qualityOf(offer, text)
		if offer == mediaEvents && best != "" || q.value == 0 {
			continue
		}
		if q.value > highest.value || q.value == highest.value && (q.exact > highest.exact || q.exact < 2 && offer == mediaJSON) {
			best, highest = offer, q
		}
	}
	if best == "" {
		return mediaJSON, refuse(http.StatusNotAcceptable, "nothing in Accept that can be answered; want %s, %s or %s", mediaResponse, mediaJSON, mediaEvents)
	}
	return best, nil
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
	if err != nil || v < 0 || v > 1 {
		return 0
	}
	return v
}
