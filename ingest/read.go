package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"unicode/utf8"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/diagnostic"
	"viewline/ingest/files"
	"viewline/ingest/naming"
	"viewline/post"
	"viewline/store"
	"viewline/timeline"
)

const (
	// maxDocument is how many bytes a document may have: MongoDB's limit, less
	// some room for keys (https://www.mongodb.com/docs/manual/reference/limits/).
	maxDocument = 16<<20 - 16<<10
)

// reading is the result of reading a file: a document, or that the file is unchanged since
// it was stored, or neither where it cannot be read.
type reading struct {
	file *files.File
	src  []byte
	doc  *post.Document // the record of its source is complete, except for keys
	// encoded are the appearances of doc.
	encoded []store.Encoded
	same    bool
	// coverage is the share of the post's text that doc holds, from 0 to 1; nil where it was
	// not asked for.
	coverage *float64
	lost     []string // the lines of the text that doc does not hold; nil where that was not asked for
	diags    diagnostic.List
	shows    shows
}

// parse is [post.Parse]; tests replace it by a function that panics.
var parse = post.Parse

// read reads a file, and parses it unless the stored post comes from the same bytes.
// Detailed measures the share of the text that the documents hold. Known is what was read
// before, and kept the hashes of files; both may be nil.
func read(f *files.File, detailed bool, known *Memory, kept *hashes) *reading {
	r := &reading{file: f}
	if !files.Guard(f.Shown, &r.diags, func() { r.read(detailed, known, kept) }) {
		r.doc, r.same = nil, false
	}
	return r
}

func (r *reading) read(detailed bool, known *Memory, kept *hashes) *reading {
	f := r.file
	if f.Refused() {
		return r // reported once for all posts of the folder
	}
	if !utf8.ValidString(f.Path) {
		return r.fail("the file's name is not valid UTF-8; want one that is")
	}
	if f.Size > files.MaxSize {
		return r.fail("%d bytes; want at most %d", f.Size, files.MaxSize)
	}
	r.shows.of = f
	if hash := kept.at(f); hash != "" && naming.Brief(r.shows.known(hash)) == f.Known {
		r.same = true
		return r
	}
	before := kept.before(f)
	src, err := f.Load()
	if err != nil {
		return r.fail("%v; want a file that can be read", files.Reason(err))
	}
	if len(src) > files.MaxSize {
		return r.fail("more than %d bytes; want at most so many", files.MaxSize)
	}
	hash := hashOf(f, src)
	kept.keep(f, before, hash)
	if naming.Brief(r.shows.known(hash)) == f.Known {
		r.same = true
		return r
	}
	if again := known.at(f, hash, detailed); again != nil {
		*r = *again
		return r
	}
	r.src = src
	r.parse(hash)
	if r.doc != nil && detailed {
		share, lost := post.Coverage(src, r.doc)
		r.coverage, r.lost = &share, lost
	}
	known.keep(r, hash)
	return r
}

// parse parses the text of the post, whose hash is given.
func (r *reading) parse(hash string) {
	f := r.file
	r.doc, r.diags = parse(f.Path, r.src, f.Library())
	for i := range r.diags {
		r.diags[i].Path = f.Shown
	}
	if r.doc == nil {
		return
	}
	s := &r.doc.Post.Record
	s.Root, s.Hash, s.Draft = f.Root, hash, r.doc.Post.Draft
	r.showPictures()
	r.measure()
}

// hashOf is a hash of everything that the post's documents depend on, except the other posts,
// which their keys depend on, and the pictures; see [withPictures].
func hashOf(f *files.File, src []byte) string {
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%s\n%s\n", post.Version, f.Digest())
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
		refs[i] = timeline.AppearanceRef{Hash: contentHash(data), Base: a.Base(), Occasion: a.Occasion(), Title: a.Title}
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
		r.diags.Add(r.file.Shown, at, diagnostic.Error, "%s: %v; want what can be stored", what, err)
	case size > maxDocument:
		r.diags.Add(r.file.Shown, at, diagnostic.Error, "%s takes %d bytes when stored; want at most %d", what, size, maxDocument)
	default:
		return true
	}
	r.doc = nil
	return false
}

func (r *reading) fail(format string, args ...any) *reading {
	r.diags.Add(r.file.Shown, diagnostic.Position{}, diagnostic.Error, format, args...)
	return r
}
