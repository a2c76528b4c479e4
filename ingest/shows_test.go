package ingest

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"viewline/picture"
	"viewline/store"
	"viewline/timeline"
)

// drawn is a PNG of a size, in one of 256 colours, as a text for a file.
func drawn(t *testing.T, width, height int, shade byte) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, painted(width, height, shade)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func painted(width, height int, shade byte) *image.Gray {
	m := image.NewGray(image.Rect(0, 0, width, height))
	for i := range m.Pix {
		m.Pix[i] = shade
	}
	return m
}

// shows is a post about a person, whose only view has the Markdown.
func showing(person, markdown string) string {
	return "---\ntitle: \"" + person + "在各个场合的观点\"\n---\n\n## " + person + " - 访谈 - 2020年\n\n### 1. 看法\n\n* **要点：** 内容。" + markdown + "\n"
}

// address is where a picture is served.
func address(text, ending string) string { return picture.Path(picture.Name([]byte(text), ending)) }

// viewHTML is the HTML of the only view of an appearance.
func viewHTML(t *testing.T, st store.Store, key string) string {
	t.Helper()
	found, err := st.Appearances(t.Context(), []string{key})
	if err != nil || found[0] == nil {
		t.Fatalf("appearance %s: %v, %v", key, found, err)
	}
	return string(found[0].Sections[0].Viewpoints[0].Text.HTML)
}

