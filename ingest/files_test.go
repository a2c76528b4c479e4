package ingest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestFindEmptyFolder(t *testing.T) {
	r := load(t, open(t), Options{}, t.TempDir())
	if len(r.Diagnostics) != 1 || r.HasErrors() || !strings.HasSuffix(r.Diagnostics[0].String(), ": warning: no post in it; want files that end in .md, .markdown or .mdx") {
		t.Errorf("diagnostics %v; want one warning", r.Diagnostics)
	}
}

func TestShownAsGiven(t *testing.T) {
	dir := folder(t, map[string]string{"posts/a.md": "\n", "posts/sub/b.md": "\n"})
	t.Chdir(dir)
	for path, want := range map[string]string{
		"posts":             "posts/a.md posts/sub/b.md",
		"./posts/":          "posts/a.md posts/sub/b.md",
		".":                 "posts/a.md posts/sub/b.md",
		"posts/sub/b.md":    "posts/sub/b.md",
		"posts/sub/../a.md": "posts/a.md",
	} {
		var got []string
		for _, d := range load(t, nil, Options{Check: true}, path).Diagnostics {
			got = append(got, filepath.ToSlash(d.Path))
		}
		expect(t, "diagnostics of "+path, strings.Join(got, " "), want)
	}
}

// TestSamePath: two files of one run that claim one path are refused, whichever PATH comes
// first, and what is stored stays. Of two runs, the post of the later one replaces that of
// the first, with a warning.
func TestSamePath(t *testing.T) {
	dir := folder(t, map[string]string{"x/a.md": text("Ada", "2020年"), "y/a.md": text("Bob", "2020年")})
	x, y := filepath.Join(dir, "x"), filepath.Join(dir, "y")
	st := open(t)
	load(t, st, Options{}, y)
	for _, paths := range [][]string{{x, y}, {y, x}} {
		r := load(t, st, Options{}, paths...)
		expectCounts(t, r, "+0 ~0 =0 -0 !2")
		got := strings.Split(strings.TrimSpace(diagnostics(r, dir)), "\n")
		slices.Sort(got)
		expect(t, "diagnostics", strings.Join(got, "\n"),
			"x/a.md: its path, a.md, is also that of y/a.md; neither is read; load the folder above both\n"+
				"y/a.md: its path, a.md, is also that of x/a.md; neither is read; load the folder above both")
		expect(t, "keys", keys(t, st), "a.md(a): bob/2020\n")
	}
	r := load(t, st, Options{}, x)
	expectCounts(t, r, "+1 ~0 =0 -1 !0")
	expect(t, "diagnostics", diagnostics(r, dir),
		"x/a.md: warning: replaces the post of the same path, a.md, that was loaded from y/a.md; want a path of its own, or a database of its own\n")
	expect(t, "keys", keys(t, st), "a.md(a): ada/2020\n")

	r = load(t, st, Options{}, dir)      // the folder above both folders
	expectCounts(t, r, "+1 ~1 =0 -0 !0") // an appearance has the path of its post, which has changed
	expect(t, "diagnostics", diagnostics(r, dir), "")
	expect(t, "keys", keys(t, st), "x/a.md(x~a): ada/2020\ny/a.md(y~a): bob/2020\n")
}

// TestSamePathAsStored: a file may claim the path under which another file's post is
// stored.
func TestSamePathAsStored(t *testing.T) {
	dir := folder(t, map[string]string{"d/sub/a.md": text("Ada", "2020年"), "e/sub/a.md": text("Bob", "2020年")})
	d, e := filepath.Join(dir, "d"), filepath.Join(dir, "e")
	st := open(t)
	load(t, st, Options{}, d)
	r := load(t, st, Options{}, filepath.Join(d, "sub"), e)
	expectCounts(t, r, "+0 ~0 =0 -0 !2")
	expect(t, "diagnostics", diagnostics(r, dir),
		"d/sub/a.md: its path, sub/a.md, is also that of e/sub/a.md; neither is read; load the folder above both\n"+
			"e/sub/a.md: its path, sub/a.md, is also that of d/sub/a.md; neither is read; load the folder above both\n")
	expect(t, "keys", keys(t, st), "sub/a.md(a): ada/2020\n")
}

// TestReplacesWhatIsGone: where a post replaces that of another file, which is gone, there
// is a warning, unless both have the same text.
func TestReplacesWhatIsGone(t *testing.T) {
	dir := folder(t, map[string]string{"x/a.md": text("Ada", "2020年"), "y/a.md": text("Bob", "2020年"), "z/a.md": text("Bob", "2020年")})
	st := open(t)
	load(t, st, Options{}, filepath.Join(dir, "x"))
	write(t, dir, map[string]string{"x/a.md": ""})
	r := load(t, st, Options{}, filepath.Join(dir, "y"))
	expect(t, "diagnostics", diagnostics(r, dir), "y/a.md: warning: replaces the post of the same path, a.md, that was loaded from x/a.md, "+
		"which is gone; if that was another post, load one of them into a database of its own\n")
	write(t, dir, map[string]string{"y/a.md": ""})
	r = load(t, st, Options{}, filepath.Join(dir, "z"))
	expect(t, "diagnostics", diagnostics(r, dir), "")
	expect(t, "keys", keys(t, st), "a.md(a): bob/2020\n")
}

