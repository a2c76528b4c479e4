package files

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestFind(t *testing.T) {
	dir := folder(t, map[string]string{
		"a.md": "a", "B.MD": "b", "sub/c.md": "c", "sub/deep/d.md": "d", "sub/e.txt": "e", "people.yaml": "[]",
		".hidden.md": "h", ".git/g.md": "g", "_index.md": "i", "_index.markdown": "i", "x.markdown": "x", "y.MDX": "y", "z.mdown": "z", "sub/_Index.md": "i", "folder.md/f.md": "f",
	})
	outside := folder(t, map[string]string{"o.md": "o", "sub/p.md": "p"})
	for name, target := range map[string]string{
		"loop": ".", "sub/up": "..", "twice": "sub", "copy.md": "a.md", "kube.md": ".git/g.md", "sub/out": outside,
		"file.md": filepath.Join(outside, "o.md"), "dead": "nowhere", "dead.md": "nowhere", "text.md": "sub/e.txt", "twin.md": "sub/e.txt",
	} {
		if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(dir, filepath.Join(outside, "back")); err != nil {
		t.Fatal(err)
	}
	p, err := New(t.Context(), Options{Paths: []string{dir}, FollowLinks: true})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range p.Len() {
		file := p.File(i)
		got = append(got, file.Path)
		if file.Shown != filepath.Join(dir, file.Path) || file.Abs != file.Shown {
			t.Errorf("%s is shown as %s and lies at %s; want both to be below %s", file.Path, file.Shown, file.Abs, dir)
		}
	}
	slices.Sort(got)
	want := []string{"B.MD", "a.md", "dead.md", "file.md", "folder.md/f.md", "kube.md", "sub/c.md", "sub/deep/d.md", "sub/out/sub/p.md", "text.md", "x.markdown", "y.MDX"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q; want %q", got, want)
	}
}
