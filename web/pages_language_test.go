package web_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"viewline/web"
	"viewline/web/words"
)

const listed = `"pageInfo": {"hasNextPage": true, "hasPreviousPage": true, "startCursor": "s", "endCursor": "e"}`

// everyPage has an address of each page, and of each page that tells of an error, with the
// answer that the page is made of.
var everyPage = map[string]string{
	"/": timelineAnswer, "/?kind=TALK&text=a": timelineAnswer, "/?to=1": emptyAnswer,
	"/people/ada": personAnswer, "/people/ada?topic=machine": personAnswer, "/people/ada/1843-2": appearanceAnswer, "/people/ada?loosely=c": looseAnswer,
	"/people": `{"data": {"people": {"totalCount": 2000, ` + listed + `, "nodes": [{"slug": "ada", "name": "Ada", "aliases": [], "appearances": {"totalCount": 2}, "firstAppearance": {"earliest": "1842-10-01"}, "lastAppearance": {"latest": "1843-12-31"}}]}}}`,
	"/topics": `{"data": {"topics": {"totalCount": 3, ` + listed + `, "nodes": [{"slug": "looms", "name": "织机", "viewpoints": {"totalCount": 7}, "people": {"totalCount": 1}}]}}}`,
	"/papers": `{"data": {"papers": {"totalCount": 1, ` + listed + `, "nodes": [{"slug": "engines", "title": "On Engines", "authors": ["Ada Byron", "李雷"], "published": "1843-08", "venue": "Memoirs",
		"recommendationCount": 7, "recommenders": {"totalCount": 6, "nodes": [{"slug": "bo", "name": "Bo"}, {"slug": "cy", "name": "Cy"}]}}]}}}`,
	"/posts":         `{"data": {"posts": {"totalCount": 2, ` + listed + `, "nodes": [{"slug": "looms", "path": "looms.md", "title": "织机", "date": "2024-05-01T23:30:00+08:00", "people": [{"slug": "ada", "name": "Ada"}]}]}}}`,
	"/topics/looms":  topicAnswer,
	"/papers/engine": paperAnswer, "/posts/looms": postAnswer,
	"/papers?author=Bo": `{"data": {"papers": {"totalCount": 0, "nodes": []}}}`, "/posts/bare": `{"data": {"post": {"slug": "bare", "path": "bare.md", "people": [{"slug": "ada", "name": "Ada"}, {"slug": "bo", "name": "Bo"}]}}}`,
	"/posts/barer": `{"data": {"post": {"slug": "barer", "path": "barer.md"}}}`, "/people/ada/1842": `{"data": {"appearance": {"key": "ada/1842", "kind": "TALK", "title": "On Engines", "date": "1842", "person": {"slug": "ada", "name": "Ada"}}}}`,
	"/people?none": `{"data": {"people": {"totalCount": 0, "nodes": []}}}`, "/topics?none": `{"data": {"topics": {"totalCount": 0, "nodes": []}}}`,
	"/papers?none": `{"data": {"papers": {"totalCount": 0, "nodes": []}}}`, "/posts?none": `{"data": {"posts": {"totalCount": 0, "nodes": []}}}`,
	"/topics/none": `{"data": {"topic": null}}`, "/papers/none": `{"data": {"paper": null}}`, "/posts/none": `{"data": {"post": null}}`,
	"/people/none": `{"data": {"person": null}}`, "/people/none/1843": `{"data": {"appearance": null, "appearances": {"nodes": []}}}`,
	"/people/ada/1843": `{"data": {"appearance": null, "appearances": {"pageInfo": {"hasNextPage": true}, "nodes": [{"key": "ada/1843-01", "date": "1843-01", "earliest": "1843-01-01", "title": "A talk"}]}}}`,
	"/papers?refused":  `{"errors": [{"message": "the database cannot be reached", "extensions": {"code": "INTERNAL_SERVER_ERROR"}}]}`,
	"/posts?after=x":   `{"errors": [{"message": "cursor: want a cursor", "extensions": {"code": "BAD_USER_INPUT"}}]}`,
	"/posts?broken":    `<html>`,
	"/playground":      "", "/nowhere": "",
}

const appearanceAnswer = `{"data": {"appearance": {"person": {"slug": "ada", "name": "Ada", "aliases": ["阿达"]},` + reportAnswer + `}}}`

// ask gets a page of a site.
func ask(t *testing.T, o web.Options, target, answer, accept string) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
	r.Header.Set("Accept-Language", accept)
	w := httptest.NewRecorder()
	web.NewHandlerWith((&endpoint{answer: answer}).execute, slog.New(slog.DiscardHandler), o, fstest.MapFS{}).ServeHTTP(w, r)
	return w.Result()
}

