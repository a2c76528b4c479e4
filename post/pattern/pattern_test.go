package pattern

import (
	"reflect"
	"regexp"
	"regexp/syntax"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	for expr, want := range map[string]string{
		`(?i)podcast|\bepisodes? \d+%`:  "PODCAST|EPISODE |EPISODES ",
		`(?:interview|talk)s?\s+of\s*$`: "INTERVIEW|INTERVIEWS|TALK|TALKS",
		`专访|專訪|访[谈談]`:                   "专访|專訪|访談|访谈",
		`\bby\s*$`:                      "BY",
		`^\s*(?:x|yes)*[a-z]+`:          "",
		`(?:ab)?c{2,3}(?:dd)+`:          "DD",
		`.*`:                            "",
		`[^a]b\x{FFFD}`:                 "",
		`a(?:b|)c`:                      "ABC|AC",
		`(?:一|二){1,3}[、.]x*`:            "一|二",
	} {
		re, err := syntax.Parse(expr, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(read(re).words(), "|"); got != want {
			t.Errorf("%s needs %q; want %q", expr, got, want)
		}
	}
}

// What no word of the expression is in is not run through it.
func TestSieve(t *testing.T) {
	s := sieveOf(`(?i)(?:interview|talks?)\s|访谈`)
	for text, want := range map[string]bool{
		"An INTERVIEW ": true, "tal\u212As": true, "Ada的访谈": true, "A quiet day": false, "": false, "访": false, "一个很长的句子，什么都没有": false,
	} {
		if got := may(s, text); got != want {
			t.Errorf("may(%q) = %v; want %v", text, got, want)
		}
	}
}

func TestSureWords(t *testing.T) {
	for expr, want := range map[string]string{
		`(?i)Podcast|演[讲講]|\bep\b`: "podcast|演講|演讲",
		`Talk|访谈|对(?:话|谈)全?`:       "访谈",
		`(?i)(talk|节目)(单|台)`:       "talk单|talk台|节目单|节目台",
		`^访谈`:                      "",
	} {
		re, err := syntax.Parse(expr, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(sureWords(re), "|"); got != want {
			t.Errorf("%s: sure words %q; want %q", expr, got, want)
		}
	}
}

// FuzzPattern checks that a pattern gives what its regular expression gives.
func FuzzPattern(f *testing.F) {
	for _, expr := range []string{`(?i)task|\bep\.? ?\d`, `(?:专访|對話)[:：]?\s*`, `^(.{2,9}?)\s*(?:在|的|$)`, `(?i)ſtop|[k-m]ey`, `\bby\s*$`, `[^a]\x{FFFD}`, `(?:a|bc){2,}d`, `(?s)a.b|`} {
		f.Add(expr, "an EP. 7 by Ada")
		f.Add(expr, "专访：韩雪松 在\xff")
		f.Add(expr, "Tas\u212A \u017Ftop \u212Aey abcd")
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		re, err := regexp.Compile(expr)
		if err != nil || len(expr) > 200 || len(text) > 1000 {
			return
		}
		p := MustCompile(expr)
		if got, want := p.MatchString(text), re.MatchString(text); got != want {
			t.Errorf("%q matches %q: %v; want %v", expr, text, got, want)
		}
		if got, want := p.FindStringSubmatchIndex(text), re.FindStringSubmatchIndex(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q finds %v in %q; want %v", expr, got, text, want)
		}
		if got, want := p.FindAllStringSubmatchIndex(text, 4), re.FindAllStringSubmatchIndex(text, 4); !reflect.DeepEqual(got, want) {
			t.Errorf("%q finds %v in %q; want %v", expr, got, text, want)
		}
		if got, want := p.FindSubmatchIndex([]byte(text)), re.FindSubmatchIndex([]byte(text)); !reflect.DeepEqual(got, want) {
			t.Errorf("%q finds %v in the bytes of %q; want %v", expr, got, text, want)
		}
		if got, want := p.ReplaceAllString(text, "-"), re.ReplaceAllString(text, "-"); got != want {
			t.Errorf("%q makes %q of %q; want %q", expr, got, text, want)
		}
	})
}
