package sqlite

import (
	"context"
	"fmt"
)

// schemaVersion is kept in the file as its user_version. It rises with every
// change of the schema.
const schemaVersion = 1

// tables hold documents as BSON, the same as in MongoDB, beside the few columns
// that reads look for. The one exception is a post's source: it stands in a
// column of its own and not in the document, so that an import can read it
// alone. Documents come last in a row, so that a read of the other columns
// passes over them.
const tables = `
CREATE TABLE person (
	slug TEXT PRIMARY KEY NOT NULL,
	name TEXT NOT NULL,
	doc  BLOB NOT NULL
) STRICT;

-- Folded spellings. Rank 0 is that of the slug, 1 of the name, 2 of an alias.
CREATE TABLE person_name (
	name TEXT    NOT NULL,
	rank INTEGER NOT NULL,
	slug TEXT    NOT NULL,
	PRIMARY KEY (name, rank, slug)
) STRICT, WITHOUT ROWID;

-- Dates are texts, and empty where there is none.
CREATE TABLE appearance (
	key         TEXT PRIMARY KEY NOT NULL,
	person      TEXT    NOT NULL,
	post        TEXT    NOT NULL,
	date        TEXT    NOT NULL,
	earliest    TEXT    NOT NULL,
	latest      TEXT    NOT NULL,
	kind        TEXT    NOT NULL,
	recommended INTEGER NOT NULL,
	doc         BLOB    NOT NULL
) STRICT;

CREATE TABLE paper (
	slug TEXT PRIMARY KEY NOT NULL,
	doc  BLOB NOT NULL
) STRICT;

CREATE TABLE post (
	path       TEXT PRIMARY KEY NOT NULL,
	slug       TEXT    NOT NULL,
	viewpoints INTEGER NOT NULL,
	source     BLOB    NOT NULL,
	doc        BLOB    NOT NULL
) STRICT;

-- The corpus as of its last revision; imported_at in ms since 1970. Pending is
-- 1 where something was written since.
CREATE TABLE meta (
	id          INTEGER PRIMARY KEY CHECK (id = 1),
	revision    INTEGER NOT NULL DEFAULT 0,
	imported_at INTEGER,
	people      INTEGER NOT NULL DEFAULT 0,
	appearances INTEGER NOT NULL DEFAULT 0,
	viewpoints  INTEGER NOT NULL DEFAULT 0,
	papers      INTEGER NOT NULL DEFAULT 0,
	posts       INTEGER NOT NULL DEFAULT 0,
	pending     INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO meta (id) VALUES (1);
`

// indexes are all there are beside those of the primary keys. Each is named
// for what it serves. Those of the appearances' lists end in the columns that
// filters and counts look at, so that these need no document.
const indexes = `
-- Reader.ListPeople.
CREATE INDEX people_by_name ON person (name, slug);
-- Writer.Put: the spellings that a person had so far.
CREATE INDEX names_of_person ON person_name (slug);
-- Reader.ListAppearances and CountAppearances of anybody.
CREATE INDEX appearances_by_date ON appearance (date, key, kind, recommended, earliest, latest);
-- The same of one person, and Reader.AppearancesByPerson and CountByPerson.
CREATE INDEX appearances_of_person ON appearance (person, date, key, kind, recommended, earliest, latest);
-- Writer.Put: the appearances that a post had so far.
CREATE INDEX appearances_of_post ON appearance (post);
-- Reader.PostsBySlug.
CREATE INDEX posts_by_slug ON post (slug);
`

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
	if version != schemaVersion {
		return s.newer(version)
	}
	return nil
}

// create does nothing where another process came first.
func (s *Store) create(ctx context.Context) error {
	if _, err := s.writer.db.ExecContext(ctx, "PRAGMA journal_mode = wal"); err != nil {
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
