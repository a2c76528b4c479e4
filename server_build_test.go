//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"viewline/cli"
)

// buildSite runs `viewline build`, and returns what it printed. Links that lead nowhere fail the
// test.
func buildSite(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), append([]string{"build"}, args...), nil, &stdout, &stderr)
	if code != cli.ExitDone || strings.Contains(stderr.String(), "links to") {
		t.Fatalf("build: exit code %d\n%s%s", code, stdout.String(), stderr.String())
	}
	return stdout.String()
}

// below serves a folder below a path, and nothing else.
func below(t *testing.T, path, dir string) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle(path, http.StripPrefix(strings.TrimSuffix(path, "/"), http.FileServer(http.Dir(dir))))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + path
}

// follower follows every link of a site of files.
type follower struct {
	t     *testing.T
	root  string
	pages map[string]*followed
}

// followed is a page of the site: the ids on it.
type followed struct{ ids map[string]bool }

// follow wants an address to be there without a redirect, and all that it links to.
func (f *follower) follow(address, from string) *followed {
	address, _, _ = strings.Cut(address, "#")
	if page, ok := f.pages[address]; ok {
		return page
	}
	page := &followed{ids: map[string]bool{}}
	f.pages[address] = page
	status, contentType, body := fileAt(f.t, address)
	if status != http.StatusOK {
		f.t.Errorf("%s links to %s: status %d", from, address, status)
		return page
	}
	if bytes.Contains(body, []byte("viewline.invalid")) || bytes.Contains(body, []byte("/playground")) {
		f.t.Errorf("%s tells of an address that needs the server", address)
	}
	if !strings.HasPrefix(contentType, "text/html") {
		return page
	}
	links := parsePage(f.t, body, page)
	base, err := url.Parse(address)
	if err != nil {
		f.t.Fatal(err)
	}
	for _, link := range links {
		there, err := base.Parse(link)
		if err != nil {
			f.t.Errorf("%s: %v", address, err)
			continue
		}
		if there.Host != base.Host {
			continue
		}
		if !strings.HasPrefix(there.String(), f.root) {
			f.t.Errorf("%s links to %s, which is outside the site", address, link)
			continue
		}
		found := f.follow(there.String(), address)
		if there.Fragment != "" && !found.ids[there.Fragment] {
			f.t.Errorf("%s links to %s, and nothing there has that id", address, link)
		}
	}
	return page
}

// fileAt is the answer to a GET, without following redirects.
func fileAt(t *testing.T, address string) (status int, contentType string, body []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	var all bytes.Buffer
	if _, err := all.ReadFrom(answer.Body); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, answer.Header.Get("Content-Type"), all.Bytes()
}

// parsePage gives the addresses that a page links to, and notes its ids.
func parsePage(t *testing.T, body []byte, page *followed) (links []string) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for node := range root.Descendants() {
		if node.Data == "form" && !slices.Contains(node.Attr, html.Attribute{Key: "action", Val: "./"}) {
			t.Error("a page has a form that needs the server")
		}
		for _, a := range node.Attr {
			switch a.Key {
			case "id":
				page.ids[a.Val] = true
			case "href", "src":
				links = append(links, a.Val)
			}
		}
	}
	return links
}

// The sample, built for a path of a plain web server: every link of every page leads to a
// file, and every address of the sitemap, the feed and the calendar does.
func TestBuildSample(t *testing.T) {
	dir := t.TempDir()
	root := below(t, "/some/where/", dir)
	content := filepath.Join(t.TempDir(), "posts")
	if err := os.CopyFS(content, os.DirFS("content")); err != nil {
		t.Fatal(err)
	}
	write(t, content, "note on looms.md", "# On looms\n\nNo occasion is told of.\n\n## Views\n\n- **Patterns**: a loom weaves ![a loom](loom.png).\n")
	write(t, content, "loom.png", tinyPNG(t))
	buildSite(t, dir, "--content", content, "--data", t.TempDir(), "--public-url", strings.TrimSuffix(root, "/"))

	f := &follower{t: t, root: root, pages: map[string]*followed{}}
	f.follow(root, "the test")
	for _, path := range []string{
		"people/ilya-sutskever/", "people/ilya-sutskever/2025-11-26/", "zh/people/ilya-sutskever/", "topics/", "zh/papers/", "posts/note-on-looms/", "page/2/",
		"people/ilya-sutskever/feed.atom", "papers.bib", "papers.json", "timeline.ics", "static/chart.css",
	} {
		if f.pages[root+path] == nil && path != "static/chart.css" {
			t.Errorf("no page links to %s", path)
		}
		if status, _, _ := fileAt(t, root+path); status != http.StatusOK {
			t.Errorf("%s: status %d", path, status)
		}
	}
	for _, path := range []string{"sitemap.xml", "feed.atom", "timeline.json", "timeline.ics"} {
		_, _, body := fileAt(t, root+path)
		text := strings.ReplaceAll(string(body), "\r\n ", "")
		found := regexp.MustCompile(regexp.QuoteMeta(root)+`[^\s"'<>&\\]*`).FindAllString(text, -1)
		if len(found) < 10 {
			t.Errorf("%s has %d addresses of the site", path, len(found))
		}
		for _, address := range found {
			f.follow(address, path)
		}
	}
	if !slices.ContainsFunc(slices.Collect(maps.Keys(f.pages)), func(address string) bool { return strings.HasPrefix(address, root+"pictures/") }) {
		t.Error("no page shows the picture")
	}
	_, _, second := fileAt(t, root+"page/2/")
	if !strings.Contains(string(second), `href="../../#newest"`) || strings.Contains(string(second), "after=") {
		t.Errorf("the second page of the list does not lead back to the first one:\n%s", second)
	}
}

