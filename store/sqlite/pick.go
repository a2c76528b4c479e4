package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"viewline/relay"
	"viewline/timeline"
)

// The tables of documents, which are also the kinds of documents in the cache.
const (
	people      = "person"
	topics      = "topic"
	appearances = "appearance"
	papers      = "paper"
	posts       = "post"
	postTexts   = "text of post" // a post without its record
)

// kinds tell how documents of each kind are read and decoded.
var kinds = map[string]struct {
	table, record string // record is a column, or none
	decode        func(record, doc []byte) (any, error)
}{
	people: {"person", "NULL", func(_, doc []byte) (any, error) { return decode[timeline.Person](doc) }},
	topics: {"topic", "NULL", func(_, doc []byte) (any, error) { return decode[timeline.Topic](doc) }},
	papers: {"paper", "NULL", func(_, doc []byte) (any, error) { return decode[timeline.Paper](doc) }},
	appearances: {"appearance", "NULL", func(_, doc []byte) (any, error) {
		a, err := decode[timeline.Appearance](doc)
		return a.Link(), err
	}},
	posts: {"post", "record", func(record, doc []byte) (any, error) {
		p := new(timeline.Post)
		err := errors.Join(unmarshal(doc, p), unmarshal(record, &p.Record))
		return p.Link(), err
	}},
	postTexts: {"post", "NULL", func(_, doc []byte) (any, error) {
		p, err := decode[timeline.Post](doc)
		return p.Link(), err
	}},
}

func decode[T any](doc []byte) (*T, error) {
	v := new(T)
	return v, unmarshal(doc, v)
}

// row is where a document stands, and which one it is.
type row struct {
	key      string
	hash, id int64
}

func (r *row) columns() []any { return []any{&r.key, &r.hash, &r.id} }

// document is an expression for the columns of a row.
func document(as, key string) string {
	return fmt.Sprintf("%[1]s.%[2]s, %[1]s.hash, %[1]s.rowid", as, key)
}

// pick is what a read takes of documents: first it is told where they stand, and then it
// reads those that the cache lacks, in one statement.
type pick struct {
	store   *Store
	rows    []picked
	lacking map[string][]int64 // ids, by kind
}

type picked struct {
	kind string
	row
	value any // nil until it is read
}

// add takes the next row of a document.
func (p *pick) add(kind string, r row) {
	value := p.store.cache.Get(kind, r.key, uint64(r.hash))
	if value == nil {
		if p.lacking == nil {
			p.lacking = map[string][]int64{}
		}
		p.lacking[kind] = append(p.lacking[kind], r.id)
	}
	p.rows = append(p.rows, picked{kind, r, value})
}

// standing is where a document stands.
type standing struct {
	kind string
	id   int64
}

// fetch reads the documents that the cache lacks, if there are any. It is to see what
// the statements before it saw.
func (p *pick) fetch(ctx context.Context) error {
	if len(p.lacking) == 0 {
		return nil
	}
	var parts []string
	var args []any
	for _, kind := range []string{people, topics, papers, appearances, posts, postTexts} {
		if ids := p.lacking[kind]; len(ids) > 0 {
			k := kinds[kind]
			parts = append(parts, fmt.Sprintf("SELECT '%s', rowid, %s, doc FROM %s WHERE rowid IN (SELECT value FROM json_each(?))", kind, k.record, k.table))
			args = append(args, list(ids))
		}
	}
	values, sizes := map[standing]any{}, map[standing]int{}
	err := each(ctx, p.store.query, strings.Join(parts, " UNION ALL "), args, func(scan scanFunc) error {
		var at standing
		var record, doc sql.RawBytes
		err := scan(&at.kind, &at.id, &record, &doc)
		if err == nil {
			values[at], err = kinds[at.kind].decode(record, doc)
		}
		if err == nil {
			sizes[at] = sizeOf(doc)
		}
		return err
	})
	if err != nil {
		return err
	}
	for i, r := range p.rows {
		at := standing{r.kind, r.id}
		if r.value != nil {
			continue
		}
		if p.rows[i].value = values[at]; values[at] == nil {
			return fmt.Errorf("%s %q has no document", r.kind, r.key)
		}
		p.store.cache.Keep(r.kind, r.key, uint64(r.hash), sizes[at], values[at])
	}
	return nil
}

// documentsOf are those of a pick that is of one kind.
func documentsOf[T any](p *pick) []*T {
	all := make([]*T, len(p.rows))
	for i, r := range p.rows {
		all[i] = r.value.(*T)
	}
	return all
}

// picking sends a statement that begins with the columns of [document].
func picking[T any](ctx context.Context, s *Store, kind, text string, args ...any) ([]*T, error) {
	ctx, end := s.pinned(ctx)
	defer end()
	p := &pick{store: s}
	err := each(ctx, s.query, text, args, func(scan scanFunc) error {
		var r row
		err := scan(r.columns()...)
		p.add(kind, r)
		return err
	})
	if err == nil {
		err = p.fetch(ctx)
	}
	if err != nil {
		return nil, err
	}
	return documentsOf[T](p), nil
}

// keyed does the same for a statement whose rows begin with a key.
func keyed[T, K any](ctx context.Context, s *Store, kind, text string, args ...any) (keys []K, found []*T, err error) {
	ctx, end := s.pinned(ctx)
	defer end()
	p := &pick{store: s}
	err = each(ctx, s.query, text, args, func(scan scanFunc) error {
		var key K
		var r row
		err := scan(append([]any{&key}, r.columns()...)...)
		keys = append(keys, key)
		p.add(kind, r)
		return err
	})
	if err == nil {
		err = p.fetch(ctx)
	}
	if err != nil {
		return nil, nil, err
	}
	return keys, documentsOf[T](p), nil
}

// pickingPages sends a statement that reads a page for each of the keys. Its rows, which
// are in the order of the page, begin with a key.
func pickingPages[T any](ctx context.Context, s *Store, kind string, q relay.Query, keys []string, text string, args ...any) ([]relay.Page[*T], error) {
	of, found, err := keyed[T, string](ctx, s, kind, text, args...)
	if err != nil {
		return nil, err
	}
	return pagesBy(q, keys, of, found), nil
}

// pickingOne sends a statement that finds at most one document for each of so many
// places: its rows begin with the place.
func pickingOne[T any](ctx context.Context, s *Store, kind string, places int, text string, args ...any) ([]*T, error) {
	at, documents, err := keyed[T, int](ctx, s, kind, text, args...)
	found := make([]*T, places)
	for n, v := range documents {
		found[at[n]] = v
	}
	return found, err
}

// pagesBy makes a page for each of the keys of items, which are in the order of their
// page; of are their keys.
func pagesBy[T any](q relay.Query, keys, of []string, items []T) []relay.Page[T] {
	grouped := make(map[string][]T, len(keys))
	for i, key := range of {
		grouped[key] = append(grouped[key], items[i])
	}
	pages := make(map[string]relay.Page[T], len(keys))
	for _, key := range distinct(keys) {
		pages[key] = relay.Of(q, grouped[key])
	}
	aligned := make([]relay.Page[T], len(keys))
	for i, key := range keys {
		aligned[i] = pages[key]
	}
	return aligned
}
