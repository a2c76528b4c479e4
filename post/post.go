// Package post turns one Markdown post into the documents it stands for: the
// post, its appearances, the person they belong to and the papers they
// recommend, with a diagnostic for everything that could not be understood.
// [Parse] is its entry point; it is pure: no file and no database is touched.
//
// A post travels through the package in this order: the front matter is cut
// off and decoded (package front), the body is cut at its highest headings
// into chunks (outline.go), the person is found (person.go), a chunk that tells
// of an occasion becomes an appearance (appearance.go) with its title, date and
// metadata lines (heading.go, date.go, metadata.go), and its blocks become
// sections (section.go), viewpoints (viewpoint.go, numbered.go), with the moments
// they name (moments.go), and recommendations (paper.go, readings.go, headed.go). At last the viewpoints are marked with their topics (marking.go).
// The words it goes by are in words.go.
package post

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"viewline/diagnostic"
	"viewline/markdown"
	"viewline/post/dates"
	"viewline/timeline"
)

// Version changes whenever the same bytes come to mean other documents, so
// that posts that were stored by an older parser are read again.
const Version = "12"

// Document is all that a post says.
type Document struct {
	// Post has no Slug yet, and of its Source only Body, People, Papers,
	// Topics and Viewpoints are set: keys depend on the posts beside this one.
	Post *timeline.Post
	// Appearances have no Key yet, and are not linked.
	Appearances []*timeline.Appearance
	// People are the people of the post, with the evidence for each.
	People []Reported `bson:"-"`
	// Dates are the evidence for the dates of the appearances, one for each; that
	// of an undated one is zero.
	Dates []Evidence `bson:"-"`
	// Unread are the places that look like a name, a date or an occasion and were
	// not taken for one.
	Unread []Unread `bson:"-"`

	labels []string // of turns of speech and of columns: words of the post that became structure
}

// Parse reads the post at a path. The path names the post, and may tell of whom
// and of what day the post is; no file is opened. The library may be nil. The document is nil if a
// diagnostic is an error. A panic while the post is read is an error of this post
// alone.
func Parse(path string, src []byte, lib *Library) (*Document, diagnostic.List) {
	return guarded(path, func() (*Document, diagnostic.List) {
		r := newReader(path, src, lib)
		doc := r.read()
		r.diags.Sort()
		if r.diags.HasErrors() {
			return nil, r.diags
		}
		return doc, r.diags
	})
}

// guarded makes an error of a panic: a fault of this program in one post must not
// keep the others from being read.
func guarded(path string, read func() (*Document, diagnostic.List)) (doc *Document, diags diagnostic.List) {
	defer func() {
		if fault := recover(); fault != nil {
			doc, diags = nil, nil
			diags.Add(path, diagnostic.Position{}, diagnostic.Error, "this post could not be read because of %s: %v; please report it with the post", faultOf, fault)
		}
	}()
	return read()
}

// faultOf names the reason of an error that is no fault of the post.
const faultOf = "a fault in Viewline"

// reader holds one post while it is read.
type reader struct {
	path    string
	src     []byte
	lib     *Library
	lines   []int // the offset at which each line of src starts
	diags   diagnostic.List
	anchors map[string]int // how often an anchor was given out

	front frontMatter
	told  told   // by viewline.yaml
	start int    // where the body starts in src
	body  []byte // src from start; the syntax tree's positions count from there

	talk   talk               // the turns of speech; empty where the post is no transcript
	turns  map[ast.Node]*turn // those of the talk, by their first block
	cast   *cast              // who takes part in the post as a whole
	main   []*member          // the speakers of the post as a whole
	order  dates.Order        // of day and month in the post's numeric dates
	own    outline            // of the tree that this reader reads
	all    []part             // the occasions of the post
	person *timeline.Person   // whose appearance is read; nil for nobody's
	others map[string]bool    // who else has an appearance of the same occasion, by slug

	papers  []*timeline.Paper
	claimed map[string]bool  // the slugs of papers
	listed  map[ast.Node]int // how many items of a list read as papers

	memo         memo
	ends         map[ast.Node]int // where items end that were taken out of their list
	sameness     regularity       // of the headings
	startsDated  int              // how many headings start with a day or a month
	isSeries     bool             // whether headings that start with a year are occasions
	handles      int              // how many handles were looked up
	headings     []string         // of the columns of tables whose rows are occasions
	dateEvidence map[*timeline.Appearance]Evidence
	unread       []Unread
	overlooked   map[Unread]bool   // what unread holds
	ownList      ast.Node          // the list at the head that is about the post, not an occasion; nil for none
	common       *dateCandidates   // of all occasions that have none of their own; nil until they were asked for
	scheduled    bool              // whether the talks are those of a schedule
	above        map[ast.Node]bool // the headings whose dates are those of talks below them
}

func newReader(path string, src []byte, lib *Library) *reader {
	return &reader{path: path, src: slices.Clip(src), lib: lib, lines: lineStarts(src), anchors: map[string]int{}}
}

func (r *reader) read() *Document {
	if !r.readable() {
		return nil
	}
	r.readFrontMatter()
	r.body = r.src[r.start:]
	o := r.look()
	if !r.front.titled {
		r.front.Title = r.titleOf(o)
	}
	doc := &Document{Post: r.front.post()}
	doc.Post.Path = r.path
	r.fill(doc, o)
	r.setEnds(doc)
	doc.Post.Record.Papers = r.papers
	doc.markTopics(r.lib)
	doc.shareClaims()
	for _, a := range doc.Appearances {
		doc.Dates = append(doc.Dates, r.dateEvidence[a])
	}
	doc.Unread, doc.labels = r.unread, append(r.talk.marks(), r.headings...)
	if text := bytes.TrimSpace(r.body); len(text) > 0 {
		sum := sha256.Sum256(text)
		doc.Post.Record.Body = hex.EncodeToString(sum[:])
	}
	return doc
}

