// Package scalar turns the domain's small values into GraphQL scalars and enum values, and
// back. A zero value, by which the domain says that something is absent, becomes null.
// [MarshalText] is the simplest of the functions.
package scalar

import (
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"viewline/echo"
	"viewline/timeline"
)

// MarshalText writes a text; the empty text is null.
func MarshalText(t timeline.Text) graphql.Marshaler { return orNull(string(t)) }

// UnmarshalText reads a text; null is the empty text.
func UnmarshalText(v any) (timeline.Text, error) {
	if v == nil {
		return "", nil
	}
	s, err := graphql.UnmarshalString(v)
	return timeline.Text(s), err
}

// MarshalPartialDate writes a date as its text; the zero date is null.
func MarshalPartialDate(d timeline.PartialDate) graphql.Marshaler { return orNull(d.String()) }

// UnmarshalPartialDate reads a date from its text, such as 2025-11-26, 2025-06
// or 2020; null is the zero date. Its errors are meant for the caller of the
// API.
func UnmarshalPartialDate(v any) (timeline.PartialDate, error) {
	switch v := v.(type) {
	case nil:
		return timeline.PartialDate{}, nil
	case string:
		return timeline.ParsePartialDate(v)
	}
	return timeline.PartialDate{}, fmt.Errorf("date %s: want text such as \"2025-11-26\", \"2025-06\" or \"2020\"", echo.Cut(fmt.Sprint(v)))
}

// CheckPartialDate returns an error for a value that is not a date; see
// [UnmarshalPartialDate].
func CheckPartialDate(v any) error {
	_, err := UnmarshalPartialDate(v)
	return err
}

// MarshalDateSource writes the source of a date; the empty source, of no date, is null.
func MarshalDateSource(s timeline.DateSource) graphql.Marshaler { return orNull(string(s)) }

// UnmarshalDateSource reads the source of a date; null is the empty source.
func UnmarshalDateSource(v any) (timeline.DateSource, error) {
	t, err := UnmarshalText(v)
	return timeline.DateSource(t), err
}

func orNull(s string) graphql.Marshaler {
	if s == "" {
		return graphql.Null
	}
	return graphql.MarshalString(s)
}
