package web_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"viewline/picture"
	"viewline/web"
)

// ofPost is the page of a post with the HTML as its text, and with a cover as JSON.
func ofPost(t *testing.T, o web.Options, html, cover string) (page, policy string) {
	t.Helper()
	text, err := json.Marshal(html)
	if err != nil {
		t.Fatal(err)
	}
	e := &endpoint{answer: `{"data": {"post": {"slug": "x", "path": "x.md", "title": "X", "cover": ` + cover + `, "body": {"html": ` + string(text) + `}}}}`}
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/posts/x", nil)
	web.NewHandlerWith(e.execute, slog.New(slog.DiscardHandler), o, fstest.MapFS{}).ServeHTTP(w, r)
	return w.Body.String(), w.Header().Get("Content-Security-Policy")
}

func TestPictures(t *testing.T) {
	own := picture.Path(picture.Name([]byte("a"), "png"))
	public := web.Options{PublicURL: "https://timeline.example.org"}
	hosts := web.Options{ImageHosts: []string{"images.example.org"}}
	shown := `<img src="` + own + `" alt="甲" width="30" height="20" loading="lazy">`
	for _, c := range []struct {
		options    web.Options
		html, want string
	}{
		{web.Options{}, `<img src="` + own + `" alt="甲" width="30" height="20">`, shown},
		{public, `<img src="https://timeline.example.org` + own + `" alt="甲" width="30" height="20">`, shown},
		{web.Options{}, `<img src="a.png" alt="甲 &lt;b&gt;">`, `>甲 &lt;b&gt;</div>`},
		{web.Options{}, `<img src="/pictures/a.png" alt="甲">`, `>甲</div>`},
		{web.Options{}, `<img alt="甲">`, `>甲</div>`},
		{web.Options{}, `<img src="https://images.example.org/a.png?b=1&amp;c=2" alt="甲 &#34;">`, `<a class="picture" href="https://images.example.org/a.png?b=1&amp;c=2" rel="nofollow noreferrer">甲 &#34;</a>`},
		{web.Options{}, `<img src="//images.example.org/a.png" alt="">`, `<a class="picture" href="//images.example.org/a.png" rel="nofollow noreferrer">a.png</a>`},
		{web.Options{}, `<img src="http://images.example.org/" title="T">`, `rel="nofollow noreferrer">T</a>`},
		{web.Options{}, `<img src="http://images.example.org/">`, `rel="nofollow noreferrer">images.example.org</a>`},
		{web.Options{}, `<a href="/b"><img src="https://images.example.org/a.png" alt="甲"></a>`, `<a href="/b">甲</a>`},
		{hosts, `<img src="https://images.example.org/a.png" alt="甲">`, `<img src="https://images.example.org/a.png" alt="甲" loading="lazy" referrerpolicy="no-referrer">`},
		{hosts, `<img src="//IMAGES.example.org/a.png">`, `<img src="//IMAGES.example.org/a.png" loading="lazy" referrerpolicy="no-referrer">`},
		{hosts, `<a href="/b"><img src="https://images.example.org/a.png" alt="甲"></a>`, `<a href="/b"><img src="https://images.example.org/a.png" alt="甲" loading="lazy" referrerpolicy="no-referrer"></a>`},
		{hosts, `<img src="https://example.org/a.png" alt="甲">`, `>甲</a>`},
		{hosts, `<img src="https://sub.images.example.org/a.png" alt="甲">`, `>甲</a>`},
		{hosts, `<img src="https://images.example.org:8443/a.png" alt="甲">`, `>甲</a>`},
		{hosts, `<img src="https://images.example.org@evil.example/a.png" alt="甲">`, `>甲</a>`},
		{hosts, `<img src="ftp://images.example.org/a.png" alt="甲">`, `>甲</div>`},
	} {
		page, _ := ofPost(t, c.options, c.html, "null")
		if !strings.Contains(page, c.want) {
			t.Errorf("%s: want %s in\n%s", c.html, c.want, page)
		}
		if !strings.HasPrefix(c.want, "<img") && !strings.Contains(c.want, "<img") && strings.Contains(page, "<img") {
			t.Errorf("%s: a picture in\n%s", c.html, page)
		}
	}
}

func TestCover(t *testing.T) {
	own := picture.Path(picture.Name([]byte("a"), "png"))
	for cover, want := range map[string]string{
		`{"image": "` + own + `", "alt": "A \"b\"", "width": 3, "height": 2}`:               `<p class="cover"><img src="` + own + `" alt="A &#34;b&#34;" width="3" height="2" loading="lazy"></p>`,
		`{"image": "https://example.org/a.png", "alt": "A", "width": null, "height": null}`: `<p class="cover"><a class="picture" href="https://example.org/a.png" rel="nofollow noreferrer">A</a></p>`,
		`{"image": "a.png", "alt": "A"}`:                                                    `<p class="cover">A</p>`,
	} {
		if page, _ := ofPost(t, web.Options{}, "", cover); !strings.Contains(page, want) {
			t.Errorf("%s: want %s in\n%s", cover, want, page)
		}
	}
	if page, _ := ofPost(t, web.Options{}, "", `{"image": "a.png", "alt": null}`); strings.Contains(page, "cover") {
		t.Errorf("a cover of nothing:\n%s", page)
	}
}

func TestPolicyOfPictures(t *testing.T) {
	_, policy := ofPost(t, web.Options{ImageHosts: []string{"a.example", "b.example"}}, "", "null")
	if !strings.Contains(policy, "; img-src 'self' data: a.example b.example; ") {
		t.Errorf("policy %q", policy)
	}
}
