package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"viewline/store"
)

// inspect checks the file before SQLite opens it: SQLite takes an empty file for a new
// database, and reads from devices and named pipes. A file that does not exist is fine: the
// database is new.
//
// An empty file by itself is no sign of a loss: a program that was killed while it made the
// database leaves one. But an empty file beside the note of who imported last is a database
// that has lost its posts, since a database is made before the first import begins.
func inspect(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		// The note is that of a database that was moved away, and must not make the new one look
		// like a loss. Where the note cannot be emptied, that does no harm.
		_ = os.Truncate(path+lockSuffix, 0)
		return nil
	}
	if err != nil {
		return nil //nolint:nilerr // SQLite fails as well, and its error gets advice
	}
	if !info.Mode().IsRegular() {
		return store.Unavailable(fmt.Errorf("open: %s: it is no regular file; move it away, or name another folder", path))
	}
	// The checks stand in this order, and the size is checked twice, as another program may be
	// making the database meanwhile, and begin an import.
	if info.Size() == 0 && size(path+lockSuffix) > 0 && size(path) == 0 {
		return store.Unavailable(fmt.Errorf(
			"open: %s: it was emptied, it has 0 bytes after an import; restore it from a backup, or remove it and import the posts anew", path))
	}
	return nil
}

// there tells that the file is not the one any more that was opened, or was emptied:
// reads would go on for a while, by the pages that are kept in memory.
func (s *Store) there() error {
	info, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && !os.SameFile(info, s.info):
		return store.Unavailable(fmt.Errorf("%s: it was removed or replaced while it was open; start again", s.path))
	case err == nil && info.Size() == 0:
		return store.Unavailable(fmt.Errorf(
			"%s: it was emptied while it was open; restore it from a backup, or remove it and import the posts anew, and start again", s.path))
	}
	return nil
}

// size is how many bytes a file has; -1 where that cannot be told.
func size(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return -1
	}
	return info.Size()
}
