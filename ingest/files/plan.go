package files

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"viewline/diagnostic"
	"viewline/ingest/naming"
	"viewline/store"
	"viewline/timeline"
)

// Plan says what a run has to do. It is made in three steps: New finds the posts on disk,
// Join compares each stored post with them, and Settle completes the plan.
type Plan struct {
	*found
	// Remove has the paths of stored posts to be removed first.
	Remove  []string
	loads   func(*File) bool
	drafts  bool // whether drafts are loaded
	prune   bool
	remove  func(*store.StoredPost) bool // of those that lie below none of the PATHs; never nil
	all     bool                         // whether all posts are read, even if they did not change
	blind   bool                         // whether no picture is read
	renames []rename
	leaving map[claim]string // paths of stored posts whose files go by another path from now on
}

// claim is the path under which a file wants to be stored, with the root that the path
// counts from.
type claim struct {
	root *root
	path string
}

// rename is a file that was found under another root than the one under which it is stored.
type rename struct {
	file  int // index
	under *root
	path  string // from there
	known uint64
	shows []timeline.PictureRef
}

// New finds the posts at the paths. An error is [ErrPath], or the context's.
func New(ctx context.Context, o Options) (*Plan, error) {
	f, err := find(ctx, o)
	if err != nil {
		return nil, err
	}
	p := &Plan{found: f, loads: o.Loads, drafts: o.Drafts, prune: o.Prune, remove: o.Elsewhere, all: o.All, leaving: map[claim]string{}}
	if p.remove == nil {
		p.remove = func(*store.StoredPost) bool { return false }
	}
	p.openAll()
	p.checkFolders(o.AllowEmpty)
	return p, nil
}

// checkFolders reports folders without posts. Nothing is removed then, unless allowEmpty is
// true: a folder that is suddenly empty is probably one that could not be mounted.
func (p *Plan) checkFolders(allowEmpty bool) {
	for _, f := range p.folders {
		switch {
		case f.posts > 0:
		case p.prune && !allowEmpty:
			p.diags.Add(f.shown, diagnostic.Position{}, diagnostic.Error,
				"no post in it, so nothing is removed; want files that end in .md, .markdown or .mdx, or the loader with --prune --allow-empty where all posts are to go")
		default:
			p.diags.Add(f.shown, diagnostic.Position{}, diagnostic.Warning, "no post in it; want files that end in .md, .markdown or .mdx")
		}
	}
	p.prune = p.prune && (allowEmpty || !slices.ContainsFunc(p.folders, func(f walked) bool { return f.posts == 0 }))
}

// Join looks for the file of a stored post, and tells it what is stored. A post
// without a file may have to be removed.
func (p *Plan) Join(s *store.StoredPost) {
	var known uint64
	if !p.all && (p.drafts || !s.Record.Draft) {
		known = naming.Brief(s.Record.Hash)
	}
	if root := p.roots[s.Record.Root]; root != nil {
		if i, ok := p.at(root, s.Path); ok {
			p.files[i].known, p.files[i].shows = known, s.Record.Pictures
			return
		}
	}
	abs := Absolute(s.Record.Root, s.Path)
	if abs == "" {
		p.elsewhere(s)
		return
	}
	for _, abs := range p.spellings(abs) {
		if i, ok := p.below(abs, ""); ok {
			p.renames = append(p.renames, rename{i, p.root(s.Record.Root), s.Path, known, s.Record.Pictures})
			return
		}
	}
	switch {
	case !p.covers(abs):
		p.elsewhere(s)
	case p.prune && Gone(abs):
		p.Remove = append(p.Remove, s.Path)
	}
}

// elsewhere is the turn of a stored post that lies below none of the PATHs.
func (p *Plan) elsewhere(s *store.StoredPost) {
	if p.remove(s) {
		p.Remove = append(p.Remove, s.Path)
	}
}

// spellings are the ways to write an absolute path: as it is, and with the symbolic links
// followed that lead to a PATH.
func (p *Plan) spellings(abs string) []string {
	all := []string{abs}
	for dir, real := range p.reals {
		if Within(dir, abs) {
			all = append(all, filepath.Join(real, filepath.FromSlash(relative(dir, abs))))
		}
	}
	slices.Sort(all[1:])
	return all
}

