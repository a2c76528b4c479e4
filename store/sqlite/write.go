package sqlite

import (
	"context"

	"viewline/store/sqlite/fts5"
)

// writing is the transaction of an import. The entries of documents are in the index
// of tokens once they were indexed, which is each time that so many tokens wait.
type writing struct {
	*transaction
	entries fts5.Index
	waiting map[int64]bool // ids of the table entries whose tokens wait
}

// maxTokens is how many tokens wait in memory at most until they are indexed. They
// take about 2 bytes each while they wait, and as much again when they are indexed.
const maxTokens = 8 << 20

// inTransaction runs do in a transaction of its own, which waits for all other
// writers.
func (s *Store) inTransaction(ctx context.Context, do func(*transaction) error) error {
	tx, err := s.writer.begin(ctx, false)
	if err != nil {
		return err
	}
	defer tx.end()
	if err := do(tx); err != nil {
		return err
	}
	return tx.tx.Commit()
}
