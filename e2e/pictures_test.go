package e2e_test

import (
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

const pictured = `---
title: "Interview with Marta Vogel: slow software"
cover: {image: /img/cover.png, alt: A cover}
---

**Recorded:** March 5th, 2024

## Why slow

![A map](<maps/a map.png>)

* **Mistakes show:** speed hides them.

![A picture elsewhere](https://images.example.org/a.png)

# Behind
`

// putPNG writes a PNG of a size.
func putPNG(t *testing.T, path string, width, height int) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(file, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// A picture of a post is seen on its pages, in its own proportions, on any width of the
// window; nothing moves when it comes, and nothing is asked of other hosts.
func TestPicturesOfPosts(t *testing.T) {
	dir := t.TempDir()
	putPNG(t, filepath.Join(dir, "posts", "maps", "a map.png"), 1200, 300)
	putPNG(t, filepath.Join(dir, "static", "img", "cover.png"), 640, 320)
	if err := os.WriteFile(filepath.Join(dir, "posts", "slow.md"), []byte(pictured), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t)
	loader := exec.CommandContext(t.Context(), filepath.Join(bin, "loader"), "--data="+s.data, dir)
	if out, err := loader.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, width := range []int64{wide, narrow} {
		b := open(t, width)
		for _, c := range []struct {
			page, alt     string
			width, height int
		}{{"/people/marta-vogel/2024-03-05", "A map", 1200, 300}, {"/posts/slow", "A cover", 640, 320}} {
			b.visit(s.url + c.page)
			b.until(`document.querySelector('main img').complete && document.querySelector('main img').naturalWidth > 0`)
			got := value[seen](b, `(() => { const i = document.querySelector('main img'), box = i.getBoundingClientRect(), room = document.documentElement.clientWidth;
				return {alt: i.alt, width: i.naturalWidth, height: i.naturalHeight, ratio: box.width / box.height,
					fits: box.right <= room && document.documentElement.scrollWidth <= room}; })()`)
			if want := float64(c.width) / float64(c.height); got.Alt != c.alt || got.Width != c.width || got.Height != c.height || got.Ratio < want*.99 || got.Ratio > want*1.01 || !got.Fits {
				t.Errorf("%s, %d pixels wide: %+v; want %+v, in its proportions", c.page, width, got, c)
			}
			if shift := b.shifted(); shift != 0 {
				t.Errorf("%s, %d pixels wide: the layout shifted by %v", c.page, width, shift)
			}
		}
		b.visit(s.url + "/people/marta-vogel/2024-03-05")
		if link := value[string](b, `document.querySelector('main a.picture').href + ' ' + document.querySelector('main a.picture').textContent`); link != "https://images.example.org/a.png A picture elsewhere" {
			t.Errorf("a picture elsewhere is %q", link)
		}
	}
}

// seen is a picture as a browser shows it.
type seen struct {
	Alt           string
	Width, Height int // of the file
	Ratio         float64
	Fits          bool
}

// shifted is how far what the reader saw has moved since the page was opened (Layout
// Instability API, https://wicg.github.io/layout-instability).
func (b *tab) shifted() float64 {
	b.t.Helper()
	sum, err := chromedp.Run(b.ctx, chromedp.Evaluate[float64](`new Promise((done) => {
	  let sum = 0;
	  new PerformanceObserver((list) => { for (const e of list.getEntries()) sum += e.value; }).observe({type: 'layout-shift', buffered: true});
	  requestAnimationFrame(() => setTimeout(() => done(sum), 100));
	})`, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	return sum
}