// latin finds words in Latin letters; named are those that a Chinese page has all the same:
// names of things, and addresses and names of the answers.
var (
	latin = regexp.MustCompile(`[A-Za-z]+`)
	named = regexp.MustCompile(`^http://.*|fragments|endCursor|\bafter\b|Viewline|TimelineJS|BibTeX|CSL-JSON|JavaScript|JSON|Markdown|English|GraphQL|GraphiQL|npm|Ctrl|Enter|Space|\w+/[\w/.-]+|\w+\.(md|yaml)|--[a-z-]+|“[^”]*”|Ada|Bob?|Cy|Talk|Lecture|Fair|Looms & Engines|On Engines|zh_CN|viewport|width=.*|light dark|website|article|profile|In short\.|A & B`)
)

// A Chinese page has no English word but in content, which is marked as English.
func TestChinesePagesHaveNoEnglishWord(t *testing.T) {
	for target, answer := range everyPage {
		for _, address := range []string{target, within(target, "lang=zh")} {
			r := ask(t, web.Options{}, address, answer, "zh-CN")
			page := body(t, r)
			if !strings.Contains(page, `<html lang="zh-Hans">`) || r.Header.Get("Content-Language") != "zh-Hans" || r.Header.Get("Vary") != "Accept-Language" {
				t.Errorf("%s: Content-Language %q, Vary %q; want a Chinese page:\n%s", address, r.Header.Get("Content-Language"), r.Header.Get("Vary"), page)
			}
			for _, text := range told(t, page) {
				if found := latin.FindString(named.ReplaceAllString(text, "")); found != "" {
					t.Errorf("%s: the page says %q in %q", address, found, text)
				}
			}
		}
	}
}

// An English page has no Chinese word but in content, which is marked as Chinese, and the
// name of the language that the reader can switch to.
func TestEnglishPagesHaveNoChineseWord(t *testing.T) {
	for target, answer := range everyPage {
		page := body(t, ask(t, web.Options{}, target, answer, "en"))
		for key, in := range words.Catalogue {
			text := regexp.MustCompile(`%(\[\d\])?[ds]|<[^>]*>`).Split(in["zh"]["other"], -1)
			for _, part := range text {
				if part = strings.TrimSpace(part); len([]rune(part)) > 3 && han.MatchString(part) && strings.Contains(page, part) {
					t.Errorf("%s: the page has %q of %s", target, part, key)
				}
			}
		}
	}
}

