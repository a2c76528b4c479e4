package sqlite

import (
	"context"
	"errors"
	"fmt"

	"viewline/store/sqlite/fts5"
)

// The index of tokens gets another part with every maxTokens tokens, and a search looks for
// each word in each part (https://sqlite.org/fts5.html, section 6.8).
const (
	// fewParts is how many large parts are left as they are. A search takes up to a
	// third longer with three parts than with one, and to merge the parts of 10,000 posts
	// takes a second.
	fewParts = 4
	// largeShare and smallShare say when newer parts are merged with an older one: once they
	// have that part of its size. All parts become one once the small ones have a sixth of the
	// large ones' size; of the small ones, whose words are written anew more often, two are left
	// where imports are alike.
	largeShare, smallShare = 6, 8
	// wornShare says when parts are written anew without the rows that were removed: once those
	// are that part of all.
	wornShare = 4
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

// merge merges parts of the index, as [due] tells.
func (s *Store) merge(ctx context.Context) error {
	for more := true; more; {
		structure, err := structureOf(ctx, s.query)
		if err != nil || !structure.Merging() && !structure.Worn(wornShare) && due(structure.Sizes()) == 0 {
			return err
		}
		if more, err = s.mergeStep(ctx); err != nil {
			return err
		}
	}
	return nil
}

// due is how many of the newest parts are to be merged into one; 0 for none. Sizes are those of
// all parts, from the oldest to the newest.
func due(sizes []int64) int {
	var largest, large int64 // the size of the largest part, and that of all large ones together
	for _, size := range sizes {
		largest = max(largest, size)
	}
	parts := 0 // how many of the oldest are large
	for parts < len(sizes) && sizes[parts]*largeShare >= largest {
		large += sizes[parts]
		parts++
	}
	newer := sum(sizes[parts:])
	if parts > fewParts || len(sizes) > 1 && newer*largeShare >= large {
		return len(sizes)
	}
	for i := parts; i < len(sizes)-1; i++ {
		if newer -= sizes[i]; newer*smallShare >= sizes[i] {
			return len(sizes) - i
		}
	}
	return 0
}

func sum[T int | int64](numbers []T) (all T) {
	for _, n := range numbers {
		all += n
	}
	return all
}

// fewest is FTS5's option of how many parts of a level are merged; 4 unless it is set.
const fewest = 2

// mergeStep goes on with a merge, or begins one that is due. It reports whether there was
// anything to merge.
func (s *Store) mergeStep(ctx context.Context) (more bool, err error) {
	err = s.inTransaction(ctx, func(tx *transaction) error {
		if err := arrange(ctx, tx); err != nil {
			return err
		}
		before, err := changes(ctx, tx)
		if err != nil {
			return err
		}
		if err := tx.exec(ctx, "INSERT INTO token (token, rank) VALUES ('merge', ?)", pagesPerMerge); err != nil {
			return err
		}
		after, err := changes(ctx, tx)
		more = after-before > 1 // the command itself counts as one change
		return err
	})
	return more, err
}

// arrange has FTS5 merge what is due, unless it is merging. It does by itself what has to be done
// for rows that were removed.
func arrange(ctx context.Context, tx *transaction) error {
	set := 0
	err := each(ctx, tx.query, "SELECT v FROM token_config WHERE k = 'usermerge'", nil, func(scan scanFunc) error { return scan(&set) })
	if err != nil {
		return err
	}
	if set != fewest {
		if err := tx.exec(ctx, "INSERT INTO token (token, rank) VALUES ('usermerge', ?)", fewest); err != nil {
			return err
		}
	}
	for _, statement := range forgetting {
		if err := tx.exec(ctx, statement); err != nil {
			return err
		}
	}
	structure, err := structureOf(ctx, tx.query)
	if err != nil || structure.Merging() {
		return err
	}
	structure.Arrange(due(structure.Sizes()))
	return tx.exec(ctx, "UPDATE token_data SET block = ? WHERE id = ?", structure.Block(), fts5.StructureID)
}

// changes is how many rows the connection has changed so far.
func changes(ctx context.Context, tx *transaction) (n int, err error) {
	err = each(ctx, tx.query, "SELECT total_changes()", nil, func(scan scanFunc) error { return scan(&n) })
	return n, err
}

// structureOf reads which parts the index has.
func structureOf(ctx context.Context, query queryFunc) (structure *fts5.Structure, err error) {
	err = each(ctx, query, "SELECT block FROM token_data WHERE id = ?", []any{fts5.StructureID}, func(scan scanFunc) error {
		var block []byte
		if err := scan(&block); err != nil {
			return err
		}
		structure, err = fts5.ParseStructure(block)
		return err
	})
	if err == nil && structure == nil {
		err = errNoStructure
	}
	return structure, err
}

var errNoStructure = errors.New("the index of tokens has no structure")

// mostFree is the share of the file that may be free pages, which the next imports fill.
// Further free pages are given back to the file system.
const mostFree = 0.05

// smallFile is how many pages a file has at least that is made shorter.
const smallFile = 128

// giveBack makes the file shorter where much of it is free.
func (s *Store) giveBack(ctx context.Context) error {
	for {
		var free, all int
		err := each(ctx, s.query, "SELECT freelist_count, page_count FROM pragma_freelist_count, pragma_page_count", nil, func(scan scanFunc) error {
			return scan(&free, &all)
		})
		if err != nil || float64(free) <= mostFree*float64(all) || all < smallFile {
			return err
		}
		err = s.inTransaction(ctx, func(tx *transaction) error {
			// The statement returns a row for each page that it removes.
			return each(ctx, tx.query, fmt.Sprintf("PRAGMA incremental_vacuum(%d)", pagesPerMerge/2), nil, func(scanFunc) error { return nil })
		})
		if err != nil {
			return err
		}
	}
}
