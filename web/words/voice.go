package words

import (
	"html/template"
	"net/http"
	"net/url"
	"strings"
)

// Voice is how a page speaks to its reader: the language, and whether the address names it.
// Links of a page whose address does lead to pages in the same language.
type Voice struct {
	*Language
	Chosen bool
}

// Voices are all that there are.
func Voices() []Voice {
	var all []Voice
	for _, l := range All {
		all = append(all, Voice{l, false}, Voice{l, true})
	}
	return all
}

// VoiceFor is the voice in which a request is answered; see [Choose].
func VoiceFor(r *http.Request, site *Language) Voice {
	l, chosen := Choose(r, site)
	return Voice{l, chosen}
}

// Rich is a message with the elements that it has. Values are escaped, but for numbers and
// HTML.
func (v Voice) Rich(key string, values ...any) template.HTML {
	safe := make([]any, len(values))
	for i, value := range values {
		switch value := value.(type) {
		case string:
			safe[i] = template.HTMLEscapeString(value)
		case template.HTML:
			safe[i] = string(value)
		default:
			safe[i] = value
		}
	}
	return template.HTML(v.Say(key, safe...))
}

// To is an address on this site as a page links to it.
func (v Voice) To(address string) string {
	if v.Chosen {
		return v.At(address)
	}
	return address
}

// Elsewhere is the address that was asked for, with all of its query, in the other language.
func (v Voice) Elsewhere(r *http.Request) string {
	query := r.URL.Query()
	query.Set(Parameter, v.Other().Code)
	there := url.URL{Path: "/" + strings.TrimLeft(r.URL.Path, "/"), RawQuery: query.Encode()}
	return there.String()
}
