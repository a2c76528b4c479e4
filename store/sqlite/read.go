package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"viewline/signals"
	"viewline/store"
)

// scanFunc copies the columns of a row, as [sql.Rows.Scan] does.
type scanFunc func(to ...any) error

// each sends a statement, and calls row for each row of the result.
func each(ctx context.Context, query queryFunc, text string, args []any, row func(scanFunc) error) (err error) {
	defer takeTurn(ctx)()
	ctx, o, began := begin(ctx)
	if o != nil {
		defer func() { end(ctx, o, text, began, err) }()
	}
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

// begin tells the observer of the store that a statement begins, where the context is of a
// snapshot; else there is no observer.
func begin(ctx context.Context) (of context.Context, o signals.Observer, began time.Time) {
	n, ok := ctx.Value(snapshotKey{}).(*snapshot)
	if !ok {
		return ctx, nil, began
	}
	return n.store.observer.Begin(ctx, signals.Command), n.store.observer, time.Now()
}

// end tells the observer that a statement has ended. Of its text only the first word is told,
// such as SELECT.
func end(ctx context.Context, o signals.Observer, text string, began time.Time, err error) {
	verb, _, _ := strings.Cut(text, " ")
	o.End(ctx, signals.Work{Kind: signals.Command, Name: verb, Of: "sqlite", Code: store.Code(err), Began: began, Took: time.Since(began)})
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
		return unmarshal(doc, v)
	})
	return found, err
}

// list is a parameter for json_each: any number of keys as a single parameter.
func list[T any](items []T) string {
	if len(items) == 0 {
		return "[]" // null would be an item of its own
	}
	text, err := json.Marshal(items)
	if err != nil {
		panic(err) // cannot happen: items are strings, or slices of strings
	}
	return string(text)
}

// countsBy sends a statement whose rows are a key and a number, and answers
// with the numbers of the keys.
func countsBy(ctx context.Context, query queryFunc, keys []string, text string, args ...any) ([]int, error) {
	numbers := make(map[string]int, len(keys))
	err := each(ctx, query, text, args, func(scan scanFunc) error {
		var key string
		var n int
		err := scan(&key, &n)
		numbers[key] = n
		return err
	})
	aligned := make([]int, len(keys))
	for i, key := range keys {
		aligned[i] = numbers[key]
	}
	return aligned, err
}

func distinct[T ~string](items []T) []T {
	return slices.Compact(slices.Sorted(slices.Values(items)))
}
