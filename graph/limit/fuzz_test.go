package limit_test

import (
	"encoding/json"
	"os"
	"testing"

	"viewline/graph/limit"
)

// FuzzOperation checks that no text and no page size makes the limits panic or count below
// zero, and that a text that passes has few errors of validation.
func FuzzOperation(f *testing.F) {
	for _, s := range shapes {
		f.Add(s.text(3), "5")
	}
	for _, names := range [][]string{{"timeline"}, {"person", "report"}, {"examples/1-person"}} {
		f.Add(page(f, names...), "100")
	}
	introspection, err := os.ReadFile("testdata/introspection.graphql")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(introspection), "-1")
	f.Add(`query($first: Int) { people(first: $first) { nodes { ...P } } } fragment P on Person { name @skip(if: false) }`, "99999999999999999999")
	f.Fuzz(func(t *testing.T, text, size string) {
		variables := map[string]any{"slug": "p", "first": json.Number(size), "last": size}
		cost, message := costOf(t, limit.Options{}, text, variables)
		if cost < 0 || cost > 1<<53-1 || cost > 50_000 && message == "" {
			t.Errorf("cost %d, message %q", cost, message)
		}
		if check(t, limit.Options{}, text) != nil {
			return
		}
		if errs := validate(text); errs > 20_000 {
			t.Errorf("%d errors", errs)
		}
	})
}
