package main

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"

	"viewline/post"
)

// Each page that lists something leads to a feed of it, which is made of the sample posts,
// is kept until the next import, and is read and not written.
func TestFeedsOfTheSample(t *testing.T) {
	r := begin(t, "--data", t.TempDir(), "--public-url", "https://views.example")
	for page, want := range map[string]struct {
		entries int
		first   string // the title of the newest entry
	}{
		"/":                      {33, "Ilya Sutskever: Ilya Sutskever 与 Dwarkesh Patel 的深度访谈"},
		"/people":                {7, "Ilya Sutskever"},
		"/people/ilya-sutskever": {4, "Ilya Sutskever: Ilya Sutskever 与 Dwarkesh Patel 的深度访谈"},
		"/topics":                {20, "AGI"},
		"/topics/scaling":        {6, "Ilya Sutskever: 三个阶段"},
		"/papers":                {54, "Better & Faster Large Language Models via Multi-token Prediction"},
		"/posts":                 {7, "Barbara Liskov在各个场合的观点"},
	} {
		status, text := get(t, r.url+page)
		_, link, found := strings.Cut(text, `<link rel="alternate" type="application/atom+xml"`)
		_, link, _ = strings.Cut(link, `href="`)
		link, _, _ = strings.Cut(link, `"`)
		if status != http.StatusOK || !found {
			t.Fatalf("%s: status %d, no feed", page, status)
		}
		status, text = get(t, r.url+link)
		feed, err := gofeed.NewParser().ParseString(text)
		if status != http.StatusOK || err != nil {
			t.Fatalf("%s: status %d, %v: %.500s", link, status, err, text)
		}
		if feed.FeedLink != "https://views.example"+link || feed.Link != "https://views.example"+page {
			t.Errorf("%s is the feed %s of %s", link, feed.FeedLink, feed.Link)
		}
		var ids []string
		for _, i := range feed.Items {
			ids = append(ids, i.GUID)
			if !strings.HasPrefix(i.Link, "https://views.example/") {
				t.Errorf("%s: an entry links to %q", link, i.Link)
			}
		}
		slices.Sort(ids)
		if len(slices.Compact(ids)) != len(feed.Items) || len(feed.Items) != want.entries || feed.Items[0].Title != want.first {
			t.Errorf("%s has %d entries, %d of them different, the first %q; want %d and %q", link, len(feed.Items), len(slices.Compact(ids)), feed.Items[0].Title, want.entries, want.first)
		}
		for method, want := range map[string]int{http.MethodHead: http.StatusOK, http.MethodPost: http.StatusMethodNotAllowed, http.MethodDelete: http.StatusMethodNotAllowed} {
			request, err := http.NewRequestWithContext(t.Context(), method, r.url+link, nil)
			if err != nil {
				t.Fatal(err)
			}
			answer, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			_ = answer.Body.Close()
			if allow := answer.Header.Get("Allow"); answer.StatusCode != want || want == http.StatusMethodNotAllowed && allow != "GET, HEAD" {
				t.Errorf("%s %s: status %d, Allow %q, want %d", method, link, answer.StatusCode, allow, want)
			}
		}
	}
}

// The reading lists have all papers of the sample, and are a papers.json that the loader
// reads.
func TestReadingListsOfTheSample(t *testing.T) {
	r := begin(t, "--data", t.TempDir(), "--max-page", "7")
	var data struct {
		Papers struct {
			TotalCount int
			Nodes      []struct{ Slug, Title, Doi string }
		}
		By struct{ TotalCount int }
	}
	r.query(t, `{ papers(first: 7) { totalCount nodes { slug title doi } } by: papers(filter: {recommendedBy: "ilya-sutskever"}) { totalCount } }`, &data)
	status, text := get(t, r.url+"/papers.json")
	papers, diagnostics := post.ReadPapers("papers.json", []byte(text))
	if status != http.StatusOK || len(diagnostics) > 0 || len(papers) != data.Papers.TotalCount || len(papers) < 50 {
		t.Fatalf("status %d, %d papers of %d, %v", status, len(papers), data.Papers.TotalCount, diagnostics)
	}
	slugs := map[string]bool{}
	for _, p := range papers {
		slugs[p.Slug] = true
	}
	for _, p := range data.Papers.Nodes {
		if !slugs[p.Slug] {
			t.Errorf("the reading list lacks %s", p.Slug)
		}
	}
	status, text = get(t, r.url+"/papers.bib")
	keys := regexp.MustCompile(`(?m)^@[a-z]+\{([^,]+),$`).FindAllStringSubmatch(text, -1)
	for _, k := range keys {
		if !slugs[k[1]] {
			t.Errorf("%s has the key of another paper, or of none", k[1])
		}
		delete(slugs, k[1])
	}
	if status != http.StatusOK || len(keys) != len(papers) || len(slugs) > 0 {
		t.Errorf("status %d, %d entries of %d", status, len(keys), len(papers))
	}
	if _, text = get(t, r.url+"/papers.bib?recommendedBy=Ilya+Sutskever"); strings.Count(text, "\n@")+1 != data.By.TotalCount || data.By.TotalCount == len(papers) {
		t.Errorf("%d entries are recommended by one person, want %d", strings.Count(text, "\n@")+1, data.By.TotalCount)
	}
	if status, text = get(t, r.url+"/papers.json?from=yesterday"); status != http.StatusBadRequest || !strings.Contains(text, "yesterday") {
		t.Errorf("a date that is none: status %d, %q; want 400 and the date", status, text)
	}
}

