package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"viewline/store"
	"viewline/timeline"
)

// verification looks at all that one snapshot has.
type verification struct {
	query   queryFunc
	report  func(store.Finding)
	damaged map[origin]bool // nothing can be told of what they derive
}

// origin is a document that rows follow from, by its table and key.
type origin struct{ table, key string }

// String names the document in a finding.
func (d origin) String() string { return fmt.Sprintf("%s %q", d.table, d.key) }

// Verify implements [store.Reader]. It looks for damage of the file, for documents
// that do not have their hash, and for rows that do not follow from the documents:
// for these it has the code that imports write another database of the documents, in
// the folder for temporary files, and compares the two.
func (s *Store) Verify(ctx context.Context, report func(store.Finding)) (timeline.Corpus, error) {
	ctx, end := s.pinned(ctx)
	defer end()
	found, err := corpus(ctx, s.query) // which begins the snapshot
	if err != nil {
		return found, s.wrap(err, "read corpus")
	}
	tx, err := ctx.Value(snapshotKey{}).(*snapshot).begin()
	if err != nil {
		return found, s.wrap(err, "verify")
	}
	v := &verification{query: tx.QueryContext, report: report, damaged: map[origin]bool{}}
	return found, s.wrap(v.verify(ctx), "verify")
}

func (v *verification) verify(ctx context.Context) error {
	if err := v.checkPages(ctx); err != nil {
		return err
	}
	whole, err := v.checkSchema(ctx)
	if err != nil || !whole {
		return err
	}
	dir, err := os.MkdirTemp("", "viewline-verify-")
	if err != nil {
		return err
	}
	fresh, err := Open(ctx, dir)
	if err == nil {
		err = errors.Join(v.compareWith(ctx, fresh), fresh.Close())
	}
	return errors.Join(err, os.RemoveAll(dir))
}

// compareWith makes a fresh database of the documents, and compares what beside the
// documents both have.
func (v *verification) compareWith(ctx context.Context, fresh *Store) error {
	if err := v.rebuild(ctx, fresh); err != nil {
		return err
	}
	ctx, end := fresh.Snapshot(ctx)
	defer end()
	if _, err := corpus(ctx, fresh.query); err != nil {
		return err
	}
	tx, err := ctx.Value(snapshotKey{}).(*snapshot).begin()
	if err != nil {
		return err
	}
	for _, rows := range derivedRows {
		if err := v.compare(ctx, rows, tx.QueryContext); err != nil {
			return err
		}
	}
	if err := errors.Join(v.checkRecorded(ctx), v.checkChanges(ctx)); err != nil {
		return err
	}
	if err := v.compareTokens(ctx, tx.QueryContext); err != nil {
		return err
	}
	return v.compareNumbers(ctx, tx.QueryContext)
}

// checkPages has SQLite look at its pages and indexes, those of the full text and the
// list of free pages among them (https://sqlite.org/pragma.html#pragma_integrity_check).
func (v *verification) checkPages(ctx context.Context) error {
	// FTS5 looks for a newer list of its parts where a query begins, and not ahead of a check:
	// without the query it would miss parts that have been merged since the connection's last
	// query, and report them as damaged. What hinders the query hinders the checks as well.
	_ = each(ctx, v.query, "SELECT rowid FROM token WHERE token MATCH 'none'", nil, func(scanFunc) error { return nil })
	err := each(ctx, v.query, "PRAGMA integrity_check", nil, func(scan scanFunc) error {
		var text string
		if err := scan(&text); err != nil || text == "ok" {
			return err
		}
		v.find("the file", text)
		return nil
	})
	return v.tolerate(err, "the file")
}

// checkSchema looks for tables and indexes that are missing, or that are not as this
// program creates them. It is not whole where a table is missing: no more can be told
// then.
func (v *verification) checkSchema(ctx context.Context) (whole bool, err error) {
	there := map[string]string{}
	err = each(ctx, v.query, "SELECT type || ' ' || name, ifnull(sql, '') FROM sqlite_master", nil, func(scan scanFunc) error {
		var name, sql string
		err := scan(&name, &sql)
		there[name] = sql
		return err
	})
	if err != nil {
		return false, v.tolerate(err, "the schema")
	}
	whole = true
	for _, m := range created.FindAllStringSubmatch(tables+indexes, -1) {
		kind, name, want := strings.ToLower(m[2]), m[3], m[1]
		switch sql, ok := there[kind+" "+name]; {
		case !ok:
			v.find(kind+" "+name, "it is missing")
			whole = whole && kind == "index"
		case sql != want:
			v.find(kind+" "+name, "it is not as this program creates it")
		}
	}
	return whole, nil
}

// created matches the statements of the schema that create tables and indexes.
var created = regexp.MustCompile(`(?s)(CREATE (?:VIRTUAL )?(TABLE|INDEX) (\w+).*?);\n`)

func (v *verification) find(where, what string) {
	v.report(store.Finding{Where: where, What: what, Do: store.Restore})
}

// tolerate takes an error that tells of damage for a finding: what remains is looked at
// all the same.
func (v *verification) tolerate(err error, where string) error {
	failed, ok := errors.AsType[*sqlite.Error](err)
	if ok && (failed.Code()&primaryCode == sqlite3.SQLITE_CORRUPT || failed.Code()&primaryCode == sqlite3.SQLITE_NOTADB) {
		v.find(where, "it cannot be read to its end: "+err.Error())
		return nil
	}
	return err
}
