package export_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"

	"viewline/web/export"
)

// canned answers each operation, by its name, with its data, and keeps the variables.
type canned struct {
	data      map[string]string // JSON, without the corpus
	counts    string            // JSON, of the corpus
	variables map[string]map[string]any
}

func (c *canned) execute(_ context.Context, query string, variables any) ([]byte, error) {
	name, _, _ := strings.Cut(strings.TrimPrefix(query, "query "), "(")
	name, _, _ = strings.Cut(name, "{")
	sent, err := json.Marshal(variables)
	if err != nil {
		return nil, err
	}
	var of map[string]any
	if err := json.Unmarshal(sent, &of); err != nil {
		return nil, err
	}
	if c.variables == nil {
		c.variables = map[string]map[string]any{}
	}
	c.variables[name] = of
	data, known := c.data[name]
	switch {
	case name == "Corpus":
	case !known:
		return nil, fmt.Errorf("no answer to %s", name)
	default:
		data = ", " + data
	}
	return []byte(`{"data": {"corpus": {"revision": 7, "importedAt": "2026-01-02T03:04:05Z"` + c.counts + `}` + data + `}}`), nil
}

func (c *canned) get(t *testing.T, target string) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
	w := httptest.NewRecorder()
	export.NewHandler(c.execute, slog.New(slog.DiscardHandler), export.Options{PublicURL: "https://views.example"}).ServeHTTP(w, r)
	return w.Result()
}

// occasion is an appearance of Ada.
func occasion(id, date string) string {
	return fmt.Sprintf(`{"id": %q, "key": "ada/%[2]s", "date": %[2]q, "datePrecision": "DAY", "earliest": %[2]q, "latest": %[2]q, "kind": "TALK",
	  "title": "On <looms>", "person": {"slug": "ada", "name": "Ada"}, "post": {"date": "2024-03-01T00:00:00Z"}}`, id, date)
}

func said(id, label, text, appearance string) string {
	return fmt.Sprintf(`{"id": %q, "pageUrl": "/people/ada/x#v-%[1]s", "label": %q, "text": {"html": "<p>%[3]s</p>", "plain": %[3]q}, "person": {"slug": "ada", "name": "Ada"}, "appearance": %s}`, id, label, text, appearance)
}

const onePage = `"pageInfo": {"hasNextPage": false}`

// entryOf is what a test compares of an entry: its id, title, day, authors and link.
type entryOf struct{ ID, Title, Updated, Authors, Link string }

