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

	"viewline/diagnostic"
	"viewline/store"
)

// plan is what a run is to do. It is made in three steps: newPlan finds the posts,
// join tells of each stored one, and settle ends it.
type plan struct {
	*found
	remove  []int // numbers of stored posts to be removed first
	refused int   // files that are not to be read
	drafts  bool  // whether drafts are loaded
	prune   bool
	check   bool // whether all posts are parsed, also those that are as they are stored
	renames []rename
	places  map[route]*place // of files to be renamed
}

// route is the way of files that were found in a root and are stored under another,
// where they are to stay or not.
type route struct {
	in, under *root
	stays     bool
}

// rename is for a file that is stored under another root than it was found in.
type rename struct {
	file  int // index
	under *root
	known uint64
}

func newPlan(o Options) (*plan, error) {
	f, err := find(o.Paths, o.Stdin)
	if err != nil {
		return nil, err
	}
	p := &plan{found: f, drafts: o.Drafts, prune: o.Prune, check: o.Check, places: map[route]*place{}}
	folders := foldersOf(p.files)
	for _, r := range slices.SortedFunc(maps.Keys(folders), func(a, b *root) int { return a.n - b.n }) {
		p.open(r, folders[r])
	}
	return p, nil
}

// open reads what stands beside the posts.
func (p *plan) open(r *root, folders []string) { p.diags = append(p.diags, r.open(folders)...) }

// join looks for the file of a stored post, and tells it what is stored. A post
// without a file may have to be removed.
func (p *plan) join(s *store.StoredPost, number int) {
	var known uint64
	if !p.check && (p.drafts || !s.Record.Draft) {
		known = brief(s.Record.Hash)
	}
	if root := p.roots[s.Record.Root]; root != nil {
		if i, ok := p.at(root, s.Path); ok {
			p.files[i].known = known
			return
		}
	}
	abs := absolute(s)
	if abs == "" {
		return
	}
	if i, ok := p.below(abs, ""); ok {
		p.renames = append(p.renames, rename{i, p.root(s.Record.Root, s.Record.Root), known})
	} else if p.prune && p.covers(abs) && gone(abs) {
		p.remove = append(p.remove, number)
	}
}

// settle ends the plan, once all stored posts are in the stock. Posts that clash in
// their keys are read again.
func (p *plan) settle(s *stock, clashing []int) {
	p.rename()
	p.refuse()
	for i := range p.files {
		if l := &p.files[i]; l.in.was != nil {
			if number, ok := s.post(l.in.was.rel(l.file().abs)); ok {
				p.remove = append(p.remove, number)
			}
		}
	}
	slices.Sort(p.remove)
	for _, number := range clashing {
		i, ok := slices.BinarySearchFunc(p.files, s.path(number), func(l listed, path string) int { return strings.Compare(l.path, path) })
		if ok {
			p.files[i].known = 0
		}
	}
	p.reportBroken()
}

// rename sees to it that a file keeps one name however it is loaded: that below the
// outermost folder it was ever loaded from.
func (p *plan) rename() {
	if len(p.renames) == 0 {
		return
	}
	under := p.foldersUnder()
	for _, r := range p.renames {
		l := &p.files[r.file]
		// What is stored of a file stays if the file cannot be read any more.
		if len(r.under.dir) < len(l.in.root.dir) || !p.loads(l) {
			abs := l.file().abs
			l.in, l.path, l.known = p.staying(l.in.found, r.under), r.under.rel(abs), r.known
			p.open(r.under, under[r.under])
			delete(under, r.under)
		} else {
			l.in = p.leaving(l.in.found, r.under)
		}
	}
	p.renames = nil
	p.sort()
}

// foldersUnder lists the folders of the files that are stored under other roots.
func (p *plan) foldersUnder() map[*root][]string {
	stored := make([]listed, len(p.renames))
	for i, r := range p.renames {
		stored[i] = listed{in: r.under.home, path: r.under.rel(p.files[r.file].file().abs)}
	}
	return foldersOf(stored)
}

// staying is the place of files that were found in a root and stay under another.
func (p *plan) staying(in, under *root) *place {
	way := route{in, under, true}
	at := p.places[way]
	if at == nil {
		at = &place{root: under, found: in, shown: in.shown}
		if len(under.dir) < len(in.dir) {
			at.skip = len(under.rel(in.dir)) + len("/")
		} else {
			at.shown = filepath.Join(in.shown, filepath.FromSlash(in.rel(under.dir)))
		}
		p.places[way] = at
	}
	return at
}

// leaving is the place of files that were found in a root and leave another.
func (p *plan) leaving(in, under *root) *place {
	way := route{in, under, false}
	if p.places[way] == nil {
		p.places[way] = &place{root: in, found: in, shown: in.shown, was: under}
	}
	return p.places[way]
}

// refuse takes out of the plan all but one of the files with the same path.
func (p *plan) refuse() {
	var last listed
	p.files = slices.DeleteFunc(p.files, func(l listed) bool {
		if l.path != last.path {
			last = l
			return false
		}
		p.refused++
		p.diags.Add(l.shown(), diagnostic.Position{}, diagnostic.Error,
			"its path, %s, is also that of %s; load the folder above both", l.path, last.shown())
		return true
	})
}

// loads tells whether the file can be read, and is to be.
func (p *plan) loads(l *listed) bool {
	doc := l.file().read().doc
	return doc != nil && (p.drafts || !doc.Post.Draft)
}

// reportBroken says what becomes of the posts of a broken root.
func (p *plan) reportBroken() {
	posts := map[*root]int{}
	for _, l := range p.files {
		if l.in.root.refuses(l.path) {
			posts[l.in.root]++
		}
	}
	for _, r := range slices.SortedFunc(maps.Keys(posts), func(a, b *root) int { return a.n - b.n }) {
		p.diags.Add(r.shown, diagnostic.Position{}, diagnostic.Error, "posts that are not read, since what they come to depends on the files beside them: %d; "+
			"want people.yaml, papers.json, topics.yaml, sections.yaml and viewline.yaml that can be understood, or none", posts[r])
	}
}

// covers tells whether a file would lie below the given folders.
func (p *plan) covers(abs string) bool {
	return slices.ContainsFunc(p.folders, func(folder string) bool {
		rel, err := filepath.Rel(folder, abs)
		return err == nil && filepath.IsLocal(rel)
	})
}

// absolute is the file of a stored post; empty for standard input.
func absolute(p *store.StoredPost) string {
	if p.Record.Root == "" {
		return ""
	}
	return filepath.Join(p.Record.Root, filepath.FromSlash(p.Path))
}

// gone tells a file that is not there from one that cannot be reached.
func gone(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}
