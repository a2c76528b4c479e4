package ingest

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"

	"viewline/diagnostic"
	"viewline/post"
)

// The files beside posts say how the posts are to be read. Each is looked for in the
// folder of a post and then above it, up to the post's root or the PATH, whichever is
// further out: of people.yaml, papers.json, topics.yaml and sections.yaml the nearest
// one counts, of viewline.yaml all do.

// lists are the files of which the nearest counts, each with what reads it.
var lists = []struct {
	name string
	read func(to *post.Contents, path string, src []byte) (entries int, diags diagnostic.List)
}{
	{"people.yaml", func(to *post.Contents, path string, src []byte) (int, diagnostic.List) {
		return into(&to.People, post.ReadPeople, path, src)
	}},
	{"papers.json", func(to *post.Contents, path string, src []byte) (int, diagnostic.List) {
		return into(&to.Papers, post.ReadPapers, path, src)
	}},
	{"topics.yaml", func(to *post.Contents, path string, src []byte) (int, diagnostic.List) {
		return into(&to.Topics, post.ReadTopics, path, src)
	}},
	{"sections.yaml", func(to *post.Contents, path string, src []byte) (int, diagnostic.List) {
		return into(&to.Sections, post.ReadSections, path, src)
	}},
}

// into has the entries that a file is read as go to a list, and counts them.
func into[T any](list *[]T, read func(path string, src []byte) ([]T, diagnostic.List), path string, src []byte) (int, diagnostic.List) {
	entries, diags := read(path, src)
	*list = entries
	return len(entries), diags
}

// nearest are the folders that have the lists for a post, in their order; empty where
// there is none.
type nearest [4]string

// besideKey is what tells what stands beside some posts from what stands beside others.
type besideKey struct {
	found  *given
	root   *root
	top    string // absolute: the outermost folder whose files count
	lists  nearest
	unsure string // see site
}

// beside is what stands beside the posts that share it.
type beside struct {
	besideKey
	library  *post.Library
	contents post.Contents // that the library is made of
	digest   string        // of the lists
	broken   bool          // no post may be read
	folders  map[string]*ruled
}

// ruled is a folder of posts, by its absolute path, with the mappings that hold there.
type ruled struct {
	digest string // of the lists and the mappings
	mapped bool   // there is a mapping
	broken bool   // one of them cannot be understood
}

// besideOf is what stands beside the posts in a folder.
func (f *found) besideOf(g *given, r *root, top, folder string) *beside {
	key := besideKey{found: g, root: r, top: top}
	if s := f.site(folder); s.git == "" {
		key.unsure = s.unsure
	}
	for i, list := range lists {
		key.lists[i] = f.nearest(list.name, top, folder)
	}
	b := f.besides[key]
	if b == nil {
		b = &beside{besideKey: key, folders: map[string]*ruled{}}
		f.besides[key] = b
	}
	if _, known := b.folders[folder]; !known {
		b.folders[folder] = nil // to be looked at
	}
	return b
}

// nearest is the nearest folder with a file of a name, from a folder up to the top;
// empty where there is none.
func (f *found) nearest(name, top, folder string) string {
	for {
		if f.has(filepath.Join(folder, name)) {
			return folder
		}
		if folder == top || !within(top, folder) {
			return ""
		}
		folder = filepath.Dir(folder)
	}
}

// has tells whether something stands at a path, and asks the disk once.
func (f *found) has(path string) bool {
	has, known := f.there[path]
	if !known {
		has = exists(path)
		f.there[path] = has
	}
	return has
}

// open reads what stands beside posts, as far as it was not read before.
func (f *found) open(b *beside) {
	first := b.library == nil
	if first {
		f.readLists(b)
	}
	mappings := 0
	for _, folder := range slices.Sorted(maps.Keys(b.folders)) {
		if b.folders[folder] == nil {
			mappings += f.rule(b, folder)
		}
	}
	if first || mappings > 0 {
		b.library = post.NewLibrary(b.contents)
	}
}

// openAll does so for all posts, in an order that does not depend on the disk's.
func (f *found) openAll() {
	for _, b := range f.besideInOrder() {
		f.open(b)
	}
}

func (f *found) besideInOrder() []*beside {
	return slices.SortedFunc(maps.Values(f.besides), func(a, b *beside) int {
		return cmp.Or(a.found.n-b.found.n, cmp.Compare(a.root.dir, b.root.dir), cmp.Compare(a.top, b.top),
			slices.Compare(a.lists[:], b.lists[:]), cmp.Compare(a.unsure, b.unsure))
	})
}

// readLists reads the lists. One that brings up errors and has not a single entry keeps
// the posts from being read: what they say without it would be something else.
func (f *found) readLists(b *beside) {
	for i, list := range lists {
		dir := b.lists[i]
		if dir == "" {
			b.digest = digested(b.digest, nil)
			continue
		}
		path := filepath.Join(dir, list.name)
		src, err := f.fenceOf(b.found, dir).readBeside(path)
		b.digest = digested(b.digest, src)
		if errors.Is(err, fs.ErrNotExist) && !exists(path) {
			continue // it went a moment ago
		}
		shown, told := filepath.Join(b.found.shownOf(dir), list.name), f.told[path]
		f.told[path] = true
		if err != nil {
			b.broken = true
			if !told {
				f.complain(shown, err, "a file that can be read")
			}
			continue
		}
		entries, diags := 0, diagnostic.List{}
		guarded(shown, &diags, func() { entries, diags = list.read(&b.contents, shown, src) })
		b.broken = b.broken || entries == 0 && diags.HasErrors()
		if !told {
			f.diags = append(f.diags, diags...)
		}
	}
	if b.unsure != "" {
		b.broken = true
		f.tellMapping(b.found, b.unsure)
	}
}

// origin is the folder that the paths of mappings count from: the outermost of those
// that count, or the root where that lies above it.
func (b *beside) origin() string {
	if within(b.root.dir, b.top) {
		return b.root.dir
	}
	return b.top
}

func (b *beside) rel(folder string) string { return relative(b.origin(), folder) }

// below is the path of the root from the origin; empty where they are one.
func (b *beside) below() string {
	if rel := relative(b.origin(), b.root.dir); rel != "." {
		return rel
	}
	return ""
}

// refuses tells whether the posts in an absolute folder must not be read, since a file
// that they depend on cannot be understood.
func (b *beside) refuses(folder string) bool {
	return b != nil && (b.broken || b.folders[folder] != nil && b.folders[folder].broken)
}

// digestOf covers the files that the posts in an absolute folder depend on.
func (b *beside) digestOf(folder string) string {
	switch {
	case b == nil:
		return ""
	case b.folders[folder] == nil:
		return b.digest
	}
	return b.folders[folder].digest
}

// digested is a digest that covers a text as well.
func digested(digest string, src []byte) string {
	sum := sha256.Sum256(append([]byte(digest), src...))
	return hex.EncodeToString(sum[:])
}

// folder is the absolute folder of a post, as it is among the folders of what stands
// beside it.
func (f *file) folder() string {
	if f.abs == "" {
		return ""
	}
	return filepath.Dir(f.abs)
}
