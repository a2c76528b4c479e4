package ingest

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	slashpath "path"
	"path/filepath"
	"slices"
	"strings"

	"viewline/diagnostic"
)

// stdin is the PATH of standard input.
const stdin = "-"

// listed is a file to be read, as it is kept while it waits for that.
type listed struct {
	in    *place
	path  string // Post.Path: relative to the root, with forward slashes
	size  int64  // bytes, as far as known before reading
	known uint64 // what stands for the hash of what is stored of it; 0: to be read
}

// place is where files lie.
type place struct {
	root  *root
	found *root  // in which they were found
	shown string // as the user gave it: what stands before their paths, but for so many bytes of these
	skip  int
	was   *root // that the files are stored under, and not to be any more; nil where that is not so
}

// file is a post on disk, or on standard input.
type file struct {
	path  string // Post.Path
	abs   string // absolute path; empty for standard input
	shown string // as the user gave it
	root  *root
	size  int64 // bytes, as far as known before reading
	known uint64
	src   []byte // of standard input only
}

func (l *listed) file() *file {
	return &file{path: l.path, abs: l.in.root.abs(l.path), shown: l.shown(), root: l.in.root, size: l.size, known: l.known, src: l.in.root.src}
}

func (l *listed) shown() string {
	return filepath.Join(l.in.shown, filepath.FromSlash(l.path[l.in.skip:]))
}

// found are the files of a run.
type found struct {
	files   []listed
	folders []string // absolute paths of the folders among the PATHs
	diags   diagnostic.List
	roots   map[string]*root // by folder
}

// find lists the posts at the paths, in the order of their own paths.
func find(paths []string, in io.Reader) (*found, error) {
	f := &found{roots: map[string]*root{}}
	for _, p := range paths {
		if p == stdin {
			if err := f.stdin(in); err != nil {
				return nil, err
			}
			continue
		}
		if err := f.add(p); err != nil {
			return nil, fmt.Errorf("%w %q: %w", ErrPath, p, reason(err))
		}
	}
	f.once()
	return f, nil
}

// stdin adds what standard input gives, unless it is there already.
func (f *found) stdin(in io.Reader) error {
	if f.roots[""] != nil {
		return nil
	}
	src, err := io.ReadAll(io.LimitReader(in, maxSource+1))
	if err != nil {
		return fmt.Errorf("read standard input: %w", err)
	}
	r := f.root("", "")
	r.src = src
	f.files = append(f.files, listed{in: r.home, path: "stdin.md", size: int64(len(src))})
	return nil
}

func (f *found) add(path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		w := walker{found: f, root: f.root(filepath.Dir(abs), filepath.Dir(path))}
		w.add(filepath.Base(abs), info.Size())
		return nil
	}
	real, err := filepath.EvalSymlinks(abs)
	if err != nil {
		return err
	}
	f.folders = append(f.folders, abs)
	before := len(f.files)
	w := walker{found: f, root: f.root(abs, path), folders: map[string]bool{}, files: map[string]bool{}}
	w.walk("", real)
	w.follow()
	if len(f.files) == before {
		f.diags.Add(path, diagnostic.Position{}, diagnostic.Warning, "no post in it; want files that end in .md, .markdown or .mdx")
	}
	return nil
}

// once sorts the files, and drops those that were reached by two PATHs; the outer
// one names them.
func (f *found) once() {
	f.sort()
	f.files = slices.CompactFunc(f.files, func(a, b listed) bool { return a.path == b.path && a.in.root == b.in.root })
	if len(f.roots) == 1 {
		return
	}
	var outermost []listed
	for _, l := range f.files {
		if _, twice := f.below(l.in.root.dir, l.path); !twice {
			outermost = append(outermost, l)
		}
	}
	f.files = outermost
}

// sort sorts the files by their paths; of two with the same one that goes first
// whose root was given first.
func (f *found) sort() {
	slices.SortFunc(f.files, func(a, b listed) int { return a.compare(b.path, b.in.found) })
}

func (l *listed) compare(path string, in *root) int {
	if c := strings.Compare(l.path, path); c != 0 {
		return c
	}
	return l.in.found.n - in.n
}

// at is the index of a file.
func (f *found) at(in *root, path string) (i int, ok bool) {
	return slices.BinarySearchFunc(f.files, in, func(l listed, in *root) int { return l.compare(path, in) })
}

