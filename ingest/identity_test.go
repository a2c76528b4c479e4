package ingest

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestBundles: folders whose posts are all called index.md give one post each, whichever
// PATH they are loaded by. Each post has the name of its folder.
func TestBundles(t *testing.T) {
	dir := folder(t, map[string]string{"a/index.md": text("Ada", "2020"), "b/index.md": text("Bob", "2021"), "b/index.zh.md": text("Cid", "2022")})
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	const want = "a/index.md(a): ada/2020\nb/index.md(b): bob/2021\nb/index.zh.md(b-zh): cid/2022\n"
	for _, runs := range [][][]string{{{a}, {b}}, {{b}, {a}}, {{a, b}}, {{dir}}, {{a}, {dir}, {b}}, {{filepath.Join(a, "index.md")}, {b}}} {
		st := open(t)
		for _, paths := range runs {
			if r := load(t, st, Options{}, paths...); len(r.Diagnostics) > 0 || r.Removed > 0 {
				t.Errorf("%v: %s, %v", paths, counts(r), r.Diagnostics)
			}
		}
		expect(t, "keys", keys(t, st), want)
		expectCounts(t, load(t, st, Options{Prune: true}, dir), "+0 ~0 =3 -0 !0")
	}
}

// TestTwoRepositories: the files of the same path in two repositories cannot be told apart.
// The message names both, in one run and in two.
func TestTwoRepositories(t *testing.T) {
	dir := folder(t, map[string]string{"x/.git/c": "c", "y/.git/c": "c", "x/posts/a.md": text("Ada", "2020"), "y/posts/a.md": text("Bob", "2021"), "y/b.md": text("Cid", "2022")})
	st := open(t)
	r := load(t, st, Options{}, dir)
	expectCounts(t, r, "+1 ~0 =0 -0 !2")
	const remedy = "; neither is read; rename one of the two, or load them into databases of their own\n"
	expect(t, "diagnostics", diagnostics(r, dir), "x/posts/a.md: its path, posts/a.md, is also that of y/posts/a.md"+remedy+
		"y/posts/a.md: its path, posts/a.md, is also that of x/posts/a.md"+remedy)
	load(t, st, Options{}, filepath.Join(dir, "x", "posts"))
	r = load(t, st, Options{}, filepath.Join(dir, "y"))
	expect(t, "diagnostics", diagnostics(r, dir), "y/posts/a.md: warning: replaces the post of the same path, posts/a.md, that was loaded from x/posts/a.md; "+
		"want a path of its own, or a database of its own\n")
	// A prune looks below the given PATH only, whatever else shares the root.
	expectCounts(t, load(t, st, Options{Prune: true}, filepath.Join(dir, "y", "posts")), "+0 ~0 =1 -0 !0")
	expect(t, "keys", keys(t, st), "b.md(b): cid/2022\nposts/a.md(a): bob/2021\n")
}

// TestRootComesLater: posts that are stored with paths from their PATH get paths from a
// root that their folder has got later, once the posts can be read.
func TestRootComesLater(t *testing.T) {
	dir := folder(t, map[string]string{"repo/content/a.md": text("Ada", "2020"), "repo/content/b.md": text("Bob", "2021")})
	content := filepath.Join(dir, "repo", "content")
	st := open(t)
	load(t, st, Options{}, content)
	write(t, dir, map[string]string{"repo/.git/c": "c", "repo/content/b.md": "\x00"})
	expectCounts(t, load(t, st, Options{}, content), "+0 ~1 =0 -0 !1") // an appearance has the path of its post, which has changed
	expect(t, "keys", keys(t, st), "b.md(b): bob/2021\ncontent/a.md(a): ada/2020\n")
	write(t, dir, map[string]string{"repo/content/b.md": text("Bob", "2021")})
	expectCounts(t, load(t, st, Options{}, content), "+0 ~1 =1 -0 !0")
	expect(t, "keys", keys(t, st), "content/a.md(a): ada/2020\ncontent/b.md(b): bob/2021\n")
	expectCounts(t, load(t, st, Options{}, filepath.Join(content, "b.md")), "+0 ~0 =1 -0 !0")
}

// TestUnsureRoot: a viewline.yaml above the PATH that cannot be understood may say that its
// folder is the root, so that the paths of the posts are unknown.
func TestUnsureRoot(t *testing.T) {
	dir := folder(t, map[string]string{"viewline.yaml": "root: maybe", "x/a.md": text("Ada", "2020"), "git/.git/c": "c", "git/b.md": text("Bob", "2020")})
	t.Chdir(dir)
	st := open(t)
	r := load(t, st, Options{}, "x")
	expectCounts(t, r, "+0 ~0 =0 -0 !1")
	if got := diagnostics(r, dir); !strings.HasPrefix(got, "viewline.yaml:1:7: root: found maybe; want true or false\n") {
		t.Errorf("diagnostics %s", got)
	}
	expectCounts(t, load(t, st, Options{}, "git"), "+1 ~0 =0 -0 !0")
}

// TestNearestLists: of the files beside posts the nearest counts, whichever PATH is
// loaded, so that a post is understood in one way.
func TestNearestLists(t *testing.T) {
	dir := folder(t, map[string]string{
		".git/c": "c", "content/people.yaml": "- {slug: countess, name: Ada}", "content/a.md": text("Ada", "2020"), "content/x/b.md": text("Ada", "2021"),
		"content/y/people.yaml": "- {slug: lace, name: Ada}", "content/y/c.md": text("Ada", "2022"), "content/y/viewline.yaml": "kind: talk",
	})
	const want = "content/a.md(a): countess/2020\ncontent/x/b.md(b): countess/2021\ncontent/y/c.md(c): lace/2022\n"
	for _, runs := range [][]string{{"."}, {"content"}, {"content/a.md", "content/x", "content/y/c.md"}, {"content/y", "content/x/b.md", "."}} {
		st := open(t)
		for _, path := range runs {
			load(t, st, Options{}, filepath.Join(dir, path))
		}
		expect(t, "keys after "+strings.Join(runs, ", "), keys(t, st), want)
		expectCounts(t, load(t, st, Options{}, dir), "+0 ~0 =3 -0 !0")
		expectCounts(t, load(t, st, Options{}, filepath.Join(dir, "content", "y")), "+0 ~0 =1 -0 !0")
	}
}
