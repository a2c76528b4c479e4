package main

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"viewline/cli"
)

// page is a page of the server with the parts of the answer that tell of its language.
type page struct {
	status                    int
	lang, tag, language, vary string // of the element html, ETag, Content-Language, Vary
	body                      string
}

var langOfPage = regexp.MustCompile(`<html lang="([^"]*)">`)

// in gets a page as a reader who prefers some languages. The address of the server is the
// origin of the page.
func (r *running) in(t *testing.T, target, accept string, header ...string) page {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.url+target, nil)
	if err != nil {
		t.Fatal(err)
	}
	if accept != "" {
		req.Header.Set("Accept-Language", accept)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	p := page{answer.StatusCode, "", answer.Header.Get("ETag"), answer.Header.Get("Content-Language"), strings.Join(answer.Header.Values("Vary"), ", "), string(body)}
	if found := langOfPage.FindStringSubmatch(p.body); found != nil {
		p.lang = found[1]
	}
	return p
}

// Each reader gets the reader's own language, however often and in whichever order the pages
// are asked for: kept pages are kept by language.
func TestPagesAreKeptByLanguage(t *testing.T) {
	content := t.TempDir()
	write(t, content, "ada.md", adaPost)
	r := begin(t, "--content", content, "--data", t.TempDir())
	for _, target := range []string{"/", "/?kind=TALK", "/people", "/people/ada", "/people/ada/2020", "/topics", "/papers", "/posts", "/posts/ada", "/playground"} {
		for range 2 { // the second time the page is kept
			tags := map[string]string{}
			for _, c := range []struct{ address, accept, lang string }{
				{target, "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"},
				{target, "en-US", "en"},
				{target, "", "en"},
				{target, "zh-TW", "zh-Hans"},
				{with(target, "lang=zh"), "en-US", "zh-Hans"},
				{with(target, "lang=en"), "zh-CN", "en"},
			} {
				p := r.in(t, c.address, c.accept)
				if p.status != 200 || p.lang != c.lang || p.language != c.lang || !strings.Contains(p.vary, "Accept-Language") {
					t.Errorf("%s to %q: status %d, lang %q, Content-Language %q, Vary %q; want 200 and %s", c.address, c.accept, p.status, p.lang, p.language, p.vary, c.lang)
				}
				if p.tag == "" {
					t.Errorf("%s has no ETag", c.address)
				}
				if c.address == target {
					tags[p.lang] = p.tag
				}
				if again := r.in(t, c.address, c.accept, "If-None-Match", p.tag); again.status != 304 {
					t.Errorf("%s to %q with its ETag: status %d, want 304", c.address, c.accept, again.status)
				}
			}
			if tags["en"] == tags["zh-Hans"] {
				t.Errorf("%s has the ETag %s in both languages", target, tags["en"])
			}
			if p := r.in(t, target, "en", "If-None-Match", tags["zh-Hans"]); p.status != 200 || p.lang != "en" {
				t.Errorf("%s to a reader of English with the ETag of the Chinese page: status %d, lang %q", target, p.status, p.lang)
			}
		}
	}
	if p := r.in(t, "/nowhere", "zh"); p.status != 404 || p.lang != "zh-Hans" || p.tag != "" || !strings.Contains(p.vary, "Accept-Language") {
		t.Errorf("no page: status %d, lang %q, ETag %q, Vary %q; want a Chinese 404 without ETag", p.status, p.lang, p.tag, p.vary)
	}
}

// with is an address with one more parameter.
func with(address, parameter string) string {
	if strings.Contains(address, "?") {
		return address + "&" + parameter
	}
	return address + "?" + parameter
}

// The site's language is for readers who did not choose one, whatever their browsers ask for.
func TestSiteLanguage(t *testing.T) {
	for flag, want := range map[string]string{"en": "en", "zh": "zh-Hans"} {
		r := begin(t, "--site-language", flag, "--data", t.TempDir())
		for address, lang := range map[string]string{"/": want, "/people?lang=zh": "zh-Hans", "/people?lang=en": "en", "/people?lang=fr": want} {
			for _, accept := range []string{"", "zh-CN", "en", "fr"} {
				if p := r.in(t, address, accept); p.lang != lang {
					t.Errorf("--site-language %s, %s to %q: lang %q, want %q", flag, address, accept, p.lang, lang)
				}
			}
		}
		if code := r.stop(); code != cli.ExitDone {
			t.Errorf("exit code %d; stderr %q", code, r.stderr)
		}
	}
}
