package markdown

import (
	"bytes"
	"testing"

	"golang.org/x/net/html"
)

// A tag that is read without a tokenizer is the one that a tokenizer finds.
func FuzzBareTag(f *testing.F) {
	for _, raw := range []string{"<b>", "</B>", "<br/>", "<h1>", "<1>", "<>", "</>", "<a b>", "<a/ >", "</a/>", "<a>b", "<!a>", "<script>", "<K>", "<b//>"} {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		kind, name := bareTag(raw)
		if name == "" {
			return
		}
		z := html.NewTokenizer(bytes.NewReader(raw))
		if got := z.Next(); got != kind {
			t.Fatalf("%q is a %s; a tokenizer finds a %s", raw, kind, got)
		}
		if token := z.Token(); token.Data != name || len(token.Attr) > 0 {
			t.Errorf("%q is the tag %q; a tokenizer finds %+v", raw, name, token)
		}
		if z.Next() != html.ErrorToken {
			t.Errorf("%q: something follows", raw)
		}
	})
}
