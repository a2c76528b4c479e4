// Package watch loads posts again whenever something below their PATHs changes, until its
// context is done. It goes on when a folder is removed for a while, is made anew or cannot
// be read. [Follow] is its entry point.
package watch

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"viewline/ingest/naming"

	"github.com/fsnotify/fsnotify"
)

const (
	// quiet is how long no file may change before the posts are loaded again, so that an
	// editor or a checkout has finished writing.
	quiet = 50 * time.Millisecond
	// restless is how long a change waits at most to be loaded, where the files go on
	// changing.
	restless = 2 * time.Second
	// lookEvery is the time between two looks at the PATHs: the system does not report that a
	// link leads elsewhere, or that a folder is back.
	lookEvery = 500 * time.Millisecond
	// blindEvery is the time between two loads where the system cannot report all changes.
	blindEvery = 10 * time.Second
	// againAfter is the time after which a load that failed is tried again.
	againAfter = 2 * time.Second
)

// Outcome says how a load ended.
type Outcome int

// The outcomes.
const (
	Done  Outcome = iota
	Again         // nothing could be loaded; the load is tried again after a while
	End           // the watch ends
)

// Follow calls load with those of the paths that exist: once at first, and then whenever
// something below them has changed and no file changes any more. It returns when ctx is
// done, or when load returns End. Tell is called with messages for people, such as that a
// path is away, or back.
func Follow(ctx context.Context, paths []string, tell func(text string), load func(paths []string) Outcome) {
	f := &follower{tell: tell, load: load}
	for _, path := range paths {
		f.targets = append(f.targets, &target{path: path})
	}
	defer f.close()
	f.watch()
	f.run(ctx)
}

// follower is the state of a watch.
type follower struct {
	tell    func(text string)
	load    func(paths []string) Outcome
	targets []*target
	watcher *fsnotify.Watcher // nil where the system does not report changes
	blind   bool              // whether the system does not report all changes

	rest  *time.Timer // runs out when no file has changed for a while
	since time.Time   // when the first change came that waits to be loaded; zero for none
}

func (f *follower) run(ctx context.Context) {
	look, blind := time.NewTicker(lookEvery), time.NewTicker(blindEvery)
	defer look.Stop()
	defer blind.Stop()
	f.rest = time.NewTimer(0) // the first load is at once
	f.since = time.Now()
	for ctx.Err() == nil {
		var events chan fsnotify.Event
		var errs chan error
		if f.watcher != nil {
			events, errs = f.watcher.Events, f.watcher.Errors
		}
		select {
		case <-ctx.Done():
			return
		case err := <-errs:
			f.tell(fmt.Sprintf("watching failed (%v); all is watched and loaded anew", err))
			f.watch()
			f.changed(quiet)
		case event := <-events:
			f.take(event)
		case <-look.C:
			if f.look(true) {
				f.changed(quiet)
			}
		case <-blind.C:
			if f.blind {
				f.changed(0)
			}
		case <-f.rest.C:
			f.since = time.Time{}
			f.look(false)
			f.addAll()
			switch f.load(f.present()) {
			case End:
				return
			case Again:
				f.changed(againAfter)
			case Done:
			}
		}
	}
}

// changed plans a load after a while in which nothing else changes.
func (f *follower) changed(after time.Duration) {
	if f.since.IsZero() {
		f.since = time.Now()
	}
	f.rest.Reset(min(after, max(0, restless-time.Since(f.since))))
}

// take handles an event of the system.
func (f *follower) take(event fsnotify.Event) {
	if event.Has(fsnotify.Create) {
		f.add(event.Name)
	}
	if event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename) {
		for _, t := range f.targets {
			if filepath.Clean(event.Name) == t.folder {
				t.lost = true // a folder at this path will be another one
			}
		}
	}
	if matters(event) {
		f.changed(quiet)
	}
}

// matters reports whether an event may change a post or a file beside posts. A name without
// an extension may be that of a folder.
func matters(event fsnotify.Event) bool {
	if event.Op == fsnotify.Chmod {
		return false
	}
	switch strings.ToLower(filepath.Ext(event.Name)) {
	case ".yaml", ".json", "":
		return true
	}
	return naming.IsMarkdown(event.Name)
}
