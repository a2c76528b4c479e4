package mongodb

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"

	"viewline/store"
	"viewline/timeline"
)

// Each import has a number, and each version of a document says for which imports it is
// valid: from the import that wrote the version (since) up to, and without, the import that
// replaced or removed it (until). A version without until is still valid. So an import
// writes new versions beside those that are read, and one update of the corpus, which has
// the number of the last committed import, makes all of them visible.

// format is kept in meta; see [store.Format].
const format = store.Format

const corpusKey = "corpus"

// corpusDocument is the corpus as it is stored, the only document of the collection meta.
type corpusDocument struct {
	ID              string `bson:"_id"`
	timeline.Corpus `bson:",inline"`
	Number          int `bson:"number"`    // of the last import that was committed
	Importing       int `bson:"importing"` // of the last import that began
	Format          int `bson:"format"`
	// Rebuilt says that the last import replaced all documents of an older format.
	Rebuilt bool `bson:"rebuilt,omitempty"`
	// Earlier are the imports before it whose state an operation may still read,
	// the oldest first.
	Earlier []superseded `bson:"earlier,omitempty"`
}

// superseded is an import whose state a newer import replaced, and when.
type superseded struct {
	Number int       `bson:"number"`
	At     time.Time `bson:"at"`
	State  string    `bson:"state,omitempty"` // of the corpus; see [timeline.Corpus]
}

// errNewer and errOlder say that the database has another format.
var (
	errNewer = errors.New("the database was written by a newer Viewline, in a format that this one cannot read; upgrade it")
	errOlder = errors.New("the database was written by an older Viewline, in another format; import the posts once to have it written anew")
)

// check returns an error where the documents have another format, and so cannot be read.
func (d corpusDocument) check() error {
	switch {
	case d.Format > format:
		return fmt.Errorf("format %d, want %d: %w", d.Format, format, errNewer)
	case d.Format < format && d.Revision > 0:
		return fmt.Errorf("format %d, want %d: %w", d.Format, format, errOlder)
	}
	return nil
}

// readCorpus reads the corpus as it is now; the zero value before the first import. It
// works for every format.
func (s *Store) readCorpus(ctx context.Context) (corpusDocument, error) {
	ctx, end, err := s.meta.begin(ctx)
	if err != nil {
		return corpusDocument{}, err
	}
	defer end()
	var d corpusDocument
	err = s.meta.FindOne(ctx, bson.M{"_id": corpusKey}).Decode(&d)
	if errors.Is(err, mongo.ErrNoDocuments) {
		return corpusDocument{Format: format}, nil
	}
	return d, s.meta.wrap(err, "read corpus")
}

// state is the state of the database that all reads of a context see: that of one import.
type state struct {
	of     *Store
	mu     sync.Mutex
	read   bool
	corpus corpusDocument
}

type stateKey struct{}

// Snapshot implements [store.Reader].
func (s *Store) Snapshot(ctx context.Context) (of context.Context, end func()) {
	return s.pinned(ctx), func() {}
}

// pinned returns a context for reads that all see the state that the first of them sees.
func (s *Store) pinned(ctx context.Context) context.Context {
	if st, ok := ctx.Value(stateKey{}).(*state); ok && st.of == s {
		return ctx
	}
	return context.WithValue(ctx, stateKey{}, &state{of: s})
}

// writing returns a context for reads that see what import number n has written so far.
func (s *Store) writing(ctx context.Context, n int) context.Context {
	st := &state{of: s, read: true, corpus: corpusDocument{Number: n, Format: format}}
	return context.WithValue(ctx, stateKey{}, st)
}

// current is the corpus that the reads of a context see.
func (s *Store) current(ctx context.Context) (corpusDocument, error) {
	st, ok := ctx.Value(stateKey{}).(*state)
	if !ok || st.of != s {
		st = &state{of: s}
	}
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.read {
		return st.corpus, nil
	}
	d, err := s.readCorpus(ctx)
	if err == nil {
		err = d.check()
	}
	if err != nil {
		return corpusDocument{}, err
	}
	st.corpus, st.read = d, true
	return d, nil
}

// asOf are the clauses for the versions that are valid for import number n.
func asOf(n int) []bson.M {
	return []bson.M{{"since": bson.M{"$lte": n}}, {"until": bson.M{"$not": bson.M{"$lte": n}}}}
}

// visible adds the clauses for the versions that reads of the context see.
func (s *Store) visible(ctx context.Context, clauses []bson.M) ([]bson.M, error) {
	d, err := s.current(ctx)
	if err != nil {
		return nil, err
	}
	return slices.Concat(clauses, asOf(d.Number)), nil
}
