package sqlite

import (
	"cmp"
	"context"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"viewline/store"
	"viewline/timeline"
)

// The tables that an entry's document can be in.
const (
	inAppearance = "appearance"
	inPost       = "post"
	inPaper      = "paper"
)

// entries are those of one document, ready to be written.
type entries struct {
	source, document, owner string
	date, earliest, latest  timeline.PartialDate
	recommended             int
	places, lines           []string // of each entry
}

// add takes what an index knows of the document.
func (e *entries) add(all []store.Entry) {
	for _, one := range all {
		e.places = append(e.places, one.Place)
		e.lines = append(e.lines, line(one.Tokens))
	}
}

// entriesOf finds out the entries of a batch, in the order of their dates. It
// is all work for the processor.
func entriesOf(b store.Batch) []*entries {
	var all []*entries
	var work errgroup.Group
	work.SetLimit(runtime.GOMAXPROCS(0))
	put := func(e *entries, known func() []store.Entry) {
		all = append(all, e)
		work.Go(func() error {
			e.add(known())
			return nil
		})
	}
	var appearances []*timeline.Appearance
	for _, d := range b.Posts {
		put(&entries{source: inPost, document: d.Post.Path, owner: d.Post.Slug},
			func() []store.Entry { return store.PostEntries(d.Post) })
		appearances = append(appearances, d.Appearances...)
	}
	for _, a := range last(appearances, func(a *timeline.Appearance) string { return a.Key }) {
		put(&entries{inAppearance, a.PostPath, a.Key, a.Date, a.Earliest, a.Latest, a.Recommended, nil, nil},
			func() []store.Entry { return store.AppearanceEntries(a) })
	}
	for _, p := range last(b.Papers, func(p *timeline.Paper) string { return p.Slug }) {
		put(&entries{inPaper, p.Slug, p.Slug, p.Published, p.Published.Earliest(), p.Published.Latest(), 0, nil, nil},
			func() []store.Entry { return []store.Entry{store.PaperEntry(p)} })
	}
	_ = work.Wait() // none fails
	slices.SortStableFunc(all, func(a, b *entries) int { return cmp.Compare(lowest(a.date), lowest(b.date)) })
	return all
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
// from being written in pieces.
func putEntries(ctx context.Context, tx *transaction, all []*entries) error {
	var given, longest int64
	err := each(ctx, tx.query, "SELECT entries FROM meta WHERE id = 1", nil, func(scan scanFunc) error { return scan(&given) })
	if err != nil {
		return err
	}
	for _, e := range all {
		longest = max(longest, lowest(e.latest)-lowest(e.date))
		head := lowest(e.date) + given + 1
		for i := range e.lines {
			given++
			id := lowest(e.date) + given
			err := tx.exec(ctx, `INSERT INTO entry (id, head, source, document, owner, place, date, earliest, latest, recommended)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
				id, head, e.source, e.document, e.owner, e.places[i], e.date.String(), e.earliest.String(), e.latest.String(), e.recommended)
			if err != nil {
				return err
			}
			if err := tx.exec(ctx, "INSERT INTO token (rowid, tokens) VALUES (?, ?)", id, e.lines[i]); err != nil {
				return err
			}
		}
	}
	return tx.exec(ctx, "UPDATE meta SET entries = ?, longest = max(longest, ?) WHERE id = 1", given, longest)
}
