package files

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"
)

// MaxSize is how many bytes a post, or a file beside posts, may have at most.
const MaxSize = 16 << 20

// fence keeps reading inside a folder: no symbolic link may lead out of it. A nil
// fence lets links lead anywhere.
type fence struct {
	dir  string                   // absolute, without symbolic links
	root func() (*os.Root, error) // dir; opened once, for the first file
}

// newFence is the fence around a folder, given as an absolute path without symbolic links.
// The folder is closed once nothing has the fence any more.
func newFence(dir string) *fence {
	return &fence{dir, sync.OnceValues(func() (*os.Root, error) { return os.OpenRoot(dir) })}
}

// leaves is the error for a symbolic link that leads out of a fence's folder.
type leaves struct{ to string }

func (e *leaves) Error() string { return fmt.Sprintf("it leads out of the folder, to %s", e.to) }

// errRestless is the error for a file that was changed during each of several tries to read
// it.
var errRestless = errors.New("it changes while it is read")

// errCircle is the error for symbolic links that lead to each other in a circle.
var errCircle = errors.New("it is a link in a circle of links")

// notRegular is an error for anything that is not a regular file, such as a pipe or a
// device, which may have no end or may never answer; nil for a regular file.
func notRegular(mode fs.FileMode) error {
	if mode.IsRegular() {
		return nil
	}
	return fmt.Errorf("it is %s, no regular file", kindOf(mode))
}

// kindOf is the name of a kind of file, for messages.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	}
	return "something else"
}

// inside is the path that leads from the fence's folder to a file, with all symbolic links
// followed.
func (f *fence) inside(path string) (string, error) {
	real, err := filepath.EvalSymlinks(path)
	if _, ofPath := errors.AsType[*fs.PathError](err); err != nil && !ofPath {
		return "", errCircle
	} else if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(f.dir, real)
	if err != nil || !filepath.IsLocal(rel) {
		return "", &leaves{real}
	}
	return rel, nil
}

// readOnly opens a file for reading, without waiting for what may never answer.
const readOnly = os.O_RDONLY | syscall.O_NONBLOCK

// open opens a regular file for reading. Nothing else is opened, since opening a pipe
// or a device may wait, or have effects. Most paths lead into the fence's folder without
// a link that leaves it; the others are followed to where they end.
func (f *fence) open(path string) (*os.File, error) {
	if f == nil {
		info, err := os.Stat(path)
		if err == nil {
			err = notRegular(info.Mode())
		}
		if err != nil {
			return nil, err
		}
		return regular(os.OpenFile(path, readOnly, 0))
	}
	if rel, err := filepath.Rel(f.dir, path); err == nil && filepath.IsLocal(rel) {
		if file, err := f.openIn(rel); err == nil {
			return file, nil
		}
	}
	rel, err := f.inside(path)
	if err != nil {
		return nil, err
	}
	return f.openIn(rel)
}

// openIn opens a regular file at a path from the fence's folder; a path that leaves the
// folder is an error, whatever links it goes by. The look at the file may go by a link
// out of the folder, which its opening does not. Between both another file may take its
// place: so it is opened without waiting, and looked at once more.
func (f *fence) openIn(rel string) (*os.File, error) {
	dir, err := f.root()
	if err != nil {
		return nil, err
	}
	info, err := os.Lstat(filepath.Join(f.dir, rel))
	if err != nil || !info.Mode().IsRegular() {
		info, err = dir.Stat(rel) // follows a link in the folder
	}
	if err == nil {
		err = notRegular(info.Mode())
	}
	if err != nil {
		return nil, err
	}
	return regular(dir.OpenFile(rel, readOnly, 0))
}

// regular returns the opened file, or closes it and returns an error where it is not a
// regular file.
func regular(file *os.File, err error) (*os.File, error) {
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil {
		err = notRegular(info.Mode())
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// readTries is how often a file is read at most that changes while it is read.
const readTries = 3

// read reads a regular file of at most so many bytes; of a larger file it returns one byte
// more than that. The bytes are those of the file at one moment, as far as its size and its
// time of modification show.
func (f *fence) read(path string, most int64) ([]byte, error) {
	file, err := f.open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // nothing was written
	for range readTries {
		before, err := file.Stat()
		if err != nil {
			return nil, err
		}
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		src, err := readUpTo(file, most+1, before.Size())
		if err != nil {
			return nil, err
		}
		after, err := file.Stat()
		if err != nil {
			return nil, err
		}
		if before.Size() == after.Size() && before.ModTime().Equal(after.ModTime()) {
			return src, nil
		}
	}
	return nil, errRestless
}

// readUpTo reads most bytes at most. Size is the expected number of bytes: a buffer of that
// size, with room for the read that finds the end, need not grow.
func readUpTo(from io.Reader, most, size int64) ([]byte, error) {
	src := bytes.NewBuffer(make([]byte, 0, min(max(size, 0), most)+bytes.MinRead))
	_, err := src.ReadFrom(io.LimitReader(from, most))
	return src.Bytes(), err
}

// readBeside reads a file that stands beside posts.
func (f *fence) readBeside(path string) ([]byte, error) {
	src, err := f.read(path, MaxSize)
	if err == nil && len(src) > MaxSize {
		return nil, fmt.Errorf("it has more than %d bytes", MaxSize)
	}
	return src, err
}
