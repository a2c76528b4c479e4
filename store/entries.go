package store

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"viewline/search"
	"viewline/timeline"
)

// Entry is what an index has of an item that can be found: an appearance, a viewpoint of an
// appearance or of a post, a paper, a person, a topic or a post. It depends on the document alone, so that every
// engine finds the same items.
type Entry struct {
	// Place identifies a viewpoint in its document, and sorts in the order of the document. It
	// is empty for the appearance or the paper itself; those of other documents themselves
	// sort ahead of their viewpoints.
	Place string `bson:"place"`
	// Topics are the slugs of the viewpoint's topics.
	Topics []string `bson:"topics,omitempty"`
	// Tokens are all tokens that a query can ask for, each once; see [Token].
	Tokens []string `bson:"tokens"`
}

// Token is a property of an entry: a class, which is one letter, and a value. A query is a
// list of tokens, and finds the entries that have all of them.
type Token struct {
	Class byte
	search.Term
	// With are further values of the class that an entry must have beside this one; only
	// choices have such tokens.
	With []string
}

// The classes of tokens.
const (
	ClassWord   = 'w' // a word of the text
	ClassStrong = 's' // a word of the heading of a text: of a label or a title
	ClassTheme  = 'h' // a word of the appearance's theme
	ClassAuthor = 'u' // a word of the name of a paper's author
	ClassPerson = 'p' // the slug of the person whose appearance or viewpoint it is, or who recommends the paper
	ClassTopic  = 'o' // the slug of a topic of the viewpoint
	ClassKind   = 'k' // the kind of the appearance
	ClassType   = 't' // Appearance, Viewpoint, Paper, Person, Topic or Post
	// ClassRecommenders has each number up to that of the people who recommend the
	// paper, so that a number is a token of what at least so many recommend.
	ClassRecommenders = 'n'
)

// The types of entries, which are the values of [ClassType] tokens. They are the names of
// the GraphQL types.
const (
	TypeAppearance = "Appearance"
	TypeViewpoint  = "Viewpoint"
	TypePaper      = "Paper"
	TypePerson     = "Person"
	TypeTopic      = "Topic"
	TypePost       = "Post"
)

// The places of documents that may have the slug of a document of another type, so that
// no two entries have the same place in a list.
const (
	PlaceOfPerson = "!person"
	PlaceOfPost   = "!post"
	PlaceOfTopic  = "!topic"
)

// String is the token in the form in which an entry has it.
func (t Token) String() string { return string(t.Class) + t.Text }

// All are the token and those that an entry must have beside it, each by itself.
func (t Token) All() []Token {
	all := make([]Token, 0, 1+len(t.With))
	all = append(all, Token{Class: t.Class, Term: t.Term})
	for _, value := range t.With {
		all = append(all, token(t.Class, value))
	}
	return all
}

// Others are further tokens that will do in place of the token, in the form in which an
// entry has them; see [search.Term.Others].
func (t Token) Others() []string {
	all := t.Term.Others()
	for i, word := range all {
		all[i] = string(t.Class) + word
	}
	return all
}

// In reports whether a list of tokens has one that will do, and those that have to stand
// beside it.
func (t Token) In(tokens []string) bool {
	text, others := t.String(), t.Others()
	for _, value := range t.With {
		if !slices.Contains(tokens, string(t.Class)+value) {
			return false
		}
	}
	return slices.ContainsFunc(tokens, func(have string) bool {
		return have == text || t.Prefix && strings.HasPrefix(have, text) || slices.Contains(others, have)
	})
}

func token(class byte, value string) Token {
	return Token{Class: class, Term: search.Term{Text: value}}
}

// Indexer receives entries token by token, so that an engine that stores tokens in a form
// of its own needs no lists of them.
type Indexer interface {
	// Begin begins an entry of a document; see [Entry].
	Begin(place string, topics []string)
	// Token adds a token to the entry. It may be called several times for the same token.
	Token(class byte, text string)
}

// IndexAppearance passes on the entries of an appearance: its own entry, and one for each
// of its top-level viewpoints, in their order. The appearance's own entry has no word of
// its viewpoints and their points.
func IndexAppearance(a *timeline.Appearance, to Indexer) {
	theme := search.Words(string(a.Theme))
	about := func() {
		to.Token(ClassPerson, a.PersonSlug)
		to.Token(ClassKind, string(a.Kind))
		for _, word := range theme {
			to.Token(ClassTheme, word)
		}
	}
	begin(to, "", nil, TypeAppearance, about)
	index(to, true, a.Title, string(a.Theme))
	index(to, false, a.Heading)
	index(to, false, OwnTexts(a)...)
	indexViewpoints(a.Sections, to, about)
}

// IndexPost passes on the entries of a post: its own entry, which has the words of the
// title and the people whose views it reports, and those of its viewpoints that belong to no
// appearance.
func IndexPost(p *timeline.Post, to Indexer) {
	begin(to, PlaceOfPost, nil, TypePost, func() {
		for _, person := range p.AllPeople() {
			to.Token(ClassPerson, person)
		}
	})
	index(to, true, p.Title)
	indexViewpoints(p.Sections, to, func() {
		if p.PersonSlug != "" {
			to.Token(ClassPerson, p.PersonSlug)
		}
	})
}

// IndexPaper passes on the entry of a paper.
func IndexPaper(p *timeline.Paper, to Indexer) {
	begin(to, "", nil, TypePaper, func() {
		for _, person := range p.RecommendedBy {
			to.Token(ClassPerson, person)
		}
		for n := range p.RecommendedBy {
			to.Token(ClassRecommenders, strconv.Itoa(n+1))
		}
		for _, author := range p.Authors {
			search.Each(author, func(word string) { to.Token(ClassAuthor, word) })
		}
	})
	index(to, true, p.Title)
	index(to, false, p.Authors...)
}

