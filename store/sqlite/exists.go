package sqlite

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Exists reports whether a folder has a database already, so that whoever only
// wants to read need not make one. A folder that cannot be looked into counts as
// having one: opening it tells what is wrong.
func Exists(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, fileName))
	return !errors.Is(err, fs.ErrNotExist)
}
