package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"viewline/diagnostic"
	"viewline/post"
)

// root is a folder that posts are loaded from, with what the files beside the
// posts know. That of standard input has no folder, and knows nothing.
type root struct {
	dir           string // absolute
	shown         string // as the user gave it
	library       *post.Library
	contents      post.Contents   // that the library is made of
	digest        string          // of the files beside the posts
	broken        bool            // they cannot be understood at all
	looked        map[string]bool // folders in which a mapping was looked for
	brokenFolders map[string]bool // whose mapping cannot be understood
	n             int             // how many roots were given before it
	home          *place          // of the files in it that are stored under it, if at all
	src           []byte          // of standard input
}

// root is the root at a folder, one for all PATHs that share it.
func (f *found) root(dir, shown string) *root {
	r := f.roots[dir]
	if r == nil {
		r = &root{dir: dir, shown: shown, n: len(f.roots)}
		r.home = &place{root: r, found: r, shown: shown}
		f.roots[dir] = r
	}
	return r
}

// rel is the path from the root to an absolute one below it, with forward slashes.
func (r *root) rel(abs string) string {
	rel, err := filepath.Rel(r.dir, abs)
	if err != nil {
		panic(err) // both are absolute
	}
	return filepath.ToSlash(rel)
}

// abs is the absolute path of a post; empty for standard input.
func (r *root) abs(path string) string {
	if r.dir == "" {
		return ""
	}
	return filepath.Join(r.dir, filepath.FromSlash(path))
}

// open reads the files beside the posts, once, and the mappings in the folders
// of posts, given relative to the root.
func (r *root) open(folders []string) diagnostic.List {
	if r.dir == "" {
		return nil
	}
	var diags diagnostic.List
	first := r.library == nil
	if first {
		diags = slices.Concat(
			r.beside("people.yaml", into(&r.contents.People, post.ReadPeople)),
			r.beside("papers.json", into(&r.contents.Papers, post.ReadPapers)),
			r.beside("topics.yaml", into(&r.contents.Topics, post.ReadTopics)),
			r.beside("sections.yaml", into(&r.contents.Sections, post.ReadSections)),
		)
	}
	mappings, more := r.readMappings(folders)
	if first || mappings > 0 {
		r.library = post.NewLibrary(r.contents)
	}
	return append(diags, more...)
}

// into has the entries that a file is read as go to a list, and counts them.
func into[T any](list *[]T, read func(path string, src []byte) ([]T, diagnostic.List)) func(string, []byte) (int, diagnostic.List) {
	return func(path string, src []byte) (int, diagnostic.List) {
		entries, diags := read(path, src)
		*list = entries
		return len(entries), diags
	}
}

// beside reads a file beside the posts, if there is one. It breaks the root
// where it brings up errors and not a single entry.
func (r *root) beside(name string, read func(path string, src []byte) (entries int, diags diagnostic.List)) diagnostic.List {
	shown := filepath.Join(r.shown, name)
	src, err := os.ReadFile(filepath.Join(r.dir, name))
	r.digested(src)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		r.broken = true
		return diagnostic.List{{Path: shown, Severity: diagnostic.Error, Message: reason(err).Error() + "; want a file that can be read"}}
	}
	entries, diags := read(shown, src)
	r.broken = r.broken || entries == 0 && diags.HasErrors()
	return diags
}

// digested adds to the digest what a file holds.
func (r *root) digested(src []byte) {
	sum := sha256.Sum256(append([]byte(r.digest), src...))
	r.digest = hex.EncodeToString(sum[:])
}