func TestListFeeds(t *testing.T) {
	const at = "https://views.example"
	for target, c := range map[string]struct {
		canned     canned
		title, top string // of the feed: its title and the address of its page
		want       []entryOf
	}{
		"/people/ada/feed.atom": {
			canned{data: map[string]string{"PersonFeed": `"person": {"slug": "ada", "name": "Ada", "appearances": {` + onePage + `, "nodes": [` + occasion("a1", "1843-07-05") + `]},
			  "viewpoints": {"nodes": [` + said("v1", "", "Numbers", "null") + `,` + said("v2", "Cards", "x", occasion("a2", "1842-01-01")) + `]}}`}},
			"Viewline: Ada", "/people/ada",
			[]entryOf{
				{lasting("a1"), "Ada: On <looms>", "2024-03-01T00:00:00Z", "Ada", at + "/people/ada/1843-07-05"},
				{lasting("v1"), "Ada: Numbers", "1970-01-01T00:00:00Z", "Ada", at + "/people/ada/x#v-v1"},
			},
		},
		"/topics/looms/feed.atom": {
			canned{data: map[string]string{"TopicFeed": `"topic": {"slug": "looms", "name": "Looms & cards", "viewpoints": {` + onePage + `, "nodes": [` +
				said("v2", "Cards", "x", occasion("a2", "1842-01-01")) + `,` + said("v3", "", strings.Repeat("长", 201), "null") + `]}}`}},
			"Viewline: Looms & cards", "/topics/looms",
			[]entryOf{
				{lasting("v2"), "Ada: Cards", "2024-03-01T00:00:00Z", "Ada", at + "/people/ada/x#v-v2"},
				{lasting("v3"), "Ada: " + strings.Repeat("长", 199) + "…", "1970-01-01T00:00:00Z", "Ada", at + "/people/ada/x#v-v3"},
			},
		},
		"/people/feed.atom": {
			canned{data: map[string]string{"PeopleFeed": `"people": {` + onePage + `, "nodes": [{"id": "p1", "slug": "ada", "name": "Ada", "lastAppearance": ` + occasion("a1", "1843-07-05") + `}, {"id": "p2", "slug": "bo", "name": "Bo", "lastAppearance": null}]}`}},
			"Viewline: People", "/people",
			[]entryOf{
				{lasting("p1"), "Ada", "2024-03-01T00:00:00Z", "Ada", at + "/people/ada"},
				{lasting("p2"), "Bo", "1970-01-01T00:00:00Z", "Bo", at + "/people/bo"},
			},
		},
		"/topics/feed.atom": {
			canned{data: map[string]string{"TopicsFeed": `"topics": {` + onePage + `, "nodes": [{"id": "t1", "slug": "old", "name": "Old", "viewpoints": {"nodes": [` + said("v2", "Cards", "x", occasion("a2", "1842-01-01")) + `]}},
			  {"id": "t2", "slug": "none", "name": "None", "viewpoints": {"nodes": []}}, {"id": "t3", "slug": "new", "name": "New", "viewpoints": {"nodes": [` + said("v4", "Cards", "x", occasion("a1", "1843-07-05")) + `]}}]}`}},
			"Viewline: Topics", "/topics",
			[]entryOf{
				{lasting("t3"), "New", "2024-03-01T00:00:00Z", "Ada", at + "/topics/new"},
				{lasting("t1"), "Old", "2024-03-01T00:00:00Z", "Ada", at + "/topics/old"},
				{lasting("t2"), "None", "1970-01-01T00:00:00Z", "", at + "/topics/none"},
			},
		},
		"/papers/feed.atom?author=Ray&minRecommenders=2&x=y": {
			canned{data: map[string]string{"PapersFeed": `"papers": {` + onePage + `, "nodes": [{"id": "w1", "slug": "old", "title": "Old", "authors": [], "recommendations": {"nodes": [{"note": {"html": "<p>Why</p>"}, "appearance": ` + occasion("a2", "1842-01-01") + `}]}},
			  {"id": "w2", "slug": "new", "title": "New", "authors": ["Ann Ray", "李四"], "recommendations": {"nodes": [{"note": null, "appearance": ` + occasion("a1", "1843-07-05") + `}]}}]}`}},
			"Viewline: Papers", "/papers?author=Ray&minRecommenders=2",
			[]entryOf{
				{lasting("w2"), "New", "2024-03-01T00:00:00Z", "Ann Ray, 李四", at + "/papers/new"},
				{lasting("w1"), "Old", "2024-03-01T00:00:00Z", "", at + "/papers/old"},
			},
		},
		"/posts/feed.atom": {
			canned{data: map[string]string{"PostsFeed": `"posts": {` + onePage + `, "nodes": [{"id": "o1", "slug": "looms", "path": "looms.md", "title": "", "date": "2024-03-01T00:00:00Z", "lastmod": "2024-04-01T00:00:00Z", "recordedAt": "2026-01-01T00:00:00Z", "author": "Cy", "description": "On <b>", "people": [{"slug": "ada", "name": "Ada"}]},
			  {"id": "o2", "slug": "cards", "path": "cards.md", "title": "Cards", "recordedAt": "2026-01-01T00:00:00Z", "people": []}]}`}},
			"Viewline: Posts", "/posts",
			[]entryOf{
				{lasting("o1"), "looms.md", "2024-04-01T00:00:00Z", "Cy", at + "/posts/looms"},
				{lasting("o2"), "Cards", "2026-01-01T00:00:00Z", "", at + "/posts/cards"},
			},
		},
	} {
		r := c.canned.get(t, target)
		text := body(t, r)
		parsed, err := gofeed.NewParser().ParseString(text)
		if err != nil {
			t.Fatalf("%s: %v in\n%s", target, err, text)
		}
		if parsed.Title != c.title || parsed.Link != at+c.top || parsed.Updated != "2026-01-02T03:04:05Z" || r.Header.Get("Content-Type") != "application/atom+xml" ||
			!strings.Contains(text, "<author><name>Viewline</name></author><link") {
			t.Errorf("%s: title %q, page %q, updated %q", target, parsed.Title, parsed.Link, parsed.Updated)
		}
		if self := at + strings.TrimSuffix(target, "&x=y"); parsed.FeedLink != self || !strings.Contains(strings.ReplaceAll(text, "&amp;", "&"), "<id>"+self+"</id>") {
			t.Errorf("%s: the feed says that it is %q, want %q", target, parsed.FeedLink, self)
		}
		var got []entryOf
		for _, i := range parsed.Items {
			var authors []string
			for _, a := range i.Authors {
				authors = append(authors, a.Name)
			}
			got = append(got, entryOf{i.GUID, i.Title, i.Updated, strings.Join(authors, ", "), i.Link})
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got\n%+v\nwant\n%+v", target, got, c.want)
		}
	}
}

