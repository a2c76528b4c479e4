package web_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// linked is the JSON-LD of a page.
func linked(t *testing.T, page string) map[string]any {
	t.Helper()
	_, text, found := strings.Cut(page, `<script type="application/ld+json">`)
	text, _, _ = strings.Cut(text, "</script>")
	var data map[string]any
	if err := json.Unmarshal([]byte(text), &data); !found || err != nil {
		t.Fatalf("%v in %q", err, text)
	}
	return data
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	var data any
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		t.Fatal(err)
	}
	return data
}

const quotedContent = `[
	{"__typename": "Section", "heading": "S", "inner": [
		{"__typename": "Viewpoint", "key": "ada/x#looms~1", "label": "Looms", "text": {"html": "<p>“They <em>weave</em> &amp; count.”</p></script>"}, "content": [
			{"__typename": "Viewpoint", "key": "ada/x#价值~2", "label": "", "text": {"html": "价值在后"}, "content": []}]},
		{"__typename": "Passage", "text": {"html": "<p>No view</p>"}}]},
	{"__typename": "Viewpoint", "key": "ada/x#label", "label": "Label alone", "text": {"html": ""}, "content": []},
	{"__typename": "Viewpoint", "key": "ada/x#none", "label": "", "text": {"html": ""}, "content": []}]`

// An appearance is an Event, with its viewpoints as Quotations.
func TestLinkedAppearance(t *testing.T) {
	for name, c := range map[string]struct{ fields, want string }{
		"a talk of some days": {
			`"kind": "TALK", "date": "1843-07-05", "earliest": "1843-07-05", "latest": "1843-07-07", "recording": {"url": "https://v.example/1"}`,
			`"startDate": "1843-07-05", "endDate": "1843-07-07", "recordedIn": [QUOTES, {"@type": "CreativeWork", "url": "https://v.example/1"}]`,
		},
		"an essay":      {`"kind": "ESSAY", "date": "1843-07", "earliest": "1843-07-01", "latest": "1843-07-31"`, `"startDate": "1843-07", "workFeatured": {"@type": "Article", "name": "T", "datePublished": "1843-07", "author": ADA}, "recordedIn": [QUOTES]`},
		"a podcast":     {`"kind": "PODCAST", "date": "1843-07-05", "earliest": "1843-07-05", "latest": "1843-07-05"`, `"startDate": "1843-07-05", "workFeatured": {"@type": "PodcastEpisode", "name": "T", "datePublished": "1843-07-05", "author": ADA}, "recordedIn": [QUOTES]`},
		"a vague date":  {`"kind": "OTHER", "date": "1843", "earliest": "1843-01-01", "latest": "1843-12-31", "dateApproximate": true`, `"recordedIn": [QUOTES]`},
		"a theme alone": {`"kind": "INTERVIEW", "theme": "Weaving"`, `"about": "Weaving", "recordedIn": [QUOTES]`},
	} {
		e := &endpoint{answer: `{"data": {"appearance": {"key": "ada/x", "title": "T", "person": {"slug": "ada", "name": "Ada", "aliases": ["阿达"]}, "content": ` + quotedContent + `, ` + c.fields + `}}}`}
		got := linked(t, body(t, get(t, e, "/people/ada/x")))
		const by = `"creator": {"@type": "Person", "name": "Ada", "url": "http://example.com/people/ada"}`
		day := ""
		if date := got["startDate"]; date != nil {
			day = `"dateCreated": "` + date.(string) + `", `
		}
		quote := func(anchor, more string) string {
			return `{"@type": "Quotation", ` + day + more + `, "url": "http://example.com/people/ada/x#v-` + anchor + `", ` + by + `}`
		}
		quotes := quote("looms~1", `"name": "Looms", "text": "“They weave & count.”"`) + ", " + quote("%E4%BB%B7%E5%80%BC~2", `"text": "价值在后", "inLanguage": "zh"`) + ", " + quote("label", `"text": "Label alone"`)
		const ada = `{"@type": "Person", "name": "Ada", "url": "http://example.com/people/ada", "alternateName": ["阿达"]}`
		want := decoded(t, strings.NewReplacer("QUOTES", quotes, "ADA", ada).Replace(
			`{"@context": "https://schema.org", "@type": "Event", "name": "T", "url": "http://example.com/people/ada/x", "performer": ADA, `+c.want+`}`))
		if !reflect.DeepEqual(any(got), want) {
			t.Errorf("%s: got\n%v\nwant\n%v", name, got, want)
		}
	}
}

