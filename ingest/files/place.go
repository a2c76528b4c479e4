package files

import (
	"path/filepath"

	"viewline/diagnostic"
	"viewline/ingest/naming"
)

// given is a PATH; where the PATH is a file, the folder of the file.
type given struct {
	n     int    // how many PATHs were given before it
	dir   string // absolute
	real  string // the same folder with symbolic links followed
	shown string // as the user gave it
	fence *fence // nil where links may lead anywhere
}

// place has what the posts of a folder have in common, except the path of the folder.
type place struct {
	placed
	shown string // the start of the posts' paths as the user gave them; it replaces the first skip bytes of Post.Path
	skip  int
}

// placed has what tells one place from another.
type placed struct {
	root   *root
	beside *beside
	found  *given
	fixed  bool   // whether the root is the same for every PATH
	open   *fence // the fence of the posts themselves; nil for a file that was given as a PATH, which may be a link to anywhere
}

// rootOf is the folder that the paths of the posts in a folder count from. It is fixed
// where it is the same for every PATH. The folder is given relative to a PATH.
func (f *found) rootOf(g *given, rel string) (dir string, fixed bool) {
	s := f.site(filepath.Join(g.dir, rel))
	switch {
	case s.git != "":
		return s.git, true
	case s.marked != "":
		return s.marked, true
	}
	return g.dir, false
}

// placeOf is the place of a file, given relative to a PATH. Files of one folder share the
// place, except the index of the folder.
func (f *found) placeOf(g *given, rel string, open *fence) *place {
	folder := filepath.Dir(rel)
	dir, fixed := f.rootOf(g, folder)
	top, abs := g.dir, filepath.Join(g.dir, folder)
	if !Within(g.dir, dir) { // the root lies above the PATH, so paths from it have the PATH's symbolic links followed
		top, abs = dir, filepath.Join(g.real, folder)
	}
	if naming.IsIndex(rel) && abs == dir {
		dir = filepath.Dir(dir)
	}
	r := f.root(dir)
	p := placed{root: r, beside: f.besideOf(g, r, top, abs), found: g, fixed: fixed, open: open}
	return f.share(p)
}

// share returns the one place that has these properties.
func (f *found) share(p placed) *place {
	if at := f.places[p]; at != nil {
		return at
	}
	at := &place{placed: p, shown: p.found.shown}
	switch dir, g := p.root.dir, p.found; {
	case Within(g.dir, dir):
		at.shown = filepath.Join(g.shown, filepath.FromSlash(relative(g.dir, dir)))
	case Within(dir, g.dir):
		at.skip = len(relative(dir, g.dir)) + len("/")
	default:
		at.skip = len(relative(dir, g.real)) + len("/")
	}
	f.places[p] = at
	return at
}

// staying is the place of a file that keeps the root under which it is stored.
func (f *found) staying(l *listed, under *root) *place {
	abs := filepath.Dir(l.file().Abs)
	top := under.dir
	if Within(l.in.found.dir, top) {
		top = l.in.found.dir
	}
	p := l.in.placed
	p.root, p.beside = under, f.besideOf(p.found, under, top, abs)
	return f.share(p)
}

// shownOf is an absolute folder in the form in which the user gave the PATH: relative or
// absolute.
func (g *given) shownOf(dir string) string {
	from := g.dir
	if !Within(g.dir, dir) && Within(dir, g.real) {
		from = g.real
	}
	return filepath.Join(g.shown, filepath.FromSlash(relative(from, dir)))
}

// fenceOf is the fence for a file beside posts in a folder. Its folder is the PATH, or,
// where dir lies above the PATH, dir itself.
func (f *found) fenceOf(g *given, dir string) *fence {
	switch {
	case f.followLinks:
		return nil
	case Within(g.dir, dir), Within(g.real, dir):
		return g.fence
	}
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		real = dir
	}
	return newFence(real)
}

// complain reports the error that keeps a path from being read, and what is wanted.
func (f *found) complain(shown string, err error, want string) {
	f.diags.Add(shown, diagnostic.Position{}, diagnostic.Error, "%v; want %s", Reason(err), want)
}
