package store

import (
	"fmt"
	"strings"

	"viewline/search"
	"viewline/timeline"
)

// Entry is what an index knows of something that can be found: an appearance,
// a viewpoint of one or of a post, or a paper. It follows from the document
// alone, so that every engine finds the same.
type Entry struct {
	// Place tells viewpoints of one document apart: it sorts as they stand in
	// the document. It is empty for the appearance or the paper itself.
	Place string `bson:"place"`
	// Topics are those of the viewpoint.
	Topics []string `bson:"topics,omitempty"`
	// Tokens are all that can be asked for, each once; see [Token].
	Tokens []string `bson:"tokens"`
}

// Token is what an entry has or has not: a class, which is one letter, and a
// value. A query is a number of tokens of which an entry must have all.
type Token struct {
	Class byte
	search.Term
}

// The classes of tokens.
const (
	ClassWord   = 'w' // a word of the text
	ClassStrong = 's' // a word of what stands above the text: a label or a title
	ClassTheme  = 'h' // a word of the appearance's theme
	ClassAuthor = 'u' // a word of the name of a paper's author
	ClassPerson = 'p' // whose appearance or viewpoint it is, or who recommends the paper: a slug
	ClassTopic  = 'o' // what the viewpoint is about: a slug
	ClassKind   = 'k' // the kind of the appearance
	ClassType   = 't' // Appearance, Viewpoint or Paper
)

// The types of entries, as [ClassType] has them; they are the names of the
// GraphQL types.
const (
	TypeAppearance = "Appearance"
	TypeViewpoint  = "Viewpoint"
	TypePaper      = "Paper"
)

// String is the token as an entry lists it.
func (t Token) String() string { return string(t.Class) + t.Text }

func token(class byte, value string) Token { return Token{class, search.Term{Text: value}} }

// AppearanceEntries are those of an appearance: its own, and one for each of its
// top-level viewpoints, in their order. Of viewpoints, points included, the
// appearance's own entry has nothing.
func AppearanceEntries(a *timeline.Appearance) []Entry {
	about := []string{token(ClassPerson, a.PersonSlug).String(), token(ClassKind, string(a.Kind)).String()}
	about = appendTokens(about, ClassTheme, search.Words(string(a.Theme)))
	own := append([]string{a.Heading, a.Title, string(a.Theme)}, OwnTexts(a)...)
	entries := []Entry{entry("", nil, TypeAppearance, about, []string{a.Title, string(a.Theme)}, own)}
	return append(entries, viewpointEntries(a.Sections, about)...)
}

// OwnTexts are the texts of an appearance, beside heading, title and theme, that
// are no viewpoints.
func OwnTexts(a *timeline.Appearance) []string {
	texts := []string{plain(a.Summary), plain(a.Body)}
	for _, d := range a.Details {
		texts = append(texts, d.Label, d.Value)
	}
	for s := range timeline.AllSections(a.Sections) {
		texts = append(texts, s.Heading, plain(s.Body))
	}
	for _, r := range a.Recommendations {
		texts = append(texts, r.Note.Plain)
	}
	return texts
}

// PostEntries are those of the viewpoints that belong to no appearance.
func PostEntries(p *timeline.Post) []Entry {
	var about []string
	if p.PersonSlug != "" {
		about = append(about, token(ClassPerson, p.PersonSlug).String())
	}
	return viewpointEntries(p.Sections, about)
}

// PaperEntry is that of a paper.
func PaperEntry(p *timeline.Paper) Entry {
	var about []string
	about = appendTokens(about, ClassPerson, p.RecommendedBy)
	about = appendTokens(about, ClassAuthor, search.Words(p.Authors...))
	return entry("", nil, TypePaper, about, []string{p.Title}, append([]string{p.Title}, p.Authors...))
}

func viewpointEntries(sections []*timeline.Section, about []string) []Entry {
	var entries []Entry
	n := 0
	for s := range timeline.AllSections(sections) {
		n++
		for i, v := range s.Viewpoints {
			entries = append(entries, entry(Place(n, i+1), v.Topics, TypeViewpoint, about,
				[]string{string(v.Label)}, append(ViewpointTexts(v), s.Heading)))
		}
	}
	return entries
}

// Place is that of a top-level viewpoint: the numbers of its key, which count
// from 1, so that they sort.
func Place(section, viewpoint int) string { return fmt.Sprintf("%06d.%06d", section, viewpoint) }

// PlaceOf is the place that a top-level viewpoint's key ends in.
func PlaceOf(key string) string {
	var section, viewpoint int
	if _, err := fmt.Sscanf(key[strings.LastIndexByte(key, '#')+1:], "%d.%d", &section, &viewpoint); err != nil {
		panic("no key of a top-level viewpoint: " + key)
	}
	return Place(section, viewpoint)
}

// ViewpointTexts are the texts by which a viewpoint is found, its points
// included: label, text and quotes, in their order.
func ViewpointTexts(v *timeline.Viewpoint) []string {
	texts := []string{string(v.Label), v.Text.Plain}
	for _, q := range v.Quotes {
		texts = append(texts, q.Plain)
	}
	for _, p := range v.Points {
		texts = append(texts, ViewpointTexts(p)...)
	}
	return texts
}

func entry(place string, topics []string, typ string, about, strong, texts []string) Entry {
	words, strongWords := search.Words(texts...), search.Words(strong...)
	tokens := make([]string, 0, 1+len(about)+len(topics)+len(strongWords)+len(words))
	tokens = append(append(tokens, token(ClassType, typ).String()), about...)
	tokens = appendTokens(tokens, ClassTopic, topics)
	tokens = appendTokens(tokens, ClassStrong, strongWords)
	tokens = appendTokens(tokens, ClassWord, words)
	return Entry{Place: place, Topics: topics, Tokens: tokens}
}

// appendTokens appends tokens of a class, which share one string: there are
// many of them.
func appendTokens(tokens []string, class byte, values []string) []string {
	size := len(values)
	for _, v := range values {
		size += len(v)
	}
	var all strings.Builder
	all.Grow(size)
	for _, v := range values {
		start := all.Len()
		all.WriteByte(class)
		all.WriteString(v)
		tokens = append(tokens, all.String()[start:])
	}
	return tokens
}

func plain(p *timeline.Prose) string {
	if p == nil {
		return ""
	}
	return p.Plain
}

// Has tells whether the entry has all the tokens.
func (e Entry) Has(wanted []Token) bool {
	for _, w := range wanted {
		if !(search.Term{Text: w.String(), Prefix: w.Prefix}).Match(e.Tokens) {
			return false
		}
	}
	return true
}
