package sqlite

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"

	"viewline/store"
	"viewline/timeline"
)

// The tables that an entry's document can be in.
const (
	inAppearance = "appearance"
	inPost       = "post"
	inPaper      = "paper"
)

// prepared is a document of a batch as it is written, and its entries.
type prepared struct {
	source, document, owner string
	date, earliest, latest  timeline.PartialDate
	recommended             int

	query  string   // puts the document
	values []any    // of its columns
	papers []string // what it recommends, in order
	err    error    // nothing can be written of it

	places, lines []string // of each entry
	head          int64    // the id of the first
}

// key tells documents of a batch apart.
func (p *prepared) key() string {
	if p.source == inPost {
		return p.source + p.document
	}
	return p.source + p.owner
}

// entries notes what an index knows of the document.
func (p *prepared) entries(known []store.Entry) {
	for _, one := range known {
		p.places = append(p.places, one.Place)
		p.lines = append(p.lines, line(one.Tokens))
	}
}

// preparation implements [store.Preparation]. Documents are prepared by one
// goroutine for each processor but the one that writes the batch before.
type preparation struct {
	store *Store
	all   []*prepared
	slots chan struct{}
	work  sync.WaitGroup
}

// Prepare implements [store.Preparer].
func (s *Store) Prepare() store.Preparation { return s.prepare() }

func (s *Store) prepare() *preparation {
	return &preparation{store: s, slots: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1))}
}

// Add implements [store.Preparation].
func (p *preparation) Add(d store.PostDocuments) {
	into := make([]*prepared, 1+len(d.Appearances))
	for i := range into {
		into[i] = new(prepared)
	}
	p.add(into, func() {
		*into[0] = preparedPost(d.Post)
		for i, a := range d.Appearances {
			*into[i+1] = preparedAppearance(a)
		}
	})
}

// addPapers prepares papers as Add does posts.
func (p *preparation) addPapers(papers []*timeline.Paper) {
	for some := range slices.Chunk(papers, 100) { // each takes little time
		into := make([]*prepared, len(some))
		for i := range into {
			into[i] = new(prepared)
		}
		p.add(into, func() {
			for i, paper := range some {
				*into[i] = preparedPaper(paper)
			}
		})
	}
}

func (p *preparation) add(into []*prepared, fill func()) {
	p.all = append(p.all, into...)
	p.slots <- struct{}{}
	p.work.Go(func() {
		fill()
		<-p.slots
	})
}

// documents waits until all are prepared.
func (p *preparation) documents() []*prepared {
	p.work.Wait()
	return last(p.all, (*prepared).key)
}

// last keeps of documents with one key the one that replaces the others.
func last[T any](items []T, key func(T) string) []T {
	at := make(map[string]int, len(items))
	for i, item := range items {
		at[key(item)] = i
	}
	kept := make([]T, 0, len(at))
	for i, item := range items {
		if at[key(item)] == i {
			kept = append(kept, item)
		}
	}
	return kept
}

// Ids are given to the entries of a document in rows of so many: those of row n
// of a day count on from n times as many above the lowest of the day, so that an
// id tells its row. It is an odd number, since FTS5 hashes ids of what is removed
// by their last bits.
const entriesPerRow = 4095

// putEntries writes the entries of documents that are ready, in the order of
// their ids, which spares the index from being written in pieces. Rows come
// before tokens, since FTS5 writes what it has gathered whenever a statement of
// several rows begins.
func putEntries(ctx context.Context, tx *transaction, all []*prepared) error {
	all = slices.SortedStableFunc(slices.Values(all), func(a, b *prepared) int { return cmp.Compare(lowest(a.date), lowest(b.date)) })
	var given, longest int64
	err := each(ctx, tx.query, "SELECT rows FROM meta WHERE id = 1", nil, func(scan scanFunc) error { return scan(&given) })
	if err != nil {
		return err
	}
	rows := &inserts{tx: tx, into: "entries (id, head, source, document, owner, places, date, earliest, latest, recommended)"}
	for _, p := range all {
		longest = max(longest, lowest(p.latest)-lowest(p.date))
		p.head = lowest(p.date) + (given+1)*entriesPerRow
		for places := range slices.Chunk(p.places, entriesPerRow) {
			given++
			err := rows.add(ctx, lowest(p.date)+given*entriesPerRow, p.head, p.source, p.document, p.owner, list(places),
				p.date.String(), p.earliest.String(), p.latest.String(), p.recommended)
			if err != nil {
				return err
			}
		}
	}
	if err := rows.flush(ctx); err != nil {
		return err
	}
	for _, p := range all {
		for i, line := range p.lines {
			if err := tx.exec(ctx, "INSERT INTO token (rowid, tokens) VALUES (?, ?)", p.head+int64(i), line); err != nil {
				return err
			}
		}
	}
	return tx.exec(ctx, "UPDATE meta SET rows = ?, longest = max(longest, ?) WHERE id = 1", given, longest)
}