// Settle ends the plan, once all stored posts have joined.
func (p *Plan) Settle() {
	p.distrust()
	p.rename()
	p.refuse()
	for i := range p.files {
		if path, ok := p.leaving[p.files[i].claim()]; ok {
			p.Remove = append(p.Remove, path)
		}
	}
	slices.Sort(p.Remove)
	p.reportBroken()
}

// Len is how many posts are to be read.
func (p *Plan) Len() int { return len(p.files) }

// Size is how many bytes a post has, as its folder said.
func (p *Plan) Size(i int) int64 { return p.files[i].size }

// File is a post to be read. Posts stand in the order of their paths.
func (p *Plan) File(i int) *File {
	f := p.files[i].file()
	if p.blind {
		f.below = nil
	}
	return f
}

// WithoutPictures has no picture of a post read.
func (p *Plan) WithoutPictures() { p.blind = true }

// Refused is how many files must not be read.
func (p *Plan) Refused() int { return p.refused }

// Diagnostics are those of the search for posts, and of the files beside them.
func (p *Plan) Diagnostics() diagnostic.List { return p.diags }

func (l *listed) claim() claim { return claim{l.in.root, l.path} }

// distrust cancels the removals where a folder was replaced while it was walked, since all
// posts of the folder seem to be gone then.
func (p *Plan) distrust() {
	for _, f := range p.folders {
		if len(p.Remove) == 0 {
			return
		}
		if info, err := os.Stat(f.dir); err != nil || !os.SameFile(info, f.info) {
			p.Remove = nil
			p.diags.Add(f.shown, diagnostic.Position{}, diagnostic.Error, "the folder went away while it was read, so nothing is removed; run it again")
		}
	}
}

// rename makes a file keep one path, whichever PATH it is loaded by: the path from the
// outermost root that it was ever loaded under, unless its root is the same for all PATHs.
func (p *Plan) rename() {
	if len(p.renames) == 0 {
		return
	}
	for _, r := range p.renames {
		l := &p.files[r.file]
		// What is stored of a file stays if the file cannot be read any more.
		if !l.in.fixed && len(r.under.dir) < len(l.in.root.dir) || !p.loads(l.file()) {
			l.in, l.path, l.known, l.shows = p.staying(l, r.under), r.path, r.known, r.shows
			p.open(l.in.beside)
		} else {
			p.leaving[l.claim()] = r.path
		}
	}
	p.renames = nil
	p.sort()
}

// refuse removes from the plan the files that claim the same path, since nobody can tell
// which of them is the post. The stored post stays. A file that was found twice is one
// file.
func (p *Plan) refuse() {
	var kept []listed
	for i := 0; i < len(p.files); {
		n := i + 1
		for n < len(p.files) && p.files[n].path == p.files[i].path {
			n++
		}
		same := p.files[i:n]
		if len(same) > 1 {
			same = slices.CompactFunc(same, func(a, b listed) bool { return SameFile(a.file().Abs, b.file().Abs) })
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

// remedy says what the user can do about files that claim the same path.
func remedy(same []listed) string {
	if slices.ContainsFunc(same, func(l listed) bool { return l.in.fixed }) {
		return "rename one of the two, or load them into databases of their own"
	}
	return "load the folder above both"
}

// reportBroken reports how many posts are not read because of a broken file beside them.
func (p *Plan) reportBroken() {
	posts := map[*given]int{}
	for i := range p.files {
		if p.files[i].file().Refused() {
			posts[p.files[i].in.found]++
		}
	}
	for _, g := range slices.SortedFunc(maps.Keys(posts), func(a, b *given) int { return a.n - b.n }) {
		p.diags.Add(g.shown, diagnostic.Position{}, diagnostic.Error, "posts that are not read, since a file beside them cannot be understood: %d; "+
			"want people.yaml, papers.json, topics.yaml, sections.yaml and viewline.yaml that can be understood, or none", posts[g])
	}
}

// covers reports whether an absolute path lies below one of the given folders.
func (p *Plan) covers(abs string) bool {
	return slices.ContainsFunc(p.folders, func(f walked) bool { return Within(f.dir, abs) || Within(f.real, abs) })
}

// Absolute is the file of a stored post; empty for standard input.
func Absolute(root, path string) string {
	if root == "" {
		return ""
	}
	return filepath.Join(root, filepath.FromSlash(path))
}

// Gone reports whether a file does not exist; false where it cannot be reached.
func Gone(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}
