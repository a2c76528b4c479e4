package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"viewline/diagnostic"
	"viewline/ingest/files"
	"viewline/picture"
	"viewline/picture/kind"
	"viewline/timeline"
)

// wantedPicture is what a picture has to be to be kept.
const wantedPicture = "a PNG, JPEG, GIF, WebP or AVIF file in the loaded folder"

// errRestlessPicture is the error for a picture that is another one whenever it is read.
var errRestlessPicture = errors.New("it changes while it is read")

// seen is a picture of a post as it was found beside it.
type seen struct {
	source string // as the post has it first
	kept   *timeline.Kept
	err    error // why it is not kept
}

// shows are the pictures of a post that may be files beside it.
type shows struct {
	of     *files.File
	byKey  map[string]*seen // see [files.PictureKey]
	refs   []timeline.PictureRef
	listed map[string]bool // the keys in refs
	// changes counts, by key, how often other bytes were read than before.
	changes map[string]int
}

// mostChanges is how often a picture may become another one while its post is loaded.
const mostChanges = 2

// look reads a picture, unless it was read before, and tells what it is.
func (s *shows) look(source string) *seen {
	key := files.PictureKey(source)
	if found := s.byKey[key]; found != nil {
		return found
	}
	found := &seen{source: source}
	if s.byKey == nil {
		s.byKey = map[string]*seen{}
	}
	s.byKey[key] = found
	if s.changes[key] >= mostChanges {
		found.err = errRestlessPicture
		return found
	}
	data, err := s.of.Picture(source)
	if err != nil {
		found.err = err
		return found
	}
	k, err := kind.Of(data)
	if err != nil {
		found.err = err
		return found
	}
	found.kept = &timeline.Kept{Name: picture.Name(data, k.Ending), Width: k.Width, Height: k.Height}
	return found
}

// known is the hash of a stored post with the same text, whose pictures are as they are
// now.
func (s *shows) known(hash string) string {
	if len(s.of.Shows) == 0 {
		return hash
	}
	refs := make([]timeline.PictureRef, len(s.of.Shows))
	for i, ref := range s.of.Shows {
		refs[i] = s.look(ref.Source).ref(ref.Source)
	}
	return withPictures(hash, refs)
}

func (f *seen) ref(source string) timeline.PictureRef {
	ref := timeline.PictureRef{Source: source}
	if f.kept != nil {
		ref.Name = f.kept.Name
	}
	return ref
}

