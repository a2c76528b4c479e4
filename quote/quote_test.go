package quote

import (
	"fmt"
	"html"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestIn(t *testing.T) {
	const weaves = "The Analytical Engine weaves algebraic patterns, just as the Jacquard loom weaves flowers and leaves."
	for _, c := range []struct {
		quote, text string
		verdict     Verdict
		html        string
	}{
		{"weaves algebraic patterns", weaves, Verbatim, "weaves algebraic patterns"},
		{"“Weaves ALGEBRAIC patterns — just as the Jacquard loom…”", weaves, Verbatim, "weaves algebraic patterns, just as the Jacquard loom"},
		{"weaves algebra patterns, just as the Jacquard loom", weaves, Near, "weaves <ins>algebraic </ins><del>algebra </del>patterns, just as the Jacquard loom"},
		{"the engine weaves patterns just as the loom does", weaves, Near, "The <ins>Analytical </ins>Engine weaves <ins>algebraic </ins>patterns, just as the <ins>Jacquard </ins>loom<ins> weaves</ins><del> does</del>"},
		{"flowers weave algebra", weaves, Absent, ""},
		{"leaves and flowers", weaves, Absent, ""},
		{"the and", weaves, Absent, ""},
		{"", weaves, Absent, ""},
		{"…!?", weaves, Absent, ""},
		{"weaves", "", Absent, ""},
		{"价值函数让人更强健", "人的價值函數，讓人更強健。", Verbatim, "價值函數，讓人更強健"},
		{"價值函數", "价值函数", Verbatim, "价值函数"},
		{"价值函数让人更强大", "價值函數讓人更強健", Near, "價值函數讓人更強<ins>健</ins><del>大</del>"},
		{"函数价值", "价值函数", Absent, ""},
		{"ＧＰＴ－４", "gpt-4 is", Verbatim, "gpt-4"},
		{"self play", "Self-Play & <b>more", Verbatim, "Self-Play"},
		{"play & <b>", "Self-Play & <b>more", Verbatim, "Play &amp; &lt;b&gt;"},
		{"It’s a test", "it's a test", Verbatim, "it&#39;s a test"},
		{"its a test", "it's a test", Absent, ""},
		{"3.14 is pi", "314 is pi", Absent, ""},
		{"1,000 people came here", "1000 people came here", Near, "<ins>1000 </ins><del>1,000 </del>people came here"},
		{"50% of all that there is", "50 of all that there is", Near, "<ins>50 </ins><del>50% </del>of all that there is"},
		{"50", "50%", Absent, ""},
		{"50% of them", "50 of them", Absent, ""},
		{"minus -5 degrees", "minus 5 degrees", Absent, ""},
		{"from 3-5 years", "from 3–5 years", Verbatim, "from 3–5 years"},
		{"caf\u00e9 noir", "cafe\u0301 noir", Verbatim, "cafe\u0301 noir"},
		{"cafe noir", "caf\u00e9 noir", Absent, ""},
		{"don't", "dont", Absent, ""},
		{"Ada's engine", "Ada engine", Absent, ""},
		{"カタカナ", "ｶﾀｶﾅ", Verbatim, "ｶﾀｶﾅ"},
	} {
		got := Parse(c.quote).In(c.text)
		if c.html == "" && got.Verdict == Near && c.verdict == Absent || got.Verdict != c.verdict || got.HTML != c.html {
			t.Errorf("%q in %q: %s %q; want %s %q", c.quote, c.text, got.Verdict, got.HTML, c.verdict, c.html)
		}
	}
}

// words are of texts in which much is alike.
var words = strings.Fields("a b c the of don't it's its 3.14 314 3 14 50% 50 -5 5 价 值 函 数 價 數 é e Self-play self play & STRASSE straße")

func randomText(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(words[r.IntN(len(words))])
		b.WriteString([]string{" ", ", ", " — ", "\n"}[r.IntN(4)])
	}
	return b.String()
}

