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

// entries are those of one document. Places and lines may be read once ready
// is closed.
type entries struct {
	source, document, owner string
	date, earliest, latest  timeline.PartialDate
	recommended             int
	known                   func() []store.Entry
	ready                   chan struct{}
	places, lines           []string // of each entry
	head                    int64    // the id of the first
}

// find finds out what an index knows of the document.
func (e *entries) find() {
	defer close(e.ready)
	for _, one := range e.known() {
		e.places = append(e.places, one.Place)
		e.lines = append(e.lines, line(one.Tokens))
	}
}

// entriesOf are the entries of a batch, in the order of their dates.
func entriesOf(b store.Batch) []*entries {
	var all []*entries
	var appearances []*timeline.Appearance
	for _, d := range b.Posts {
		all = append(all, &entries{
			source: inPost, document: d.Post.Path, owner: d.Post.Slug,
			known: func() []store.Entry { return store.PostEntries(d.Post) },
		})
		appearances = append(appearances, d.Appearances...)
	}
	for _, a := range last(appearances, func(a *timeline.Appearance) string { return a.Key }) {
		all = append(all, &entries{
			source: inAppearance, document: a.PostPath, owner: a.Key, date: a.Date, earliest: a.Earliest, latest: a.Latest,
			recommended: a.Recommended, known: func() []store.Entry { return store.AppearanceEntries(a) },
		})
	}
	for _, p := range last(b.Papers, func(p *timeline.Paper) string { return p.Slug }) {
		all = append(all, &entries{
			source: inPaper, document: p.Slug, owner: p.Slug, date: p.Published, earliest: p.Published.Earliest(), latest: p.Published.Latest(),
			known: func() []store.Entry { return []store.Entry{store.PaperEntry(p)} },
		})
	}
	slices.SortStableFunc(all, func(a, b *entries) int { return cmp.Compare(lowest(a.date), lowest(b.date)) })
	for _, e := range all {
		e.ready = make(chan struct{})
	}
	return all
}

// findAll has all entries found out, in their order, by one goroutine for each
// processor. Wait waits until these are done.
func findAll(all []*entries) (wait func()) {
	var work sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
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

// putEntries writes entries in the order of their ids, which spares the index
// from being written in pieces. Rows come before tokens, since FTS5 writes what
// it has gathered whenever a statement of several rows begins.
func putEntries(ctx context.Context, tx *transaction, all []*entries) error {
	var given, longest int64
	err := each(ctx, tx.query, "SELECT entries FROM meta WHERE id = 1", nil, func(scan scanFunc) error { return scan(&given) })
	if err != nil {
		return err
	}
	rows := &inserts{tx: tx, into: "entry (id, head, source, document, owner, place, date, earliest, latest, recommended)"}
	for _, e := range all {
		<-e.ready
		longest = max(longest, lowest(e.latest)-lowest(e.date))
		e.head = lowest(e.date) + given + 1
		date, earliest, latest := e.date.String(), e.earliest.String(), e.latest.String()
		for i, place := range e.places {
			err := rows.add(ctx, e.head+int64(i), e.head, e.source, e.document, e.owner, place, date, earliest, latest, e.recommended)
			if err != nil {
				return err
			}
		}
		given += int64(len(e.places))
	}
	if err := rows.flush(ctx); err != nil {
		return err
	}
	for _, e := range all {
		for i, line := range e.lines {
			if err := tx.exec(ctx, "INSERT INTO token (rowid, tokens) VALUES (?, ?)", e.head+int64(i), line); err != nil {
				return err
			}
		}
	}
	return tx.exec(ctx, "UPDATE meta SET entries = ?, longest = max(longest, ?) WHERE id = 1", given, longest)
}
