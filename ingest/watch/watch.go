// Package watch loads posts again whenever something below their PATHs changes, and
// goes on for as long as it is let: a folder that goes away for a while, is made anew or
// cannot be read ends nothing. [Follow] is its entry point.
package watch

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"viewline/ingest"
)

const (
	// quiet is how long the files must rest before they are loaded again, so that an
	// editor or a checkout is done writing them.
	quiet = 200 * time.Millisecond
	// restless is how long a change waits at most, where the files never rest.
	restless = 2 * time.Second
	// lookEvery is how often the PATHs are looked up: that a link leads elsewhere, or
	// that a folder came back, the system does not tell.
	lookEvery = 500 * time.Millisecond
	// blindEvery is how often posts are loaded where the system cannot tell of all changes.
	blindEvery = 10 * time.Second
	// againAfter is how long a load that could not be done waits until it is tried again.
	againAfter = 2 * time.Second
)

// Outcome says what came of a load.
type Outcome int

// The outcomes.
const (
	Done  Outcome = iota
	Again         // nothing could be loaded: try again by and by
	End           // there is no use in going on
)

// Follow calls load with those of the paths that are there, once at first and then
// whenever something below them has changed and come to rest, until ctx is done or load
// says so. Tell is given what a person should know: that a path is away, or back.
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
	watcher *fsnotify.Watcher // nil where the system does not tell of changes
	blind   bool              // the system does not tell of all changes

	rest  *time.Timer // runs out when files came to rest
	since time.Time   // when the change came that waits for that; zero: none
}

func (f *follower) run(ctx context.Context) {
	look, blind := time.NewTicker(lookEvery), time.NewTicker(blindEvery)
	defer look.Stop()
	defer blind.Stop()
	f.rest = time.NewTimer(0) // what is there is loaded at once
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

// changed has the posts loaded after a while, in which nothing may change any more.
func (f *follower) changed(after time.Duration) {
	if f.since.IsZero() {
		f.since = time.Now()
	}
	f.rest.Reset(min(after, max(0, restless-time.Since(f.since))))
}

// take takes what the system tells of.
func (f *follower) take(event fsnotify.Event) {
	if event.Has(fsnotify.Create) {
		f.add(event.Name)
	}
	if event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename) {
		for _, t := range f.targets {
			if filepath.Clean(event.Name) == t.folder {
				t.lost = true // whatever stands there next is another folder
			}
		}
	}
	if matters(event) {
		f.changed(quiet)
	}
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
