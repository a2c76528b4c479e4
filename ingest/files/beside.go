package files

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

// The files beside posts say how the posts are to be read. They are searched for in the
// folder of a post and in the folders above it, up to the post's root or the PATH,
// whichever is further out. Of people.yaml, papers.json, topics.yaml and sections.yaml only
// the nearest file counts; all files viewline.yaml count.

// lists are the names of the files of which only the nearest counts, each with the function
// that reads it.
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

// into reads a file, appends its entries to a list, and returns how many entries there are.
func into[T any](list *[]T, read func(path string, src []byte) ([]T, diagnostic.List), path string, src []byte) (int, diagnostic.List) {
	entries, diags := read(path, src)
	*list = entries
	return len(entries), diags
}

// nearest has the folder with the nearest file for each of lists, in the same order; empty
// where no folder has the file.
type nearest [4]string

// besideKey identifies a set of files beside posts: posts with equal keys share the files.
type besideKey struct {
	found  *given
	root   *root
	top    string // the outermost folder whose files count; an absolute path
	lists  nearest
	unsure string // see site
}

// beside has the files beside posts, for all posts that share them.
type beside struct {
	besideKey
	library  *post.Library
	contents post.Contents // the entries that the library is made of
	digest   string        // of the contents of the lists
	broken   bool          // whether a list cannot be understood, so that no post may be read
	folders  map[string]*ruled
}

// ruled is a folder of posts, with what the mappings that count there come to. A mapping is
// a viewline.yaml.
type ruled struct {
	digest string // of the lists and the mappings
	mapped bool   // whether there is a mapping
	broken bool   // whether one of the mappings cannot be understood
}

// besideOf finds the files beside the posts in a folder. It does not read them; see
// [found.open].
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
		b.folders[folder] = nil // the mappings of the folder are still to be read
	}
	return b
}

// nearest is the nearest folder that has a file with the name, from folder up to top; empty
// where there is none.
func (f *found) nearest(name, top, folder string) string {
	for {
		if f.has(filepath.Join(folder, name)) {
			return folder
		}
		if folder == top || !Within(top, folder) {
			return ""
		}
		folder = filepath.Dir(folder)
	}
}

// has reports whether a file or a folder is at a path. It asks the disk once for each path.
func (f *found) has(path string) bool {
	has, known := f.there[path]
	if !known {
		has = exists(path)
		f.there[path] = has
	}
	return has
}

// open reads the files beside posts that were not read before.
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

// openAll opens the files beside all posts, in an order that does not depend on that of the
// disk.
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

// readLists reads the lists. A list that has errors and no entry keeps its posts from being
// read: without the list they would come to other documents.
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
			continue // the file was removed a moment ago
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
		Guard(shown, &diags, func() { entries, diags = list.read(&b.contents, shown, src) })
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

// origin is the folder from which mappings count the paths of posts: the folder of the
// outermost mapping that counts, or the root where the root lies above that folder.
func (b *beside) origin() string {
	if Within(b.root.dir, b.top) {
		return b.root.dir
	}
	return b.top
}

func (b *beside) rel(folder string) string { return relative(b.origin(), folder) }

// below is the path from the origin to the root; empty where both are the same folder.
func (b *beside) below() string {
	if rel := relative(b.origin(), b.root.dir); rel != "." {
		return rel
	}
	return ""
}

// refuses reports whether the posts in a folder, an absolute path, must not be read, since
// a file that they depend on cannot be understood.
func (b *beside) refuses(folder string) bool {
	return b != nil && (b.broken || b.folders[folder] != nil && b.folders[folder].broken)
}

// digestOf is a digest of all files beside the posts in a folder, which is an absolute
// path. It changes with each of the files.
func (b *beside) digestOf(folder string) string {
	switch {
	case b == nil:
		return ""
	case b.folders[folder] == nil:
		return b.digest
	}
	return b.folders[folder].digest
}

// digested is a digest of an earlier digest and of a text.
func digested(digest string, src []byte) string {
	sum := sha256.Sum256(append([]byte(digest), src...))
	return hex.EncodeToString(sum[:])
}