// TestOneNamePerFile: a file that is loaded by a narrower or a wider PATH than
// before is still one post, below the widest folder.
func TestOneNamePerFile(t *testing.T) {
	files := map[string]string{"a.md": text("Ada", "2020年"), "sub/a.md": text("Ada", "2020年")}
	dir := folder(t, files)
	sub, file := filepath.Join(dir, "sub"), filepath.Join(dir, "sub", "a.md")
	want := "a.md(~a): ada/2020-第1次访谈-~a\nsub/a.md(sub~a): ada/2020-第1次访谈-sub~a\n"
	for _, paths := range [][]string{{dir}, {dir, sub}, {file, dir, dir}} {
		st := open(t)
		expectCounts(t, load(t, st, Options{}, paths...), "+2 ~0 =0 -0 !0")
		expect(t, "keys", keys(t, st), want)
		expectCounts(t, load(t, st, Options{}, file), "+0 ~0 =1 -0 !0")
		write(t, dir, map[string]string{"sub/a.md": text("Ada", "2020年", "2021年")})
		r := load(t, st, Options{}, sub)
		expectCounts(t, r, "+1 ~0 =1 -0 !0")
		expect(t, "path", r.Posts[0].Path, "sub/a.md")
		write(t, dir, files)
	}
}

// TestBrokenFileKeepsName: a wider PATH gives a stored post no new name as long
// as its file is broken, for the post would be lost.
func TestBrokenFileKeepsName(t *testing.T) {
	dir := folder(t, map[string]string{"sub/a.md": text("Ada", "2020年"), "b.md": text("Ada", "2020年")})
	sub := filepath.Join(dir, "sub")
	st := open(t)
	load(t, st, Options{}, sub)
	write(t, dir, map[string]string{"sub/a.md": "\x00"})
	expectCounts(t, load(t, st, Options{}, dir), "+1 ~0 =0 -0 !1")
	expect(t, "keys", keys(t, st), "a.md(a): ada/2020-第1次访谈-a\nb.md(b): ada/2020-第1次访谈-b\n")
	write(t, dir, map[string]string{"sub/a.md": text("Ada", "2021年")})
	expectCounts(t, load(t, st, Options{}, dir), "+0 ~1 =1 -0 !0")
	expect(t, "keys", keys(t, st), "b.md(b): ada/2020\nsub/a.md(a): ada/2021\n")
}

func TestPrune(t *testing.T) {
	dir := folder(t, map[string]string{
		"x/a.md": text("Ada", "2020年"), "x/b.md": text("Bob", "2020年"), "x/sub/c.md": text("Cid", "2020年"), "xy/d.md": text("Dee", "2020年"),
	})
	st := open(t)
	load(t, st, Options{Prune: true}, dir)
	write(t, dir, map[string]string{"x/a.md": "", "x/sub/c.md": "", "xy/d.md": "", "x/b.md": "\x00"})
	steps := []struct {
		path  string
		prune bool
		want  string
	}{
		{"x", false, "x/a.md(a): ada/2020\nx/b.md(b): bob/2020\nx/sub/c.md(c): cid/2020\nxy/d.md(d): dee/2020\n"},
		{"x/sub", true, "x/a.md(a): ada/2020\nx/b.md(b): bob/2020\nxy/d.md(d): dee/2020\n"},
		{"x/b.md", true, "x/a.md(a): ada/2020\nx/b.md(b): bob/2020\nxy/d.md(d): dee/2020\n"},
		{"x", true, "x/b.md(b): bob/2020\nxy/d.md(d): dee/2020\n"},
		{".", true, "x/b.md(b): bob/2020\n"},
	}
	for _, step := range steps {
		load(t, st, Options{Prune: step.prune, AllowEmpty: true}, filepath.Join(dir, filepath.FromSlash(step.path)))
		expect(t, "keys after "+step.path, keys(t, st), step.want)
	}
	m, err := readManifest(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.People) != 1 || m.People[0].Slug != "bob" {
		t.Errorf("%d people; want bob alone", len(m.People))
	}
}

// TestMovedFolder: posts whose folder was moved are the same posts.
func TestMovedFolder(t *testing.T) {
	dir := folder(t, map[string]string{"x/a.md": text("Ada", "2020年")})
	st := open(t)
	load(t, st, Options{}, filepath.Join(dir, "x"))
	if err := os.Rename(filepath.Join(dir, "x"), filepath.Join(dir, "y")); err != nil {
		t.Fatal(err)
	}
	r := load(t, st, Options{Prune: true}, filepath.Join(dir, "y"))
	expectCounts(t, r, "+0 ~0 =1 -0 !0")
	expect(t, "diagnostics", diagnostics(r, dir), "")
	m, err := readManifest(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "root", m.Posts[0].Record.Root, filepath.Join(dir, "y"))
}