// below finds a file, given as a folder and its path from there, below the roots
// above the folder.
func (f *found) below(folder, path string) (i int, ok bool) {
	for folder != "" && folder != filepath.Dir(folder) {
		path, folder = slashpath.Join(filepath.Base(folder), path), filepath.Dir(folder)
		if outer := f.roots[folder]; outer != nil {
			if i, ok = f.at(outer, path); ok {
				return i, true
			}
		}
	}
	return 0, false
}

// walker finds the posts below a root. It reaches nothing twice, by whatever links:
// that is told by paths without symbolic links in them.
type walker struct {
	*found
	root    *root
	folders map[string]bool // that were walked with all below them, but for what is hidden
	files   map[string]bool // that links led to
	links   []string        // symbolic links, relative to the root
}

// walk takes the posts in a folder and below it. Links are left for later, so
// that what stands in the root goes by its own name.
func (w *walker) walk(rel, real string) {
	w.folder(rel, real)
	w.folders[real] = true
}

func (w *walker) folder(rel, real string) {
	if w.folders[real] {
		return
	}
	others, err := w.entries(rel, real)
	if err != nil {
		w.diags.Add(filepath.Join(w.root.shown, rel), diagnostic.Position{}, diagnostic.Error, "%v; want a folder that can be read", reason(err))
	}
	slices.SortFunc(others, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	for _, e := range others {
		if path := filepath.Join(rel, e.Name()); e.IsDir() {
			w.folder(path, filepath.Join(real, e.Name()))
		} else {
			w.links = append(w.links, path)
		}
	}
}

// entriesAtOnce is how many entries of a folder are read at once.
const entriesAtOnce = 1000

// entries takes the posts in a folder, and answers with the folders and links in it.
func (w *walker) entries(rel, real string) (others []fs.DirEntry, err error) {
	dir, err := os.Open(real)
	if err != nil {
		return nil, err
	}
	defer dir.Close() //nolint:errcheck // nothing was written
	for {
		entries, err := dir.ReadDir(entriesAtOnce)
		for _, e := range entries {
			switch {
			case strings.HasPrefix(e.Name(), "."):
			case e.IsDir() || e.Type()&fs.ModeSymlink != 0:
				others = append(others, e)
			case e.Type().IsRegular():
				w.regular(filepath.Join(rel, e.Name()), filepath.Join(real, e.Name()))
			}
		}
		if errors.Is(err, io.EOF) {
			return others, nil
		}
		if err != nil {
			return others, err
		}
	}
}

func (w *walker) regular(rel, real string) {
	if !isPost(rel) || w.files[real] {
		return
	}
	var size int64
	if info, err := os.Stat(real); err == nil { // else reading it will tell
		size = info.Size()
	}
	w.add(rel, size)
}

// follow takes what links lead to, unless it was reached before; so a loop ends.
func (w *walker) follow() {
	for len(w.links) > 0 {
		rel := w.links[0]
		w.links = w.links[1:]
		real, err := filepath.EvalSymlinks(filepath.Join(w.root.dir, rel))
		if err != nil {
			if isPost(rel) {
				w.add(rel, 0) // reading it will tell
			}
			continue
		}
		switch info, err := os.Stat(real); {
		case err != nil:
		case info.IsDir() && !w.reached(real):
			w.walk(rel, real)
		case info.Mode().IsRegular() && (!isPost(real) || !w.reached(real)):
			w.regular(rel, real)
			w.files[real] = w.files[real] || isPost(rel)
		}
	}
}

// reached tells whether a path lies in a folder that was walked, and is not hidden
// in it.
func (w *walker) reached(real string) bool {
	for !w.folders[real] {
		above := filepath.Dir(real)
		if above == real || strings.HasPrefix(filepath.Base(real), ".") {
			return false
		}
		real = above
	}
	return true
}

func (w *walker) add(rel string, size int64) {
	w.found.files = append(w.found.files, listed{in: w.root.home, path: filepath.ToSlash(rel), size: size})
}

// isPost tells a post from the other files of a folder; _index.md is Hugo's
// page about the folder itself.
func isPost(path string) bool {
	return IsMarkdown(path) && !strings.EqualFold(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), "_index")
}

// IsMarkdown tells whether a file's name ends as those of posts do: in .md,
// .markdown or .mdx, in any case.
func IsMarkdown(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".md", ".markdown", ".mdx":
		return true
	}
	return false
}
