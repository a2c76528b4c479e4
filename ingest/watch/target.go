package watch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fsnotify/fsnotify"
)

// target is a PATH that is watched.
type target struct {
	path   string
	folder string      // the folder that is watched: the PATH, or the folder of a file
	info   os.FileInfo // of the folder; nil before the folder was seen, and while it is away
	dir    bool        // whether the PATH has been seen as a folder
	lost   bool        // whether the folder is no longer watched
	misses int         // how often in a row the path could not be read
}

// mostMisses is after how many failed looks in a row a path is reported as away: editors
// remove a file for a moment.
const mostMisses = 2

// errNoFolder is the error of a path that was a folder and is a file now.
var errNoFolder = errors.New("a file stands in place of the folder")

// read tries to read a path, and returns the folder to watch for it.
func (t *target) read() (folder string, info os.FileInfo, err error) {
	info, err = os.Stat(t.path)
	if err != nil {
		return "", nil, err
	}
	folder = filepath.Clean(t.path)
	if t.dir && !info.IsDir() { // a file in place of a folder is no post of the folder's
		return "", nil, errNoFolder
	}
	if t.dir = info.IsDir(); !t.dir {
		folder = filepath.Dir(folder)
		if info, err = os.Stat(folder); err != nil {
			return "", nil, err
		}
	}
	dir, err := os.Open(folder)
	if err != nil {
		return "", nil, err
	}
	defer dir.Close() //nolint:errcheck // nothing was written
	if _, err := dir.ReadDir(1); err != nil && !errors.Is(err, io.EOF) {
		return "", nil, err
	}
	return folder, info, nil
}

// look looks at all paths, and reports whether one of them is back, or is another folder
// than before. Where count is true, a path that cannot be read counts as missed.
func (f *follower) look(count bool) (changed bool) {
	for _, t := range f.targets {
		folder, info, err := t.read()
		if err != nil {
			f.miss(t, err, count)
			continue
		}
		if t.misses >= mostMisses {
			f.tell(fmt.Sprintf("%s is back; watching goes on", t.path))
		}
		same := t.info != nil && !t.lost && folder == t.folder && os.SameFile(info, t.info)
		if same && t.misses == 0 {
			continue
		}
		changed = true
		if !same {
			f.remove(t.folder)
			f.add(folder)
		}
		t.folder, t.info, t.lost, t.misses = folder, info, false, 0
	}
	return changed
}

// miss handles a path that could not be read.
func (f *follower) miss(t *target, err error, count bool) {
	if t.misses == 0 {
		t.misses = 1
	} else if count {
		t.misses++
		if t.misses == mostMisses {
			if wrong, ok := errors.AsType[*fs.PathError](err); ok {
				err = wrong.Err
			}
			f.tell(fmt.Sprintf("%s is away (%v); nothing of it is loaded or removed until it is back", t.path, err))
		}
	}
	if t.misses >= mostMisses && t.info != nil {
		f.remove(t.folder)
		t.info = nil
	}
}

// present are the paths that can be read.
func (f *follower) present() []string {
	var all []string
	for _, t := range f.targets {
		if t.misses == 0 {
			all = append(all, t.path)
		}
	}
	return all
}

// watch starts to watch all paths anew.
func (f *follower) watch() {
	f.close()
	var err error
	if f.watcher, err = fsnotify.NewWatcher(); err != nil {
		f.watcher = nil
		f.goBlind(err)
	}
	for _, t := range f.targets {
		t.info = nil
	}
	f.look(false)
}

func (f *follower) close() {
	if f.watcher != nil {
		_ = f.watcher.Close() // nothing was written
	}
}

// goBlind reports, once, that the system cannot report all changes.
func (f *follower) goBlind(err error) {
	if !f.blind {
		f.tell(fmt.Sprintf("not all can be watched (%v); everything is loaded every %s instead", err, blindEvery))
	}
	f.blind = true
}

// add watches a folder and all folders in it. It does nothing for a file, and for a folder
// that is gone already.
func (f *follower) add(path string) {
	if info, err := os.Stat(path); f.watcher == nil || err != nil || !info.IsDir() {
		return
	}
	_ = filepath.WalkDir(path+string(filepath.Separator), func(below string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil //nolint:nilerr // a folder that cannot be read is reported by the next load
		}
		if below = filepath.Clean(below); below != filepath.Clean(path) && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		if err := f.watcher.Add(below); err != nil && !errors.Is(err, fs.ErrNotExist) {
			f.goBlind(err)
			return fs.SkipAll
		}
		return nil
	})
}

// addAll watches new folders, ahead of each load. It is needed for a folder that was moved
// within a PATH: the system may stop reporting its changes even after the folder was added
// under its new name.
func (f *follower) addAll() {
	for _, t := range f.targets {
		if t.info != nil {
			f.add(t.folder)
		}
	}
}

// remove ends the watch of a folder and of all folders in it: the system would go on
// reporting changes under the old name, wherever the folder was moved.
func (f *follower) remove(folder string) {
	if f.watcher == nil || folder == "" {
		return
	}
	for _, watched := range f.watcher.WatchList() {
		if rel, err := filepath.Rel(folder, watched); err == nil && filepath.IsLocal(rel) {
			_ = f.watcher.Remove(watched) // the system may have ended the watch by itself
		}
	}
}
