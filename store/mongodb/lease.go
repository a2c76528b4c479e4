package mongodb

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/store"
)

// A lease gives one process the right to import. It is a document in the collection imports
// whose _id is the number of the import. Every server inserts a document atomically, so
// each number has one owner. The owner raises the number beat again and again. A process
// that sees no new beat for deadAfter, by its own clock, takes over with the next number.
// Only the newest lease counts.
const (
	importsCollection = "imports"

	deadAfter = 8 * time.Second
	// awayFor is how long an import waits for a database that is away.
	awayFor = time.Minute
)

// pace is how long a lease lives without a new beat. It is deadAfter, except in tests.
type pace time.Duration

func (p pace) dead() time.Duration   { return time.Duration(p) }
func (p pace) beat() time.Duration   { return time.Duration(p) / 8 }  // between two beats
func (p pace) within() time.Duration { return time.Duration(p) / 2 }  // how long the write of a beat may take
func (p pace) look() time.Duration   { return time.Duration(p) / 32 } // between two looks of a process that waits

// bulk is how much time a lease must have left for a bulk of writes to begin. The bulk ends
// with the lease.
func (p pace) bulk() time.Duration { return time.Duration(p) / 2 }

// leaseDocument is a lease as it is stored.
type leaseDocument struct {
	Number int       `bson:"_id"`
	PID    int       `bson:"pid"`
	Host   string    `bson:"host"`
	Start  time.Time `bson:"start"`
	Beat   int       `bson:"beat"`
	Done   bool      `bson:"done"` // committed or aborted
	// Clean says that the import left nothing to undo.
	Clean bool `bson:"clean"`
}

func (d leaseDocument) holder() store.Holder {
	return store.Holder{PID: d.PID, Host: d.Host, Start: d.Start}
}

var errLost = errors.New("another import has taken over, since this one did not renew its lease in time; nothing of this import was stored: import again")

// lease is a lease of this process. It is safe for concurrent use.
type lease struct {
	imports collection
	number  int
	pace    pace
	clean   bool // whether the import before left nothing to undo

	stop context.CancelFunc
	done chan struct{} // closed when the last beat has ended

	mu      sync.Mutex
	until   time.Time // when other processes may take the lease over
	lost    error
	changed chan struct{} // closed when until or lost changes
}

// acquire takes the lease, and waits for another owner as long as the options say.
func (s *Store) acquire(ctx context.Context, o store.BeginOptions) (*lease, error) {
	began, told := time.Now(), false
	var seen leaseDocument
	var since time.Time // when the lease in seen was first seen with its beat
	for {
		last, err := s.newest(ctx)
		if err != nil {
			return nil, err
		}
		if last.Number != seen.Number || last.Beat != seen.Beat {
			seen, since = last, time.Now()
		}
		if last.Number == 0 || last.Done || time.Since(since) >= s.pace.dead() {
			l, err := s.claim(ctx, last)
			if l != nil || err != nil {
				return l, err
			}
			since = time.Now()
			continue
		}
		if time.Since(began) >= o.Wait {
			return nil, store.Busy(last.holder())
		}
		if !told && o.Waiting != nil {
			o.Waiting(last.holder())
		}
		told = true
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(s.pace.look()):
		}
	}
}

// newest reads the newest lease; the zero value where there was never one.
func (s *Store) newest(ctx context.Context) (leaseDocument, error) {
	ctx, end, err := s.imports.begin(ctx)
	if err != nil {
		return leaseDocument{}, err
	}
	defer end()
	var d leaseDocument
	err = s.imports.FindOne(ctx, bson.M{}, options.FindOne().SetSort(order(-1, "_id"))).Decode(&d)
	if errors.Is(err, mongo.ErrNoDocuments) {
		return leaseDocument{}, nil
	}
	return d, s.imports.wrap(err, "read the last import")
}

