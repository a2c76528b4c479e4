package sqlite

import (
	"context"

	"viewline/cachetag"
	"viewline/store/sqlite/fts5"
)

// writing is the transaction of an import. The tokens of new entries wait in memory; each
// time maxTokens of them wait, they are written into the index of tokens.
type writing struct {
	*transaction
	entries fts5.Index
	waiting map[int64]bool  // the ids of the rows of table entries whose tokens wait
	facets  facetCounts     // what the table facet does not have yet
	posts   map[string]bool // the paths of the posts that the import has put and not removed
	changed *cachetag.Set   // what reads depend on and the import has changed
}

// maxTokens is how many tokens wait in memory at most. Each takes about 2 bytes while it
// waits, and as much again while it is written into the index.
const maxTokens = 8 << 20

// inTransaction calls do in a transaction of its own, which waits for all other writers.
func (s *Store) inTransaction(ctx context.Context, do func(*transaction) error) error {
	tx, err := s.writer.begin(ctx, false)
	if err != nil {
		return err
	}
	defer tx.end()
	if err := do(tx); err != nil {
		return err
	}
	return tx.commit()
}
