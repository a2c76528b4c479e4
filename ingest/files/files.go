package files

import (
	"context"
	"fmt"
	"io"
	"os"
	slashpath "path"
	"path/filepath"
	"slices"
	"strings"

	"viewline/diagnostic"
	"viewline/ingest/naming"
	"viewline/timeline"
)

// stdin is the PATH of standard input.
const stdin = "-"

// listed is a file that waits to be read, in the form that takes the least memory.
type listed struct {
	in    *place
	path  string                // Post.Path: relative to the root, with forward slashes
	size  int64                 // bytes; what the folder said before the file was read
	known uint64                // the number of the stored post's hash; 0 where the file has to be read
	shows []timeline.PictureRef // the pictures of the stored post; nil where there are none
}

func (l *listed) shown() string {
	return filepath.Join(l.in.shown, filepath.FromSlash(l.path[l.in.skip:]))
}

// found are the files of a run.
type found struct {
	followLinks bool
	files       []listed
	given       []*given // folders of the PATHs
	folders     []walked // the folders among the PATHs
	diags       diagnostic.List
	refused     int // how many files must not be read; they were reported already

	roots    map[string]*root // by folder
	places   map[placed]*place
	besides  map[besideKey]*beside
	sites    map[string]site           // by absolute folder
	reals    map[string]string         // the folders of PATHs with symbolic links followed, where that gives another path
	mappings map[string]*folderMapping // by absolute folder
	there    map[string]bool           // whether a file or a folder is at a path
	told     map[string]bool           // the files beside posts whose diagnostics were reported
}

// walked is a folder among the PATHs.
type walked struct {
	*given
	info  os.FileInfo // of the folder, before it was walked
	posts int         // how many posts were found in the folder, including those that cannot be read
}

func newFound(o Options) *found {
	return &found{
		followLinks: o.FollowLinks, roots: map[string]*root{}, places: map[placed]*place{}, besides: map[besideKey]*beside{},
		sites: map[string]site{}, reals: map[string]string{}, mappings: map[string]*folderMapping{}, there: map[string]bool{}, told: map[string]bool{},
	}
}

// find lists the posts at the paths, in the order of their own paths.
func find(ctx context.Context, o Options) (*found, error) {
	f := newFound(o)
	for _, p := range o.Paths {
		if p == stdin {
			if err := f.stdin(o.Stdin); err != nil {
				return nil, err
			}
			continue
		}
		if err := f.add(ctx, p); err != nil {
			return nil, fmt.Errorf("%w %q: %w", ErrPath, p, Reason(err))
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	f.once()
	return f, nil
}

// stdin adds the post on standard input, unless it was added already.
func (f *found) stdin(in io.Reader) error {
	if f.roots[""] != nil {
		return nil
	}
	src, err := io.ReadAll(io.LimitReader(in, MaxSize+1))
	if err != nil {
		return fmt.Errorf("%w -: standard input: %w; give a post on it", ErrPath, Reason(err))
	}
	r := f.root("")
	r.src = src
	f.files = append(f.files, listed{in: &place{placed: placed{root: r, found: &given{n: len(f.given)}, fixed: true}}, path: "stdin.md", size: int64(len(src))})
	return nil
}

// give adds the folder of a PATH.
func (f *found) give(dir, shown string) (*given, error) {
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	g := &given{n: len(f.given), dir: dir, real: real, shown: shown}
	f.given = append(f.given, g)
	if real != dir {
		f.reals[dir] = real
	}
	if !f.followLinks {
		g.fence = newFence(real)
	}
	return g, nil
}

func (f *found) add(ctx context.Context, path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		g, err := f.give(filepath.Dir(abs), filepath.Dir(path))
		if err != nil {
			return err
		}
		w := walker{found: f, given: g}
		w.add(filepath.Base(abs), info.Size())
		return nil
	}
	g, err := f.give(abs, path)
	if err != nil {
		return err
	}
	before := len(f.files) + f.refused
	w := walker{found: f, given: g, ctx: ctx, open: g.fence, folders: map[string]bool{}, files: map[string]bool{}}
	w.walk("", g.real)
	w.follow()
	f.folders = append(f.folders, walked{g, info, len(f.files) + f.refused - before})
	return ctx.Err()
}

// once sorts the files, and drops the duplicates of files that two PATHs lead to. The file
// is named by the outer PATH.
func (f *found) once() {
	f.sort()
	f.files = slices.CompactFunc(f.files, func(a, b listed) bool { return a.path == b.path && a.in.root == b.in.root })
	if len(f.roots) == 1 {
		return
	}
	var outermost []listed
	for _, l := range f.files {
		if _, twice := f.below(l.in.root.dir, l.path); !twice || l.in.fixed {
			outermost = append(outermost, l)
		}
	}
	f.files = outermost
}

// sort sorts the files by their paths. Of two files with the same path, the one whose PATH
// was given first stands first.
func (f *found) sort() {
	slices.SortFunc(f.files, func(a, b listed) int {
		if c := strings.Compare(a.path, b.path); c != 0 {
			return c
		}
		return a.in.found.n - b.in.found.n
	})
}

// at is the index of the file with a path, which counts from the root; false where there is
// none.
func (f *found) at(in *root, path string) (i int, ok bool) {
	i, ok = slices.BinarySearchFunc(f.files, path, func(l listed, path string) int { return strings.Compare(l.path, path) })
	for ; ok && i < len(f.files) && f.files[i].path == path; i++ {
		if f.files[i].in.root == in {
			return i, true
		}
	}
	return 0, false
}

// below is the index of a file, given as a folder and the path from that folder. The file
// is searched for under every root at or above the folder.
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

// isPost reports whether a file is a post. Not a post is _index.md, Hugo's page about a
// folder.
func isPost(path string) bool {
	return naming.IsMarkdown(path) && !strings.EqualFold(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), "_index")
}