// claim inserts a lease with the number after the last lease and after the last commit. It
// returns nil where another process was faster, and where the owner of the last lease is
// alive after all.
func (s *Store) claim(ctx context.Context, last leaseDocument) (*lease, error) {
	corpus, err := s.readCorpus(ctx)
	if err != nil {
		return nil, err
	}
	host, _ := os.Hostname() // without a name, the message has none
	own := leaseDocument{Number: max(last.Number, corpus.Number) + 1, PID: os.Getpid(), Host: host, Start: time.Now().UTC()}
	start := time.Now()
	bounded, end, err := s.imports.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	_, err = s.imports.InsertOne(bounded, own)
	if mongo.IsDuplicateKeyError(err) {
		return nil, nil
	}
	if err != nil {
		return nil, s.imports.wrap(err, "begin import %d", own.Number)
	}
	beating, stop := context.WithCancel(context.WithoutCancel(ctx))
	l := &lease{imports: s.imports, number: own.Number, pace: s.pace, clean: last.Number == 0 || last.Clean, stop: stop, done: make(chan struct{}), until: start.Add(s.pace.dead()), changed: make(chan struct{})}
	go l.keep(beating)
	if last.Number == 0 || last.Done {
		return l, nil
	}
	// The last owner may only have been slow, and have raised the beat meanwhile. An owner
	// looks for a newer lease after each beat, so at least one of the two processes sees the
	// other.
	var now leaseDocument
	err = s.imports.FindOne(bounded, bson.M{"_id": last.Number}).Decode(&now)
	if err == nil && now.Beat == last.Beat || errors.Is(err, mongo.ErrNoDocuments) {
		return l, nil
	}
	return nil, errors.Join(s.imports.wrap(err, "read import %d", last.Number), l.release(bounded, false))
}

// keep raises the beat until ctx is done or the lease is lost.
func (l *lease) keep(ctx context.Context) {
	defer close(l.done)
	for beat := 1; ; beat++ {
		select {
		case <-ctx.Done():
			return
		case <-time.After(l.pace.beat()):
		}
		start := time.Now()
		err := l.raise(ctx, beat)
		l.mu.Lock()
		switch {
		case err == nil:
			l.until = start.Add(l.pace.dead())
		case errors.Is(err, errLost):
			l.lost = err
		}
		close(l.changed)
		l.changed = make(chan struct{})
		lost := l.lost != nil
		l.mu.Unlock()
		if lost {
			return
		}
	}
}

// raise writes the beat, and then looks for a newer lease.
func (l *lease) raise(ctx context.Context, beat int) error {
	ctx, cancel := context.WithTimeout(ctx, l.pace.within())
	defer cancel()
	if _, err := l.imports.UpdateOne(ctx, bson.M{"_id": l.number}, bson.M{"$set": bson.M{"beat": beat}}); err != nil {
		return l.imports.wrap(err, "keep import %d", l.number)
	}
	n, err := l.imports.CountDocuments(ctx, bson.M{"_id": bson.M{"$gt": l.number}}, options.Count().SetLimit(1))
	if err != nil {
		return l.imports.wrap(err, "look for an import after %d", l.number)
	}
	if n > 0 {
		return fmt.Errorf("import %d: %w", l.number, errLost)
	}
	return nil
}

// hold returns a context that ends before other processes may take the lease over. It waits
// for the next beat where too little time is left.
func (l *lease) hold(ctx context.Context) (context.Context, context.CancelFunc, error) {
	for {
		l.mu.Lock()
		until, lost, changed := l.until, l.lost, l.changed
		l.mu.Unlock()
		if lost != nil {
			return nil, nil, lost
		}
		if left := time.Until(until); left >= l.pace.bulk() {
			ctx, cancel := context.WithDeadline(ctx, until)
			return ctx, cancel, nil
		} else if left < -awayFor {
			return nil, nil, store.Unavailable(fmt.Errorf("import %d: the database did not answer for %s", l.number, awayFor))
		}
		select {
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		case <-changed:
		}
	}
}

// The pauses between tries of a bulk.
const (
	firstPause = 100 * time.Millisecond
	lastPause  = 2 * time.Second
)

// do does a write, and tries again while the database is away and the lease is held. The
// write may be done twice, so that must do no harm.
func (l *lease) do(ctx context.Context, write func(ctx context.Context) error) error {
	began := time.Now()
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		bounded, cancel, err := l.hold(ctx)
		if err != nil {
			return err
		}
		err = write(bounded)
		cancel()
		if err == nil || !errors.Is(err, store.ErrUnavailable) || ctx.Err() != nil || time.Since(began) > awayFor {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

// release marks the lease as done; clean says that the import left nothing to undo.
func (l *lease) release(ctx context.Context, clean bool) error {
	l.stop()
	<-l.done
	l.mu.Lock()
	lost := l.lost
	l.mu.Unlock()
	if lost != nil {
		return nil // another process has the lease by now
	}
	_, err := l.imports.UpdateOne(ctx, bson.M{"_id": l.number}, bson.M{"$set": bson.M{"done": true, "clean": clean}})
	if err = l.imports.wrap(err, "end import %d", l.number); errors.Is(err, store.ErrUnavailable) {
		return nil // the next import waits until the lease has run out
	}
	return err
}
