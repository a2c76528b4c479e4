// Package live turns imports, whichever process makes them, into events: it
// follows the state of a store, and tells subscribers what each new one
// changed. [Follow] is its entry point.
package live

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"viewline/store"
	"viewline/timeline"
)

// lookEvery is how often the revision is looked up where the store cannot tell
// of a change by itself.
const lookEvery = 500 * time.Millisecond

// stampEvery is how often [Feed.Recent] takes a stamp at most: to take one costs
// about as much as to find an answer that is kept.
const stampEvery = time.Millisecond

// lookWithin is how long a look may take.
const lookWithin = 10 * time.Second

// Store is what is followed.
type Store interface {
	Corpus(ctx context.Context) (timeline.Corpus, error)
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
	changed chan struct{}   // has one in it when a look is due

	failure atomic.Pointer[error]           // of the last look; nil where it succeeded
	corpus  atomic.Pointer[timeline.Corpus] // nil while the store cannot be reached
	known   atomic.Pointer[timeline.Corpus] // the last that was read; nil before the first
	stamp   atomic.Pointer[store.Stamp]     // as of the corpus
	reading sync.Mutex                      // held by the one who reads the stamp and the corpus
	began   time.Time                       // when the feed was made; times are counted from it
	stamped atomic.Int64                    // when the last stamp was compared, in ns since began

	mu          sync.Mutex
	seen        string // the state of the last event
	subscribers map[chan *Change]struct{}
	// last are the appearances as of the last event, by key, each with its
	// hash; nil while nobody has subscribed.
	last map[string]string
}

// Follow follows a store until ctx is done. Within a second of an import the
// feed has its revision.
func Follow(ctx context.Context, st Store, log *slog.Logger) *Feed {
	f := &Feed{
		store: st, log: log, ctx: ctx, began: time.Now(), changed: make(chan struct{}, 1), subscribers: map[chan *Change]struct{}{},
	}
	f.look(ctx)
	go f.follow(ctx)
	return f
}

// Revision is that of the last import; 0 before the first, and -1 while the
// store cannot be reached. Of a store with stamps it is that of this moment, and
// else that of the last look.
func (f *Feed) Revision() int {
	f.refresh()
	if c := f.corpus.Load(); c != nil {
		return c.Revision
	}
	return -1
}

// State is that of the corpus at the time of [Feed.Revision], and never empty but
// while the store cannot be reached; see [StateOf].
func (f *Feed) State() string {
	f.refresh()
	return f.lastState()
}

// Recent is the state of the last millisecond, for who only has to find what
// was made for one: it costs less. While the store cannot be reached it is the
// last that is known, and Stale tells so; empty if none ever was.
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

// Stale tells that the store cannot be reached, so that nobody knows whether
// Recent is the last state still.
func (f *Feed) Stale() bool { return f.corpus.Load() == nil }

func (f *Feed) lastState() string {
	if c := f.corpus.Load(); c != nil {
		return StateOf(*c)
	}
	return ""
}

// StateOf is the state of a corpus, and of one that nothing was ever imported to a
// word of its own.
func StateOf(c timeline.Corpus) string { return cmp.Or(c.State, "empty") }

// refresh reads the corpus if something was written since it was read.
func (f *Feed) refresh() {
	now := time.Since(f.began)
	if f.stale() {
		f.reading.Lock()
		defer f.reading.Unlock()
		if f.stale() { // still
			_, _ = f.read(f.ctx)
			f.wake()
		}
	}
	f.stamped.Store(int64(now))
}

// Ready answers why the store cannot be used, and nil where it can: what the store
// knows by itself, else the error of the last look, half a second ago or less. It reads
// nothing, so that it answers at once however busy the store is.
func (f *Feed) Ready() error {
	if err := f.store.Ready(); !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if failure := f.failure.Load(); failure != nil {
		return *failure
	}
	return nil
}

// stale tells whether something was written since the corpus was read; where the
// store cannot tell, nobody knows before the next look.
func (f *Feed) stale() bool {
	stamp, ok := f.store.Stamp()
	last := f.stamp.Load()
	return ok && (last == nil || *last != stamp)
}

// follow reads the revision whenever the store tells of a change, or every [lookEvery]
// where the store tells of none.
func (f *Feed) follow(ctx context.Context) {
	go f.watch(ctx)
	clock := time.NewTicker(lookEvery)
	defer clock.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-f.changed:
		case <-clock.C:
		}
		f.look(ctx)
	}
}

func (f *Feed) wake() {
	select {
	case f.changed <- struct{}{}:
	default: // a look is due anyway
	}
}

func (f *Feed) watch(ctx context.Context) {
	err := f.store.Watch(ctx, f.wake)
	if err != nil && ctx.Err() == nil && !errors.Is(err, errors.ErrUnsupported) {
		f.log.LogAttrs(ctx, slog.LevelWarn, "the database does not tell of changes any more; looking twice a second", slog.String("error", err.Error()))
	}
}

// look reads the revision, and tells the subscribers if it is a new one.
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

// read reads the corpus. Its caller holds the lock for that.
func (f *Feed) read(ctx context.Context) (timeline.Corpus, error) {
	ctx, cancel := context.WithTimeout(ctx, lookWithin)
	defer cancel()
	if stamp, ok := f.store.Stamp(); ok { // before the read, so that no write goes unseen
		defer f.stamp.Store(&stamp)
	}
	corpus, err := f.store.Corpus(ctx)
	if err != nil {
		f.corpus.Store(nil)
		// A look that ran out of time tells of the traffic only, but for the first one.
		if ctx.Err() == nil || f.known.Load() == nil {
			f.failure.Store(&err)
		}
		return corpus, err
	}
	f.failure.Store(nil)
	f.known.Store(&corpus) // first, so that what is not stale is known
	f.corpus.Store(&corpus)
	return corpus, nil
}

// tell gives the subscribers what changed since the last event. Its caller
// holds the lock.
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
		default: // one who does not read misses it
		}
	}
	return nil
}

// pending is how many events a subscriber may be behind.
const pending = 16

// Subscribe gives the events from now on, until ctx is done; then the channel
// is closed. It fails where the store cannot be read.
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

// begin takes the appearances as they are for the state that the first event
// is compared with. Its caller holds the lock.
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

// appearances lists the hashes of all appearances by key, of one moment if the
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