// pictureNames are those that are stored.
func pictureNames(t *testing.T, st store.Store) []string {
	t.Helper()
	names, err := st.PicturesAfter(t.Context(), "", 1000)
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestSources: pictures are found by what posts write, in whatever way, and read from the
// folder that was loaded alone.
func TestSources(t *testing.T) {
	pic := drawn(t, 30, 20, 1)
	kept := `<img src="` + address(pic, "png") + `" alt="a" width="30" height="20">`
	for _, c := range []struct{ markdown, at, want string }{
		{"![a](a.png)", "posts/a.png", kept},
		{"![a](./images/a.png)", "posts/images/a.png", kept},
		{"![a](../pictures/a.png)", "pictures/a.png", kept},
		{"![a](../posts/./x/../a.png)", "posts/a.png", kept},
		{"![a](a%20b.png)", "posts/a b.png", kept},
		{"![a](<a b.png>)", "posts/a b.png", kept},
		{"![a](图/一.png)", "posts/图/一.png", kept},
		{"![a](%E5%9B%BE.png)", "posts/图.png", kept},
		{"![a](a.png?v=2)", "posts/a.png", kept},
		{"![a](a.png#top)", "posts/a.png", kept},
		{"![a](a%3Fb%23c.png)", "posts/a?b#c.png", kept},
		{"![a](100%.png)", "posts/100%.png", kept},
		{"![a](a%2520b.png)", "posts/a%20b.png", kept},
		{"![a](a%20b.png)", "posts/a%20b.png", kept},
		{`![a](a\_b&amp;c.png)`, "posts/a_b&c.png", kept},
		{`![a](images\a.png)`, "posts/images/a.png", kept},
		{"![a](a_(1).png)", "posts/a_(1).png", kept},
		{"![a](/img/a.png)", "img/a.png", kept},
		{"![a](/img/a.png)", "static/img/a.png", kept},
		{"![a](/img/a.png)", "posts/public/img/a.png", kept},
		{"![a](wrong.jpg)", "posts/wrong.jpg", kept},
		{"![a](no-ending)", "posts/no-ending", kept},
		{"![a][r]\n\n[r]: a.png", "posts/a.png", kept},
		{`<img src="a.png" alt="a">`, "posts/a.png", kept},
		{`<img alt='a' src='a b.png'>`, "posts/a b.png", kept},
		{`<img src="a.png" alt="a" width="60">`, "posts/a.png", strings.Replace(kept, `width="30" height="20"`, `width="60" height="40"`, 1)},
		{`<img src="a.png" alt="a" height="5">`, "posts/a.png", strings.Replace(kept, `width="30" height="20"`, `height="5" width="8"`, 1)},
		{`<img src="a.png" alt="a" width="50%">`, "posts/a.png", kept},
		{"![a](https://example.org/a.png)", "posts/a.png", `<img src="https://example.org/a.png" alt="a">`},
		{"![a](//example.org/a.png)", "posts/a.png", `<img src="//example.org/a.png" alt="a">`},
		{"![a](file:a.png)", "posts/a.png", `<img alt="a">`},
		{"![a](data:image/png;base64,AAAA)", "posts/a.png", `<img alt="a">`},
		{"![a]()", "posts/a.png", `<img alt="a">`},
		{"![a](#a.png)", "posts/a.png", `<img src="#a.png" alt="a">`},
		{"![a](b.png)", "posts/a.png", `<img src="b.png" alt="a">`},
		{"![a](../../a.png)", "posts/a.png", `<img src="../../a.png" alt="a">`},
		{"![a](/../a.png)", "a.png", kept}, // as browsers read it
		{"![a](/../../a.png)", "a.txt", `<img src="/../../a.png" alt="a">`},
		{"![a](%2e%2e/%2e%2e/a.png)", "posts/a.png", `<img src="%2e%2e/%2e%2e/a.png" alt="a">`},
	} {
		t.Run(c.markdown+" at "+c.at, func(t *testing.T) {
			outside := folder(t, map[string]string{"a.png": pic})
			dir := filepath.Join(outside, "loaded")
			write(t, dir, map[string]string{"posts/p.md": showing("Ada", c.markdown), c.at: pic})
			st := open(t)
			load(t, st, Options{}, dir)
			if got := viewHTML(t, st, "ada/2020"); !strings.Contains(got, c.want) {
				t.Errorf("HTML %s; want %s", got, c.want)
			}
			names, want := pictureNames(t, st), strings.Count(c.want, "/pictures/")
			if len(names) != want {
				t.Errorf("stored %q; want %d", names, want)
			}
			if all := findings(t, st, dir, Options{Paths: []string{dir}}); len(all) > 0 {
				t.Errorf("findings %q", all)
			}
		})
	}
}

// TestPictureKinds: what a picture is its bytes tell, and what cannot be kept is a warning
// at its place.
func TestPictureKinds(t *testing.T) {
	var photo, moving bytes.Buffer
	if err := errors.Join(jpeg.Encode(&photo, painted(40, 10, 9), nil),
		gif.Encode(&moving, image.NewPaletted(image.Rect(0, 0, 7, 5), color.Palette{color.Black}), nil)); err != nil {
		t.Fatal(err)
	}
	large := drawn(t, 3, 3, 3)
	large += strings.Repeat("\x00", picture.MaxSize-len(large))
	const wanted = "; want a PNG, JPEG, GIF, WebP or AVIF file in the loaded folder\n"
	for name, c := range map[string]struct{ text, ending, warning string }{
		"png":                {drawn(t, 4, 2, 0), "png", ""},
		"jpeg":               {photo.String(), "jpg", ""},
		"gif":                {moving.String(), "gif", ""},
		"as large as may be": {large, "png", ""},
		"too large":          {large + "\x00", "", "it has more than 10485760 bytes"},
		"nothing":            {"\x00", "", "it is application/octet-stream"},
		"text":               {"no picture", "", "it is text/plain; charset=utf-8"},
		"page":               {"<!DOCTYPE html><script>alert(1)</script>", "", "it is text/html; charset=utf-8"},
		"svg":                {`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>`, "", "it is SVG, which can hold scripts"},
		"pdf":                {"%PDF-1.7", "", "it is application/pdf"},
		"cut off":            {drawn(t, 4, 2, 0)[:20], "", "it is damaged: unexpected EOF"},
	} {
		t.Run(name, func(t *testing.T) {
			dir, st := folder(t, map[string]string{"p.md": showing("Ada", " ![甲](图.png)"), "图.png": c.text}), open(t)
			r := load(t, st, Options{}, dir)
			expectCounts(t, r, "+1 ~0 =0 -0 !0")
			if c.warning != "" {
				expect(t, "diagnostics", diagnostics(r, dir), `p.md:9:20: warning: picture "图.png": `+c.warning+wanted)
				expect(t, "stored", strings.Join(pictureNames(t, st), " "), "")
				return
			}
			expect(t, "diagnostics", diagnostics(r, dir), "")
			name := picture.Name([]byte(c.text), c.ending)
			data, err := st.Picture(t.Context(), name)
			if err != nil || string(data) != c.text {
				t.Errorf("picture %s: %d bytes, %v; want %d", name, len(data), err, len(c.text))
			}
		})
	}
}

// TestCovers: covers of every form in front matter are kept.
func TestCovers(t *testing.T) {
	pic := drawn(t, 8, 6, 5)
	for front, want := range map[string]timeline.Cover{
		"cover: a.png":                            {Image: "a.png"},
		"cover: /img/b.png":                       {Image: "/img/b.png"},
		"cover: {image: ./a.png, alt: A}":         {Image: "./a.png", Alt: "A"},
		"cover:\n  url: a.png":                    {Image: "a.png"},
		"cover: {src: a.png, ai_generated: true}": {Image: "a.png", AIGenerated: true},
	} {
		dir := folder(t, map[string]string{"p.md": strings.Replace(text("Ada", "2020年"), "---\n", "---\nai_cover: a.png\n"+front+"\n", 1), "a.png": pic, "static/img/b.png": pic})
		st := open(t)
		load(t, st, Options{}, dir)
		posts, err := st.PostsByPath(t.Context(), []string{"p.md"})
		if err != nil || posts[0] == nil || posts[0].Cover == nil {
			t.Fatalf("%s: %v, %v", front, posts, err)
		}
		p := posts[0]
		want.Kept = &timeline.Kept{Name: picture.Name([]byte(pic), "png"), Width: 8, Height: 6}
		if got := *p.Cover; *got.Kept != *want.Kept || got.Image != want.Image || got.Alt != want.Alt || got.AIGenerated != want.AIGenerated {
			t.Errorf("%s: cover %+v %+v; want %+v", front, got, got.Kept, want)
		}
		if p.KeptAICover == nil || *p.KeptAICover != *want.Kept {
			t.Errorf("%s: ai_cover %+v", front, p.KeptAICover)
		}
		if names := pictureNames(t, st); !slices.Equal(names, []string{want.Kept.Name}) {
			t.Errorf("%s: stored %q", front, names)
		}
	}
}

// TestPicturesFollowPosts: a picture is stored once, for as long as a post shows it, and one
// that changes under its name has another address.
func TestPicturesFollowPosts(t *testing.T) {
	one, two := drawn(t, 2, 2, 1), drawn(t, 3, 3, 2)
	a, b := picture.Name([]byte(one), "png"), picture.Name([]byte(two), "png")
	dir, st := folder(t, map[string]string{
		"a.md": showing("Ada", "![](x.png)"), "b.md": showing("Bob", "![](y.png) ![](x.png)"), "x.png": one, "y.png": one,
	}), open(t)
	names := func(what string, want ...string) {
		t.Helper()
		slices.Sort(want)
		expect(t, what, strings.Join(pictureNames(t, st), " "), strings.Join(want, " "))
		if all := findings(t, st, dir, Options{Paths: []string{dir}}); len(all) > 0 {
			t.Errorf("%s: findings %q", what, all)
		}
	}
	load(t, st, Options{}, dir)
	names("the same bytes", a)
	before := revision(t, st)
	expectCounts(t, load(t, st, Options{}, dir), "+0 ~0 =2 -0 !0")
	if got := revision(t, st); got != before {
		t.Errorf("nothing changed: revision %d; want %d", got, before)
	}
	write(t, dir, map[string]string{"y.png": two})
	diff := load(t, st, Options{Check: true, Diff: true}, dir).Diff
	if len(diff.Posts) != 1 || diff.Posts[0].Path != "b.md" || len(diff.Posts[0].Appearances) != 1 || !slices.Equal(diff.Posts[0].Appearances[0].Fields, []string{"pictures"}) {
		t.Errorf("a check of a changed picture: %+v", diff.Posts)
	}
	expectCounts(t, load(t, st, Options{}, dir), "+0 ~1 =1 -0 !0")
	names("a changed picture", a, b)
	if got := viewHTML(t, st, "bob/2020"); !strings.Contains(got, picture.Path(b)) || !strings.Contains(got, picture.Path(a)) {
		t.Errorf("after a change: %s", got)
	}
	write(t, dir, map[string]string{"a.md": ""})
	load(t, st, Options{Prune: true}, dir)
	names("a removed post", a, b)
	write(t, dir, map[string]string{"b.md": showing("Bob", "![](y.png)")})
	load(t, st, Options{}, dir)
	names("no longer shown", b)
	write(t, dir, map[string]string{"y.png": ""})
	r := load(t, st, Options{}, dir)
	expectCounts(t, r, "+0 ~1 =0 -0 !0")
	expect(t, "a removed picture", diagnostics(r, dir), "b.md:9:18: warning: picture \"y.png\": there is no such file; want a PNG, JPEG, GIF, WebP or AVIF file in the loaded folder\n")
	names("a removed picture")
	write(t, dir, map[string]string{"y.png": one})
	expectCounts(t, load(t, st, Options{}, dir), "+0 ~1 =0 -0 !0")
	names("a picture that came later", a)
	write(t, dir, map[string]string{"b.md": "", "c.md": text("Cyd", "2020年")})
	load(t, st, Options{Prune: true}, dir)
	names("no picture left")
}

// TestPicturesOfStandardInput: a post on standard input stands in no folder.
func TestPicturesOfStandardInput(t *testing.T) {
	st := open(t)
	r := load(t, st, Options{Stdin: strings.NewReader(showing("Ada", "![a](a.png)"))}, "-")
	expect(t, "diagnostics", diagnostics(r, ""), "")
	if got := viewHTML(t, st, "ada/2020"); !strings.Contains(got, `<img src="a.png" alt="a">`) {
		t.Errorf("HTML %s", got)
	}
}

// TestPicturesOfFailedImports: an import that fails leaves the pictures as they were.
func TestPicturesOfFailedImports(t *testing.T) {
	one, two := drawn(t, 2, 2, 1), drawn(t, 3, 3, 2)
	dir, st := folder(t, map[string]string{"a.md": showing("Ada", "![](x.png)"), "x.png": one}), open(t)
	load(t, st, Options{}, dir)
	write(t, dir, map[string]string{"x.png": two})
	for left := range 4 {
		if _, err := Run(t.Context(), &mortal{st, left}, Options{Paths: []string{dir}}); !errors.Is(err, errKilled) {
			break
		}
		expect(t, "killed", strings.Join(pictureNames(t, st), " "), picture.Name([]byte(one), "png"))
	}
	write(t, dir, map[string]string{"b.md": "\n", "x.png": one})
	write(t, dir, map[string]string{"x.png": drawn(t, 4, 4, 4)})
	if r := load(t, st, Options{Strict: true}, dir); r.Written {
		t.Error("a strict import with an error was written")
	}
	if names := pictureNames(t, st); len(names) != 1 {
		t.Errorf("stored %q; want one", names)
	}
}

// flickering is a store whose imports change a file once a picture is put.
type flickering struct {
	store.Store
	change func()
}

func (f *flickering) Begin(ctx context.Context, o store.BeginOptions) (store.Session, error) {
	s, err := f.Store.Begin(ctx, o)
	return &flickeringSession{s, f}, err
}

type flickeringSession struct {
	store.Session
	f *flickering
}

func (s *flickeringSession) Put(ctx context.Context, b store.Batch) error {
	if len(b.Pictures) > 0 {
		s.f.change()
	}
	return s.Session.Put(ctx, b)
}

// TestPictureChangesMeanwhile: what a post says of its pictures is true of the bytes that
// are stored, even where a picture changes during the import.
func TestPictureChangesMeanwhile(t *testing.T) {
	dir, st := folder(t, map[string]string{
		"a.md": showing("Ada", "![](x.png) ![](y.png)"), "x.png": drawn(t, 1, 1, 0), "y.png": drawn(t, 1, 1, 1),
	}), open(t)
	size := 2
	for range 5 {
		r, err := Run(t.Context(), &flickering{st, func() {
			size++
			write(t, dir, map[string]string{"y.png": drawn(t, size, 1, byte(size))})
		}}, Options{Paths: []string{dir}, Detailed: true})
		if err != nil {
			t.Fatal(err)
		}
		expectCounts(t, r, counts(r))
		if all := findings(t, st, dir, Options{}); len(all) > 0 {
			t.Errorf("findings %q", all)
		}
		if err := os.WriteFile(filepath.Join(dir, "x.png"), []byte(drawn(t, size, 2, 7)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	load(t, st, Options{}, dir)
	if all := findings(t, st, dir, Options{Paths: []string{dir}}); len(all) > 0 {
		t.Errorf("at last: findings %q", all)
	}
}

// TestVerifyPictures: a picture that is missing, that no post shows, or that has other bytes
// is told of.
func TestVerifyPictures(t *testing.T) {
	one := drawn(t, 2, 2, 1)
	a, b := picture.Name([]byte(one), "png"), picture.Name([]byte("other"), "png")
	dir, st := folder(t, map[string]string{"a.md": showing("Ada", "![](x.png)"), "x.png": one}), open(t)
	load(t, st, Options{}, dir)
	put(t, st, store.Batch{RemovePictures: []string{a}, Pictures: []store.Picture{{Name: b, Data: []byte(one)}}})
	want := []string{
		`picture "` + b + `": it is stored, and no post shows it; ` + store.Restore,
		`picture "` + b + `": its bytes are not those that its name tells; ` + store.Restore,
		`picture "` + a + `": it is missing, and the post "a.md" shows it; ` + store.Restore,
	}
	if all := findings(t, st, dir, Options{}); !slices.Equal(all, want) {
		t.Errorf("findings %q; want %q", all, want)
	}
}

// put commits a batch.
func put(t *testing.T, st store.Store, batch store.Batch) {
	t.Helper()
	s, err := st.Begin(t.Context(), store.BeginOptions{})
	if err == nil {
		err = s.Put(t.Context(), batch)
	}
	if err == nil {
		_, err = s.Commit(t.Context(), time.Now())
	}
	if err != nil {
		t.Fatal(err)
	}
}
