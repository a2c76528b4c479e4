package text

import "testing"

func TestPreferred(t *testing.T) {
	for accept, want := range map[string]bool{
		"":                                     false,
		"*/*":                                  false,
		"text/*":                               false,
		"text/markdown":                        true,
		"Text/Markdown; charset=utf-8":         true,
		"text/markdown, text/html, */*":        true,
		"text/html, text/markdown":             true,
		"text/markdown;q=0.5, text/html":       false,
		"text/html;q=0.5, text/markdown;q=0.6": true,
		"text/markdown;q=0":                    false,
		"text/markdown;q=x":                    false,
		"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": false,
	} {
		if got := preferred([]string{accept}); got != want {
			t.Errorf("%q: %t, want %t", accept, got, want)
		}
	}
	if !preferred([]string{"text/plain", "text/markdown"}) {
		t.Error("a second header is not read")
	}
}

func TestSaid(t *testing.T) {
	got := new(writer).said(viewpoint{
		Label: "A [b]", Question: &prose{"Why?"}, Text: prose{"Two\nlines."}, Timestamps: []timestamp{{"00:12", "https://talks.example/?t=12"}},
		Content: []content{
			{Typename: viewpointType, Label: "Really?", Text: prose{"Yes."}, Content: []content{{Typename: passageType, Text: prose{"> quoted"}}}},
			{Typename: passageType, Text: prose{"Behind."}},
		},
	})
	want := "Q: Why?\n\nA: **A \\[b\\]:** Two\nlines. [00:12](https://talks.example/?t=12)\n- **Really?** Yes.\n\n  > quoted\n\nBehind."
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestOthers(t *testing.T) {
	a := appearance{Person: &person{Name: "Ada"}, Participants: []participant{{"Ada", "SPEAKER"}, {"Bob [b]", "HOST"}, {"Cy", "HOST"}, {"Di", "OTHER"}}}
	if got, want := a.others([]detail{{"Host", "Cy of the show"}}), "With Bob \\[b\\] (host), Di"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	a.Participants = a.Participants[:1]
	if got := a.others(nil); got != "" {
		t.Errorf("alone: %q", got)
	}
}
