// Package live turns imports, whichever process makes them, into events: it follows the
// state of a store, and sends subscribers what each new state changed. [Follow] is its
// entry point.
package live

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"viewline/cachetag"
	"viewline/store"
	"viewline/timeline"
)

// lookEvery is the time between two looks at the revision where the store cannot report a
// change by itself.
const lookEvery = 500 * time.Millisecond

// glanceEvery is the time between two looks at the stamp of a store that has stamps, while
// somebody has subscribed: an event comes that much after its import at most.
const glanceEvery = 50 * time.Millisecond

// stampEvery is the least time between two stamps that [Feed.Recent] takes: to take one
// costs about as much as to find a kept answer.
const stampEvery = time.Millisecond

// lookWithin is how long a look may take.
const lookWithin = 10 * time.Second

// Store is the part of a store that a feed follows.
type Store interface {
	Corpus(ctx context.Context) (timeline.Corpus, error)
	Changes(ctx context.Context, since string) (cachetag.History, error)
	PostsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error)
	Snapshot(ctx context.Context) (of context.Context, end func())
	Ready() error
	Stamp() (stamp store.Stamp, ok bool)
	Watch(ctx context.Context, changed func()) error
}

// Feed follows a store. It is safe for concurrent use.
type Feed struct {
	store Store
	log   *slog.Logger

	ctx     context.Context // of the follower
	changed chan struct{}   // holds a value when a look is due

	failure atomic.Pointer[error]            // of the last look; nil where it succeeded
	corpus  atomic.Pointer[timeline.Corpus]  // nil while the store cannot be reached
	known   atomic.Pointer[timeline.Corpus]  // the last one that was read; nil before the first read
	history atomic.Pointer[cachetag.History] // of the imports up to the known corpus; nil before the first read
	stamp   atomic.Pointer[store.Stamp]      // the store's stamp when the corpus was read
	reading sync.Mutex                       // held while the stamp and the corpus are read
	began   time.Time                        // when the feed was made; times are counted from it
	stamped atomic.Int64                     // when the last stamp was compared, in nanoseconds since began

	mu          sync.Mutex
	seen        string // the state of the last event
	subscribers map[chan *Change]struct{}
	// last has the hashes of the appearances at the last event, by key; nil while nobody has
	// subscribed.
	last map[string]string
}

// Follow follows a store until ctx is done. The feed has the revision of an import within a
// second of the import's end.
func Follow(ctx context.Context, st Store, log *slog.Logger) *Feed {
	f := &Feed{
		store: st, log: log, ctx: ctx, began: time.Now(), changed: make(chan struct{}, 1), subscribers: map[chan *Change]struct{}{},
	}
	f.look(ctx)
	go f.follow(ctx)
	return f
}

// Revision is the revision of the last import; 0 before the first import, and -1 while the
// store cannot be reached. It is that of this moment where the store has stamps, and else
// that of the last look.
func (f *Feed) Revision() int {
	f.refresh()
	if c := f.corpus.Load(); c != nil {
		return c.Revision
	}
	return -1
}

// ImportedAt is when the last import that is known was made; the zero time where there is
// none.
func (f *Feed) ImportedAt() time.Time {
	if c := f.known.Load(); c != nil && c.ImportedAt != nil {
		return *c.ImportedAt
	}
	return time.Time{}
}

// State is the state of the corpus at the same time as [Feed.Revision]; see [StateOf]. It
// is empty only while the store cannot be reached.
func (f *Feed) State() string {
	f.refresh()
	return f.lastState()
}

// Recent is a state that the corpus had within the last millisecond. It costs less than
// [Feed.State], and is enough to look up an answer that was made for a state. While the
// store cannot be reached, Recent is the last known state, and [Feed.Stale] reports true;
// it is empty if no state was ever known.
func (f *Feed) Recent() string {
	last := f.stamped.Load()
	if last == 0 || time.Since(f.began)-time.Duration(last) >= stampEvery {
		f.refresh()
	}
	if c := f.known.Load(); c != nil {
		return StateOf(*c)
	}
	return ""
}

// Stale reports that the store cannot be reached, so that the store may have a newer state
// than [Feed.Recent].
func (f *Feed) Stale() bool { return f.corpus.Load() == nil }

func (f *Feed) lastState() string {
	if c := f.corpus.Load(); c != nil {
		return StateOf(*c)
	}
	return ""
}

// StateOf is the state of a corpus; "empty" for a corpus that nothing was ever imported
// into.
func StateOf(c timeline.Corpus) string { return cmp.Or(c.State, "empty") }

// refresh reads the corpus anew if something was written since the corpus was read.
func (f *Feed) refresh() {
	now := time.Since(f.began)
	if f.stale() {
		f.reading.Lock()
		defer f.reading.Unlock()
		if f.stale() { // no other goroutine has read it meanwhile
			_, _ = f.read(f.ctx)
			f.wake()
		}
	}
	f.stamped.Store(int64(now))
}

// Ready returns the reason why the store cannot be used, or nil where it can: the reason
// that the store itself knows, else the error of the last look, which was at most half a
// second ago. Ready does not read from the store, so it returns at once however busy the
// store is.
func (f *Feed) Ready() error {
	if err := f.store.Ready(); !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if failure := f.failure.Load(); failure != nil {
		return *failure
	}
	return nil
}

// stale reports whether something was written since the corpus was read. It is false where
// the store has no stamps: the next look tells then.
func (f *Feed) stale() bool {
	stamp, ok := f.store.Stamp()
	last := f.stamp.Load()
	return ok && (last == nil || *last != stamp)
}