// The data of a page are bounded, however long its report is.
func TestLinkedIsBounded(t *testing.T) {
	one := `{"__typename": "Viewpoint", "key": "ada/x#a", "text": {"html": "a"}, "content": []},`
	e := &endpoint{answer: `{"data": {"appearance": {"key": "ada/x", "kind": "TALK", "title": "T", "content": [` + strings.TrimSuffix(strings.Repeat(one, 150), ",") + `]}}}`}
	if got := linked(t, body(t, get(t, e, "/people/ada/x")))["recordedIn"].([]any); len(got) != 100 {
		t.Errorf("%d quotations, want 100", len(got))
	}
}

// The pages of people, topics and posts have Events and Quotations likewise.
func TestLinkedElsewhere(t *testing.T) {
	person := linked(t, body(t, get(t, &endpoint{answer: `{"data": {"person": {"slug": "ada", "name": "Ada", "appearances": {"pageInfo": {}, "nodes": [
		{"key": "ada/1843", "kind": "TALK", "title": "T", "date": "1843", "earliest": "1843-01-01", "latest": "1843-12-31", "content": [{"__typename": "Viewpoint", "text": {"html": "one"}, "content": []}]}]},
		"viewpoints": {"nodes": [{"text": {"html": "two"}, "content": [], "pageUrl": "/posts/looms#v-b", "source": {"path": "looms.md"}}, {"text": {"html": "three"}, "content": [], "pageUrl": "https://views.example/posts/looms#v-c", "source": {"path": "looms.md"}}]}}}}`}, "/people/ada")))
	const by = `"creator": {"@type": "Person", "name": "Ada", "url": "http://example.com/people/ada"}`
	want := decoded(t, `{"@context": "https://schema.org", "@type": "ProfilePage",
		"mainEntity": {"@type": "Person", "name": "Ada", "url": "http://example.com/people/ada", "performerIn": [{"@type": "Event", "name": "T", "url": "http://example.com/people/ada/1843", "startDate": "1843"}]},
		"hasPart": [{"@type": "Quotation", "text": "one", "url": "http://example.com/people/ada/1843", "dateCreated": "1843", `+by+`},
			{"@type": "Quotation", "text": "two", "url": "http://example.com/posts/looms#v-b", `+by+`}, {"@type": "Quotation", "text": "three", "url": "https://views.example/posts/looms#v-c", `+by+`}]}`)
	if !reflect.DeepEqual(any(person), want) {
		t.Errorf("a person: got\n%v\nwant\n%v", person, want)
	}
	topic := linked(t, body(t, get(t, &endpoint{answer: topicAnswer}, "/topics/looms")))
	want = decoded(t, `[{"@type": "Quotation", "name": "Patterns", "text": "weave", "url": "http://example.com/people/ada/1842", "dateCreated": "1842", `+by+`},
		{"@type": "Quotation", "text": "织出代数", "inLanguage": "zh", "url": "http://example.com/people/ada/1843", "dateCreated": "1843", `+by+`}]`)
	if topic["@type"] != "DefinedTerm" || !reflect.DeepEqual(topic["subjectOf"], want) {
		t.Errorf("a topic: got\n%v\nwant\n%v", topic, want)
	}
	post := linked(t, body(t, get(t, &endpoint{answer: `{"data": {"post": {"slug": "looms", "path": "looms.md", "title": "Looms", "people": [{"slug": "ada", "name": "Ada"}],
		"appearances": [{"key": "ada/1843", "kind": "TALK", "title": "T", "person": {"slug": "ada", "name": "Ada"}}],
		"sections": [{"heading": "S", "inner": [{"__typename": "Viewpoint", "key": "looms#a", "text": {"html": "one"}, "content": []}]}]}}}`}, "/posts/looms")))
	want = decoded(t, `{"@context": "https://schema.org", "@type": "Article", "headline": "Looms", "url": "http://example.com/posts/looms", "about": [{"@type": "Person", "name": "Ada", "url": "http://example.com/people/ada"}],
		"mentions": [{"@type": "Event", "name": "T", "url": "http://example.com/people/ada/1843", "performer": {"@type": "Person", "name": "Ada", "url": "http://example.com/people/ada"}}],
		"hasPart": [{"@type": "Quotation", "text": "one", "url": "http://example.com/posts/looms#v-a", `+by+`}]}`)
	if !reflect.DeepEqual(any(post), want) {
		t.Errorf("a post: got\n%v\nwant\n%v", post, want)
	}
}
