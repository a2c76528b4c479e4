package export_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"viewline/web/export"
)

// sized answers with lists of so many people and appearances, and of one topic, paper and
// post each.
func sized(people, appearances int) *canned {
	nodes := func(n int, format string) string {
		all := make([]string, n)
		for i := range all {
			all[i] = strings.ReplaceAll(format, "#", fmt.Sprint(i))
		}
		return `{` + onePage + `, "nodes": [` + strings.Join(all, ",") + `]}`
	}
	return &canned{data: map[string]string{
		"SitemapSize":    `"topics": {"totalCount": 1}`,
		"PeopleMap":      `"people": ` + nodes(people, `{"slug": "p#"}`),
		"TopicsMap":      `"topics": ` + nodes(1, `{"slug": "t&#"}`),
		"PapersMap":      `"papers": ` + nodes(1, `{"slug": "w/#"}`),
		"PostsMap":       `"posts": ` + nodes(1, `{"slug": "o#", "date": "2024-03-01T08:00:00+08:00"}`),
		"AppearancesMap": `"appearances": ` + nodes(appearances, `{"key": "ada/#", "post": {"date": "2024-03-01T00:00:00Z", "lastmod": "2024-04-01T00:00:00Z"}}`),
	}, counts: fmt.Sprintf(`, "people": %d, "topics": 1, "papers": 1, "posts": 1, "appearances": %d`, people, appearances)}
}

// A sitemap of a site without papers asks for none.
func TestSitemapWithoutPapers(t *testing.T) {
	c := sized(2, 1)
	delete(c.data, "PapersMap")
	c.counts = `, "people": 2, "topics": 1, "papers": 0, "posts": 1, "appearances": 1`
	if n := len(sitemapOf(t, c, "/sitemap.xml").Pages); n != 5+2+1+1+1 {
		t.Errorf("%d pages, want 10", n)
	}
}

// Topics that nobody has named are not counted by the corpus, and are pages all the same.
func TestSitemapOfProposedTopics(t *testing.T) {
	c := sized(1, 1)
	c.counts = `, "people": 1, "topics": 0, "papers": 1, "posts": 1, "appearances": 1`
	topics := 0
	file := sitemapOf(t, c, "/sitemap.xml")
	for _, p := range file.Pages {
		if strings.HasSuffix(p.Address, "/topics/t&0") {
			topics++
		}
	}
	if topics != 1 {
		t.Errorf("%d pages of the topic among %+v", topics, file.Pages)
	}
}

type sitemapFile struct {
	XMLName xml.Name
	Pages   []struct {
		Address string `xml:"loc"`
		Changed string `xml:"lastmod"`
	} `xml:"url"`
	Maps []struct {
		Address string `xml:"loc"`
	} `xml:"sitemap"`
}

func sitemapOf(t *testing.T, c *canned, target string) sitemapFile {
	t.Helper()
	r := c.get(t, target)
	if got := r.Header.Get("Content-Type"); got != "application/xml" {
		t.Errorf("%s: content type %q", target, got)
	}
	var file sitemapFile
	if err := xml.Unmarshal([]byte(body(t, r)), &file); err != nil {
		t.Fatal(err)
	}
	if file.XMLName.Space != "http://www.sitemaps.org/schemas/sitemap/0.9" {
		t.Errorf("%s: namespace %q", target, file.XMLName.Space)
	}
	return file
}

func TestSitemap(t *testing.T) {
	file := sitemapOf(t, sized(2, 1), "/sitemap.xml")
	var got []string
	for _, p := range file.Pages {
		got = append(got, strings.TrimSpace(strings.TrimPrefix(p.Address, "https://views.example")+" "+p.Changed))
	}
	want := []string{"/", "/people", "/topics", "/papers", "/posts", "/people/p0", "/people/p1", "/topics/t&0", "/papers/w%2F0", "/posts/o0 2024-03-01T00:00:00Z", "/people/ada/0 2024-04-01T00:00:00Z"}
	if file.XMLName.Local != "urlset" || !slices.Equal(got, want) {
		t.Errorf("%s of %q, want urlset of %q", file.XMLName.Local, got, want)
	}
}

// More pages than a sitemap may have are in several, each page once.
func TestSitemapIndex(t *testing.T) {
	if export.Mapped() != 50000 {
		t.Errorf("a sitemap may have %d addresses, want 50000, as the protocol has it", export.Mapped())
	}
	export.SetMapped(t, 20)
	c := sized(19, 23)
	index := sitemapOf(t, c, "/sitemap.xml")
	if index.XMLName.Local != "sitemapindex" || len(index.Maps) != 3 || index.Maps[2].Address != "https://views.example/sitemap.xml?part=3" {
		t.Fatalf("%s of %+v, want three parts", index.XMLName.Local, index.Maps)
	}
	seen := map[string]bool{}
	for i, want := range []int{20, 20, 10} {
		part := sitemapOf(t, c, fmt.Sprintf("/sitemap.xml?part=%d", i+1))
		if part.XMLName.Local != "urlset" || len(part.Pages) != want {
			t.Errorf("part %d: %s of %d pages, want %d", i+1, part.XMLName.Local, len(part.Pages), want)
		}
		for _, p := range part.Pages {
			seen[p.Address] = true
		}
	}
	if len(seen) != 5+19+1+1+1+23 {
		t.Errorf("%d different pages", len(seen))
	}
	for _, bad := range []string{"0", "4", "x", "-1", "1.5"} {
		r := c.get(t, "/sitemap.xml?part="+bad)
		if text, _ := io.ReadAll(r.Body); r.StatusCode != http.StatusBadRequest || string(text) != fmt.Sprintf("part %q; want a number from 1 to 3\n", bad) {
			t.Errorf("part %s: status %d, %q", bad, r.StatusCode, text)
		}
	}
}
