package ingest

import (
	"cmp"
	"os"
	slashpath "path"
	"path/filepath"
	"regexp"
	"strings"
)

// The path of a post names it in the database, so it must not depend on which PATH
// was given. It counts from the post's root: the nearest folder at or above the post
// that has a .git; else the outermost one whose viewline.yaml says root: true; else
// the folder that was given as a PATH, or the one of the file that was. A bundle's
// index.md carries its folder's name in any case, since by itself that name says
// nothing.

// site says from where the paths of the posts in a folder count.
type site struct {
	git    string // the nearest folder, at or above, with a .git; empty: none
	marked string // where there is no git: the outermost with root: true; empty: none
	unsure string // where there is no git: a folder whose viewline.yaml cannot be understood, so that it may say root: true
}

// site is that of an absolute folder.
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

// bundle matches the file that tells of its folder: index.md, or index.fr.md for a
// translation, as Hugo's page bundles have it
// (https://gohugo.io/content-management/page-bundles/).
var bundle = regexp.MustCompile(`(?i)^index((?:\.[a-z]{2,3}(?:-[a-z0-9]{2,8})*)?)\.(?:md|markdown|mdx)$`)

// isIndex tells whether a file is named for being its folder's.
func isIndex(path string) bool { return bundle.MatchString(filepath.Base(path)) }

// nameOf is what a post is called by its path: the file's name without its ending, or
// the folder's where the file is its index.
func nameOf(postPath string) string {
	name := slashpath.Base(postPath)
	if m := bundle.FindStringSubmatch(name); m != nil {
		if folder := slashpath.Base(slashpath.Dir(postPath)); folder != "." && folder != "/" {
			return folder + m[1]
		}
	}
	if IsMarkdown(name) {
		name = strings.TrimSuffix(name, slashpath.Ext(name))
	}
	return name
}

// root is a folder that the paths of posts count from. That of standard input has no
// folder.
type root struct {
	dir string // absolute
	src []byte // of standard input
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

// relative is the path from one absolute folder to an absolute path, with forward
// slashes.
func relative(from, to string) string {
	rel, err := filepath.Rel(from, to)
	if err != nil {
		panic(err) // both are absolute
	}
	return filepath.ToSlash(rel)
}

// within tells whether an absolute path is a folder, or lies below it.
func within(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}

// sameFile tells whether two paths lead to one file.
func sameFile(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}
