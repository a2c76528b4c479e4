package site

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Kinds are the values of AppearanceKind in the schema, in the order in which pages offer
// them.
var Kinds = []string{"INTERVIEW", "PODCAST", "SPEECH", "TALK", "ESSAY", "READING_LIST", "OTHER"}

// Filter narrows the timeline as AppearanceFilter of the endpoint does. The addresses of
// pages, exports and feeds have the same parameters: the names of the fields in lower case.
// An empty field narrows nothing.
type Filter struct{ Person, Kind, Topic, Text, From, To string }

// ReadFilter takes the filter out of an address, and leaves the other parameters alone. The
// error is a [*Refusal] of a kind that is none.
func ReadFilter(address url.Values) (Filter, error) {
	value := func(name string) string { return strings.TrimSpace(address.Get(name)) }
	f := Filter{
		Person: value("person"),
		Kind:   strings.ToUpper(value("kind")),
		Topic:  value("topic"),
		Text:   value("text"),
		From:   value("from"),
		To:     value("to"),
	}
	if f.Kind != "" && !slices.Contains(Kinds, f.Kind) {
		return f, &Refusal{http.StatusBadRequest, fmt.Sprintf("kind %.100q; want one of %s", value("kind"), strings.Join(Kinds, ", "))}
	}
	return f, nil
}

// Values are the filter as parameters of an address, without the empty fields.
func (f Filter) Values() url.Values {
	address := url.Values{}
	for name, value := range f.fields() {
		if value != "" {
			address.Set(name, value)
		}
	}
	return address
}

// Variable is the filter as a variable of the type AppearanceFilter; nil where all fields
// are empty.
func (f Filter) Variable() map[string]any {
	var variable map[string]any
	for name, value := range f.fields() {
		if value == "" {
			continue
		}
		if variable == nil {
			variable = map[string]any{}
		}
		variable[name] = value
	}
	return variable
}

func (f Filter) fields() map[string]string {
	return map[string]string{
		"person": f.Person, "kind": f.Kind, "topic": f.Topic,
		"text": f.Text, "from": f.From, "to": f.To,
	}
}

// At is an address below this site with the filter in it: "/feed.atom" or
// "/feed.atom?person=ada-lovelace".
func (f Filter) At(path string) string {
	if query := f.Values().Encode(); query != "" {
		return path + "?" + query
	}
	return path
}
