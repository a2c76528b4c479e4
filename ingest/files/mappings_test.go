package files

import (
	"path/filepath"
	"strings"
	"testing"

	"viewline/post"
	"viewline/post/mapping"
)

func planOf(t *testing.T, dir string) (*Plan, *beside) {
	t.Helper()
	p, err := New(t.Context(), Options{Paths: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	return p, p.files[0].in.beside
}

// Mappings are read in each folder that has posts in it or below it; the digest
// covers them, and the library tells their rules.
func TestMappings(t *testing.T) {
	dir := folder(t, map[string]string{
		"a.md": "a", "x/y/b.md": "b", "z/c.txt": "c",
		"viewline.yaml": "kind: talk\nperson: {path: 1}", "x/viewline.yaml": "kind: essay", "z/viewline.yaml": "persn: none",
	})
	_, before := planOf(t, dir)
	for path, want := range map[string]string{"a.md": " talk", "x/y/b.md": "x essay"} {
		rules := before.library.Rules(path)
		person, _ := rules.Find(mapping.Person, mapping.Post{})
		kind, _ := rules.Find(mapping.Kind, mapping.Post{})
		if got := person.Value + " " + kind.Value; got != want {
			t.Errorf("%s: %q; want %q", path, got, want)
		}
	}
	write(t, dir, map[string]string{"z/viewline.yaml": "kind: none of the posts'"})
	if _, same := planOf(t, dir); same.digestOf(dir) != before.digestOf(dir) {
		t.Error("a mapping without posts changes the digest")
	}
	write(t, dir, map[string]string{"x/viewline.yaml": "kind: other"})
	_, other := planOf(t, dir)
	for folder, same := range map[string]bool{".": true, "x/y": false} {
		if folder = filepath.Join(dir, folder); (other.digestOf(folder) == before.digestOf(folder)) != same {
			t.Errorf("a mapping in x that changed leaves the digest of %s as it was: %t; want %t", folder, !same, same)
		}
	}
	var none *post.Library
	if _, found := none.Rules("a.md").Find(mapping.Kind, mapping.Post{}); found {
		t.Error("a library that is nil has a rule")
	}
}

// The posts below a mapping that has an error, or is no regular file, are not read.
func TestBrokenMapping(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": "a", "x/b.md": "b", "x/y/c.md": "c", "x/viewline.yaml": "kind: sermon", "v/viewline.yaml/d.md": "d", "v/e.md": "e"})
	p, _ := planOf(t, dir)
	for path, refused := range map[string]bool{"a.md": false, "x/b.md": true, "x/y/c.md": true, "v/e.md": true, "v/viewline.yaml/d.md": true} {
		i, ok := p.at(p.roots[dir], path)
		if !ok {
			t.Fatalf("%s is not found", path)
		}
		if f := p.File(i); f.Refused() != refused {
			t.Errorf("%s is refused: %t; want %t", path, !refused, refused)
		}
	}
	var got []string
	for _, d := range p.diags {
		got = append(got, strings.TrimPrefix(d.String(), dir+string(filepath.Separator)))
	}
	const want = "v/viewline.yaml: it is a folder, no regular file; want a file that can be read\n" +
		`x/viewline.yaml:1:7: kind: kind "sermon"; want interview, podcast, speech, talk, essay, reading-list or other`
	if strings.Join(got, "\n") != want {
		t.Errorf("diagnostics %q; want %q", got, want)
	}
}