// withPictures is the hash of a post with those of its pictures.
func withPictures(hash string, refs []timeline.PictureRef) string {
	if len(refs) == 0 {
		return hash
	}
	h := sha256.New()
	_, _ = fmt.Fprintln(h, hash)
	for _, ref := range refs {
		_, _ = fmt.Fprintf(h, "%q %q\n", ref.Source, ref.Name)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// keep is the picture at an address of the post; nil where it is not kept.
func (s *shows) keep(address string) *timeline.Kept {
	source, ok := files.PictureSource(address)
	if !ok || !s.of.HasPictures() {
		return nil
	}
	found, key := s.look(source), files.PictureKey(source)
	if !s.listed[key] {
		if s.listed == nil {
			s.listed = map[string]bool{}
		}
		s.listed[key] = true
		s.refs = append(s.refs, found.ref(source))
	}
	return found.kept
}

// mayShow reports whether a post may have a picture: Markdown's, or a tag of HTML.
func mayShow(src []byte) bool {
	if bytes.Contains(src, []byte("![")) {
		return true
	}
	for {
		_, tag, found := bytes.Cut(src, []byte("<"))
		if !found || len(tag) >= 3 && bytes.EqualFold(tag[:3], []byte("img")) {
			return found
		}
		src = tag
	}
}

// showPictures puts the addresses and sizes of the kept pictures into a parsed post.
func (r *reading) showPictures() {
	p := r.doc.Post
	if p.AICover != "" {
		p.KeptAICover = r.shows.keep(string(p.AICover))
	}
	if p.Cover != nil {
		p.Cover.Kept = r.shows.keep(p.Cover.Image)
	}
	if mayShow(r.src) {
		eachShown(r.doc.Post, r.shows.inProse, r.shows.inImage)
		for _, a := range r.doc.Appearances {
			eachShown(a, r.shows.inProse, r.shows.inImage)
		}
	}
	p.Record.Pictures = r.shows.refs
	p.Record.Hash = withPictures(p.Record.Hash, r.shows.refs)
	for _, ref := range r.shows.refs {
		if found := r.shows.byKey[files.PictureKey(ref.Source)]; found.err != nil {
			r.diags.Add(r.file.Shown, placeOf(r.src, found.source), diagnostic.Warning, "picture %q: %v; want %s",
				unescapedSource(found.source), notThere(found.err), wantedPicture)
		}
	}
	r.diags.Sort()
}

// anew parses the post once more, since a picture has become another one, by its key. The
// diagnostics are those of the picture, where it is not kept any more.
func (r *reading) anew(key string) diagnostic.List {
	changes := r.shows.changes
	if changes == nil {
		changes = map[string]int{}
	}
	changes[key]++
	r.shows = shows{of: r.file, changes: changes}
	before := r.diags
	r.diags = nil
	r.parse(hashOf(r.file, r.src))
	if found := r.shows.byKey[key]; found == nil || found.err == nil {
		r.diags = before
		return nil
	}
	all := r.diags
	r.diags = before
	return slices.DeleteFunc(all, func(d diagnostic.Diagnostic) bool { return slices.Contains(before, d) })
}

// notThere puts a plain word for a file that does not exist.
func notThere(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return errors.New("there is no such file")
	}
	return files.Reason(err)
}

// inProse puts the addresses of kept pictures, and their sizes, into HTML.
func (s *shows) inProse(p *timeline.Prose) {
	p.HTML = timeline.HTML(picture.Replace(string(p.HTML), func(t *picture.Tag) string {
		if kept := s.keep(t.Get("src")); kept != nil {
			t.Set("src", picture.Path(kept.Name))
			width, height := scaled(kept, t.Get("width"), t.Get("height"))
			t.Set("width", strconv.Itoa(width))
			t.Set("height", strconv.Itoa(height))
		}
		return t.String()
	}))
}

// scaled is the size at which a picture is shown: its own, or, where the post gives a
// width or a height in pixels, that one, with the other in proportion.
func scaled(k *timeline.Kept, width, height string) (w, h int) {
	if w, err := strconv.Atoi(width); err == nil && w > 0 {
		return w, max(1, int(math.Round(float64(w)*float64(k.Height)/float64(k.Width))))
	}
	if h, err := strconv.Atoi(height); err == nil && h > 0 {
		return max(1, int(math.Round(float64(h)*float64(k.Width)/float64(k.Height)))), h
	}
	return k.Width, k.Height
}

// inImage looks for the picture of an image, whose address is as Markdown has it: with its
// escapes and references (CommonMark 0.31.2, sections 2.4 and 2.5).
func (s *shows) inImage(i *timeline.Image) {
	i.Kept = s.keep(html.UnescapeString(escaped.ReplaceAllString(i.URL, "$1")))
}

var escaped = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")

// unescapedSource is a source for a message.
func unescapedSource(source string) string { return files.PictureKey(source) }

// placeOf is the place of an address in a post: where it first stands as an address, else
// where it first stands at all, else the start.
func placeOf(src []byte, source string) diagnostic.Position {
	first := -1
	for _, written := range []string{source, files.PictureKey(source), html.EscapeString(source), strings.ReplaceAll(source, "%5C", `\`)} {
		for from := 0; ; {
			i := bytes.Index(src[from:], []byte(written))
			if i < 0 {
				break
			}
			at := from + i
			if at > 0 && strings.IndexByte("(<\"'=: \t\n", src[at-1]) >= 0 && !bytes.HasPrefix(src[at+len(written):], []byte("]")) {
				return diagnostic.At(src, at)
			}
			if first < 0 {
				first = at
			}
			from = at + max(1, len(written))
		}
	}
	return diagnostic.At(src, max(0, first))
}
