package sqlite

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"viewline/store"
	"viewline/timeline"
)

// The tables that an entry's document can be in.
const (
	inAppearance = "appearance"
	inPost       = "post"
	inPaper      = "paper"
)

// prepared is a document of a batch as it is written, and its entries. What
// takes time is found by find, and may be read once ready is closed.
type prepared struct {
	source, document, owner string
	date, earliest, latest  timeline.PartialDate
	recommended             int

	query     string // puts the document
	columns   []any  // that come first
	documents []any  // that follow, the last one behind the hash of all
	recommend []*timeline.Recommendation
	known     func() []store.Entry

	ready         chan struct{}
	values        []any // of all columns
	err           error
	places, lines []string // of each entry
	head          int64    // the id of the first
}

// find finds out what is written, and what an index knows of it.
func (p *prepared) find() {
	defer close(p.ready)
	p.values, p.err = stored(p.columns, p.documents...)
	for _, one := range p.known() {
		p.places = append(p.places, one.Place)
		p.lines = append(p.lines, line(one.Tokens))
	}
}

// prepare lists the posts, appearances and papers of a batch.
func prepare(b store.Batch) []*prepared {
	var all []*prepared
	var appearances []*timeline.Appearance
	for _, d := range b.Posts {
		all = append(all, preparedPost(d.Post))
		appearances = append(appearances, d.Appearances...)
	}
	for _, a := range last(appearances, func(a *timeline.Appearance) string { return a.Key }) {
		all = append(all, preparedAppearance(a))
	}
	for _, p := range last(b.Papers, func(p *timeline.Paper) string { return p.Slug }) {
		all = append(all, preparedPaper(p))
	}
	for _, p := range all {
		p.ready = make(chan struct{})
	}
	return all
}

// findAll has everything found out, in its order, by one goroutine for each
// processor but the one that writes the batch before. Wait waits until these are
// done.
func findAll(all []*prepared) (wait func()) {
	var work sync.WaitGroup
	var next atomic.Int64
	for range max(1, runtime.GOMAXPROCS(0)-1) {
		work.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(all); i = next.Add(1) - 1 {
				all[i].find()
			}
		})
	}
	return work.Wait
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
