package sqlite

import (
	"context"
	"errors"
	"fmt"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// pageSize is the size of the file's pages, in bytes. It is twice SQLite's default: as a
// document takes a few kB, half as many pages have to be written and linked.
const pageSize = 8192

// applicationID marks the file as one of this program: "View" in ASCII; see
// https://sqlite.org/pragma.html#pragma_application_id.
const applicationID = 0x56696577

// migrate creates the schema in an empty file, and checks that of any other file. It only
// reads from a file that has the schema, so that such a file may be read-only.
func (s *Store) migrate(ctx context.Context) error {
	f, err := formatOf(ctx, s.reader.query)
	if err != nil {
		return s.wrap(err, "open")
	}
	if f == (format{}) {
		if err := s.createAmongOthers(ctx); err != nil {
			return s.wrap(err, "create")
		}
		if f, err = formatOf(ctx, s.reader.query); err != nil {
			return s.wrap(err, "open")
		}
	}
	if f.schema == schemaVersion && f.application != applicationID {
		return s.foreign()
	}
	return s.checkVersion(f.schema)
}

// readVersion reads the version of the schema that a file has.
const readVersion = "PRAGMA user_version"

// checkVersion refuses a file of another version than this program's.
func (s *Store) checkVersion(version int) error {
	switch {
	case version == 0:
		return s.foreign()
	case version > schemaVersion:
		return s.newer(version)
	case version < schemaVersion:
		return s.older(version)
	}
	return nil
}

// createFor is how long to try to create the file while others do the same.
const createFor = 30 * time.Second

// createAmongOthers creates the file, unless another process does so meanwhile. Of two
// that switch it to write-ahead logging at once SQLite refuses one without waiting, since
// both hold a lock that the other needs (https://sqlite.org/c3ref/busy_handler.html).
func (s *Store) createAmongOthers(ctx context.Context) error {
	for deadline := time.Now().Add(createFor); ; {
		err := s.create(ctx)
		failed, ok := errors.AsType[*sqlite.Error](err)
		if !ok || failed.Code()&primaryCode != sqlite3.SQLITE_BUSY || time.Now().After(deadline) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(lookAgain):
		}
	}
}

// create creates the schema. It does nothing where another process has created the schema
// meanwhile.
func (s *Store) create(ctx context.Context) error {
	if _, err := s.writer.db.ExecContext(ctx, fmt.Sprintf("PRAGMA page_size = %d; PRAGMA auto_vacuum = incremental; PRAGMA journal_mode = wal", pageSize)); err != nil {
		return err
	}
	tx, err := s.writer.begin(ctx, false)
	if err != nil {
		return err
	}
	defer tx.end()
	if f, err := formatOf(ctx, tx.query); err != nil || f != (format{}) {
		return err
	}
	script := fmt.Sprintf("%s%sPRAGMA user_version = %d; PRAGMA application_id = %d", tables, indexes, schemaVersion, applicationID)
	if _, err := tx.tx.ExecContext(ctx, script); err != nil {
		return err
	}
	return tx.tx.Commit()
}

// format has the schema's version and the application's id in a file's header, and the
// number of tables. The zero value is that of an empty file.
type format struct{ schema, application, tables int }

// formatOf reads the format in one statement, so that all of it is of the same moment.
func formatOf(ctx context.Context, query queryFunc) (f format, err error) {
	const text = "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_master) FROM pragma_user_version, pragma_application_id"
	err = each(ctx, query, text, nil, func(scan scanFunc) error { return scan(&f.schema, &f.application, &f.tables) })
	return f, err
}
