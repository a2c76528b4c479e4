package files

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"viewline/ingest/naming"
)

// walker finds the posts below a PATH. It takes no file and no folder twice, even where
// symbolic links lead to it: it knows them by their paths with all links followed.
type walker struct {
	*found
	*given
	ctx     context.Context //nolint:containedctx // a walker lives as long as its walk
	open    *fence
	folders map[string]bool // the folders that were walked, with all folders below them that are not hidden
	files   map[string]bool // the files that links led to
	links   []string        // symbolic links, relative to the PATH

	last   *place // the place of the last file that was no index
	lastIn string // the folder of that file
}

// walk takes the posts in a folder and below it. Links are left for later, so that a file
// that also lies below the PATH gets its own name, not that of a link.
func (w *walker) walk(rel, real string) {
	w.folder(rel, real)
	w.folders[real] = true
}

func (w *walker) folder(rel, real string) {
	if w.folders[real] || w.ctx.Err() != nil {
		return
	}
	others, err := w.entries(rel, real)
	if err != nil {
		w.complain(filepath.Join(w.shown, rel), err, "a folder that can be read")
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

// entries takes the posts in a folder, and returns the folders and links in it.
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
			case isPost(e.Name()):
				w.refuse(filepath.Join(rel, e.Name()), notRegular(e.Type()))
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
	if info, err := os.Stat(real); err == nil { // else the error is reported when the file is read
		size = info.Size()
	}
	w.add(rel, size)
}

// follow takes the files and folders that links lead to, unless they were reached before;
// so a loop of links ends.
func (w *walker) follow() {
	for len(w.links) > 0 && w.ctx.Err() == nil {
		rel := w.links[0]
		w.links = w.links[1:]
		if err := w.link(rel); err != nil {
			w.refuse(rel, err)
		}
	}
}

// link takes the file or folder that a link leads to. The error is that of a post or a
// folder that cannot be read.
func (w *walker) link(rel string) error {
	real, err := filepath.EvalSymlinks(filepath.Join(w.dir, rel))
	if err != nil {
		if isPost(rel) {
			w.add(rel, 0) // the error is reported when the file is read
		}
		return nil
	}
	info, err := os.Stat(real)
	if err != nil {
		return nil //nolint:nilerr // the file was removed a moment ago
	}
	folder := info.IsDir()
	if !folder && !isPost(rel) || folder && w.reached(real) {
		return nil
	}
	if w.open != nil && !Within(w.open.dir, real) {
		return &leaves{real}
	}
	switch {
	case folder:
		w.walk(rel, real)
	case !info.Mode().IsRegular():
		return notRegular(info.Mode())
	case !isPost(real) || !w.reached(real):
		w.regular(rel, real)
		w.files[real] = true
	}
	return nil
}

// reached reports whether a path lies in a folder that was walked, and is not hidden there.
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
	in := w.place(rel)
	path := filepath.ToSlash(rel)
	if in.skip > 0 {
		from := w.dir
		if !Within(in.root.dir, from) {
			from = w.real
		}
		path = relative(in.root.dir, from) + "/" + path
	} else if in.root.dir != w.dir {
		path = relative(in.root.dir, filepath.Join(w.dir, rel))
	}
	w.found.files = append(w.found.files, listed{in: in, path: path, size: size})
}

// place is the place of a file. It keeps the last place, as most files follow one of the
// same folder.
func (w *walker) place(rel string) *place {
	if naming.IsIndex(rel) {
		return w.placeOf(w.given, rel, w.open)
	}
	if folder := filepath.Dir(rel); w.last == nil || folder != w.lastIn {
		w.last, w.lastIn = w.placeOf(w.given, rel, w.open), folder
	}
	return w.last
}

// refuse reports a post, or a folder that a link leads to, that must not be read.
func (w *walker) refuse(rel string, err error) {
	want := "a regular file"
	if _, leaves := errors.AsType[*leaves](err); leaves {
		want = "a file or folder in it, or --follow-links"
	}
	w.refused++
	w.complain(filepath.Join(w.shown, rel), err, want)
}
