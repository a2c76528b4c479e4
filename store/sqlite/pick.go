package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"sync"
	"sync/atomic"

	"modernc.org/sqlite"

	"viewline/relay"
	"viewline/store/decoded"
	"viewline/timeline"
)

// The tables of documents, which are also kinds of the cache.
const (
	people      = "person"
	topics      = "topic"
	appearances = "appearance"
	papers      = "paper"
	posts       = "post"
	postTexts   = "text of post" // a post without its record
)

// pick is one statement's share in the documents that are decoded already: the
// statement asks it for each document whether it lacks it, and reads no other.
type pick struct {
	cache *decoded.Cache
	id    int64
	mu    sync.Mutex
	has   map[picked]any // what is not read, for as long as the statement runs
}

type picked struct {
	kind, key string
	hash      int64
}

// picks are those whose statements run, by their ids. The function lacks is that
// of all connections, so it has to find the pick that a statement is of.
var (
	picks    sync.Map
	lastPick atomic.Int64
)

var register = sync.OnceFunc(func() {
	sqlite.MustRegisterScalarFunction("lacks", 4, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		id, _ := args[0].(int64)
		kind, _ := args[1].(string)
		key, _ := args[2].(string)
		hash, ok := args[3].(int64)
		p, known := picks.Load(id)
		if !ok || !known {
			return true, nil
		}
		return p.(*pick).lacks(picked{kind, key, hash}), nil
	})
})

// document is an expression for the columns of a document: its key, its hash, and
// the document itself unless the pick whose id is a parameter has it.
func document(table, as, key string) string {
	return fmt.Sprintf("%[2]s.%[3]s, %[2]s.hash, CASE WHEN lacks(?, '%[1]s', %[2]s.%[3]s, %[2]s.hash) THEN %[2]s.doc END", table, as, key)
}

// pick begins a share; end ends it. Without a cache its id is 0, and it lacks
// everything.
func (s *Store) pick() *pick {
	p := &pick{cache: s.cache}
	if s.cache != nil {
		p.id, p.has = lastPick.Add(1), map[picked]any{}
		picks.Store(p.id, p)
	}
	return p
}

func (p *pick) end() { picks.Delete(p.id) }

func (p *pick) lacks(d picked) bool {
	value := p.cache.Get(d.kind, d.key, uint64(d.hash))
	if value == nil {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.has[d] = value
	return false
}

// row is a document as a statement gives it.
type row struct {
	key  string
	hash int64
	doc  sql.RawBytes // nil where the pick has it
}

func (r *row) columns() []any { return []any{&r.key, &r.hash, &r.doc} }

// take is the document of a row: decoded, or as the cache has it.
func take[T any](p *pick, kind string, r *row, decode func(doc []byte) (*T, error)) (*T, error) {
	if r.doc == nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		value, ok := p.has[picked{kind, r.key, r.hash}].(*T)
		if !ok {
			return nil, fmt.Errorf("%s %q has no document", kind, r.key)
		}
		return value, nil
	}
	value, err := decode(r.doc)
	if err == nil {
		p.cache.Keep(kind, r.key, uint64(r.hash), sizeOf(r.doc), value)
	}
	return value, err
}

// decode is for documents that need no link.
func decode[T any](doc []byte) (*T, error) {
	v := new(T)
	return v, unmarshal(doc, v)
}

func decodeAppearance(doc []byte) (*timeline.Appearance, error) {
	a, err := decode[timeline.Appearance](doc)
	return a.Link(), err
}

// picking sends a statement that begins with the columns of [document], and
// whose first parameter is the id of the pick.
func picking[T any](ctx context.Context, s *Store, kind string, decode func([]byte) (*T, error), text string, args ...any) ([]*T, error) {
	p := s.pick()
	defer p.end()
	var found []*T
	err := each(ctx, s.query, text, append([]any{p.id}, args...), func(scan scanFunc) error {
		var r row
		if err := scan(r.columns()...); err != nil {
			return err
		}
		v, err := take(p, kind, &r, decode)
		found = append(found, v)
		return err
	})
	return found, err
}

// pickingPages is the same for a statement that reads a page for each of the
// keys. Its rows, which are in the order of the page, begin with a key.
func pickingPages[T any](
	ctx context.Context, s *Store, kind string, decode func([]byte) (*T, error), q relay.Query, keys []string, text string, args ...any,
) ([]relay.Page[*T], error) {
	p := s.pick()
	defer p.end()
	return pagesBy(ctx, s.query, q, keys, text, append([]any{p.id}, args...), func(scan scanFunc) (string, *T, error) {
		var key string
		var r row
		if err := scan(append([]any{&key}, r.columns()...)...); err != nil {
			return "", nil, err
		}
		v, err := take(p, kind, &r, decode)
		return key, v, err
	})
}