// follow reads the revision whenever the store tells of a change, or every [lookEvery]
// where the store tells of none. While somebody has subscribed, follow reads the revision as
// well when the stamp has changed.
func (f *Feed) follow(ctx context.Context) {
	go f.watch(ctx)
	clock := time.NewTicker(lookEvery)
	defer clock.Stop()
	glance := time.NewTicker(glanceEvery)
	defer glance.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-f.changed:
		case <-clock.C:
		case <-glance.C:
			if !f.awaited() || !f.stale() {
				continue
			}
		}
		f.look(ctx)
	}
}

// awaited reports whether somebody has subscribed.
func (f *Feed) awaited() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.subscribers) > 0
}

func (f *Feed) wake() {
	select {
	case f.changed <- struct{}{}:
	default: // a look is due already
	}
}

func (f *Feed) watch(ctx context.Context) {
	err := f.store.Watch(ctx, f.wake)
	if err != nil && ctx.Err() == nil && !errors.Is(err, errors.ErrUnsupported) {
		f.log.LogAttrs(ctx, slog.LevelWarn, "the database does not tell of changes any more; looking twice a second", slog.String("error", err.Error()))
	}
}

// look reads the revision, and sends the subscribers an event if the revision is new.
func (f *Feed) look(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, lookWithin)
	defer cancel()
	f.reading.Lock()
	corpus, err := f.read(ctx)
	f.reading.Unlock()
	if err != nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if StateOf(corpus) == f.seen {
		return
	}
	if len(f.subscribers) > 0 {
		if err := f.tell(ctx, corpus); err != nil {
			return // the next look tries again
		}
	}
	f.seen = StateOf(corpus)
}

// read reads the corpus. The caller holds f.reading.
func (f *Feed) read(ctx context.Context) (timeline.Corpus, error) {
	ctx, cancel := context.WithTimeout(ctx, lookWithin)
	defer cancel()
	if stamp, ok := f.store.Stamp(); ok { // taken before the read, so that a write during the read is noticed
		defer f.stamp.Store(&stamp)
	}
	corpus, err := f.store.Corpus(ctx)
	if err != nil {
		f.corpus.Store(nil)
		// A look that ran out of time says only that the store is busy; but the first look has to
		// succeed.
		if ctx.Err() == nil || f.known.Load() == nil {
			f.failure.Store(&err)
		}
		return corpus, err
	}
	f.failure.Store(nil)
	f.learn(ctx, StateOf(corpus))
	f.known.Store(&corpus) // stored first: a reader that finds the feed fresh finds a known corpus
	f.corpus.Store(&corpus)
	return corpus, nil
}

// mostHistory is how many imports a feed remembers.
const mostHistory = 100

// learn reads what the imports since the last known state have changed. Where the store cannot
// tell, the history begins anew. The caller holds f.reading.
func (f *Feed) learn(ctx context.Context, state string) {
	var h cachetag.History
	if last := f.history.Load(); last != nil {
		h = *last
		if h[len(h)-1].State == state {
			return
		}
		since, err := f.store.Changes(ctx, h[len(h)-1].State)
		if err != nil || len(since) == 0 {
			h = nil
		} else {
			h = slices.Concat(h, since[1:])
		}
	}
	if len(h) == 0 {
		h = cachetag.History{{State: state}}
	}
	h = h[max(0, len(h)-mostHistory):]
	f.history.Store(&h)
}

// Keeps reports whether an answer that was made of the state from, and rests on what the basis
// has, is still right at the state to. It is false where that is not known.
func (f *Feed) Keeps(b cachetag.Basis, from, to string) bool {
	h := f.history.Load()
	return h != nil && h.Keep(b, from, to)
}

// tell sends the subscribers what changed since the last event. The caller holds the lock.
func (f *Feed) tell(ctx context.Context, corpus timeline.Corpus) error {
	now, err := f.appearances(ctx)
	if err != nil {
		return err
	}
	change := compare(f.last, now)
	change.Revision = corpus.Revision
	if corpus.ImportedAt != nil {
		change.ImportedAt = *corpus.ImportedAt
	}
	f.last = now
	for to := range f.subscribers {
		select {
		case to <- change:
		default: // a subscriber that does not read misses the event
		}
	}
	return nil
}

// pending is how many events a subscriber may be behind; it misses further ones.
const pending = 16

// Subscribe returns a channel with the events from now on. The channel is closed when ctx
// is done. The error is that of the store where the store cannot be read.
func (f *Feed) Subscribe(ctx context.Context) (<-chan *Change, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.subscribers) == 0 {
		if err := f.begin(ctx); err != nil {
			return nil, err
		}
	}
	events := make(chan *Change, pending)
	f.subscribers[events] = struct{}{}
	context.AfterFunc(ctx, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.subscribers, events)
		if len(f.subscribers) == 0 {
			f.last = nil
		}
		close(events)
	})
	return events, nil
}

// begin reads the appearances as they are, which the first event is compared with. The
// caller holds the lock.
func (f *Feed) begin(ctx context.Context) error {
	corpus, err := f.store.Corpus(ctx)
	if err != nil {
		return err
	}
	last, err := f.appearances(ctx)
	if err != nil {
		return err
	}
	f.seen, f.last = StateOf(corpus), last
	return nil
}

// postsPerPage is how many posts are read at once.
const postsPerPage = 500

// appearances has the hashes of all appearances, by key; all of the same moment where the
// store has snapshots.
func (f *Feed) appearances(ctx context.Context) (map[string]string, error) {
	ctx, end := f.store.Snapshot(ctx)
	defer end()
	hashes := map[string]string{}
	for p, err := range store.All(ctx, postsPerPage, f.store.PostsAfter, (*store.StoredPost).Key) {
		if err != nil {
			return nil, err
		}
		for _, a := range p.Record.Appearances {
			hashes[a.Key] = a.Hash
		}
	}
	return hashes, nil
}