// told are the texts of a page for its readers, without those in English content, in code
// and in scripts.
func told(t *testing.T, page string) (all []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			all = append(all, n.Data)
		}
		if slices.Contains([]string{"script", "code", "textarea", "noscript"}, n.Data) {
			return
		}
		for _, a := range n.Attr {
			if a.Key == "lang" && a.Val == "en" && n.Data != "html" {
				return
			}
			if slices.Contains([]string{"title", "aria-label", "placeholder", "content", "alt"}, a.Key) {
				all = append(all, a.Val)
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return all
}

// within is an address with one more parameter.
func within(address, parameter string) string {
	if strings.Contains(address, "?") {
		return address + "&" + parameter
	}
	return address + "?" + parameter
}

var (
	linksOf   = regexp.MustCompile(`<a [^>]*?href="([^"]*)"`)
	han       = regexp.MustCompile(`\p{Han}`)
	elsewhere = regexp.MustCompile(`<a id="elsewhere" href="([^"]*)" hreflang="([^"]*)" lang="([^"]*)">([^<]*)</a>`)
	exports   = regexp.MustCompile(`^/(timeline\.json|timeline\.ics|papers\.bib|papers\.json|(papers/)?feed\.atom)`)
)

// A page whose address names a language links to pages in that language, and sends the form
// to one; any other page leaves the choice to the reader. The switch leads to the same page
// with all of its query.
func TestLinksKeepTheLanguage(t *testing.T) {
	for target, answer := range everyPage {
		for _, code := range []string{"", "en", "zh"} {
			address := target
			if code != "" {
				address = within(target, "lang="+code)
			}
			page := body(t, ask(t, web.Options{}, address, answer, "zh"))
			switched := elsewhere.FindStringSubmatch(page)
			if switched == nil {
				t.Fatalf("%s: no switch:\n%s", address, page)
			}
			other, tag, name := "en", "en", "English"
			if code == "en" {
				other, tag, name = "zh", "zh-Hans", "中文"
			}
			want, err := url.Parse(target)
			if err != nil {
				t.Fatal(err)
			}
			query := want.Query()
			query.Set("lang", other)
			want.RawQuery = query.Encode()
			if got := html.UnescapeString(switched[1]); got != want.String() || switched[2] != tag || switched[3] != tag || switched[4] != name {
				t.Errorf("%s: the switch %q, want %s to %s", address, switched[1:], name, want)
			}
			links := 0
			for _, found := range linksOf.FindAllStringSubmatch(page, -1) {
				link := html.UnescapeString(found[1])
				if found[1] == switched[1] || exports.MatchString(link) || link[0] != '/' && link[0] != '?' {
					continue
				}
				links++
				there, err := url.Parse(link)
				if err != nil {
					t.Fatal(err)
				}
				if got := there.Query()["lang"]; code == "" && got != nil || code != "" && !slices.Equal(got, []string{code}) {
					t.Errorf("%s: a link leads to %s", address, link)
				}
			}
			if links < 6 {
				t.Errorf("%s: %d links to pages", address, links)
			}
			if got := strings.Contains(page, `<input type="hidden" name="lang" value="`+code+`">`); strings.Contains(page, `id="filter"`) && got != (code != "") {
				t.Errorf("%s: the form sends the language: %t", address, got)
			}
		}
	}
}

// A redirect keeps the language.
func TestRedirectsKeepTheLanguage(t *testing.T) {
	for target, c := range map[string][2]string{
		"/people/%E9%98%BF%E8%BE%BE?lang=zh": {personAnswer, "/people/ada?lang=zh"},
		"/topics/loom?lang=zh":               {topicAnswer, "/topics/looms?lang=zh"},
		"/people/ada/1843?lang=zh":           {`{"data": {"appearance": {"key": "ada/1843-05", "person": {"slug": "ada"}}}}`, "/people/ada/1843-05?lang=zh"},
	} {
		if r := ask(t, web.Options{}, target, c[0], "en"); r.StatusCode != http.StatusFound || r.Header.Get("Location") != c[1] {
			t.Errorf("%s: status %d to %q, want 302 to %s", target, r.StatusCode, r.Header.Get("Location"), c[1])
		}
	}
}

// A page tells of itself in each language, under the addresses that name the language.
func TestAlternates(t *testing.T) {
	for target, path := range map[string]string{
		"/": "/", "/people/ada?after=c": "/people/ada", "/posts/looms": "/posts/looms", "/topics": "/topics", "/?kind=TALK&text=a": "/?kind=TALK&text=a",
	} {
		for _, code := range []string{"", "en", "zh"} {
			address, canonical := target, path
			if code != "" {
				address, canonical = within(target, "lang="+code), within(path, "lang="+code)
			}
			escaped := func(address string) string { return "https://views.example" + html.EscapeString(address) }
			holds(
				t, body(t, ask(t, web.Options{PublicURL: "https://views.example"}, address, everyPage[strings.TrimSuffix(target, "?after=c")], "en")),
				`<link rel="canonical" href="`+escaped(canonical)+`">`,
				`<link rel="alternate" hreflang="en" href="`+escaped(within(path, "lang=en"))+`">`,
				`<link rel="alternate" hreflang="zh-Hans" href="`+escaped(within(path, "lang=zh"))+`">`,
				`<link rel="alternate" hreflang="x-default" href="`+escaped(path)+`">`,
			)
		}
	}
	if page := body(t, ask(t, web.Options{}, "/nowhere", "", "en")); strings.Contains(page, `rel="alternate"`) || strings.Contains(page, `rel="canonical"`) {
		t.Errorf("a page that is not there has alternates:\n%s", page)
	}
}

// Counts have the plural forms of their language, and separators.
func TestCounts(t *testing.T) {
	en, zh := body(t, ask(t, web.Options{}, "/people", everyPage["/people"], "en")), body(t, ask(t, web.Options{}, "/people", everyPage["/people"], "zh"))
	holds(t, en, "2,000 people by name, with what each said", "<b>2,000</b> by name", "2 appearances", "1842–1843")
	holds(t, zh, "共 2,000 位人物，按姓名排序", "共 <b>2,000</b> 位，按姓名排序", "2 次发言", "1842–1843年")
	holds(t, body(t, ask(t, web.Options{}, "/papers", everyPage["/papers"], "zh")), `<time datetime="1843-08">1843年8月</time>`, `被推荐 7 次，推荐者：<a href="/people/bo" lang="en">Bo</a>、<a href="/people/cy" lang="en">Cy</a>，另有 4 人`)
}

// The site's language is that of readers who did not choose one.
func TestLanguageOfTheSite(t *testing.T) {
	for address, want := range map[string]string{"/topics": "zh-Hans", "/topics?lang=en": "en"} {
		holds(t, body(t, ask(t, web.Options{Language: words.Chinese}, address, everyPage["/topics"], "en")), `<html lang="`+want+`">`)
	}
}

// Pages have an ETag, which is another one in each language; errors have none.
func TestTagsOfPages(t *testing.T) {
	tags := map[string]bool{}
	for _, address := range []string{"/topics?lang=en", "/topics?lang=zh"} {
		e := &endpoint{answer: everyPage["/topics"]}
		tag := get(t, e, address).Header.Get("ETag")
		tags[tag] = true
		if r := get(t, e, address, "If-None-Match", `"x", `+tag); r.StatusCode != http.StatusNotModified || body(t, r) != "" || r.Header.Get("Vary") != "Accept-Language" {
			t.Errorf("%s with its ETag %s: status %d, Vary %q; want 304", address, tag, r.StatusCode, r.Header.Get("Vary"))
		}
	}
	if len(tags) != 2 || tags[""] {
		t.Errorf("ETags %v, want two", tags)
	}
	if tag := get(t, &endpoint{}, "/nowhere").Header.Get("ETag"); tag != "" {
		t.Errorf("an error has the ETag %s", tag)
	}
}
