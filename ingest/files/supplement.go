package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"viewline/post"
	"viewline/post/mapping"
)

// Supplement adds entries to what stands beside the posts, each kind where the file beside
// the posts that would have it is absent.
func (p *Plan) Supplement(absent post.Contents) {
	for _, b := range p.besides {
		b.supplement(absent)
	}
}

func (b *beside) supplement(absent post.Contents) {
	if b.lists[0] == "" {
		b.contents.People = absent.People
	}
	if b.lists[1] == "" {
		b.contents.Papers = absent.Papers
	}
	if b.lists[2] == "" {
		b.contents.Topics = absent.Topics
	}
	folder := b.rel(b.found.dir)
	if !Within(b.top, b.found.dir) {
		folder = b.rel(b.found.real)
	}
	if m := absent.Mappings["."]; m != nil && Absent(b.found.dir, mapping.Name) {
		if b.contents.Mappings == nil {
			b.contents.Mappings = mapping.Set{}
		}
		b.contents.Mappings[folder] = m
	}
	b.library = post.NewLibrary(b.contents)
}

// Absent reports whether a folder has no file of a name.
func Absent(folder, name string) bool { return !exists(filepath.Join(folder, name)) }

// exists reports whether a file, a folder or a symbolic link is at a path, even a link that
// leads nowhere.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
