package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"viewline/ingest"
)

// quiet is how long the files must rest before they are loaded again, so that
// an editor or a checkout is done writing them.
const quiet = 200 * time.Millisecond

// watch calls again whenever files below the paths have changed and come to
// rest. It returns when ctx is done, or with the first error.
func watch(ctx context.Context, paths []string, again func() error) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch: %w", err)
	}
	defer w.Close() //nolint:errcheck // nothing was written
	for _, path := range paths {
		if err := watchBelow(w, path); err != nil {
			return err
		}
	}
	if err := again(); err != nil { // what changed before the watch began
		return err
	}
	rest := time.NewTimer(quiet)
	rest.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-w.Errors:
			return fmt.Errorf("watch: %w", err)
		case event := <-w.Events:
			if err := watchNew(w, event); err != nil {
				return err
			}
			if matters(event) {
				rest.Reset(quiet)
			}
		case <-rest.C:
			if err := again(); err != nil {
				return err
			}
		}
	}
}

// watchBelow watches a folder and all folders in it, or the folder of a file.
func watchBelow(w *fsnotify.Watcher, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("watch: %w", err)
	}
	if !info.IsDir() {
		path = filepath.Dir(path)
		if err := w.Add(path); err != nil {
			return fmt.Errorf("watch %s: %w", path, err)
		}
		return nil
	}
	return filepath.WalkDir(path, func(below string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil //nolint:nilerr // a folder that cannot be read is reported when it is loaded
		}
		if below != path && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		if err := w.Add(below); err != nil {
			return fmt.Errorf("watch %s: %w", below, err)
		}
		return nil
	})
}

// watchNew watches a folder that has just come to be.
func watchNew(w *fsnotify.Watcher, event fsnotify.Event) error {
	if !event.Has(fsnotify.Create) {
		return nil
	}
	if info, err := os.Stat(event.Name); err != nil || !info.IsDir() {
		return nil //nolint:nilerr // it is gone already
	}
	return watchBelow(w, event.Name)
}

// matters tells whether posts, or the files beside them, may read otherwise
// after an event. A name without an ending may be that of a folder.
func matters(event fsnotify.Event) bool {
	if event.Op == fsnotify.Chmod {
		return false
	}
	switch strings.ToLower(filepath.Ext(event.Name)) {
	case ".yaml", ".json", "":
		return true
	}
	return ingest.IsMarkdown(event.Name)
}
