// Package scalar turns the domain's small values into GraphQL scalars and
// enum values and back. What the domain marks as absent with a zero value
// becomes null; [MarshalText] is the simplest of them.
package scalar

import (
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"viewline/echo"
	"viewline/timeline"
)

// MarshalText gives a text; the empty text is null.
func MarshalText(t timeline.Text) graphql.Marshaler { return orNull(string(t)) }

// UnmarshalText reads a text; null is the empty text.
func UnmarshalText(v any) (timeline.Text, error) {
	if v == nil {
		return "", nil
	}
	s, err := graphql.UnmarshalString(v)
	return timeline.Text(s), err
}

// MarshalPartialDate gives a date as its text; the zero date is null.
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

// CheckPartialDate tells what is wrong with a value that is to be a date.
func CheckPartialDate(v any) error {
	_, err := UnmarshalPartialDate(v)
	return err
}

// MarshalDateSource gives the source of a date; that of no date is null.
func MarshalDateSource(s timeline.DateSource) graphql.Marshaler { return orNull(string(s)) }

// UnmarshalDateSource reads the source of a date; null is that of no date.
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
