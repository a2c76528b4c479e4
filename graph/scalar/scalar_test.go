package scalar_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"viewline/graph/scalar"
	"viewline/timeline"
)

func TestMarshal(t *testing.T) {
	for _, c := range []struct {
		name string
		m    graphql.Marshaler
		want string
	}{
		{"text", scalar.MarshalText("a \"b\""), `"a \"b\""`},
		{"no text", scalar.MarshalText(""), `null`},
		{"day", scalar.MarshalPartialDate(timeline.PartialDate{Year: 2025, Month: 11, Day: 6}), `"2025-11-06"`},
		{"month", scalar.MarshalPartialDate(timeline.PartialDate{Year: 2025, Month: 6}), `"2025-06"`},
		{"year", scalar.MarshalPartialDate(timeline.PartialDate{Year: 2020}), `"2020"`},
		{"no date", scalar.MarshalPartialDate(timeline.PartialDate{}), `null`},
		{"source", scalar.MarshalDateSource(timeline.DateFromFrontMatter), `"FRONT_MATTER"`},
		{"no source", scalar.MarshalDateSource(""), `null`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			c.m.MarshalGQL(&b)
			if b.String() != c.want {
				t.Errorf("got %s; want %s", b.String(), c.want)
			}
		})
	}
}

func TestUnmarshalPartialDate(t *testing.T) {
	for _, c := range []struct {
		name    string
		in      any
		want    timeline.PartialDate
		wantErr string
	}{
		{"day", "2024-02-29", timeline.PartialDate{Year: 2024, Month: 2, Day: 29}, ""},
		{"month", "2025-06", timeline.PartialDate{Year: 2025, Month: 6}, ""},
		{"year", "2020", timeline.PartialDate{Year: 2020}, ""},
		{"null", nil, timeline.PartialDate{}, ""},
		{"no such day", "2025-02-29", timeline.PartialDate{}, `date "2025-02-29": day 29; want 1 to 28; want a date such as 2025-11-26, 2025-06 or 2020`},
		{"number", json.Number("2020"), timeline.PartialDate{}, `date 2020: want text such as "2025-11-26", "2025-06" or "2020"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := scalar.UnmarshalPartialDate(c.in)
			if got != c.want || err == nil != (c.wantErr == "") || err != nil && err.Error() != c.wantErr {
				t.Errorf("got %v, error %v; want %v, error %q", got, err, c.want, c.wantErr)
			}
		})
	}
}

func TestUnmarshalText(t *testing.T) {
	for in, want := range map[any]timeline.Text{nil: "", "": "", "a": "a"} {
		if got, err := scalar.UnmarshalText(in); got != want || err != nil {
			t.Errorf("%v: got %q, error %v; want %q", in, got, err, want)
		}
	}
	if got, err := scalar.UnmarshalDateSource("TEXT"); got != timeline.DateFromText || err != nil {
		t.Errorf("source: got %q, error %v; want TEXT", got, err)
	}
}
