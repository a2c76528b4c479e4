package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"modernc.org/sqlite"

	"viewline/timeline"
)

// pagesAtOnce is how many pages of the file are copied between two looks whether anybody
// still wants the copy.
const pagesAtOnce = 2000

// errNothingYet is the error of a backup before the first import has ended.
var errNothingYet = errors.New("no import into the database has ended yet; there is nothing to copy")

// Backup copies the database into a new file, as it is at one revision, by SQLite's online
// backup: nobody has to wait for it, and imports may go on meanwhile. The copy is a database
// like the file itself. An error means that there is no copy; it is [fs.ErrExist] where the
// file is there already.
func (s *Store) Backup(ctx context.Context, file string) (found timeline.Corpus, err error) {
	if file, err = filepath.Abs(file); err != nil {
		return found, err
	}
	part := file + ".part"
	for _, name := range []string{file, part} { // file, though empty as yet, keeps others from writing one of the name
		if err := reserve(name); err != nil {
			return found, err
		}
		defer func() {
			if err != nil {
				_ = os.Remove(name)
			}
		}()
	}
	if found, err = s.copyTo(ctx, part); err != nil {
		return found, s.wrap(err, "back up")
	}
	return found, finish(part, file)
}

// reserve makes an empty file that nobody else may read.
func reserve(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%w: %s; name a file that is not there yet", fs.ErrExist, name)
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// finish gives a whole copy its name, once its bytes are on the disk.
func finish(part, file string) error {
	f, err := os.OpenFile(part, os.O_RDWR, 0) // Windows syncs only what may be written to
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(part, file); err != nil {
		return err
	}
	if folder, err := os.Open(filepath.Dir(file)); err == nil {
		_ = folder.Sync() // of the new name; not every system can do that
		_ = folder.Close()
	}
	return nil
}

// copyTo copies all pages into an empty file. They are those of one read transaction, so that
// an import that commits meanwhile does not make the copy begin again.
func (s *Store) copyTo(ctx context.Context, file string) (found timeline.Corpus, err error) {
	conn, err := s.reader.db.Conn(ctx)
	if err != nil {
		return found, err
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return found, err
	}
	defer func() { _, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") }()
	if found, err = corpus(ctx, conn.QueryContext); err != nil { // which begins the snapshot
		return found, err
	}
	if found.Revision == 0 {
		return found, errNothingYet
	}
	return found, conn.Raw(func(driver any) error {
		b, err := driver.(interface {
			NewBackup(uri string) (*sqlite.Backup, error)
		}).NewBackup(dataSource(file, nil))
		if err != nil {
			return err
		}
		for more := true; more && err == nil; {
			if more, err = b.Step(pagesAtOnce); err == nil {
				err = ctx.Err()
			}
		}
		return errors.Join(err, b.Finish())
	})
}
