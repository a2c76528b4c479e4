package markdown

import (
	"testing"

	"github.com/yuin/goldmark/renderer/html"
)

// Text is written as goldmark's own writer writes it.
func FuzzWriter(f *testing.F) {
	for _, seed := range []string{"", "文字 and words", `a \* b`, "&amp; &#65; &", "<b>", `"quoted"`, "a\x00b", "a\\"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		var got, want, gotRaw, wantRaw buffer
		writer{html.DefaultWriter}.Write(&got, source)
		html.DefaultWriter.Write(&want, source)
		writer{html.DefaultWriter}.RawWrite(&gotRaw, source)
		html.DefaultWriter.RawWrite(&wantRaw, source)
		if got.String() != want.String() || gotRaw.String() != wantRaw.String() {
			t.Errorf("%q: %q, raw %q; want %q, raw %q", source, got.String(), gotRaw.String(), want.String(), wantRaw.String())
		}
	})
}
