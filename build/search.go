package build

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"

	"viewline/web/words"
)

// isSearch reports whether the page is that of the search, which has a form and a script.
func (w *pageWriter) isSearch() bool { return w.Index != nil && w.place.address.Path == searchPath }

// isNarrowing reports whether an element of the form narrows the search, which the script cannot,
// or is of no use without the server.
func isNarrowing(t html.Token) bool {
	switch t.Data {
	case "label":
		return value(t, "class") != "wide"
	case "input":
		return value(t, "type") == "hidden"
	case "ul":
		return value(t, "id") == "suggestions"
	}
	return true
}

// language is the code of the language of a page.
func (p place) language(all []string) string {
	if code, _, ok := strings.Cut(p.file, "/"); ok {
		for _, one := range all[1:] {
			if code == one {
				return code
			}
		}
	}
	return all[0]
}

// wordsOf are the words of the script of the search in a language, as JSON for a script element.
func wordsOf(code string) string {
	for _, l := range words.All {
		if l.Code != code {
			continue
		}
		text, err := json.Marshal(l.Groups("count", "date", "month", "nav", "paging", "search"))
		if err != nil {
			panic(err) // cannot happen: these are texts
		}
		return string(text)
	}
	return "{}"
}
