package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	slashpath "path"
	"path/filepath"
	"slices"

	"viewline/diagnostic"
	"viewline/post/mapping"
)

// foldersOf lists, by root, the folders that have posts in them or below them,
// the outermost first.
func foldersOf(files []listed) map[*root][]string {
	seen := map[*root]map[string]bool{}
	for i := range files {
		l := &files[i]
		if seen[l.in.root] == nil {
			seen[l.in.root] = map[string]bool{}
		}
		addFolders(seen[l.in.root], l.path)
	}
	folders := make(map[*root][]string, len(seen))
	for r, of := range seen {
		folders[r] = sortedFolders(of)
	}
	return folders
}

// addFolders adds the folders above a post, up to the first one that is known.
func addFolders(to map[string]bool, postPath string) {
	for folder := slashpath.Dir(postPath); !to[folder]; folder = slashpath.Dir(folder) {
		to[folder] = true
	}
}

func sortedFolders(folders map[string]bool) []string {
	sorted := make([]string, 0, len(folders))
	for folder := range folders {
		sorted = append(sorted, folder)
	}
	slices.Sort(sorted)
	return sorted
}

// readMappings reads the viewline.yaml of each of the folders that was not looked
// at before, and answers how many there are. A mapping with an error breaks the
// posts below it: what they say without it would be something else.
func (r *root) readMappings(folders []string) (n int, diags diagnostic.List) {
	for _, folder := range folders {
		if r.looked[folder] {
			continue
		}
		if r.looked == nil {
			r.looked, r.brokenFolders, r.contents.Mappings = map[string]bool{}, map[string]bool{}, mapping.Set{}
		}
		r.looked[folder] = true
		name := filepath.Join(filepath.FromSlash(folder), mapping.Name)
		src, err := readSmall(filepath.Join(r.dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		n++
		shown := filepath.Join(r.shown, name)
		if err != nil {
			r.brokenFolders[folder] = true
			diags.Add(shown, diagnostic.Position{}, diagnostic.Error, "%v; want a file that can be read", reason(err))
			continue
		}
		r.digested([]byte(folder + "\x00"))
		r.digested(src)
		m, found := mapping.Read(shown, src)
		r.contents.Mappings[folder] = m
		if found.HasErrors() {
			r.brokenFolders[folder] = true
		}
		diags = append(diags, found...)
	}
	return n, diags
}

// maxMapping is how many bytes a mapping may have.
const maxMapping = 1 << 20

// readSmall reads a file that is one, and is no larger than a mapping may be.
func readSmall(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is no file")
	case info.Size() > maxMapping:
		return nil, fmt.Errorf("it has %d bytes, more than %d", info.Size(), maxMapping)
	}
	return os.ReadFile(path)
}

// refuses tells whether the post at a path must not be read, since a file that it
// depends on cannot be understood.
func (r *root) refuses(postPath string) bool {
	if r.broken {
		return true
	}
	for folder := slashpath.Dir(postPath); len(r.brokenFolders) > 0; folder = slashpath.Dir(folder) {
		if r.brokenFolders[folder] {
			return true
		}
		if folder == "." {
			break
		}
	}
	return false
}