// The filter of the papers' page narrows their feed likewise.
func TestPapersFilter(t *testing.T) {
	c := canned{data: map[string]string{"PapersFeed": `"papers": {` + onePage + `, "nodes": []}`}}
	body(t, c.get(t, "/papers/feed.atom?text=a+b&author=Ray&from=2015&to=2017-06&recommendedBy=ada&minRecommenders=2&first=9"))
	want := map[string]any{"text": "a b", "author": "Ray", "from": "2015", "to": "2017-06", "recommendedBy": "ada", "minRecommenders": 2.0}
	if got := c.variables["PapersFeed"]["filter"]; !reflect.DeepEqual(got, want) {
		t.Errorf("the filter is %v, want %v", got, want)
	}
	for _, bad := range []string{"two", "2.5", "99999999999", "0x2"} {
		r := c.get(t, "/papers/feed.atom?minRecommenders="+bad)
		text, _ := io.ReadAll(r.Body)
		if want := fmt.Sprintf("minRecommenders %q; want a number of people, such as 2\n", bad); r.StatusCode != http.StatusBadRequest || string(text) != want {
			t.Errorf("%s: status %d, %q; want 400, %q", bad, r.StatusCode, text, want)
		}
	}
}

// Relative addresses in a text lead where they lead on the page.
func TestBaseOfContent(t *testing.T) {
	c := canned{data: map[string]string{"TopicFeed": `"topic": {"slug": "looms", "name": "Looms", "viewpoints": {` + onePage + `, "nodes": [` + said("v2", "Cards", `<a href='#x'>x</a>`, "null") + `]}}`}}
	if text := body(t, c.get(t, "/topics/looms/feed.atom")); !strings.Contains(text, `<content type="html" xml:base="https://views.example/people/ada/x#v-v2">`) {
		t.Errorf("no base in\n%s", text)
	}
}

// Who asks for a feed by another name is led to it, and nobody's name is an error.
func TestFeedsByOtherNames(t *testing.T) {
	c := canned{data: map[string]string{
		"PersonFeed": `"person": {"slug": "ada", "name": "Ada", "appearances": {` + onePage + `, "nodes": []}, "viewpoints": {"nodes": []}}`,
		"TopicFeed":  `"topic": null`,
	}}
	if r := c.get(t, "/people/Ada%20L/feed.atom"); r.StatusCode != http.StatusFound || r.Header.Get("Location") != "/people/ada/feed.atom" || r.Header.Get("ETag") != "" {
		t.Errorf("an alias: status %d, %q", r.StatusCode, r.Header)
	}
	if got := c.variables["PersonFeed"]["slug"]; got != "Ada L" {
		t.Errorf("asked for %q", got)
	}
	r := c.get(t, "/topics/non%22sense/feed.atom")
	text, _ := io.ReadAll(r.Body)
	if want := "there is no topic \"non\\\"sense\"; want the slug of one on the page https://views.example/topics\n"; r.StatusCode != http.StatusNotFound || string(text) != want {
		t.Errorf("nothing: status %d, %q, want 404, %q", r.StatusCode, text, want)
	}
}

// Every feed is cut at 100 entries.
func TestFeedsAreCut(t *testing.T) {
	nodes := make([]string, 250)
	for i := range nodes {
		nodes[i] = fmt.Sprintf(`{"id": "t%[1]d", "slug": "t%[1]d", "name": "T", "viewpoints": {"nodes": []}}`, i)
	}
	c := canned{data: map[string]string{"TopicsFeed": `"topics": {` + onePage + `, "nodes": [` + strings.Join(nodes, ",") + `]}`}}
	if got := strings.Count(body(t, c.get(t, "/topics/feed.atom")), "<entry>"); got != 100 {
		t.Errorf("%d entries, want 100", got)
	}
}

// A feed is read and not written.
func TestExportMethods(t *testing.T) {
	for _, path := range export.Paths() {
		path = strings.Replace(path, "{slug}", "ada", 1)
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, nil)
		w := httptest.NewRecorder()
		export.NewHandler((&canned{}).execute, slog.New(slog.DiscardHandler), export.Options{}).ServeHTTP(w, r)
		if got := w.Result(); got.StatusCode != http.StatusMethodNotAllowed || got.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("POST %s: status %d, Allow %q; want 405 and GET, HEAD", path, got.StatusCode, got.Header.Get("Allow"))
		}
	}
}
