package echo_test

import (
	"strings"
	"testing"

	"viewline/echo"
)

func TestQuote(t *testing.T) {
	for text, want := range map[string]string{
		"":                          `""`,
		"2025-13":                   `"2025-13"`,
		"a\x00\"b":                  `"a\x00\"b"`,
		strings.Repeat("深", 100):    `"` + strings.Repeat("深", 100) + `"`,
		strings.Repeat("深", 101):    `"` + strings.Repeat("深", 100) + `…"`,
		strings.Repeat("\xff", 300): `"` + strings.Repeat(`\xff`, 100) + `…"`,
	} {
		if got := echo.Quote(text); got != want {
			t.Errorf("got %s; want %s", got, want)
		}
	}
}

func TestMessage(t *testing.T) {
	long := strings.Repeat("x", 300)
	short := strings.Repeat("x", 100) + "…"
	for text, want := range map[string]string{
		"short": "short",
		`Cannot query field "` + long + `" on type "Query".`:        `Cannot query field "` + short + `" on type "Query".`,
		`Int cannot represent non-integer value: "` + long + `"`:    `Int cannot represent non-integer value: "` + short[1:],
		"the answer to operation Q can hold 51 objects" + long[:99]: "the answer to operation Q can hold 51 objects" + long[:99],
		"operation " + long + " not found":                          "operation " + short + " not found",
		"Expected Name, found String " + long:                       "Expected Name, found String " + short[len("String "):],
	} {
		if got := echo.Message(text); got != want {
			t.Errorf("got %s; want %s", got, want)
		}
	}
	if got := echo.Message(strings.Repeat(`"a" `, 5000)); len(got) > 1100 {
		t.Errorf("%d bytes of a message that repeats many things", len(got))
	}
}
