package ingest

import (
	"context"
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
	drafts  bool  // whether drafts are loaded
	prune   bool
	check   bool // whether all posts are parsed, also those that are as they are stored
	renames []rename
	leaving map[claim]int // numbers of stored posts whose files go by another path from now on
}

// claim is the path that a file claims, with the root that it counts from.
type claim struct {
	root *root
	path string
}

// rename is for a file that is stored under another root than it was found in.
type rename struct {
	file   int // index
	under  *root
	path   string // from there
	number int    // of the stored post
	known  uint64
}

func newPlan(ctx context.Context, o Options) (*plan, error) {
	f, err := find(ctx, o)
	if err != nil {
		return nil, err
	}
	p := &plan{found: f, drafts: o.Drafts, prune: o.Prune, check: o.Check, leaving: map[claim]int{}}
	p.openAll()
	p.checkFolders(o.AllowEmpty)
	return p, nil
}

// checkFolders tells of folders without posts. Nothing is removed then, unless that is
// allowed: a folder that is empty of a sudden is rather one that could not be mounted.
func (p *plan) checkFolders(allowEmpty bool) {
	for _, f := range p.folders {
		switch {
		case f.posts > 0:
		case p.prune && !allowEmpty:
			p.diags.Add(f.shown, diagnostic.Position{}, diagnostic.Error,
				"no post in it, so nothing is removed; want files that end in .md, .markdown or .mdx, or --allow-empty where all posts are to go")
		default:
			p.diags.Add(f.shown, diagnostic.Position{}, diagnostic.Warning, "no post in it; want files that end in .md, .markdown or .mdx")
		}
	}
	p.prune = p.prune && (allowEmpty || !slices.ContainsFunc(p.folders, func(f walked) bool { return f.posts == 0 }))
}

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
	for _, abs := range p.spellings(abs) {
		if i, ok := p.below(abs, ""); ok {
			p.renames = append(p.renames, rename{i, p.root(s.Record.Root), s.Path, number, known})
			return
		}
	}
	if p.prune && p.covers(abs) && gone(abs) {
		p.remove = append(p.remove, number)
	}
}

// spellings are an absolute path as it is, and without the links that lead to a PATH.
func (p *plan) spellings(abs string) []string {
	all := []string{abs}
	for dir, real := range p.reals {
		if within(dir, abs) {
			all = append(all, filepath.Join(real, filepath.FromSlash(relative(dir, abs))))
		}
	}
	slices.Sort(all[1:])
	return all
}

// settle ends the plan, once all stored posts are in the stock. Posts that clash in
// their keys are read again.
func (p *plan) settle(s *stock, clashing []int) {
	p.distrust()
	p.rename()
	p.refuse()
	for i := range p.files {
		if number, ok := p.leaving[p.files[i].claim()]; ok {
			p.remove = append(p.remove, number)
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

func (l *listed) claim() claim { return claim{l.in.root, l.path} }

// distrust removes nothing where a folder is no more the one that was walked: all that
// was in it seems to be gone then.
func (p *plan) distrust() {
	for _, f := range p.folders {
		if len(p.remove) == 0 {
			return
		}
		if info, err := os.Stat(f.dir); err != nil || !os.SameFile(info, f.info) {
			p.remove = nil
			p.diags.Add(f.shown, diagnostic.Position{}, diagnostic.Error, "the folder went away while it was read, so nothing is removed; run it again")
		}
	}
}

// rename sees to it that a file keeps one name however it is loaded: that below the
// outermost folder it was ever loaded from, unless something tells its root for all
// PATHs.
func (p *plan) rename() {
	if len(p.renames) == 0 {
		return
	}
	for _, r := range p.renames {
		l := &p.files[r.file]
		// What is stored of a file stays if the file cannot be read any more.
		if !l.in.fixed && len(r.under.dir) < len(l.in.root.dir) || !p.loads(l) {
			l.in, l.path, l.known = p.staying(l, r.under), r.path, r.known
			p.open(l.in.beside)
		} else {
			p.leaving[l.claim()] = r.number
		}
	}
	p.renames = nil
	p.sort()
}

// refuse takes out of the plan the files that claim one path: which of them is the
// post nobody can tell. What is stored of it stays. A file that was found twice is one.
func (p *plan) refuse() {
	var kept []listed
	for i := 0; i < len(p.files); {
		n := i + 1
		for n < len(p.files) && p.files[n].path == p.files[i].path {
			n++
		}
		same := p.files[i:n]
		if len(same) > 1 {
			same = slices.CompactFunc(same, func(a, b listed) bool { return sameFile(a.file().abs, b.file().abs) })
		}
		if i = n; len(same) == 1 {
			kept = append(kept, same[0])
			continue
		}
		for j := range same {
			p.refused++
			other := same[(j+1)%len(same)]
			p.diags.Add(same[j].shown(), diagnostic.Position{}, diagnostic.Error, "its path, %s, is also that of %s; neither is read; %s", same[j].path, other.shown(), remedy(same))
		}
	}
	p.files = kept
}

// remedy is what to do about files that claim one path.
func remedy(same []listed) string {
	if slices.ContainsFunc(same, func(l listed) bool { return l.in.fixed }) {
		return "rename one of the two, or load them into databases of their own"
	}
	return "load the folder above both"
}

// loads tells whether the file can be read, and is to be.
func (p *plan) loads(l *listed) bool {
	doc := l.file().read().doc
	return doc != nil && (p.drafts || !doc.Post.Draft)
}

// reportBroken says what becomes of the posts that broken files beside them hold back.
func (p *plan) reportBroken() {
	posts := map[*given]int{}
	for i := range p.files {
		if f := p.files[i].file(); f.beside.refuses(f.folder()) {
			posts[p.files[i].in.found]++
		}
	}
	for _, g := range slices.SortedFunc(maps.Keys(posts), func(a, b *given) int { return a.n - b.n }) {
		p.diags.Add(g.shown, diagnostic.Position{}, diagnostic.Error, "posts that are not read, since what they come to depends on the files beside them: %d; "+
			"want people.yaml, papers.json, topics.yaml, sections.yaml and viewline.yaml that can be understood, or none", posts[g])
	}
}

// covers tells whether a file would lie below the given folders.
func (p *plan) covers(abs string) bool {
	return slices.ContainsFunc(p.folders, func(f walked) bool { return within(f.dir, abs) || within(f.real, abs) })
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
