package build

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// listName is the file that names the files of the last build, one a line: what stands there
// may be written over and removed, and nothing else is.
const listName = ".viewline-build"

// folder is the folder of the files.
type folder struct {
	root   *os.Root
	list   *os.File // to which the names of new files are added ahead of the files
	before map[string]bool

	mu     sync.Mutex // for what follows
	now    map[string]bool
	result Result
}

func openFolder(dir string) (*folder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil { // a web server of another user reads the files
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f := &folder{root: root, before: map[string]bool{}, now: map[string]bool{}}
	text, err := root.ReadFile(listName)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(err, root.Close())
	}
	for name := range strings.Lines(string(text)) {
		if name = strings.TrimSuffix(name, "\n"); filepath.IsLocal(name) {
			f.before[name] = true
		}
	}
	f.list, err = root.OpenFile(listName, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return f, nil
}

func (f *folder) close() error { return errors.Join(f.list.Close(), f.root.Close()) }

// put writes a file unless it has these bytes; several goroutines may call, each with another
// name. The name has slashes. The error is of a file that no build wrote and that has other bytes.
func (f *folder) put(name string, data []byte) error {
	if !filepath.IsLocal(name) || strings.ContainsAny(name, "\n\\") {
		return fmt.Errorf("%q cannot be the name of a file", name)
	}
	old, err := f.root.ReadFile(name)
	if done, err := f.enter(name, old, err == nil, data); done || err != nil {
		return err
	}
	if err != nil {
		if err := f.root.MkdirAll(path.Dir(name), 0o755); err != nil {
			return err
		}
	}
	return f.root.WriteFile(name, data, 0o644)
}

// enter takes a file down ahead of its being written; there says whether the folder has the file, with
// the old bytes. It reports that nothing is to be done where these are the right ones.
func (f *folder) enter(name string, old []byte, there bool, data []byte) (done bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if there && !f.before[name] && !f.now[name] {
		return false, fmt.Errorf("%s is there, and no earlier build wrote it; name a folder that has no other files", name)
	}
	f.now[name] = true
	f.result.Files = len(f.now)
	if there && bytes.Equal(old, data) {
		return true, nil
	}
	f.result.Written++
	if !f.before[name] {
		_, err = f.list.WriteString(name + "\n")
	}
	return false, err
}

// finish removes the files of earlier builds that this build does not have, with the folders
// that are empty then, and writes the list.
func (f *folder) finish() error {
	for name := range f.before {
		if f.now[name] {
			continue
		}
		switch err := f.root.Remove(name); {
		case err == nil:
			f.result.Removed++
		case !errors.Is(err, fs.ErrNotExist):
			return err
		}
		for dir := path.Dir(name); dir != "." && f.root.Remove(dir) == nil; dir = path.Dir(dir) { // a folder that has other files stays
		}
	}
	list := []byte(strings.Join(slices.Sorted(maps.Keys(f.now)), "\n") + "\n")
	if old, err := f.root.ReadFile(listName); err == nil && bytes.Equal(old, list) {
		return nil
	}
	return f.root.WriteFile(listName, list, 0o644)
}
