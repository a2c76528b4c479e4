package picture_test

import (
	"strings"
	"testing"

	"viewline/picture"
)

func TestNames(t *testing.T) {
	name := picture.Name([]byte("a"), "png")
	if want := "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb.png"; name != want {
		t.Errorf("name %s; want %s", name, want)
	}
	hash := strings.TrimSuffix(name, ".png")
	for name, want := range map[string]string{
		hash + ".png": "image/png", hash + ".jpg": "image/jpeg", hash + ".gif": "image/gif", hash + ".webp": "image/webp", hash + ".avif": "image/avif",
		hash: "", hash + ".svg": "", hash + ".PNG": "", hash + ".png.png": "", hash[1:] + ".png": "", strings.ToUpper(hash) + ".png": "", "../" + hash[3:] + ".png": "", "": "",
	} {
		if got := picture.TypeOf(name); got != want {
			t.Errorf("%s: type %q; want %q", name, got, want)
		}
	}
	for path, want := range map[string]bool{"a.png": true, "b/A.JPEG": true, "c.webp": true, "d.md": false, "png": false, "e.svg": false, "": false} {
		if got := picture.IsFile(path); got != want {
			t.Errorf("%s: %t; want %t", path, got, want)
		}
	}
}

func TestAbsolute(t *testing.T) {
	own := `<img src="` + picture.Path(picture.Name([]byte("a"), "png"))
	for html, want := range map[string]string{
		"": "", "<p>a</p>": "<p>a</p>",
		own + `" alt="a">`:                          strings.Replace(own, `"/`, `"https://example.org/`, 1) + `" alt="a">`,
		`<img src="/pictures/a.png">`:               `<img src="/pictures/a.png">`,
		`<img src="/pictures/">` + own + `">` + own: `<img src="/pictures/">` + strings.Repeat(strings.Replace(own, `"/`, `"https://example.org/`, 1)+`">`, 2)[:2*(len(own)+21)-2],
		`<a href="/pictures/a">`:                    `<a href="/pictures/a">`,
	} {
		if got := picture.Absolute(html, "https://example.org"); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", html, got, want)
		}
		if got := picture.Absolute(html, ""); got != html {
			t.Errorf("%s without an origin: %s", html, got)
		}
	}
}

func TestReplace(t *testing.T) {
	const text = `<p><img alt="a &lt;b&gt; &#34;c&#34;" src="x.png?a=1&amp;b=2" title="t"><a href="/y" rel="nofollow"><b><img src="z.png"></b></a> 图<img></p>`
	var seen []string
	got := picture.Replace(text, func(tag *picture.Tag) string {
		seen = append(seen, tag.Get("src")+" "+tag.Get("alt"))
		if tag.Linked {
			return "(linked)"
		}
		if tag.Get("src") == "" {
			return tag.String()
		}
		tag.Set("src", `y"<>&`)
		tag.Set("width", "3")
		return tag.String()
	})
	if want := `x.png?a=1&b=2 a <b> "c",z.png , `; strings.Join(seen, ",") != want {
		t.Errorf("seen %q; want %q", seen, want)
	}
	if want := `<p><img src="y&#34;&lt;&gt;&amp;" alt="a &lt;b&gt; &#34;c&#34;" title="t" width="3"><a href="/y" rel="nofollow"><b>(linked)</b></a> 图<img></p>`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
