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

// Each import has a number, and each document says for which of them it holds:
// from the import that wrote it (since) to the one that replaced or removed it
// (until), which has it no more. A document without until still holds. So an
// import writes beside what is read, and one update of the corpus, which names
// the number of the last import that was committed, makes all of it visible.

// format is kept in meta; see [store.Format].
const format = store.Format

const corpusKey = "corpus"

// corpusDocument is the corpus as stored, the only document of meta.
type corpusDocument struct {
	ID              string `bson:"_id"`
	timeline.Corpus `bson:",inline"`
	Number          int `bson:"number"`    // of the last import that was committed
	Importing       int `bson:"importing"` // of the last import that began
	Format          int `bson:"format"`
	// Rebuilt says that the last import wrote a database of another format anew.
	Rebuilt bool `bson:"rebuilt,omitempty"`
	// Earlier are the imports before it whose state an operation may still read,
	// the oldest first.
	Earlier []superseded `bson:"earlier,omitempty"`
}

// superseded is an import that another one took the place of, and when.
type superseded struct {
	Number int       `bson:"number"`
	At     time.Time `bson:"at"`
}

// errNewer and errOlder tell that the database has another format.
var (
	errNewer = errors.New("the database was written by a newer Viewline, in a format that this one cannot read; upgrade it")
	errOlder = errors.New("the database was written by an older Viewline, in another format; import the posts once to have it written anew")
)

// check tells whether the documents can be read.
func (d corpusDocument) check() error {
	switch {
	case d.Format > format:
		return fmt.Errorf("format %d, want %d: %w", d.Format, format, errNewer)
	case d.Format < format && d.Revision > 0:
		return fmt.Errorf("format %d, want %d: %w", d.Format, format, errOlder)
	}
	return nil
}

// readCorpus reads the corpus as it is; the zero value before the first import.
// It is the same for any format.
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

// state is the one import that all reads of a context see.
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

// pinned gives a context for reads that all see what the first of them sees.
func (s *Store) pinned(ctx context.Context) context.Context {
	if st, ok := ctx.Value(stateKey{}).(*state); ok && st.of == s {
		return ctx
	}
	return context.WithValue(ctx, stateKey{}, &state{of: s})
}

// writing gives a context for reads that see what import number n wrote.
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

// asOf passes the documents of the state that import number n made.
func asOf(n int) []bson.M {
	return []bson.M{{"since": bson.M{"$lte": n}}, {"until": bson.M{"$not": bson.M{"$lte": n}}}}
}

// visible adds to clauses what passes the documents that the context's reads
// see.
func (s *Store) visible(ctx context.Context, clauses []bson.M) ([]bson.M, error) {
	d, err := s.current(ctx)
	if err != nil {
		return nil, err
	}
	return slices.Concat(clauses, asOf(d.Number)), nil
}
