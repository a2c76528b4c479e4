package markdown

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/width"
)

// Variation selectors, invisible in a source file.
const (
	vs1  = "\uFE00"     // general use
	vs2  = "\uFE01"     // general use; fullwidth form of a curly quote
	vs15 = "\uFE0E"     // text presentation
	vs16 = "\uFE0F"     // emoji presentation
	ivs  = "\U000E0100" // ideographic
)

// TestEmphasis takes the rules of section 6.2 one by one, with what they allow and what they still forbid.
func TestEmphasis(t *testing.T) {
	tests := []struct{ rule, in, want string }{
		{"left 1: not before a space", "中** 文**", "中** 文**"},
		{"left 1: not before an ideographic space", "中**　文**", "中**　文**"},
		{"left 2a: before CJK punctuation", "x**（文）** y", "x<strong>（文）</strong> y"},
		{"left 2a: not before other punctuation", "x**#y** z", "x**#y** z"},
		{"left 2b alpha: after a space", "x **(y)** z", "x <strong>(y)</strong> z"},
		{"left 2b beta: after punctuation", "x.**(y)** z", "x.<strong>(y)</strong> z"},
		{"left 2b beta: after punctuation with a selector", "x." + vs1 + "**(y)** z", "x." + vs1 + "<strong>(y)</strong> z"},
		{"left 2b gamma: after a CJK character", "中**(y)** z", "中<strong>(y)</strong> z"},
		{"left 2b gamma: and a selector", "羽" + vs1 + "**(y)** z", "羽" + vs1 + "<strong>(y)</strong> z"},
		{"left 2b gamma: and the text selector", "〽" + vs15 + "**(y)** z", "〽" + vs15 + "<strong>(y)</strong> z"},
		{"left 2b gamma: not with the emoji selector", "中" + vs16 + "**#y** z", "中" + vs16 + "**#y** z"},
		{"left 2b gamma: not after a letter and a selector", "x" + vs1 + "**#y** z", "x" + vs1 + "**#y** z"},
		{"left 2b delta: after an ideographic selector", "葛" + ivs + "**(y)** z", "葛" + ivs + "<strong>(y)</strong> z"},
		{"left: a curly quote after it stays ambiguous", "x**“" + vs2 + "文**", "x**“" + vs2 + "文**"},

		{"right 1: not after a space", "**中 **文", "**中 **文"},
		{"right 2a: after CJK punctuation", "**真的。**x", "<strong>真的。</strong>x"},
		{"right 2a: and a selector", "**真的。" + vs2 + "**x", "<strong>真的。" + vs2 + "</strong>x"},
		{"right 2a: not after other punctuation", "*yes.*x", "*yes.*x"},
		{"right 2a: nor with a selector", "*yes." + vs1 + "*x", "*yes." + vs1 + "*x"},
		{"right 2b alpha: before a space", "**yes.** x", "<strong>yes.</strong> x"},
		{"right 2b beta: before punctuation", "**yes.**-x", "<strong>yes.</strong>-x"},
		{"right 2b gamma: before a CJK character", "**C#**和**F#**都行", "<strong>C#</strong>和<strong>F#</strong>都行"},
		{"right 2b gamma: not before a letter", "*C#*x", "*C#*x"},
		{"right: after a fullwidth curly quote", "**“真”" + vs2 + "**x", "<strong>“真”" + vs2 + "</strong>x"},
		{"right: not after an ambiguous one", "*“真”*x", "*“真”*x"},
		{"right: nor with another selector", "*“真”" + vs1 + "*x", "*“真”" + vs1 + "*x"},

		{"quotes beside Chinese", "用**“好奇心”（curiosity）**的人", "用<strong>“好奇心”（curiosity）</strong>的人"},
		{"one asterisk", "学*（慢）*了", "学<em>（慢）</em>了"},
		{"three asterisks", "学***（慢）***了", "学<em><strong>（慢）</strong></em>了"},
		{"a span with a link", "看**[这里](/a)**吧", `看<strong><a href="/a">这里</a></strong>吧`},
		{"a span with code", "**`x`**的", "<strong><code>x</code></strong>的"},
		{"escaped", `\*\*真的。\*\*她`, "**真的。**她"},

		{"Hangul", "**단어(word)**는", "<strong>단어(word)</strong>는"},
		{"Hangul, neutral width", "ᅡ**(y)**ᄏ", "ᅡ<strong>(y)</strong>ᄏ"},
		{"halfwidth", "ｱ**(y)**ｱ", "ｱ<strong>(y)</strong>ｱ"},
		{"fullwidth punctuation", "x**～**x", "x<strong>～</strong>x"},
		{"beyond the BMP", "𠮷**(y)**𰻞", "𠮷<strong>(y)</strong>𰻞"},
		{"beyond the BMP, not CJK", "x**𝜵**x", "x**𝜵**x"},
		{"symbols that are text by default", "x**〰**x**🈂**x", "x<strong>〰</strong>x<strong>🈂</strong>x"},
		{"symbols with the emoji selector", "x**㊗" + vs16 + "**x", "x<strong>㊗" + vs16 + "</strong>x"},
		{"emoji by default", "x**✅**x", "x**✅**x"},
		{"emoji by default with the text selector", "x**⚓" + vs15 + "**x", "x**⚓" + vs15 + "**x"},
		{"regional indicator", "x**🇨**x", "x**🇨**x"},

		{"_ opens after CJK punctuation", "好。_Yes._", "好。<em>Yes.</em>"},
		{"_ opens after it and a selector", "好。" + vs2 + "_Yes._", "好。" + vs2 + "<em>Yes.</em>"},
		{"_ does not open in a word", "中_文_", "中_文_"},
		{"_ closes before CJK punctuation", "__注__：意", "<strong>注</strong>：意"},
		{"_ does not close in a word", "__注__意", "__注__意"},
		{"_ does not close before a CJK character", "_(x)_中", "_(x)_中"},
		{"__ opens after CJK punctuation", "好：__注__", "好：<strong>注</strong>"},
		{"__ does not open before punctuation in a word", "中__(x)__", "中__(x)__"},

		{"~~ opens after a CJK character", "中~~(x)y~~z", "中<del>(x)y</del>z"},
		{"~~ opens after one with a selector", "羽" + vs1 + "~~(x)y~~z", "羽" + vs1 + "<del>(x)y</del>z"},
		{"~~ does not open after a letter", "x~~(y)z~~w", "x~~(y)z~~w"},
		{"~~ closes before a CJK character", "x~~y(z)~~中", "x<del>y(z)</del>中"},
		{"~~ does not close before a letter", "x~~y(z)~~w", "x~~y(z)~~w"},
		{"~~ closes after CJK punctuation", "「~~旧」~~x", "「<del>旧」</del>x"},
		{"~ alone is no markup", "中~(x)~文", "中~(x)~文"},
		{"~~~ is no markup", "中~~~(x)~~~文", "中~~~(x)~~~文"},

		{"a line begins with a space, not with the mark of its block", ">*文\n>*", "*文\n*"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := inner(HTMLOf(tt.in)); got != tt.want {
				t.Errorf("HTMLOf(%q)\n got %s\nwant %s", tt.in, got, tt.want)
			}
		})
	}
}

// inner takes the HTML of one paragraph out of its tags.
func inner(html string) string {
	_, s, _ := strings.Cut(html, "<p>")
	s, _, _ = strings.Cut(s, "</p>")
	return s
}

// TestCJKTable compares the table with what x/text knows of East Asian Width, in Unicode 15 or later.
func TestCJKTable(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianFullwidth, width.EastAsianHalfwidth:
			if !isCJK(r) {
				t.Errorf("%U is fullwidth or halfwidth and not CJK", r)
			}
		case width.EastAsianNarrow, width.EastAsianAmbiguous:
			if isCJK(r) {
				t.Errorf("%U is narrow or ambiguous and CJK", r)
			}
		case width.EastAsianWide:
			if unicode.IsLetter(r) && !isCJK(r) || unicode.IsPunct(r) && !isCJK(r) {
				t.Errorf("%U is a wide letter or mark and not CJK", r)
			}
		}
		if unicode.Is(unicode.Hangul, r) && !isCJK(r) {
			t.Errorf("%U is Hangul and not CJK", r)
		}
	}
	for _, r := range "😀⌚⭐🀄🈚🈯🉐🛌🫠" {
		if isCJK(r) {
			t.Errorf("%U is an emoji by default and CJK", r)
		}
	}
}
