package search_test

import (
	"html"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"viewline/search"
)

func TestHighlight(t *testing.T) {
	for _, tt := range []struct {
		text, query string
		want        []search.Fragment
	}{
		{"", "价值", nil},
		{"价值", "", nil},
		{"评估", "价值", nil},
		{"价值", "价值", []search.Fragment{{Plain: "价值", HTML: "<mark>价值</mark>"}}},
		{"大模型和小模型", "大模型", []search.Fragment{{Plain: "大模型和小模型", HTML: "<mark>大模型</mark>和小<mark>模型</mark>"}}},
		{"评价与价值", "价", []search.Fragment{{Plain: "评价与价值", HTML: "评<mark>价</mark>与<mark>价</mark>值"}}},
		{"價值函數", "价值", []search.Fragment{{Plain: "價值函數", HTML: "<mark>價值</mark>函數"}}},
		{"프로그래밍", "그래", []search.Fragment{{Plain: "프로그래밍", HTML: "프로<mark>그래</mark>밍"}}},
		{"scaling agents", "agent scal", []search.Fragment{{Plain: "scaling agents", HTML: "<mark>scaling</mark> <mark>agents</mark>"}}},
		{"か\u3099き", "が", []search.Fragment{{Plain: "か\u3099き", HTML: "<mark>か\u3099</mark>き"}}},
		{"ＧＰＴ－４ vs gpt", "GPT", []search.Fragment{{Plain: "ＧＰＴ－４ vs gpt", HTML: "<mark>ＧＰＴ</mark>－４ vs <mark>gpt</mark>"}}},
		{"Łukasz's e\u0301", "lukasz é", []search.Fragment{{Plain: "Łukasz's e\u0301", HTML: "<mark>Łukasz&#39;s</mark> <mark>e\u0301</mark>"}}},
		{"<mark> & <b>", "b mark", []search.Fragment{{Plain: "<mark> & <b>", HTML: "&lt;<mark>mark</mark>&gt; &amp; &lt;<mark>b</mark>&gt;"}}},
	} {
		if got := search.Highlight(tt.text, search.Parse(tt.query), 3); !slices.Equal(got, tt.want) {
			t.Errorf("%q in %q:\n got %+v\nwant %+v", tt.query, tt.text, got, tt.want)
		}
	}
}

// TestHighlightLongText pins where pieces begin and end, in code points.
func TestHighlightLongText(t *testing.T) {
	gap := strings.Repeat("一", 200)
	text := gap + "\n二二价值" + gap + "价值" + gap + "价值"
	got := search.Highlight(text, search.Parse("价值"), 2)
	want := []search.Fragment{
		{Plain: "…二二价值" + gap[:3*146] + "…", HTML: "…二二<mark>价值</mark>" + gap[:3*146] + "…"},
		{Plain: "…" + gap[:3*30] + "价值" + gap[:3*118] + "…", HTML: "…" + gap[:3*30] + "<mark>价值</mark>" + gap[:3*118] + "…"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if n := len(search.Highlight(text, search.Parse("价值"), 9)); n != 3 {
		t.Errorf("%d pieces of a text with three finds far apart; want 3", n)
	}
}

func TestHighlightCutsNoMark(t *testing.T) {
	text := "ai " + strings.Repeat("x", 145) + " openai tail"
	got := search.Highlight(text, search.Parse("ai openai"), 2)
	want := []search.Fragment{{
		Plain: strings.TrimSuffix(text, " tail") + "…",
		HTML:  "<mark>ai</mark> " + strings.Repeat("x", 145) + " <mark>openai</mark>…",
	}}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

// FuzzHighlight checks that pieces hold nothing but the text, that marks are all
// that HTML adds, and that what matches is marked.
func FuzzHighlight(f *testing.F) {
	for i, s := range seeds {
		f.Add(s, piece(s, i, i+1), i%4)
		f.Add(strings.Repeat(s, 9), s, 3)
	}
	f.Fuzz(func(t *testing.T, text, query string, most int) {
		if !utf8.ValidString(text) || !utf8.ValidString(query) {
			return
		}
		terms := search.Parse(query)
		fragments := search.Highlight(text, terms, most)
		words := search.Words(text)
		found := slices.ContainsFunc(terms, func(term search.Term) bool { return term.Match(words) })
		if (len(fragments) > 0) != (found && most > 0) || len(fragments) > max(0, most) {
			t.Fatalf("%d pieces of %q for %q, at most %d", len(fragments), text, query, most)
		}
		for _, piece := range fragments {
			checkFragment(t, text, piece)
		}
	})
}

func checkFragment(t *testing.T, text string, f search.Fragment) {
	t.Helper()
	parts := strings.Split(f.HTML, "<mark>")
	for _, part := range parts[1:] {
		if marked, _, ok := strings.Cut(part, "</mark>"); !ok || marked == "" {
			t.Errorf("%q: a mark that is empty or has no end", f.HTML)
		}
	}
	if len(parts) == 1 {
		t.Errorf("%q: nothing marked", f.HTML)
	}
	bare := strings.ReplaceAll(strings.Join(parts, ""), "</mark>", "")
	if strings.ContainsAny(bare, "<>\"'") || html.UnescapeString(bare) != f.Plain && utf8.ValidString(text) {
		t.Errorf("%q is not %q with marks", f.HTML, f.Plain)
	}
	inner := strings.TrimSuffix(f.Plain, "…")
	if !strings.Contains(text, inner) && !strings.Contains(text, strings.TrimPrefix(inner, "…")) {
		t.Errorf("%q is not in %q", f.Plain, text)
	}
}
