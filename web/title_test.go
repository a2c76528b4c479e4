package web_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"viewline/web"
)

func titled(t *testing.T, title, answer, target string) string {
	t.Helper()
	w := httptest.NewRecorder()
	execute := func(context.Context, string, any) ([]byte, error) { return []byte(answer), nil }
	web.NewHandlerWith(execute, slog.New(slog.DiscardHandler), web.Options{Title: title}, fstest.MapFS{}).
		ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil))
	return w.Body.String()
}

// The name of the site is on every page, wherever the program's name would be, and every page
// has a description.
func TestSiteTitle(t *testing.T) {
	const empty = `"pageInfo": {}, "nodes": []}`
	for target, c := range map[string]struct{ answer, title, description string }{
		"/":             {timelineAnswer, "Ada &amp; Co: who said what, and when", "1 appearance of 2 people"},
		"/people":       {`{"data": {"people": {` + empty + `}}`, "People: Ada &amp; Co", "0 people by name"},
		"/people/ada":   {personAnswer, "Ada 阿达: Ada &amp; Co", "What Ada 阿达 said"},
		"/people/ada/x": {`{"data": {"appearance": {"key": "ada/x", "kind": "TALK", "title": "On looms", "date": "1843", "earliest": "1843-01-01", "person": {"slug": "ada", "name": "Ada"}}}}`, "Ada: On looms", "What Ada said on the record: 1843 talk On looms\""},
		"/topics":       {`{"data": {"topics": {` + empty + `}}`, "Topics: Ada &amp; Co", "0 topics, with"},
		"/topics/looms": {topicAnswer, "织机: Ada &amp; Co", "What was said on 织机"},
		"/papers":       {`{"data": {"papers": {` + empty + `}}`, "Papers: Ada &amp; Co", "0 papers, with"},
		"/papers/x":     {`{"data": {"paper": {"slug": "x", "title": "X"}}}`, "X: Ada &amp; Co", "Recommended 0 times"},
		"/posts":        {`{"data": {"posts": {` + empty + `}}`, "Posts: Ada &amp; Co", "0 posts that"},
		"/posts/x":      {`{"data": {"post": {"slug": "x", "path": "x.md", "title": "X", "people": [{"name": "Ada"}, {"name": "Bo"}]}}}`, "X: Ada &amp; Co", "The post x.md, with the views of Ada, Bo\""},
		"/posts/y":      {`{"data": {"post": {"slug": "y", "path": "y.md", "title": "", "people": []}}}`, "y.md: Ada &amp; Co", "The post y.md\""},
		"/playground":   {"", "Playground: Ada &amp; Co", "Queries of one"},
		"/none":         {"", "There is no such page", "There is no such page\""},
		"/?after=x":     {`{"errors": [{"message": "no", "extensions": {"code": "BAD_USER_INPUT"}}]}`, "The link does not work", "The link does not work\""},
	} {
		page := titled(t, "Ada & Co", c.answer, target)
		holds(t, page, "<title>"+c.title+"</title>", `<meta name="description" content="`+c.description, `<a class="brand" href="/">Ada &amp; Co</a>`)
		if strings.Contains(page, `<link rel="canonical"`) {
			holds(t, page, `<meta property="og:site_name" content="Ada &amp; Co">`)
		}
		if n := strings.Count(page, `<meta name="description"`); n != 1 {
			t.Errorf("%s has %d descriptions", target, n)
		}
		head, _, _ := strings.Cut(page, `<main`)
		if found := regexp.MustCompile(`.*Viewline.*`).FindString(head); found != "" {
			t.Errorf("%s has the name of the program: %s", target, found)
		}
	}
	// The name is the same in Chinese, and what describes a page is Chinese.
	for target, c := range map[string]struct{ answer, title, description string }{
		"/":             {timelineAnswer, "Ada &amp; Co：谁在何时说了什么", "一条时间线汇集 2 位人物的 1 次发言"},
		"/people":       {`{"data": {"people": {` + empty + `}}`, "人物 - Ada &amp; Co", "共 0 位人物"},
		"/people/ada/x": {`{"data": {"appearance": {"key": "ada/x", "kind": "TALK", "title": "On looms", "date": "1843", "earliest": "1843-01-01", "person": {"slug": "ada", "name": "Ada"}}}}`, "Ada：On looms", "Ada的公开言论：1843年 讲座 On looms\""},
		"/posts/x":      {`{"data": {"post": {"slug": "x", "path": "x.md", "title": "X", "people": [{"name": "Ada"}, {"name": "Bo"}]}}}`, "X - Ada &amp; Co", "文章 x.md，内有Ada、Bo的观点\""},
		"/posts/y":      {`{"data": {"post": {"slug": "y", "path": "y.md", "title": "", "people": []}}}`, "y.md - Ada &amp; Co", "文章 y.md\""},
		"/playground":   {"", "演练场 - Ada &amp; Co", "自行编写查询，并附示例和数据模式的文档。\""},
	} {
		holds(t, titled(t, "Ada & Co", c.answer, target+"?lang=zh"), "<title>"+c.title+"</title>", `<meta name="description" content="`+c.description, `<a class="brand" href="/?lang=zh">Ada &amp; Co</a>`)
	}
	holds(t, titled(t, "Ada & Co", "", "/manifest.webmanifest"), `{"name":"Ada \u0026 Co","short_name":"Ada \u0026 Co"`)
	holds(t, titled(t, "", "", "/none"), `<a class="brand" href="/">Viewline</a>`)
	holds(t, titled(t, "", personAnswer, "/people/ada"), "<title>Ada 阿达: Viewline</title>", `og:site_name" content="Viewline">`)
}
