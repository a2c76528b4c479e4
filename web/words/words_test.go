package words_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"viewline/web/words"
)

var (
	values   = regexp.MustCompile(`%(?:\[\d\])?[a-z]`)
	elements = regexp.MustCompile(`</?[a-z]+>`)
)

// Every message is there in both languages, with the same values and the same elements.
func TestCatalogueIsComplete(t *testing.T) {
	for key, in := range words.Catalogue {
		for code := range in {
			if words.Named(code) == nil {
				t.Errorf("%s has a text in %q; want en and zh alone", key, code)
			}
		}
		for _, l := range words.All {
			if in[l.Code]["other"] == "" {
				t.Errorf("%s lacks a text in %s", key, l.Code)
			}
			for category, text := range in[l.Code] {
				if got, want := parts(values, text), parts(values, in["en"]["other"]); !slices.Equal(got, want) {
					t.Errorf("%s, %s of %s: values %q; want %q as in English", key, category, l.Code, got, want)
				}
				if got, want := parts(elements, text), parts(elements, in["en"]["other"]); !slices.Equal(got, want) {
					t.Errorf("%s, %s of %s: elements %q; want %q as in English", key, category, l.Code, got, want)
				}
			}
		}
		if len(in["zh"]) > 1 || len(in["en"]) > 2 {
			t.Errorf("%s has the forms %v and %v; Chinese has one, and English one and other", key, in["en"], in["zh"])
		}
	}
}

// parts are what a pattern finds in a text, sorted.
func parts(pattern *regexp.Regexp, text string) []string {
	found := pattern.FindAllString(text, -1)
	slices.Sort(found)
	return found
}

// The Chinese of a message is Chinese: beside it are names of things, and what is typed, alone.
func TestChineseIsChinese(t *testing.T) {
	names := regexp.MustCompile(`Viewline|Markdown|GraphiQL|JavaScript|JSON|English|(topics|viewline)\.yaml|YYYY-MM-DD|<code>[^<]*</code>|<[^>]*>|--[a-z-]+|/query|Ctrl|Enter|Space|%(\[\d\])?[a-z]`)
	for key, in := range words.Catalogue {
		for _, text := range in["zh"] {
			if rest := names.ReplaceAllString(text, ""); regexp.MustCompile(`[A-Za-z]`).MatchString(rest) {
				t.Errorf("%s is %q in Chinese; want no English word", key, text)
			}
		}
	}
}

func TestSay(t *testing.T) {
	for _, c := range []struct {
		key    string
		values []any
		en, zh string
	}{
		{"nav.people", nil, "People", "人物"},
		{"count.people", []any{0}, "0 people", "0 位人物"},
		{"count.people", []any{1}, "1 person", "1 位人物"},
		{"count.people", []any{21}, "21 people", "21 位人物"},
		{"count.appearances", []any{12345}, "12,345 appearances", "12,345 次发言"},
		{"papers.recommended.by", []any{1, "A"}, "Recommended 1 time by A", "被推荐 1 次，推荐者：A"},
		{"papers.recommended.by", []any{2000, "A"}, "Recommended 2,000 times by A", "被推荐 2,000 次，推荐者：A"},
		{"topics.of", []any{"7 viewpoints", "1 person"}, "7 viewpoints of 1 person", "1 person的 7 viewpoints"},
		{"error.post.text", []any{"100%d"}, "The timeline has no post “100%d”.", "时间线上没有文章“100%d”。"},
	} {
		if got := words.English.Say(c.key, c.values...); got != c.en {
			t.Errorf("%s %v: %q, want %q", c.key, c.values, got, c.en)
		}
		if got := words.Chinese.Say(c.key, c.values...); got != c.zh {
			t.Errorf("%s %v: %q, want %q", c.key, c.values, got, c.zh)
		}
	}
	if got := words.Chinese.Number(1234567); got != "1,234,567" {
		t.Errorf("a number: %q", got)
	}
}

