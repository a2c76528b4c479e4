package ingest

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"viewline/source"
	"viewline/store"
)

// plan is what a run is to do.
type plan struct {
	files   []*file  // to be read, in the order of their paths
	remove  []string // stored posts to be removed first
	refused int      // files that are not to be read
	drafts  bool     // whether drafts are loaded
	diags   source.List
}

// newPlan finds the posts and tells which of them are which stored ones.
func newPlan(o Options, stored map[string]*store.StoredPost) (*plan, error) {
	f, err := find(o.Paths, o.Stdin)
	if err != nil {
		return nil, err
	}
	p := &plan{diags: f.diags, drafts: o.Drafts}
	f.files = once(f.files)
	f.open(p)
	left := maps.Clone(stored)
	f.rejoin(left, p)
	for _, file := range p.files {
		p.compare(file, left[file.path])
	}
	p.reportBroken()
	if o.Prune {
		p.prune(f.folders, left)
	}
	slices.SortFunc(p.files, func(a, b *file) int { return strings.Compare(a.path, b.path) })
	slices.Sort(p.remove)
	return p, nil
}

// once drops files that were reached by two PATHs; the outer one names them.
func once(files []*file) []*file {
	byFile := map[string]*file{}
	return slices.DeleteFunc(files, func(f *file) bool {
		first := byFile[f.abs]
		if first == nil {
			byFile[f.abs] = f
			return false
		}
		if len(f.root.dir) < len(first.root.dir) {
			*first = *f
		}
		return true
	})
}

// open reads what stands beside the posts.
func (f *found) open(p *plan) {
	for _, file := range f.files {
		p.diags = append(p.diags, file.root.open()...)
	}
}

// rejoin takes the files into the plan. A file keeps one name however it is
// loaded: that below the outermost folder it was ever loaded from. What goes for that is
// taken out of stored.
func (f *found) rejoin(stored map[string]*store.StoredPost, p *plan) {
	names := map[string]*store.StoredPost{}
	for _, s := range stored {
		names[absolute(s)] = s
	}
	taken := map[string]*file{}
	for _, file := range f.files {
		s := names[file.abs]
		renamed := file.abs != "" && s != nil && s.Source.Root != file.root.dir
		// What is stored of a file stays if the file cannot be read any more.
		if renamed && (len(s.Source.Root) < len(file.root.dir) || !p.loads(file)) {
			file.path, file.root, renamed = s.Path, f.root(s.Source.Root, s.Source.Root), false
			p.diags = append(p.diags, file.root.open()...)
		}
		if other := taken[file.path]; other != nil {
			p.refused++
			p.diags.Add(file.shown, source.Position{}, source.Error,
				"its path, %s, is also that of %s; load the folder above both", file.path, other.shown)
			continue
		}
		taken[file.path] = file
		p.files = append(p.files, file)
		if renamed {
			p.remove = append(p.remove, s.Path)
			delete(stored, s.Path)
		}
	}
}

// loads tells whether the file can be read, and is to be.
func (p *plan) loads(f *file) bool {
	doc := f.read().doc
	return doc != nil && (p.drafts || !doc.Post.Draft)
}

// compare tells the file what is stored of it, and warns where that is another
// file's.
func (p *plan) compare(f *file, stored *store.StoredPost) {
	if stored == nil {
		return
	}
	if stored.Source.Root == f.root.dir {
		if p.drafts || !stored.Source.Draft {
			f.known = stored.Source.Hash
		}
	} else if other := absolute(stored); other != "" && !gone(other) {
		p.diags.Add(f.shown, source.Position{}, source.Warning,
			"replaces the post of the same path that was loaded from %s; to keep both, load the folder above both", stored.Source.Root)
	}
}

// reportBroken says what becomes of the posts of a broken root.
func (p *plan) reportBroken() {
	posts := map[*root]int{}
	for _, f := range p.files {
		if f.root.broken {
			posts[f.root]++
		}
	}
	for r, n := range posts {
		p.diags.Add(r.shown, source.Position{}, source.Error, "posts that are not read, since what they come to depends on the files beside them: %d; "+
			"want people.yaml, papers.json, topics.yaml and sections.yaml that can be understood, or none", n)
	}
}

// prune removes the stored posts below the folders whose files are gone.
func (p *plan) prune(folders []string, stored map[string]*store.StoredPost) {
	for _, s := range stored {
		abs := absolute(s)
		below := func(folder string) bool {
			rel, err := filepath.Rel(folder, abs)
			return err == nil && filepath.IsLocal(rel)
		}
		if abs != "" && slices.ContainsFunc(folders, below) && gone(abs) {
			p.remove = append(p.remove, s.Path)
		}
	}
}

// absolute is the file of a stored post; empty for standard input.
func absolute(p *store.StoredPost) string {
	if p.Source.Root == "" {
		return ""
	}
	return filepath.Join(p.Source.Root, filepath.FromSlash(p.Path))
}

// gone tells a file that is not there from one that cannot be reached.
func gone(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}
