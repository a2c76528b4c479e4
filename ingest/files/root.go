package files

import (
	"cmp"
	"os"
	"path/filepath"
)

// The path of a post is its key in the database, so it must not depend on which PATH was
// given. The path counts from the post's root: the nearest folder at or above the post that
// has a .git; else the outermost folder whose viewline.yaml says root: true; else the
// folder that was given as a PATH, or the folder of the file that was given. The path of a
// bundle's index.md always has the name of the folder, since the file's own name says
// nothing.

// site says from which folder the paths of the posts in a folder count.
type site struct {
	git    string // the nearest folder, at or above, with a .git; empty for none
	marked string // where git is empty: the outermost folder with root: true; empty for none
	unsure string // where git is empty: a folder whose viewline.yaml cannot be understood, and so may say root: true; empty for none
}

// site is the site of a folder, which is an absolute path.
func (f *found) site(dir string) site {
	if s, known := f.sites[dir]; known {
		return s
	}
	var s site
	if above := filepath.Dir(cmp.Or(f.reals[dir], dir)); above != dir {
		s = f.site(above)
	}
	if exists(filepath.Join(dir, ".git")) {
		s = site{git: dir}
	} else if s.git == "" {
		switch m := f.mapping(dir); {
		case m == nil:
		case m.broken:
			s.unsure = dir
		case m.rules.Root && s.marked == "":
			s.marked = dir
		}
	}
	f.sites[dir] = s
	return s
}

// root is a folder that the paths of posts count from. The root of standard input has no
// folder.
type root struct {
	dir string // absolute
	src []byte // the text of standard input; nil for a folder
}

// root is the root at a folder.
func (f *found) root(dir string) *root {
	r := f.roots[dir]
	if r == nil {
		r = &root{dir: dir}
		f.roots[dir] = r
	}
	return r
}

// abs is the absolute path of a post; empty for standard input.
func (r *root) abs(path string) string {
	if r.dir == "" {
		return ""
	}
	return filepath.Join(r.dir, filepath.FromSlash(path))
}

// relative is the path that leads from a folder to a file, with forward slashes. Both are
// given as absolute paths.
func relative(from, to string) string {
	rel, err := filepath.Rel(from, to)
	if err != nil {
		panic(err) // cannot happen: both are absolute
	}
	return filepath.ToSlash(rel)
}

// Within reports whether a path is dir, or lies below it. Both are absolute.
func Within(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}

// SameFile reports whether two paths lead to the same file.
func SameFile(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}
