package store

import (
	"strconv"

	"viewline/search"
	"viewline/timeline"
)

// An item passes a filter's Text, Theme or Author if it has every word of the text (see
// [search.Parse]). A text without words narrows nothing.

// A filter's Person and Topic are one slug, such as that of the person whose list is read.
// An item passes People, Topics or Kinds if it has any of the values. Where Person and
// People are both given, both must hold; see [AppearanceFilter.Choices].

// Labels are groups of words, in the form of [search.Words]. A viewpoint passes if its label
// has all words of one group; what is no viewpoint does not pass. Without groups they narrow
// nothing.

// Kinds are kinds of appearances, of which an item must have one.
type Kinds = []timeline.AppearanceKind

// PersonFilter narrows a list of people. The zero filter passes all.
type PersonFilter struct {
	Text   string   // in the name and the aliases
	Topic  string   // slug; empty: any
	Topics []string // any of these slugs; empty: any
}

// AppearanceFilter narrows a list of appearances. The zero filter passes all.
type AppearanceFilter struct {
	Person string   // slug; empty: anybody
	People []string // any of these slugs; empty: anybody
	Kinds  Kinds    // any of these; empty: any
	// From and To pass an appearance whose days, from Earliest to Latest, overlap the days
	// from the earliest that From can mean to the latest that To can mean. A zero date is no
	// bound. An appearance without a date passes only where both are zero.
	From, To timeline.PartialDate
	Within   Range // passes an appearance whose days all lie in the range
	Dated    Dated
	// Recommends passes only appearances that recommend papers. It must not be combined with
	// Topic, Labels or Text.
	Recommends bool
	// Topic, Labels and Text pass an appearance that has an [Entry] with all of them: its own
	// entry, or that of a viewpoint.
	Topic  string     // slug; empty: any
	Topics []string   // any of these slugs; empty: any
	Labels [][]string // groups of words of a viewpoint's label
	Text   string
}

// ViewpointFilter narrows a list of top-level viewpoints. The zero filter passes all. Its
// dates bound the days of the viewpoint's appearance, as in [AppearanceFilter].
type ViewpointFilter struct {
	Person   string   // slug; empty: anybody
	People   []string // any of these slugs; empty: anybody
	Topic    string   // slug; empty: any
	Topics   []string // any of these slugs; empty: any
	Labels   [][]string
	Kinds    Kinds // any of these; empty: any, and viewpoints of no appearance
	From, To timeline.PartialDate
	Within   Range
	Dated    Dated
	Theme    string // in the appearance's theme
	Text     string
}

// Dimension says which field of a [ViewpointFilter] differs between the reads of a batch.
type Dimension string

// The dimensions.
const (
	ByPerson Dimension = "person"
	ByTopic  Dimension = "topic"
)

// PaperFilter narrows a list of papers. The zero filter passes all.
type PaperFilter struct {
	Text          string // in the title and the authors
	Author        string // in the authors
	RecommendedBy string // slug of a person; empty: anybody, or nobody
	// MinRecommenders passes a paper that at least so many people recommend; 0
	// narrows nothing.
	MinRecommenders int
	// From and To bound the day of publication, as in [AppearanceFilter].
	From, To timeline.PartialDate
}

// SearchFilter says what to search for, and where.
type SearchFilter struct {
	Text string
	// Groups are groups of words, in the form of [search.Words]. A hit has all words of one
	// group, in addition to the words of Text. A search with Groups and without Text finds
	// only appearances and viewpoints, and no strong hits.
	Groups [][]string
	Ranked bool   // named and strong hits first; else by date alone
	Type   string // one of the types of entries, such as TypePaper; empty: any
	// Person passes appearances and viewpoints of the person, papers that the person
	// recommends, posts that report the person's views, and the person.
	Person string   // slug; empty: anybody
	People []string // any of these slugs; empty: anybody
	// Topic passes viewpoints on the topic, people who put some forward, and the topic.
	Topic    string               // slug; empty: any
	Topics   []string             // any of these slugs; empty: any
	Labels   [][]string           // passes viewpoints only
	Kinds    Kinds                // any of these; empty: any, and what has no kind
	From, To timeline.PartialDate // as in AppearanceFilter; of a paper: published. People, topics and posts have no days.
	Within   Range
	Dated    Dated
}

// Hit is an item that a search found: one of the pointers is set.
type Hit struct {
	// Strong says that the label, the title or the names by themselves have all words.
	Strong     bool
	Appearance *timeline.Appearance
	Viewpoint  *timeline.Viewpoint
	Paper      *timeline.Paper
	Person     *timeline.Person
	Topic      *timeline.Topic
	Post       *timeline.Post
}

