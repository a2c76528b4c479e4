package files

import (
	"path/filepath"

	"viewline/post"
	"viewline/timeline"
)

// File is a post on disk, or on standard input.
type File struct {
	Path  string // as the database has it: from the root, with forward slashes
	Abs   string // absolute path; empty for standard input
	Shown string // the path as the user gave it
	Root  string // the folder that Path counts from; empty for standard input
	Size  int64  // bytes; what the folder said before the file was read
	Known uint64 // the brief (see [naming.Brief]) of the stored post's hash; 0 where the file has to be read
	// Shows are the pictures of the stored post; nil where there are none.
	Shows []timeline.PictureRef

	beside *beside
	open   *fence
	below  *given // the PATH
	src    []byte // the text of standard input; nil for a file on disk
}

func (l *listed) file() *File {
	return &File{
		Path: l.path, Abs: l.in.root.abs(l.path), Shown: l.shown(), Root: l.in.root.dir, Size: l.size, Known: l.known, Shows: l.shows,
		beside: l.in.beside, open: l.in.open, below: l.in.found, src: l.in.root.src,
	}
}

// Load reads the file, at most one byte more than [MaxSize].
func (f *File) Load() ([]byte, error) {
	if f.Abs == "" {
		return f.src, nil
	}
	return f.open.read(f.Abs, MaxSize)
}

// Library has the entries of the files beside the post; nil for standard input, which has
// none.
func (f *File) Library() *post.Library {
	if f.beside == nil {
		return nil
	}
	return f.beside.library
}

// Refused reports whether the post must not be read, since a file beside it cannot be
// understood. [Plan.Settle] reports that once for all posts of a folder.
func (f *File) Refused() bool { return f.beside.refuses(f.folder()) }

// Digest changes with each of the files beside the post.
func (f *File) Digest() string { return f.beside.digestOf(f.folder()) }

// folder is the folder of a post as an absolute path, spelt as the keys of beside.folders
// are.
func (f *File) folder() string {
	if f.Abs == "" {
		return ""
	}
	return filepath.Dir(f.Abs)
}
