package files

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// folder makes a folder with files, by their paths.
func folder(t *testing.T, texts map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, texts)
	return dir
}

func write(t *testing.T, dir string, texts map[string]string) {
	t.Helper()
	for name, text := range texts {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// pathsOf are the paths of the posts that are found, as one text.
func pathsOf(t *testing.T, paths ...string) string {
	t.Helper()
	p, err := New(t.Context(), Options{Paths: paths})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for i := range p.Len() {
		f := p.File(i)
		all = append(all, f.Path)
		if !exists(f.Abs) || !exists(f.Shown) {
			t.Errorf("%s lies at %s and is shown as %s; want paths of the file", f.Path, f.Abs, f.Shown)
		}
	}
	return strings.Join(all, " ")
}

// TestRoots: a path counts from the nearest folder with .git, else from the outermost
// that says root, else from the PATH; an index has its folder's name in any case.
func TestRoots(t *testing.T) {
	dir := folder(t, map[string]string{
		"repo/content/a.md": "a", "repo/content/talk/index.md": "t", "repo/content/talk/b.md": "b", "repo/.git/config": "c",
		"repo/theme/.git": "gitdir: x", "repo/theme/c.md": "c", "repo/theme/index.fr.MDX": "i",
		"blog/viewline.yaml": "root: true", "blog/en/viewline.yaml": "root: true", "blog/en/d.md": "d", "blog/index.md": "i", "blog/e.md": "e",
		"plain/f.md": "f", "plain/sub/index.md": "s", "plain/sub/index.en.md": "e", "plain/sub/index.english.md": "n",
	})
	for path, want := range map[string]string{
		"repo":                       "content/a.md content/talk/b.md content/talk/index.md c.md theme/index.fr.MDX",
		"repo/content":               "content/a.md content/talk/b.md content/talk/index.md",
		"repo/content/talk":          "content/talk/b.md content/talk/index.md",
		"repo/content/talk/index.md": "content/talk/index.md",
		"repo/content/talk/b.md":     "content/talk/b.md",
		"repo/theme":                 "c.md theme/index.fr.MDX",
		"blog":                       "en/d.md e.md blog/index.md",
		"blog/en":                    "en/d.md",
		"blog/en/d.md":               "en/d.md",
		"plain":                      "f.md sub/index.md sub/index.en.md sub/index.english.md",
		"plain/sub":                  "sub/index.md sub/index.en.md index.english.md",
		"plain/sub/index.md":         "sub/index.md",
		"plain/f.md":                 "f.md",
	} {
		wanted := strings.Fields(want)
		slices.Sort(wanted)
		if got := pathsOf(t, filepath.Join(dir, path)); got != strings.Join(wanted, " ") {
			t.Errorf("%s: %s; want %s", path, got, want)
		}
		t.Chdir(filepath.Join(dir, path, ".."))
		if got := pathsOf(t, filepath.Base(path)); got != strings.Join(wanted, " ") {
			t.Errorf("%s from the folder above: %s; want %s", path, got, want)
		}
	}
	// A PATH that is a link, and one PATH in another.
	if err := os.Symlink(filepath.Join(dir, "repo", "content"), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	if got := pathsOf(t, filepath.Join(dir, "link")); got != "content/a.md content/talk/b.md content/talk/index.md" {
		t.Errorf("a link: %s", got)
	}
	if got := pathsOf(t, filepath.Join(dir, "link"), filepath.Join(dir, "repo", "content", "talk"), filepath.Join(dir, "repo", "content")); got != "content/a.md content/talk/b.md content/talk/index.md" {
		t.Errorf("three PATHs: %s", got)
	}
}
