package sqlite

import (
	"bytes"
	"context"

	"viewline/store/sqlite/fts5"
)

// forgetting are statements that make FTS5 write the tokens that it has in memory, and read
// its tables anew: after a return to a savepoint, what it has in memory may not be what the
// tables have.
var forgetting = []string{
	"INSERT INTO token (token) VALUES ('flush')", "SAVEPOINT forgetting", "ROLLBACK TO forgetting", "RELEASE forgetting",
}

// index writes the waiting tokens into the index, as a segment of their own.
func (w *writing) index(ctx context.Context) error {
	x := w.entries
	if x.Len() == 0 {
		return nil
	}
	w.entries = fts5.Index{}
	clear(w.waiting)
	for _, statement := range forgetting {
		if err := w.exec(ctx, statement); err != nil {
			return err
		}
	}
	structure, averages, err := w.records(ctx)
	if err != nil {
		return err
	}
	x.Sort()
	id, origin := structure.Next()
	written := segment(&x, id)
	defer written.drain()
	sizes := &inserts{tx: w.transaction, into: "token_docsize (id, sz, origin)"}
	for id, tokens := range x.Sizes() {
		if err := sizes.add(ctx, id, fts5.Docsize(tokens), origin); err != nil {
			return err
		}
	}
	if err := sizes.flush(ctx); err != nil {
		return err
	}
	for row := range written.rows {
		if err := w.exec(ctx, row.query, row.values...); err != nil {
			return err
		}
	}
	if written.leaves > 0 {
		structure.Add(written.leaves, x.Len())
	}
	averages.Rows += int64(x.Len())
	averages.Tokens += int64(x.Tokens())
	const replace = "REPLACE INTO token_data (id, block) VALUES (?, ?), (?, ?)"
	return w.exec(ctx, replace, fts5.StructureID, structure.Block(), fts5.AveragesID, averages.Block())
}

// records reads the records that say which segments and rows the index has.
func (w *writing) records(ctx context.Context) (s *fts5.Structure, a fts5.Averages, err error) {
	blocks := map[int64][]byte{}
	const text = "SELECT id, block FROM token_data WHERE id IN (?, ?)"
	err = each(ctx, w.query, text, []any{fts5.StructureID, fts5.AveragesID}, func(scan scanFunc) error {
		var id int64
		var block []byte
		err := scan(&id, &block)
		blocks[id] = block
		return err
	})
	if err != nil {
		return nil, a, err
	}
	s, err = fts5.ParseStructure(blocks[fts5.StructureID])
	return s, fts5.ParseAverages(blocks[fts5.AveragesID]), err
}

// segmentRows makes the rows of a segment in a goroutine, while earlier rows are written.
type segmentRows struct {
	rows   chan segmentRow
	leaves int64 // the number of leaves; valid once all rows were read
}

type segmentRow struct {
	query  string
	values []any
}

// rowsAhead is how many rows may wait to be written. A row has about 4 kB at most.
const rowsAhead = 1024

func segment(x *fts5.Index, id int64) *segmentRows {
	s := &segmentRows{rows: make(chan segmentRow, rowsAhead)}
	go func() {
		defer close(s.rows)
		s.leaves = x.Write(id, s)
	}()
	return s
}

// drain reads the rest of the rows, so that the goroutine ends.
func (s *segmentRows) drain() {
	for range s.rows {
	}
}

// Page implements [fts5.Sink].
func (s *segmentRows) Page(id int64, block []byte) {
	s.rows <- segmentRow{"INSERT INTO token_data (id, block) VALUES (?, ?)", []any{id, bytes.Clone(block)}}
}

// Leaf implements [fts5.Sink].
func (s *segmentRows) Leaf(segment int64, term []byte, page int64) {
	s.rows <- segmentRow{"INSERT INTO token_idx (segid, term, pgno) VALUES (?, ?, ?)", []any{segment, append([]byte{}, term...), page}}
}
