package plain

import (
	"bytes"
	"testing"

	"github.com/99designs/gqlgen/graphql"
)

func FuzzQuote(f *testing.F) {
	for _, s := range []string{"", "a\"b\\c\t\r\n\x00\x1f\x7f", "价值\u2028\xff", "😀<&>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var want bytes.Buffer
		graphql.MarshalString(s).MarshalGQL(&want)
		if got := quote(nil, s); string(got) != want.String() {
			t.Errorf("%q becomes %s, and %s with gqlgen", s, got, want.Bytes())
		}
	})
}