// tinyPNG is a small picture.
func tinyPNG(t *testing.T) string {
	t.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	return file.String()
}

// The JSON of a person, an appearance and a topic has what the endpoint tells, with addresses
// that lead to the pages.
func TestBuildJSON(t *testing.T) {
	dir := t.TempDir()
	content, data := toolsContent(t)
	buildSite(t, dir, "--content", content, "--data", data)
	for path, want := range map[string]string{
		"people/ada-lovelace/index.json":            `"name":"Ada Lovelace","pageUrl":"./","slug":"ada-lovelace"`,
		"people/ada-lovelace/2020-05-07/index.json": `"person":{"name":"Ada Lovelace","pageUrl":"../","slug":"ada-lovelace"}`,
		"topics/learning/index.json":                `"pageUrl":"../../people/ada-lovelace/2020-05-07/#v-`,
	} {
		text, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil {
			t.Error(err)
			continue
		}
		if !json.Valid(text) || !strings.Contains(string(text), want) {
			t.Errorf("%s has no %s:\n%s", path, want, text)
		}
	}
	var person struct{ Appearances []struct{ Key string } }
	text, err := os.ReadFile(filepath.Join(dir, "people/ada-lovelace/index.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &person); err != nil || len(person.Appearances) != 2 || person.Appearances[0].Key != "ada-lovelace/2020-05-07" {
		t.Errorf("appearances: %+v, %v", person, err)
	}
}

// Without a topics.yaml the topics that labels propose have pages and JSON, and the index of the
// search has their names.
func TestBuildProposedTopics(t *testing.T) {
	dir, content := t.TempDir(), t.TempDir()
	for i, label := range []string{"Small steps", "Steps at night", "The last step"} {
		write(t, content, fmt.Sprintf("slow-%d.md", i), fmt.Sprintf("---\ntitle: Interview with Marta Vogel\n---\n\n## Interview %d - 202%d-03-05\n\n* **%s:** Said %d.\n", i, i, label, i))
	}
	buildSite(t, dir, "--content", content, "--data", t.TempDir())
	for path, want := range map[string]string{
		"topics/step/index.html": "Proposed from labels",
		"topics/step/index.json": `"proposed":true,"slug":"step","viewpoints":[{`,
		"search/index.json":      `{"type":"Person","count":1},{"type":"Topic","count":1},{"type":"Post","count":3}`,
		"search/items/0.json":    `{"at":"topics/step/","title":"step"}`,
	} {
		text, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s has no %s: %v\n%s", path, want, err, text)
		}
	}
}

// Without the public address no page says a whole address, and no link leads nowhere.
func TestBuildWithoutAddress(t *testing.T) {
	dir := t.TempDir()
	content, data := toolsContent(t)
	write(t, data, "icon.png", tinyPNG(t))
	buildSite(t, dir, "--content", content, "--data", data, "--site-language", "zh", "--site-icon", filepath.Join(data, "icon.png"))
	root := below(t, "/", dir)
	f := &follower{t: t, root: root, pages: map[string]*followed{}}
	f.follow(root, "the test")
	_, _, start := fileAt(t, root)
	if !strings.Contains(string(start), `<html lang="zh-Hans">`) || !strings.Contains(string(start), `href="./en/"`) {
		t.Errorf("the start page is not in Chinese:\n%s", start)
	}
	if manifest, err := os.ReadFile(filepath.Join(dir, "manifest.webmanifest")); err != nil || !strings.Contains(string(manifest), `"src":"./icon.png"`) || f.pages[root+"icon.png"] == nil {
		t.Errorf("the icon is not icon.png: %s, %v", manifest, err)
	}
	for _, name := range []string{"feed.atom", "sitemap.xml", "papers.bib"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s is there, and has whole addresses", name)
		}
	}
}

