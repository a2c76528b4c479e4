package plain

import (
	"bytes"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"viewline/edge/budget"
)

// A buffer has room for all that the answer counts, and none where the answer had to end: what
// was too large is not written.
func TestBuffer(t *testing.T) {
	const most = 1 << 20
	ctx, answer := budget.Begin(t.Context(), most)
	defer answer.End()
	if got := Buffer(ctx).Available(); got < 1 || got > 1024 {
		t.Errorf("room for %d bytes ahead of any value; want some", got)
	}
	answer.Add(most/2, 0)
	if got := Buffer(ctx).Available(); got < most/2 || got > most {
		t.Errorf("room for %d bytes; want %d or some more", got, most/2)
	}
	answer.Add(100*most, 0)
	if got := Buffer(ctx).Available(); got > 1024 {
		t.Errorf("room for %d bytes of an answer that had to end; want little", got)
	}
}

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
