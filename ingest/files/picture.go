package files

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"viewline/picture"
	"viewline/weburl"
)

// PictureSource is the address of a picture that may be a file beside a post, as posts and
// HTML write it, without its query; ok is false for an address on another host, and for one
// that is no path.
func PictureSource(address string) (source string, ok bool) {
	if !weburl.Relative(address) {
		return "", false
	}
	source, _, _ = strings.Cut(weburl.Safe(address), "#")
	source, _, _ = strings.Cut(source, "?")
	return source, source != "" && !strings.HasSuffix(source, "/") && !strings.Contains(unescaped(source), "\x00")
}

// unescaped is a source without the escapes of addresses.
func unescaped(source string) string {
	if plain, err := url.PathUnescape(source); err == nil {
		return plain
	}
	return source
}

// PictureKey is the same for sources that lead to one file.
func PictureKey(source string) string { return path.Clean(unescaped(source)) }

// HasPictures reports whether pictures of the post may be files: those of standard input
// are not, as it stands in no folder.
func (f *File) HasPictures() bool { return f.Abs != "" && f.below != nil }

// Picture reads the picture with a source from the folder of the PATH. A source that begins
// with a slash is looked for in each folder from that of the post up to the PATH, and in
// the folders static and public there, where site generators keep such files.
func (f *File) Picture(source string) ([]byte, error) {
	plain := unescaped(source)
	var failed error
	for _, name := range distinct(plain, source, strings.ReplaceAll(plain, `\`, "/")) {
		for _, path := range f.places(filepath.FromSlash(name)) {
			data, err := f.picture(path)
			if err == nil || !isAbsent(err) {
				return data, err
			}
			failed = errors.Join(failed, err)
		}
	}
	if failed == nil {
		return nil, &leaves{filepath.Join(f.folder(), filepath.FromSlash(plain))}
	}
	return nil, fs.ErrNotExist
}

// picture reads a file of at most [picture.MaxSize] bytes.
func (f *File) picture(path string) ([]byte, error) {
	data, err := f.below.fence.read(path, picture.MaxSize)
	if err == nil && len(data) > picture.MaxSize {
		return nil, fmt.Errorf("it has more than %d bytes", picture.MaxSize)
	}
	return data, err
}

// places are the absolute paths at which a picture may be; none where all of them leave
// the folder of the PATH.
func (f *File) places(name string) []string {
	var all []string
	if !strings.HasPrefix(name, string(filepath.Separator)) {
		all = append(all, filepath.Join(f.folder(), name))
	} else {
		name = filepath.Clean(name)
		for folder := f.folder(); f.holds(folder); folder = filepath.Dir(folder) {
			for _, in := range []string{"", "static", "public"} {
				if at := filepath.Join(folder, in, name); Within(folder, at) {
					all = append(all, at)
				}
			}
			if folder == filepath.Dir(folder) {
				break
			}
		}
	}
	return slices.DeleteFunc(all, func(path string) bool { return !f.holds(path) })
}

// holds reports whether an absolute path is the folder of the PATH, or lies below it.
func (f *File) holds(path string) bool {
	return Within(f.below.dir, path) || Within(f.below.real, path)
}

// isAbsent reports whether there is no file of a name, or can be none.
func isAbsent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.ENAMETOOLONG) || errors.Is(err, syscall.EINVAL)
}

// distinct are the texts, each once, in their order.
func distinct(texts ...string) []string {
	var all []string
	for _, t := range texts {
		if !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	return all
}