// look parses the body and decides who speaks in it.
func (r *reader) look() outline {
	tree := markdown.Parse(r.body)
	r.warnOfLiteralBold(tree)
	r.talk = r.findTurns(tree)
	r.turns = r.talk.turns
	o := r.outline(tree)
	r.isSeries, r.startsDated = r.findSeries(o), r.countStarts(o)
	r.order = r.findOrder(o)
	r.findOwnDay(o)
	r.cast = r.castOf(o)
	r.askRules(o)
	r.castTurns(r.cast, r.talk, o)
	if r.main = r.outright(); len(r.main) == 0 {
		text := &plainText{make: func() string { return r.plainOf(rejoin(o.intro, o.chunks)) + r.aboutText() }}
		r.main = r.speakers(r.cast, text, func() bool { return r.isEvent(o) || r.asksInHeadings(o) || r.tellsOccasions(o) })
	}
	if r.datesLife(o) {
		r.main = r.onlyCertain(r.main)
	}
	if len(r.main) == 0 {
		r.main = r.knownInTitle(o)
	}
	r.markQuestions(r.talk)
	if len(r.main) == 0 {
		r.talk, r.turns = talk{}, nil
	}
	return o
}

// titleTellsTalk reports whether a title is that of an occasion on which
// somebody speaks.
func (r *reader) titleTellsTalk(o outline) bool {
	for _, t := range r.titles(o) {
		switch r.kindOfTitle(t.text) {
		case timeline.KindInterview, timeline.KindPodcast, timeline.KindSpeech, timeline.KindTalk, timeline.KindReadingList:
			return true
		}
	}
	return r.context() != timeline.KindOther
}

// titleOf names a post whose front matter does not: by its only highest
// heading, else by its file.
func (r *reader) titleOf(o outline) string {
	if o.title != "" {
		return o.title
	}
	return strings.TrimSuffix(path.Base(r.path), path.Ext(r.path))
}

// readable refuses what is no text.
func (r *reader) readable() bool {
	if len(bytes.TrimSpace(bytes.TrimPrefix(r.src, []byte("\ufeff")))) == 0 {
		r.diags.Add(r.path, diagnostic.Position{}, diagnostic.Error, "the file is empty; want a post in Markdown")
		return false
	}
	if i := bytes.IndexByte(r.src, 0); i >= 0 {
		r.fail(i, "a NUL byte, as in a binary file; want text")
		return false
	}
	if i := invalidUTF8(r.src); i >= 0 {
		r.fail(i, "byte 0x%02x is not valid UTF-8; want text in UTF-8", r.src[i])
		return false
	}
	return true
}

// invalidUTF8 is the offset of the first byte that is not valid, or -1.
func invalidUTF8(src []byte) int {
	if utf8.Valid(src) {
		return -1
	}
	for i := 0; i < len(src); {
		c, size := utf8.DecodeRune(src[i:])
		if c == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

func (r *reader) fail(offset int, format string, args ...any) {
	r.diags.Add(r.path, r.position(offset), diagnostic.Error, format, args...)
}

func (r *reader) warn(offset int, format string, args ...any) {
	r.diags.Add(r.path, r.position(offset), diagnostic.Warning, format, args...)
}

// doubt warns of what was not found, unless an error explains it.
func (r *reader) doubt(offset int, format string, args ...any) {
	if !r.diags.HasErrors() {
		r.warn(offset, format, args...)
	}
}

func (r *reader) position(offset int) diagnostic.Position {
	line := r.lineAt(offset)
	return diagnostic.Position{Line: line, Column: diagnostic.At(r.src[r.lines[line-1]:], offset-r.lines[line-1]).Column}
}

// lineAt is the line, from 1, of an offset in src.
func (r *reader) lineAt(offset int) int { return sort.SearchInts(r.lines, offset+1) }

// line is the line of the post, from 1, at which a node starts.
func (r *reader) line(n ast.Node) int { return r.lineAt(r.start + max(0, r.pos(n))) }

func lineStarts(src []byte) []int {
	starts := make([]int, 1, 1+bytes.Count(src, []byte("\n")))
	for start := 0; ; {
		n := bytes.IndexByte(src[start:], '\n')
		if n < 0 {
			return starts
		}
		start += n + 1
		starts = append(starts, start)
	}
}

// warnOfLiteralBold reports ** that was meant as bold but pairs with nothing,
// once a line.
func (r *reader) warnOfLiteralBold(tree ast.Node) {
	warned := 0 // the last line that was reported
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		t, ok := n.(*ast.Text)
		if !ok || !entering || n.Parent().Kind() == ast.KindCodeSpan {
			return ast.WalkContinue, nil
		}
		seg := t.Segment
		i := bytes.Index(r.value(seg), []byte("**"))
		if i < 0 || seg.Start+i > 0 && r.body[seg.Start+i-1] == '\\' {
			return ast.WalkContinue, nil
		}
		if line := r.line(t); line != warned {
			warned = line
			r.warn(r.start+seg.Start+i, `"**" stays literal: it pairs with no other; want bold words between two of them`)
		}
		return ast.WalkContinue, nil
	})
}