// Named reports whether the hit is a person, a topic or a post: what is found by its name
// alone, and has no date in lists of hits.
func (h Hit) Named() bool { return h.Person != nil || h.Topic != nil || h.Post != nil }

// Tokens are the tokens that a person must have; see [PersonTokens].
func (f PersonFilter) Tokens() []Token {
	return join(words(ClassWord, f.Text), is(ClassTopic, f.Topic), only(ClassTopic, f.Topics))
}

// Searches reports whether the filter needs the entries: whether the fields of the
// appearances do not say which of them pass.
func (f AppearanceFilter) Searches() bool {
	return f.Topic != "" || len(f.Topics) > 0 || len(f.Labels) > 0 || len(search.Parse(f.Text)) > 0
}

// Tokens are the tokens that one entry of the appearance must have.
func (f AppearanceFilter) Tokens() []Token {
	return join(is(ClassPerson, f.Person), only(ClassPerson, f.People), only(ClassKind, f.Kinds),
		is(ClassTopic, f.Topic), only(ClassTopic, f.Topics), ofViewpoint(f.Labels), words(ClassWord, f.Text))
}

// Tokens are the tokens that the viewpoint's entry must have.
func (f ViewpointFilter) Tokens() []Token {
	return join(is(ClassType, TypeViewpoint), is(ClassPerson, f.Person), only(ClassPerson, f.People), only(ClassKind, f.Kinds),
		is(ClassTopic, f.Topic), only(ClassTopic, f.Topics), words(ClassTheme, f.Theme), words(ClassWord, f.Text))
}

// Tokens are the tokens that the paper's entry must have.
func (f PaperFilter) Tokens() []Token {
	return join(is(ClassType, TypePaper), is(ClassPerson, f.RecommendedBy), f.recommenders(), words(ClassAuthor, f.Author), words(ClassWord, f.Text))
}

// recommenders is the token of the least number of recommenders; none for 0.
func (f PaperFilter) recommenders() []Token {
	if f.MinRecommenders == 0 {
		return nil
	}
	return is(ClassRecommenders, strconv.Itoa(f.MinRecommenders))
}

// Finds reports whether the search has a word; without a word it finds nothing.
func (f SearchFilter) Finds() bool { return len(f.Groups) > 0 || len(search.Parse(f.Text)) > 0 }

// Tokens are the tokens that an entry must have to be found.
func (f SearchFilter) Tokens() []Token {
	text := words(ClassWord, f.Text)
	if len(f.Groups) == 1 {
		text = append(text, allOf(ClassWord, f.Groups[0]).All()...)
	}
	return join(is(ClassType, f.Type), is(ClassPerson, f.Person), only(ClassPerson, f.People),
		is(ClassTopic, f.Topic), only(ClassTopic, f.Topics), ofViewpoint(f.Labels), only(ClassKind, f.Kinds), text)
}

// Strong are the tokens that an entry must have, in addition to Tokens, to be a strong hit.
func (f SearchFilter) Strong() []Token { return words(ClassStrong, f.Text) }

// NamedTypes are the types of hits that are found by their names alone, and OtherTypes all
// other types.
var (
	NamedTypes = []string{TypePerson, TypePost, TypeTopic}
	OtherTypes = []string{TypeAppearance, TypePaper, TypeViewpoint}
)

// IsType is the choice of the tokens of some types of entries.
func IsType(types []string) []Token { return choice(ClassType, types) }

// PersonTokens are the tokens by which a person is found.
func PersonTokens(p *timeline.Person) []string {
	var tokens []string
	for _, t := range p.Topics {
		tokens = append(tokens, token(ClassTopic, t).String())
	}
	for _, w := range search.Words(append([]string{p.Name}, p.Aliases...)...) {
		tokens = append(tokens, token(ClassWord, w).String())
	}
	return tokens
}

func is(class byte, value string) []Token {
	if value == "" {
		return nil
	}
	return []Token{token(class, value)}
}

// ofViewpoint is the token of viewpoints where there are groups of words of labels: titles and
// names have the same class of words.
func ofViewpoint(labels [][]string) []Token {
	if len(labels) == 0 {
		return nil
	}
	return is(ClassType, TypeViewpoint)
}

func words(class byte, text string) []Token {
	var tokens []Token
	for _, t := range search.Parse(text) {
		tokens = append(tokens, Token{Class: class, Term: t})
	}
	return tokens
}

func join(lists ...[]Token) []Token {
	var all []Token
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}
