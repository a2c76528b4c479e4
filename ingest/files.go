package ingest

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"viewline/source"
)

// stdin is the PATH of standard input.
const stdin = "-"

// file is a post on disk, or on standard input.
type file struct {
	path  string // Post.Path: relative to the root, with forward slashes
	abs   string // absolute path; empty for standard input
	shown string // as the user gave it
	root  *root
	size  int64  // bytes, as far as known before reading
	known string // the hash of what is stored of it; empty: to be read
	src   []byte // of standard input only
}

// found are the files of a run.
type found struct {
	files   []*file
	folders []string // absolute paths of the folders among the PATHs
	diags   source.List
	roots   map[string]*root // by folder
}

// find lists the posts at the paths, in the order of the paths.
func find(paths []string, in io.Reader) (*found, error) {
	f := &found{roots: map[string]*root{}}
	for _, p := range paths {
		if p == stdin {
			src, err := io.ReadAll(io.LimitReader(in, maxSource+1))
			if err != nil {
				return nil, fmt.Errorf("read standard input: %w", err)
			}
			f.files = append(f.files, &file{path: "stdin.md", shown: "stdin.md", root: f.root("", ""), size: int64(len(src)), src: src})
			continue
		}
		if err := f.add(p); err != nil {
			return nil, fmt.Errorf("%w %q: %w", ErrPath, p, reason(err))
		}
	}
	return f, nil
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
	w := walker{found: f, root: f.root(abs, path), seen: map[string]bool{}}
	w.folder("", real)
	w.follow()
	if len(f.files) == before {
		f.diags.Add(path, source.Position{}, source.Warning, "no post in it; want files that end in .md")
	}
	return nil
}

// walker finds the posts below a root.
type walker struct {
	*found
	root  *root
	seen  map[string]bool // folders and files, without symbolic links in their paths
	links []string        // symbolic links, relative to the root
}

// folder takes the posts in a folder and below it. Links are left for later, so
// that what stands in the root goes by its own name.
func (w *walker) folder(rel, real string) {
	if w.seen[real] {
		return
	}
	w.seen[real] = true
	entries, err := os.ReadDir(real)
	if err != nil {
		w.diags.Add(filepath.Join(w.root.shown, rel), source.Position{}, source.Error, "%v; want a folder that can be read", reason(err))
	}
	for _, e := range entries {
		path := filepath.Join(rel, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.Type()&fs.ModeSymlink != 0:
			w.links = append(w.links, path)
		case e.IsDir():
			w.folder(path, filepath.Join(real, e.Name()))
		case e.Type().IsRegular():
			w.regular(path, filepath.Join(real, e.Name()))
		}
	}
}

func (w *walker) regular(rel, real string) {
	if !isPost(rel) || w.seen[real] {
		return
	}
	w.seen[real] = true
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
		case info.IsDir():
			w.folder(rel, real)
		case info.Mode().IsRegular():
			w.regular(rel, real)
		}
	}
}

func (w *walker) add(rel string, size int64) {
	w.files = append(w.files, &file{
		path:  filepath.ToSlash(rel),
		abs:   filepath.Join(w.root.dir, rel),
		shown: filepath.Join(w.root.shown, rel),
		root:  w.root,
		size:  size,
	})
}

// isPost tells a post from the other files of a folder; _index.md is Hugo's
// page about the folder itself.
func isPost(path string) bool {
	return isMarkdown(path) && !strings.EqualFold(filepath.Base(path), "_index.md")
}

func isMarkdown(path string) bool { return strings.EqualFold(filepath.Ext(path), ".md") }