// A second build writes nothing. The pages of a post that is gone go, and files of others stay.
func TestBuildAgain(t *testing.T) {
	dir := t.TempDir()
	content, data := toolsContent(t)
	write(t, content, "grace.md", "---\ntitle: \"Grace Hopper在各个场合的观点\"\n---\n## Grace Hopper - 某大会演讲 - 2019-02-03\n* **编译:** 程序可以写程序。\n")
	args := []string{dir, "--content", content, "--data", data, "--public-url", "https://example.org"}
	if out := buildSite(t, args...); !strings.Contains(out, " 0 removed") || strings.Contains(out, " 0 written") {
		t.Errorf("the first build: %s", out)
	}
	write(t, dir, "people/CNAME", "example.org\n")
	before := filesOf(t, dir)
	if out := buildSite(t, args...); !strings.Contains(out, ": 0 written, 0 removed") {
		t.Errorf("the second build: %s", out)
	}
	if after := filesOf(t, dir); !slices.Equal(after, before) {
		t.Errorf("the second build left\n%q\nof\n%q", after, before)
	}
	if err := os.Remove(filepath.Join(content, "grace.md")); err != nil {
		t.Fatal(err)
	}
	if out := buildSite(t, args...); strings.Contains(out, " 0 removed") {
		t.Errorf("the third build: %s", out)
	}
	if _, err := os.Stat(filepath.Join(dir, "people", "grace-hopper")); err == nil {
		t.Error("the folder of a person who is gone is there")
	}
	for _, name := range []string{"people/CNAME", "people/ada-lovelace/index.html"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}

// filesOf are the names of all files below a folder, with the times of their last changes.
func filesOf(t *testing.T, dir string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			all = append(all, path+" "+info.ModTime().String())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// What stands in the folder and is nobody's of an earlier build is not written over.
func TestBuildRefuses(t *testing.T) {
	taken := t.TempDir()
	write(t, taken, "index.html", "my own page")
	content, data := toolsContent(t)
	for want, args := range map[string][]string{
		"no folder to write into; want viewline build DIR":                                          {},
		`"b" is a second folder; want one`:                                                          {"a", "b"},
		`--public-url "example.org"; want an address such as https://example.org/timeline`:          {"a", "--public-url", "example.org"},
		"index.html is there, and no earlier build wrote it; name a folder that has no other files": {taken, "--content", content, "--data", data},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), append([]string{"build"}, args...), nil, &stdout, &stderr); code == cli.ExitDone || !strings.Contains(stderr.String(), want) {
			t.Errorf("%q: exit code %d, %s; want %s", args, code, stderr.String(), want)
		}
	}
	if text, err := os.ReadFile(filepath.Join(taken, "index.html")); err != nil || string(text) != "my own page" {
		t.Errorf("the page is %q, %v", text, err)
	}
}

// With --link-files each link names a file, so that the site works from a folder, and what a
// browser loads from no folder is left out.
func TestBuildLinksFiles(t *testing.T) {
	dir := t.TempDir()
	content, data := toolsContent(t)
	buildSite(t, dir, "--content", content, "--data", data, "--link-files")
	pages := 0
	for _, file := range filesOf(t, dir) {
		file, _, _ = strings.Cut(file, " ")
		if filepath.Ext(file) != ".html" {
			continue
		}
		pages++
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), `class="chart"`) || strings.Contains(string(text), "seek.js") {
			t.Errorf("%s has what needs a web server", file)
		}
		for _, link := range parsePage(t, text, &followed{ids: map[string]bool{}}) {
			to, err := url.Parse(link)
			if err != nil || to.Scheme != "" || to.Path == "" {
				continue
			}
			if info, err := os.Stat(filepath.Join(filepath.Dir(file), filepath.FromSlash(to.Path))); err != nil || info.IsDir() {
				t.Errorf("%s links to %s, which is no file", file, link)
			}
		}
	}
	if pages < 10 {
		t.Errorf("%d pages, want 10 and more", pages)
	}
}

// The chart of the start page has all appearances, with addresses of their pages.
func TestBuildChart(t *testing.T) {
	dir := t.TempDir()
	content, data := toolsContent(t)
	buildSite(t, dir, "--content", content, "--data", data)
	var chart struct {
		Nodes []struct {
			Key, PageURL string
			Person       struct{ PageURL string }
		}
		Years []struct{ Year, Count int }
		Total int
		Whole bool
	}
	text, err := os.ReadFile(filepath.Join(dir, "chart.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &chart); err != nil {
		t.Fatal(err)
	}
	if !chart.Whole || chart.Total != len(chart.Nodes) || chart.Total < 2 || len(chart.Years) == 0 {
		t.Errorf("%+v", chart)
	}
	if first := chart.Nodes[0]; first.PageURL != "./people/"+first.Key+"/" || !strings.HasPrefix(first.PageURL, first.Person.PageURL) {
		t.Errorf("%+v; want the addresses of pages", first)
	}
	for _, name := range []string{"index.html", "zh/index.html"} {
		page, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(string(page), `static/draw.js"></script>`) || !strings.Contains(string(page), `id="words"`) || !strings.Contains(string(page), `class="chart"`) {
			t.Errorf("%s has no chart: %v", name, err)
		}
	}
	for _, name := range []string{"chart.js", "clusters.js", "gestures.js", "lane.js", "lanes.js", "suggest.js"} {
		if _, err := os.Stat(filepath.Join(dir, "static", name)); err != nil {
			t.Error(err)
		}
	}
}
