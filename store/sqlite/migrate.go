package sqlite

import (
	"context"
	"fmt"
)

// pageSize is of the file, in bytes: a document takes a few kB, and so there are half
// as many pages to write and to link as there were of SQLite's default.
const pageSize = 8192

// migrate brings the file to this program's schema. A file that has it is only
// read, so that it may be read-only.
func (s *Store) migrate(ctx context.Context) error {
	version, err := schemaOf(ctx, s.reader.query)
	if err != nil {
		return s.wrap(err, "open")
	}
	if version == 0 {
		if err := s.create(ctx); err != nil {
			return s.wrap(err, "create")
		}
		if version, err = schemaOf(ctx, s.reader.query); err != nil {
			return s.wrap(err, "open")
		}
	}
	switch {
	case version > schemaVersion:
		return s.newer(version)
	case version < schemaVersion:
		return s.older(version)
	}
	return nil
}

// create does nothing where another process came first.
func (s *Store) create(ctx context.Context) error {
	if _, err := s.writer.db.ExecContext(ctx, fmt.Sprintf("PRAGMA page_size = %d; PRAGMA auto_vacuum = incremental; PRAGMA journal_mode = wal", pageSize)); err != nil {
		return err
	}
	tx, err := s.writer.begin(ctx, false)
	if err != nil {
		return err
	}
	defer tx.end()
	if version, err := schemaOf(ctx, tx.query); err != nil || version != 0 {
		return err
	}
	script := fmt.Sprintf("%s%sPRAGMA user_version = %d", tables, indexes, schemaVersion)
	if _, err := tx.tx.ExecContext(ctx, script); err != nil {
		return err
	}
	return tx.tx.Commit()
}

// schemaOf is the schema version of the file; 0 is that of an empty one.
func schemaOf(ctx context.Context, query queryFunc) (version int, err error) {
	err = each(ctx, query, "PRAGMA user_version", nil, func(scan scanFunc) error { return scan(&version) })
	return version, err
}