// The sitemap that robots.txt names has all pages, and each of them is there.
func TestSitemapOfTheSample(t *testing.T) {
	r := begin(t, "--data", t.TempDir())
	_, robots := get(t, r.url+"/robots.txt")
	if !strings.HasSuffix(robots, "\nSitemap: "+r.url+"/sitemap.xml\n") {
		t.Errorf("robots.txt is %q", robots)
	}
	status, text := get(t, r.url+"/sitemap.xml")
	pages := regexp.MustCompile(`<url><loc>([^<]*)</loc>`).FindAllStringSubmatch(text, -1)
	var data struct {
		Corpus struct{ People, Appearances, Topics, Papers, Posts int }
	}
	r.query(t, `{ corpus { people appearances topics papers posts } }`, &data)
	c := data.Corpus
	if want := 5 + c.People + c.Appearances + c.Topics + c.Papers + c.Posts; status != http.StatusOK || len(pages) != want {
		t.Errorf("status %d, %d pages, want %d", status, len(pages), want)
	}
	seen := map[string]bool{}
	for _, p := range pages {
		if seen[p[1]] {
			t.Errorf("%s is in it twice", p[1])
		}
		seen[p[1]] = true
		if !strings.HasPrefix(p[1], r.url+"/") {
			t.Errorf("%q is not of this site", p[1])
			continue
		}
		if status, page := get(t, p[1]); status != http.StatusOK || !strings.Contains(page, `<link rel="canonical" href="`+p[1]+`">`) {
			t.Errorf("%s: status %d, or it says that it is elsewhere", p[1], status)
		}
	}
	if status, text := get(t, r.url+"/sitemap.xml?part=2"); status != http.StatusBadRequest || text != "part \"2\"; want a number from 1 to 1\n" {
		t.Errorf("a part that is not there: status %d, %q", status, text)
	}
	if status, text := get(t, r.url+"/manifest.webmanifest"); status != http.StatusOK || !strings.HasPrefix(text, `{"name":"Viewline"`) {
		t.Errorf("the manifest: status %d, %q", status, text)
	}
}

// The name of the site is that of its pages, feeds and files.
func TestSiteTitle(t *testing.T) {
	icons := t.TempDir()
	write(t, icons, "sign.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
	r := begin(t, "--data", t.TempDir(), "--site-title", "Ada & Co: 慢", "--site-icon", icons+"/sign.svg")
	for path, want := range map[string]string{
		"/":                         `<a class="brand" href="/">Ada &amp; Co: 慢</a>`,
		"/icon":                     `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"/people":                   "<title>People: Ada &amp; Co: 慢</title>",
		"/feed.atom":                "<title>Ada &amp; Co: 慢</title>",
		"/people/feed.atom":         "<title>Ada &amp; Co: 慢: People</title>",
		"/topics/scaling/feed.atom": "<author><name>Ada &amp; Co: 慢</name></author>",
		"/timeline.ics":             "X-WR-CALNAME:Ada & Co: 慢\r\n",
		"/timeline.json":            `"headline":"Ada \u0026amp; Co: 慢"`,
		"/manifest.webmanifest":     `{"name":"Ada \u0026 Co: 慢"`,
	} {
		if status, text := get(t, r.url+path); status != http.StatusOK || !strings.Contains(text, want) {
			t.Errorf("%s: status %d, want %q in %.600s", path, status, want, text)
		}
	}
}