// IndexPerson passes on the entry of a person: the words of the names, and what the person
// put forward viewpoints on.
func IndexPerson(p *timeline.Person, to Indexer) {
	begin(to, PlaceOfPerson, p.Topics, TypePerson, func() { to.Token(ClassPerson, p.Slug) })
	index(to, true, p.Name)
	index(to, true, p.Aliases...)
}

// IndexTopic passes on the entry of a topic: the words of its names.
func IndexTopic(t *timeline.Topic, to Indexer) {
	begin(to, PlaceOfTopic, []string{t.Slug}, TypeTopic, func() {})
	index(to, true, t.Name)
	index(to, true, t.Aliases...)
}

func indexViewpoints(sections []*timeline.Section, to Indexer, about func()) {
	n := 0
	for s := range timeline.AllSections(sections) {
		n++
		heading := search.Words(s.Heading)
		for i, v := range s.Viewpoints {
			begin(to, Place(n, i+1), v.Topics, TypeViewpoint, about)
			texts := ViewpointTexts(v)
			index(to, true, texts[0]) // the label
			index(to, false, texts[1:]...)
			for _, word := range heading {
				to.Token(ClassWord, word)
			}
		}
	}
}

// begin begins an entry with all tokens that are not words of its texts.
func begin(to Indexer, place string, topics []string, typ string, about func()) {
	to.Begin(place, topics)
	to.Token(ClassType, typ)
	about()
	for _, topic := range topics {
		to.Token(ClassTopic, topic)
	}
}

// index passes on the words of texts, also as strong words where strong is true.
func index(to Indexer, strong bool, texts ...string) {
	for _, text := range texts {
		search.Each(text, func(word string) {
			if strong {
				to.Token(ClassStrong, word)
			}
			to.Token(ClassWord, word)
		})
	}
}

// AppearanceEntries are the entries that [IndexAppearance] passes on.
func AppearanceEntries(a *timeline.Appearance) []Entry {
	return collect(func(to Indexer) { IndexAppearance(a, to) })
}

// PostEntries are the entries that [IndexPost] passes on.
func PostEntries(p *timeline.Post) []Entry {
	return collect(func(to Indexer) { IndexPost(p, to) })
}

// PaperEntry is the entry that [IndexPaper] passes on.
func PaperEntry(p *timeline.Paper) Entry {
	return collect(func(to Indexer) { IndexPaper(p, to) })[0]
}

// PersonEntry is the entry that [IndexPerson] passes on.
func PersonEntry(p *timeline.Person) Entry {
	return collect(func(to Indexer) { IndexPerson(p, to) })[0]
}

// TopicEntry is the entry that [IndexTopic] passes on.
func TopicEntry(t *timeline.Topic) Entry {
	return collect(func(to Indexer) { IndexTopic(t, to) })[0]
}

// collector is an [Indexer] that makes a list of entries.
type collector struct {
	entries []Entry
	seen    map[string]bool // the tokens of the last entry
}

func collect(index func(Indexer)) []Entry {
	c := &collector{seen: map[string]bool{}}
	index(c)
	return c.entries
}

func (c *collector) Begin(place string, topics []string) {
	clear(c.seen)
	c.entries = append(c.entries, Entry{Place: place, Topics: topics})
}

func (c *collector) Token(class byte, text string) {
	t := token(class, text).String()
	if !c.seen[t] {
		c.seen[t] = true
		last := &c.entries[len(c.entries)-1]
		last.Tokens = append(last.Tokens, t)
	}
}

// OwnTexts are the texts of an appearance that are not in its viewpoints, without the
// heading, the title and the theme.
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

// Place is that of a top-level viewpoint, as a text that sorts; see [timeline.Place].
func Place(section, viewpoint int) string { return fmt.Sprintf("%06d.%06d", section, viewpoint) }

// PlaceOf is the place of a linked top-level viewpoint.
func PlaceOf(v *timeline.Viewpoint) string { return Place(v.Place.Section, v.Place.Number) }

// ViewpointAt is the viewpoint of linked sections at a place; nil where there is none.
func ViewpointAt(sections []*timeline.Section, place string) *timeline.Viewpoint {
	var at timeline.Place
	if _, err := fmt.Sscanf(place, "%06d.%06d", &at.Section, &at.Number); err != nil {
		return nil
	}
	return timeline.ViewpointAt(sections, at)
}

// ViewpointTexts are the texts by which a viewpoint is found, its points
// included: first its label, then its question, text, quotes and passages.
func ViewpointTexts(v *timeline.Viewpoint) []string {
	return AppendViewpointTexts(nil, v)
}

// AppendViewpointTexts appends the texts of [ViewpointTexts].
func AppendViewpointTexts(texts []string, v *timeline.Viewpoint) []string {
	texts = v.AppendTexts(append(texts, string(v.Label)))
	for _, p := range v.Points {
		texts = AppendViewpointTexts(texts, p)
	}
	return texts
}

func plain(p *timeline.Prose) string {
	if p == nil {
		return ""
	}
	return p.Plain
}

// Has reports whether the entry has all the tokens, and one token of each of the choices.
func (e Entry) Has(wanted []Token, choices ...[]Token) bool {
	has := func(t Token) bool { return t.In(e.Tokens) }
	for _, w := range wanted {
		if !has(w) {
			return false
		}
	}
	for _, c := range choices {
		if !slices.ContainsFunc(c, has) {
			return false
		}
	}
	return true
}
