package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"viewline/store"
)

// advice says what a user can do about an error of reaching the file, by primary result
// code (https://sqlite.org/rescode.html). Codes that are not in the table are errors of
// this program.
var advice = map[int]string{
	sqlite3.SQLITE_BUSY:     "another program is writing to it; try again when it is done",
	sqlite3.SQLITE_LOCKED:   "another program is writing to it; try again when it is done",
	sqlite3.SQLITE_PROTOCOL: "another program is writing to it; try again when it is done",
	sqlite3.SQLITE_CANTOPEN: "check that you may read it and write to its folder, or name another folder",
	sqlite3.SQLITE_PERM:     "check that you may read it and write to its folder, or name another folder",
	sqlite3.SQLITE_READONLY: "make the file and its folder writable, or name another folder",
	sqlite3.SQLITE_IOERR:    "check the disk that it is on",
	sqlite3.SQLITE_FULL:     "make room on the disk that it is on",
	sqlite3.SQLITE_CORRUPT:  "move it away and import the posts anew",
	sqlite3.SQLITE_NOTADB:   "move it away, or name another folder",
}

const primaryCode = 0xff // an extended result code has the primary one in its low byte

// wrap adds to an error what was being done, and to an error of reaching the file also what
// the user can do. It returns nil for nil.
func (s *Store) wrap(err error, doing string, args ...any) error {
	if err == nil {
		return nil
	}
	doing = fmt.Sprintf(doing, args...)
	var failed *sqlite.Error
	if errors.As(err, &failed) {
		if do, ok := advice[failed.Code()&primaryCode]; ok {
			return store.Unavailable(fmt.Errorf("%s: %s: %w; %s", doing, s.path, err, do))
		}
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// newer is the error for a file whose schema is newer than this program.
func (s *Store) newer(version int) error {
	return store.Unavailable(fmt.Errorf(
		"open: %s: schema %d is newer than this program's, which is %d; use a newer program, or name another folder",
		s.path, version, schemaVersion))
}

// older is the error for a file whose schema is older than this program. Everything in the
// file can be imported again.
func (s *Store) older(version int) error {
	return store.Unavailable(fmt.Errorf(
		"open: %s: schema %d is older than this program's, which is %d; move it away and import the posts anew, or name another folder",
		s.path, version, schemaVersion))
}

// foreign is the error for a file that another program has made.
func (s *Store) foreign() error {
	return store.Unavailable(fmt.Errorf(
		"open: %s: it is a database of another program; move it away, or name another folder", s.path))
}

const fileName = "viewline.db"

// locate makes the folder where it does not exist, and returns the absolute path of the
// file.
func locate(dir string) (path string, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return "", store.Unavailable(fmt.Errorf("open: %w; name a folder by its absolute path", err))
	}
	switch err = os.MkdirAll(dir, 0o755); {
	case err == nil:
		return filepath.Join(dir, fileName), nil
	case errors.Is(err, syscall.ENOTDIR):
		return "", store.Unavailable(fmt.Errorf("open: %s: it is a file, or lies below one; name a folder", dir))
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "", store.Unavailable(fmt.Errorf("open: %w; make its parent writable, or name another folder", err))
	}
	return "", store.Unavailable(fmt.Errorf("open: %w; name another folder", err))
}
