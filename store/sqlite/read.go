package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"go.mongodb.org/mongo-driver/v2/bson"
)

// scanFunc copies the columns of a row, as [sql.Rows.Scan] does.
type scanFunc func(to ...any) error

// each sends a statement and gives its rows to row, one by one.
func each(ctx context.Context, query queryFunc, text string, args []any, row func(scanFunc) error) (err error) {
	rows, err := query(ctx, text, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// documents sends a statement whose only column is a document.
func documents[T any](ctx context.Context, query queryFunc, text string, args ...any) ([]*T, error) {
	var found []*T
	err := each(ctx, query, text, args, func(scan scanFunc) error {
		var doc sql.RawBytes
		if err := scan(&doc); err != nil {
			return err
		}
		v := new(T)
		found = append(found, v)
		return bson.Unmarshal(doc, v)
	})
	return found, err
}

// list is a parameter for json_each, which makes any number of keys one
// parameter of one statement.
func list[T any](items []T) string {
	text, err := json.Marshal(items)
	if err != nil {
		panic(err) // items are strings, or slices of them
	}
	return string(text)
}
