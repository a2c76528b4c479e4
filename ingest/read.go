package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/diagnostic"
	"viewline/post"
	"viewline/store"
	"viewline/timeline"
)

const (
	// maxSource is how many bytes a post may have.
	maxSource = 16 << 20
	// maxDocument is how many bytes a document may have: MongoDB's limit, less
	// some room for keys (https://www.mongodb.com/docs/manual/reference/limits/).
	maxDocument = 16<<20 - 16<<10
)

// reading is what reading a file came to: a document, or that it is as it is
// stored, or neither.
type reading struct {
	file *file
	src  []byte
	doc  *post.Document // its source is complete but for keys
	// encoded are the appearances of doc.
	encoded []store.Encoded
	same    bool
	diags   diagnostic.List
}

// read reads and parses the file, unless what is stored of it is known to come
// from the same bytes.
func (f *file) read() *reading {
	r := &reading{file: f}
	if f.root.refuses(f.path) {
		return r // reported once for the root
	}
	if !utf8.ValidString(f.path) {
		return r.fail("the file's name is not valid UTF-8; want one that is")
	}
	if f.size > maxSource {
		return r.fail("%d bytes; want at most %d", f.size, maxSource)
	}
	src, err := f.load()
	if err != nil {
		return r.fail("%v; want a file that can be read", reason(err))
	}
	if len(src) > maxSource {
		return r.fail("more than %d bytes; want at most so many", maxSource)
	}
	hash := f.hash(src)
	if brief(hash) == f.known {
		r.same = true
		return r
	}
	r.src = src
	r.doc, r.diags = post.Parse(f.path, src, f.root.library)
	for i := range r.diags {
		r.diags[i].Path = f.shown
	}
	if r.doc != nil {
		s := &r.doc.Post.Record
		s.Root, s.Hash, s.Draft = f.root.dir, hash, r.doc.Post.Draft
		r.measure()
	}
	return r
}

// load reads the file, but not more than shows that it is too large.
func (f *file) load() ([]byte, error) {
	if f.abs == "" {
		return f.src, nil
	}
	in, err := os.Open(f.abs)
	if err != nil {
		return nil, err
	}
	defer in.Close() //nolint:errcheck // nothing was written
	return io.ReadAll(io.LimitReader(in, maxSource+1))
}

// hash covers everything that the post's documents follow from, but for what
// their keys owe to other posts.
func (f *file) hash(src []byte) string {
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%s\n%s\n", post.Version, f.root.digest)
	h.Write(src)
	return hex.EncodeToString(h.Sum(nil))
}

// measure hashes the appearances, and refuses documents that are too large to
// be stored.
func (r *reading) measure() {
	refs := make([]timeline.AppearanceRef, len(r.doc.Appearances))
	r.encoded = make([]store.Encoded, len(refs))
	for i, a := range r.doc.Appearances {
		data, err := store.Encode(a)
		if !r.fits("an appearance", a.Line, len(data)+appearanceEntriesSize(len(data), a), err) {
			return
		}
		sum := sha256.Sum256(data)
		refs[i].Hash = hex.EncodeToString(sum[:])
		r.encoded[i] = data
	}
	r.doc.Post.Record.Appearances = refs
	data, err := bson.Marshal(r.doc.Post.Stored())
	r.fits("the post without its appearances", 1, len(data)+postEntriesSize(len(data), r.doc.Post), err)
}

func (r *reading) fits(what string, line, size int, err error) bool {
	at := diagnostic.Position{Line: line, Column: 1}
	switch {
	case err != nil:
		r.diags.Add(r.file.shown, at, diagnostic.Error, "%s: %v; want what can be stored", what, err)
	case size > maxDocument:
		r.diags.Add(r.file.shown, at, diagnostic.Error, "%s takes %d bytes when stored; want at most %d", what, size, maxDocument)
	default:
		return true
	}
	r.doc = nil
	return false
}

func (r *reading) fail(format string, args ...any) *reading {
	r.diags.Add(r.file.shown, diagnostic.Position{}, diagnostic.Error, format, args...)
	return r
}
