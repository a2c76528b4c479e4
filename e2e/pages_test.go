package e2e_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// Every pageUrl that the graph gives leads to a page, on which its anchor stands once.
func TestPageURLs(t *testing.T) {
	s := serve(t)
	s.load("Note on looms.md", "# On looms\n\nNo occasion is told of.\n\n## 观点\n\n- **Patterns**: a loom weaves.\n  - so do engines\n\n- 织机会编织\n")
	var all []string
	for _, list := range []string{
		"people(first: 100) { nodes { pageUrl } }", "topics(first: 100) { nodes { pageUrl } }", "appearances(first: 100) { nodes { pageUrl } }",
		"papers(first: 100) { nodes { pageUrl } }", "posts(first: 100) { nodes { pageUrl sections { viewpoints { pageUrl points { pageUrl } } } } }",
		"viewpoints(first: 100) { nodes { pageUrl points { pageUrl points { pageUrl } } } }",
	} {
		found := pageURLs(t, s.get("/query?query="+url.QueryEscape("{ "+list+" }")))
		if len(found) == 0 {
			t.Errorf("%s gives no pageUrl", list)
		}
		all = append(all, found...)
	}
	for _, list := range []string{"/people", "/topics", "/papers", "/posts"} {
		if page := s.get(list); strings.Count(page, `<li>`) < 2 {
			t.Errorf("%s lists fewer than two:\n%s", list, page)
		}
	}
	pages := map[string]string{}
	for _, address := range all {
		path, fragment, _ := strings.Cut(address, "#")
		if _, ok := pages[path]; !ok {
			pages[path] = s.get(path)
		}
		anchor, err := url.PathUnescape(fragment)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(pages[path], ` id="`+anchor+`"`); anchor != "" && n != 1 {
			t.Errorf("%s: the page has the anchor %d times, want once", address, n)
		}
	}
	if page := s.get("/posts/note-on-looms"); !strings.Contains(page, ` id="观点"`) {
		t.Errorf("no section has its anchor on the page:\n%s", page)
	}
	if want := "/posts/note-on-looms#v-"; !strings.Contains(strings.Join(all, " "), want) {
		t.Errorf("no pageUrl begins with %s: the viewpoints without an appearance are missing", want)
	}
}

// get is the body of an answer, which has to be 200.
func (s *server) get(target string) string {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.url+target, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if answer.StatusCode != http.StatusOK {
		s.t.Errorf("%s: %s, want 200:\n%s", target, answer.Status, body)
	}
	return string(body)
}

// pageURLs are the values of all fields pageUrl in a JSON text.
func pageURLs(t *testing.T, text string) []string {
	t.Helper()
	var answer any
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		t.Fatal(err)
	}
	var all []string
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for key, value := range v {
				if address, ok := value.(string); ok && key == "pageUrl" {
					all = append(all, address)
				}
				walk(value)
			}
		case []any:
			for _, value := range v {
				walk(value)
			}
		}
	}
	walk(answer)
	return all
}

// The filter of papers needs no script and keeps the language.
func TestPapersFilter(t *testing.T) {
	s := serve(t)
	b := open(t, narrow)
	b.scripts(false)
	b.visit(s.url + "/papers?lang=zh&minRecommenders=1")
	b.click(`input[name="author"]`)
	b.keys("vaswani")
	b.click(`.actions button`)
	b.until(`location.search.includes('author=vaswani') && location.search.includes('lang=zh') && location.search.includes('minRecommenders=1') && document.readyState === 'complete'`)
	if got := value[[]string](b, `[...document.querySelectorAll('.names .name')].map((a) => a.innerText)`); !slices.Equal(got, []string{"Attention Is All You Need"}) {
		t.Errorf("papers of Vaswani: %q", got)
	}
	b.shoot("papers-filtered")
	b.visit(s.url + "/papers?author=nobody+at+all")
	b.until(`document.querySelector('main').innerText.includes('Nothing passes this filter.') && document.readyState === 'complete'`)
	b.click(`.actions a`)
	b.until(`location.search === '' && document.querySelectorAll('.names > li').length > 50`)
}
