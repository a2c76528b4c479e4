package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"os"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/goregular"
)

// cjkFont is where Debian's package fonts-noto-cjk has its font.
const cjkFont = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"

// pictureOf asks for a picture, which has to be one, and returns its ETag.
func pictureOf(t *testing.T, address, condition string) (status int, picture image.Image, tag string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if condition != "" {
		request.Header.Set("If-None-Match", condition)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return answer.StatusCode, nil, ""
	}
	if got := answer.Header.Get("Content-Type"); got != "image/png" {
		t.Errorf("the type is %q; want image/png", got)
	}
	if picture, err = png.Decode(answer.Body); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, picture, answer.Header.Get("ETag")
}

// inked counts the dark pixels of a part of a picture.
func inked(picture image.Image, part image.Rectangle) int {
	n := 0
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			if r, g, b, _ := picture.At(x, y).RGBA(); r+g+b < 3*0x6000 {
				n++
			}
		}
	}
	return n
}

// A person and an appearance have a picture of what was said, of which their pages tell.
func TestPreviews(t *testing.T) {
	font := t.TempDir() + "/go.ttf"
	if err := os.WriteFile(font, goregular.TTF, 0o600); err != nil {
		t.Fatal(err)
	}
	content := t.TempDir()
	write(t, content, "ada.md", strings.ReplaceAll(adaPost, "机器会学习。", "Machines learn "+strings.Repeat("and learn ", 60)))
	r := begin(t, "--content", content, "--data", t.TempDir(), "--preview-font", font)
	for _, path := range []string{"/people/ada", "/people/ada/2020"} {
		_, body := get(t, r.url+path)
		address := r.url + path + "/preview.png"
		for _, want := range []string{
			fmt.Sprintf(`<meta property="og:image" content="%s">`, address), `<meta property="og:image:width" content="1200">`,
			`<meta property="og:image:height" content="630">`, `<meta property="og:image:alt" content="`, `<meta name="twitter:card" content="summary_large_image">`,
		} {
			if !strings.Contains(body, want) {
				t.Errorf("%s has no %s", path, want)
			}
		}
		status, picture, tag := pictureOf(t, address, "")
		if status != http.StatusOK || picture.Bounds() != image.Rect(0, 0, 1200, 630) {
			t.Fatalf("%s: status %d, %v; want 1200 by 630", address, status, picture)
		}
		if lines := inked(picture, image.Rect(60, 160, 1200, 470)); lines < 5000 {
			t.Errorf("%s: %d dark pixels where the sentence is; want four lines", address, lines)
		}
		if over := inked(picture, image.Rect(1140, 0, 1200, 630)); over != 0 {
			t.Errorf("%s: %d dark pixels in the margin", address, over)
		}
		if status, _, _ := pictureOf(t, address, tag); status != http.StatusNotModified || tag == "" {
			t.Errorf("%s again: status %d with %s; want 304", address, status, tag)
		}
	}
	if status, _ := get(t, r.url+"/people/nobody/preview.png"); status != http.StatusNotFound {
		t.Errorf("the picture of nobody: status %d, want 404", status)
	}
	if _, body := get(t, r.url+"/"); strings.Contains(body, "og:image") {
		t.Error("the start page tells of a picture")
	}
	if m := metricsOf(t, r).value("viewline_cache_requests_total", map[string]string{"cache": "pages", "result": "hit"}); m != "2" {
		t.Errorf("%s pages were kept ones; want the two pictures asked for again", m)
	}
}

// Chinese is drawn with Debian's font.
func TestPreviewsInChinese(t *testing.T) {
	if _, err := os.Stat(cjkFont); err != nil {
		t.Skip("fonts-noto-cjk is not installed")
	}
	content := t.TempDir()
	write(t, content, "ada.md", adaPost)
	r := begin(t, "--content", content, "--data", t.TempDir(), "--preview-font", cjkFont)
	_, picture, _ := pictureOf(t, r.url+"/people/ada/2020/preview.png", "")
	if n := inked(picture, image.Rect(60, 160, 1200, 260)); n < 2000 {
		t.Errorf("%d dark pixels where the Chinese sentence is", n)
	}
	if file := os.Getenv("PREVIEW_TO"); file != "" {
		var text bytes.Buffer
		if err := png.Encode(&text, picture); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, text.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// Without a font there are no pictures, and no page tells of one.
func TestNoPreviews(t *testing.T) {
	content := t.TempDir()
	write(t, content, "ada.md", adaPost)
	r := begin(t, "--content", content, "--data", t.TempDir())
	if _, body := get(t, r.url+"/people/ada"); strings.Contains(body, "og:image") || strings.Contains(body, "twitter:card") {
		t.Error("the page tells of a picture")
	}
	if status, _ := get(t, r.url+"/people/ada/preview.png"); status != http.StatusNotFound {
		t.Errorf("status %d, want 404", status)
	}
}