func TestDates(t *testing.T) {
	for partial, want := range map[string][2]string{
		"2020-05-12": {"12 May 2020", "2020年5月12日"},
		"2020-05":    {"May 2020", "2020年5月"},
		"2020":       {"2020", "2020年"},
		"1843-07-05": {"5 July 1843", "1843年7月5日"},
		"0984-12":    {"December 984", "984年12月"},
		"":           {"", ""},
		"some day":   {"some day", "some day"},
	} {
		if en, zh := words.English.Date(partial), words.Chinese.Date(partial); en != want[0] || zh != want[1] {
			t.Errorf("%q: %q and %q, want %q", partial, en, zh, want)
		}
	}
	for span, want := range map[[2]string][2]string{
		{"1990", "1999"}:             {"1990–1999", "1990–1999年"},
		{"1990", "1990"}:             {"1990", "1990年"},
		{"1990-03-04", ""}:           {"4 March 1990", "1990年3月4日"},
		{"", "1990"}:                 {"1990", "1990年"},
		{"1990-03-04", "1990-03-06"}: {"4 March 1990 – 6 March 1990", "1990年3月4日至1990年3月6日"},
	} {
		if en, zh := words.English.Span(span[0], span[1]), words.Chinese.Span(span[0], span[1]); en != want[0] || zh != want[1] {
			t.Errorf("%q: %q and %q, want %q", span, en, zh, want)
		}
	}
}

func TestChoose(t *testing.T) {
	for _, c := range []struct {
		name, address, accept string
		site                  *words.Language
		want                  *words.Language
		chosen                bool
	}{
		{"nothing", "/", "", nil, words.English, false},
		{"English", "/", "en-GB,en;q=0.9", nil, words.English, false},
		{"Chinese", "/", "zh-CN,zh;q=0.9,en;q=0.8", nil, words.Chinese, false},
		{"Chinese without a place", "/", "zh", nil, words.Chinese, false},
		{"Traditional Chinese", "/", "zh-TW,en-US;q=0.8", nil, words.Chinese, false},
		{"Hong Kong", "/", "zh-HK, en;q=0.9", nil, words.Chinese, false},
		{"a script", "/", "zh-Hant", nil, words.Chinese, false},
		{"Singapore", "/", "zh-SG", nil, words.Chinese, false},
		{"English first", "/", "en,zh;q=0.9", nil, words.English, false},
		{"Chinese by weight", "/", "en;q=0.2,zh;q=0.9", nil, words.Chinese, false},
		{"no Chinese", "/", "zh;q=0, fr", nil, words.English, false},
		{"neither", "/", "fr-CH,de;q=0.7", nil, words.English, false},
		{"another one first", "/", "fr, zh;q=0.5", nil, words.Chinese, false},
		{"anything", "/", "*", nil, words.English, false},
		{"no language", "/", ";;;zh=,", nil, words.English, false},
		{"the site's", "/", "en", words.Chinese, words.Chinese, false},
		{"the address's", "/?lang=zh", "en", nil, words.Chinese, true},
		{"the address's, in capitals", "/?lang=ZH", "en", nil, words.Chinese, true},
		{"the address's over the site's", "/?text=a&lang=en", "zh", words.Chinese, words.English, true},
		{"an address of no language", "/?lang=fr", "zh", nil, words.Chinese, false},
		{"another parameter", "/?slang=en", "zh", nil, words.Chinese, false},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, c.address, nil)
		if c.accept != "" {
			r.Header.Set("Accept-Language", c.accept)
		}
		for range 2 { // the second time the header is remembered
			if got, chosen := words.Choose(r, c.site); got != c.want || chosen != c.chosen {
				t.Errorf("%s: %s, chosen %t; want %s, %t", c.name, got.Code, chosen, c.want.Code, c.chosen)
			}
		}
	}
}

func TestAt(t *testing.T) {
	for address, want := range map[string]string{
		"/":                          "/?lang=zh",
		"/people/ada?topic=x#change": "/people/ada?topic=x&lang=zh#change",
		"?topic=x":                   "?topic=x&lang=zh",
	} {
		if got := words.Chinese.At(address); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

func TestGroups(t *testing.T) {
	some := words.English.Groups("chart")
	if got := some["chart.more"]; got["one"] != "Show %d more person" || got["other"] != "Show %d more people" {
		t.Errorf("chart.more is %v", got)
	}
	for key := range some {
		if !strings.HasPrefix(key, "chart.") {
			t.Errorf("%s is in the group chart", key)
		}
	}
}

// Several goroutines may say messages at the same time.
func TestSayAtOnce(t *testing.T) {
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for n := range 200 {
				en, zh := words.English.Say("chart.newest", n, 1000), words.Chinese.Say("chart.newest", n, 1000)
				if want := strconv.Itoa(n); !strings.Contains(en, "newest "+want+" of 1,000") || !strings.Contains(zh, "1,000 次发言中最新的 "+want+" 次") {
					t.Errorf("%d: %q, %q", n, en, zh)
					return
				}
			}
		})
	}
	all.Wait()
}
