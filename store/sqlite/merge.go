package sqlite

import (
	"context"
	"fmt"

	"viewline/store/sqlite/fts5"
)

// The index of tokens gets another part with every maxTokens tokens, and a search looks for
// each word in each part (https://sqlite.org/fts5.html, section 6.8).
const (
	// fewParts is the number of parts from which on parts are merged. A search takes up to a
	// third longer with three parts than with one, and to merge the parts of 10,000 posts
	// takes a second.
	fewParts = 4
	// growth is by what share the entries have to grow until all parts are merged into one. As
	// that happens so seldom, no token is written more than a few times.
	growth = 0.5
	// pagesPerMerge is how many pages, of about 4 kB, one transaction merges: other processes
	// can write between two transactions.
	pagesPerMerge = 4096
)

// tidy merges the index and shrinks the file after an import, in small transactions that
// make no revision: readers see the same documents before and after. A step that fails is
// done after the next import.
func (s *Store) tidy(ctx context.Context) {
	if s.merge(ctx) != nil || s.giveBack(ctx) != nil {
		return
	}
	s.writer.trace(checkpoint)
	_, _ = s.writer.db.ExecContext(ctx, checkpoint)
}

// checkpoint is a statement that moves the pages in the write-ahead log into the database,
// and empties the log. It waits up to a second for readers.
const checkpoint = "PRAGMA busy_timeout = 1000; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA " + busyTimeout

// merge merges parts of the index if there are many: all parts where the entries have grown
// by [growth], else those of similar size.
func (s *Store) merge(ctx context.Context) error {
	var rows, merged float64
	err := each(ctx, s.query, "SELECT rows, merged FROM meta WHERE id = 1", nil, func(scan scanFunc) error {
		return scan(&rows, &merged)
	})
	if err != nil {
		return err
	}
	parts, err := s.parts(ctx)
	if err != nil || parts <= fewParts {
		return err
	}
	pages := pagesPerMerge
	if rows > merged*(1+growth) {
		pages = -pagesPerMerge // a negative number merges all parts into one
	}
	for more := true; more; {
		if more, err = s.mergeStep(ctx, pages); err != nil {
			return err
		}
	}
	if pages > 0 {
		return nil
	}
	return s.inTransaction(ctx, func(tx *transaction) error {
		return tx.exec(ctx, "UPDATE meta SET merged = ? WHERE id = 1", int64(rows))
	})
}

// mergeStep merges so many pages, and reports whether there was anything to merge.
func (s *Store) mergeStep(ctx context.Context, pages int) (more bool, err error) {
	err = s.inTransaction(ctx, func(tx *transaction) error {
		before, err := changes(ctx, tx)
		if err != nil {
			return err
		}
		if err := tx.exec(ctx, "INSERT INTO token (token, rank) VALUES ('merge', ?)", pages); err != nil {
			return err
		}
		after, err := changes(ctx, tx)
		more = after-before > 1 // the command itself counts as one change
		return err
	})
	return more, err
}

// changes is how many rows the connection has changed so far.
func changes(ctx context.Context, tx *transaction) (n int, err error) {
	err = each(ctx, tx.query, "SELECT total_changes()", nil, func(scan scanFunc) error { return scan(&n) })
	return n, err
}

// parts is the number of the index's parts.
func (s *Store) parts(ctx context.Context) (n int, err error) {
	err = each(ctx, s.query, "SELECT block FROM token_data WHERE id = ?", []any{fts5.StructureID}, func(scan scanFunc) error {
		var block []byte
		if err := scan(&block); err != nil {
			return err
		}
		structure, err := fts5.ParseStructure(block)
		if err == nil {
			n = structure.Segments()
		}
		return err
	})
	return n, err
}

// mostFree is the share of the file that may be free pages, which the next imports fill.
// Further free pages are given back to the file system.
const mostFree = 0.25

// giveBack makes the file shorter where much of it is free.
func (s *Store) giveBack(ctx context.Context) error {
	for {
		var free, all int
		err := each(ctx, s.query, "SELECT freelist_count, page_count FROM pragma_freelist_count, pragma_page_count", nil, func(scan scanFunc) error {
			return scan(&free, &all)
		})
		if err != nil || float64(free) <= mostFree*float64(all) || all < pagesPerMerge {
			return err
		}
		err = s.inTransaction(ctx, func(tx *transaction) error {
			// The statement returns a row for each page that it removes.
			return each(ctx, tx.query, fmt.Sprintf("PRAGMA incremental_vacuum(%d)", pagesPerMerge), nil, func(scanFunc) error { return nil })
		})
		if err != nil {
			return err
		}
	}
}