// written is what has to be the same in a quote that is verbatim, made in another way
// than by [units]: by taking away all that may differ.
func written(text string) string {
	r := strings.NewReplacer("價", "价", "數", "数", "ß", "ss", "—", " ", ",", " ", "-", " ")
	var kept []string
	for _, w := range strings.Fields(text) {
		if strings.HasPrefix(w, "-") {
			w = "minus" + w[1:]
		}
		kept = append(kept, strings.Fields(r.Replace(strings.ToLower(w)))...)
	}
	return " " + strings.Join(kept, " ") + " "
}

// No quote that was changed is found word for word, and every one that was only
// written otherwise is.
func TestVerbatimIsVerbatim(t *testing.T) {
	verdicts := map[Verdict]int{}
	for seed := range uint64(5_000) {
		r := rand.New(rand.NewPCG(seed, 0))
		text := randomText(r, 1+r.IntN(40))
		parts := strings.Fields(text)
		from := r.IntN(len(parts))
		picked := slices.Clone(parts[from : from+1+r.IntN(len(parts)-from)])
		for range r.IntN(3) { // edits
			at := r.IntN(len(picked))
			switch w := words[r.IntN(len(words))]; r.IntN(3) {
			case 0:
				picked[at] = w
			case 1:
				picked = slices.Insert(picked, at, w)
			case 2:
				if picked = slices.Delete(picked, at, at+1); len(picked) == 0 {
					picked = []string{w}
				}
			}
		}
		quote := strings.ToUpper(strings.Join(picked, "  "))
		got := Parse(quote).In(text)
		verdicts[got.Verdict]++
		is := strings.TrimSpace(written(quote)) != "" && strings.Contains(written(text), written(quote))
		if is != (got.Verdict == Verbatim) {
			t.Fatalf("seed %d: %q in %q is %s; want verbatim %v", seed, quote, text, got.Verdict, is)
		}
		if err := wellMarked(quote, text, got); err != nil {
			t.Fatalf("seed %d: %q in %q: %v", seed, quote, text, err)
		}
	}
	for _, v := range []Verdict{Verbatim, Near, Absent} {
		if verdicts[v] < 100 {
			t.Errorf("%d quotes are %s; want at least 100 of each: %v", verdicts[v], v, verdicts)
		}
	}
}

var (
	deleted  = regexp.MustCompile("<del>[^<]*</del>")
	inserted = regexp.MustCompile("<ins>[^<]*</ins>")
	tag      = regexp.MustCompile("</?(ins|del)>")
)

// wellMarked wants the text's own piece without what is deleted, and the quote without
// what is inserted.
func wellMarked(quote, text string, m Match) error {
	if m.Verdict == Absent {
		return nil
	}
	its := html.UnescapeString(tag.ReplaceAllString(deleted.ReplaceAllString(m.HTML, ""), ""))
	if !strings.Contains(text, its) {
		return fmt.Errorf("%q has %q; want a piece of the text", m.HTML, its)
	}
	mine := html.UnescapeString(tag.ReplaceAllString(inserted.ReplaceAllString(m.HTML, " "), " "))
	same := func(a, b unit) bool { return a.text == b.text }
	if !slices.EqualFunc(units(mine), units(quote), same) {
		return fmt.Errorf("%q has the words of %q; want those of the quote", m.HTML, mine)
	}
	return nil
}

func FuzzIn(f *testing.F) {
	f.Add("weaves <algebra>", "it weaves algebra & \xff patterns")
	f.Add("价值，函数", "價值函數")
	f.Fuzz(func(t *testing.T, quote, text string) {
		m := Parse(quote).In(text)
		if m.Verdict == Verbatim && !strings.Contains(text, html.UnescapeString(m.HTML)) && !strings.Contains(text, "\r") && !strings.ContainsRune(text, 0) {
			t.Errorf("%q in %q: %q is no piece of the text", quote, text, m.HTML)
		}
		if own := Parse(text).In(text); own.Verdict != Verbatim && Parse(text).Len() > 0 {
			t.Errorf("%q is not in itself", text)
		}
	})
}

func BenchmarkIn(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	text, quote := randomText(r, 500), Parse(randomText(r, 30))
	for b.Loop() {
		quote.In(text)
	}
}
