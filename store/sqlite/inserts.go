package sqlite

import (
	"context"
	"strings"
)

// rowsPerInsert is how many rows one statement inserts, which takes about half as long as a
// statement for each row.
const rowsPerInsert = 64

// inserts gathers rows for one table. All rows have the same number of columns.
type inserts struct {
	tx   *transaction
	into string // the table and its columns
	then string // what follows the rows in a statement; mostly nothing
	args []any
	n    int // the number of gathered rows
}

func (i *inserts) add(ctx context.Context, columns ...any) error {
	i.args = append(i.args, columns...)
	if i.n++; i.n < rowsPerInsert {
		return nil
	}
	return i.flush(ctx)
}

// flush inserts the gathered rows.
func (i *inserts) flush(ctx context.Context) error {
	if i.n == 0 {
		return nil
	}
	row := "(?" + strings.Repeat(", ?", len(i.args)/i.n-1) + ")"
	err := i.tx.exec(ctx, "INSERT INTO "+i.into+" VALUES "+row+strings.Repeat(", "+row, i.n-1)+i.then, i.args...)
	i.args, i.n = i.args[:0], 0
	return err
}
