package sqlite

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Exists reports whether a folder has a database already, so that a program that only reads
// need not create one. It is true for a folder that cannot be read: the error of opening it
// says what is wrong.
func Exists(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, fileName))
	return !errors.Is(err, fs.ErrNotExist)
}
