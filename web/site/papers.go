package site

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// PaperFilter narrows the list of papers as PaperFilter of the endpoint does. The addresses
// of the page and of its exports have parameters of the same names. A zero field narrows
// nothing.
type PaperFilter struct {
	Text, Author, From, To, RecommendedBy string
	MinRecommenders                       int
}

// ReadPaperFilter takes the filter out of an address, and leaves the other parameters alone.
// The error is a [*Refusal] of a number that is none.
func ReadPaperFilter(address url.Values) (PaperFilter, error) {
	value := func(name string) string { return strings.TrimSpace(address.Get(name)) }
	f := PaperFilter{
		Text:          value("text"),
		Author:        value("author"),
		From:          value("from"),
		To:            value("to"),
		RecommendedBy: value("recommendedBy"),
	}
	if least := value("minRecommenders"); least != "" {
		n, err := strconv.ParseInt(least, 10, 32)
		if err != nil {
			return f, &Refusal{http.StatusBadRequest, fmt.Sprintf("minRecommenders %.100q; want a number of people, such as 2", least)}
		}
		f.MinRecommenders = int(n)
	}
	return f, nil
}

// Values are the filter as parameters of an address, without the zero fields.
func (f PaperFilter) Values() url.Values {
	address := url.Values{}
	for name, value := range f.Variable() {
		address.Set(name, fmt.Sprint(value))
	}
	return address
}

// Variable is the filter as a variable of the type PaperFilter; nil where all fields are
// zero.
func (f PaperFilter) Variable() map[string]any {
	var variable map[string]any
	for name, value := range map[string]any{
		"text": f.Text, "author": f.Author, "from": f.From, "to": f.To, "recommendedBy": f.RecommendedBy, "minRecommenders": f.MinRecommenders,
	} {
		if value == "" || value == 0 {
			continue
		}
		if variable == nil {
			variable = map[string]any{}
		}
		variable[name] = value
	}
	return variable
}

// At is an address below this site with the filter in it, as [Filter.At].
func (f PaperFilter) At(path string) string {
	if query := f.Values().Encode(); query != "" {
		return path + "?" + query
	}
	return path
}
