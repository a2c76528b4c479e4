// Package files finds the posts at the PATHs of a run, with the files beside them, and reads
// them: what is a post, which path it goes by in the database, what a link may lead to, and
// which stored posts are to be removed. [New] is its entry point.
package files

import (
	"errors"
	"fmt"
	"io"
	"os"

	"viewline/store"
)

// ErrPath marks an error in a PATH that was given.
var ErrPath = errors.New("path")

// Options say what to find.
type Options struct {
	// Paths are folders, which are read with all folders below them, files, and "-" for one
	// post on Stdin. Stdin may be nil where no path is "-".
	Paths []string
	Stdin io.Reader
	// FollowLinks reads files outside of the given folders that symbolic links lead to.
	// Without it such links are refused.
	FollowLinks bool
	// Drafts loads posts that are marked as drafts.
	Drafts bool
	// All has every post read, even if it did not change.
	All bool
	// Prune removes the stored posts below the given folders whose files are gone; with
	// AllowEmpty also where a folder has no post left.
	Prune, AllowEmpty bool
	// Elsewhere is called with each stored post that lies below none of the paths, and reports
	// whether the post is to be removed; nil: none is.
	Elsewhere func(*store.StoredPost) bool
	// Loads reports whether a file can be read, and is no draft that is passed over. It is
	// asked of files that were stored under another path; nil where nothing is stored.
	Loads func(*File) bool
}

// Verify returns an [ErrPath] for the first PATH that does not exist, or is neither a
// folder nor a regular file. It opens no PATH, as to open a pipe may wait for ever.
func Verify(paths []string) error {
	for _, p := range paths {
		if p == stdin {
			continue
		}
		info, err := os.Stat(p)
		if err != nil {
			return fmt.Errorf("%w %q: %w; give a folder of posts or a Markdown file that exists and can be read", ErrPath, p, Reason(err))
		}
		if !info.IsDir() && !info.Mode().IsRegular() {
			return fmt.Errorf("%w %q: it is %s; give a folder of posts or a regular file, or - for a post on standard input", ErrPath, p, kindOf(info.Mode()))
		}
	}
	return nil
}

// Reason is an error without the path, which the message has already.
func Reason(err error) error {
	if pathErr, ok := errors.AsType[*os.PathError](err); ok {
		return pathErr.Err
	}
	return err
}
