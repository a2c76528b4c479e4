package store

import (
	"strconv"

	"viewline/search"
	"viewline/timeline"
)

// A filter's Text, Theme and Author are texts of which every word must be
// there (see [search.Parse]); one without words narrows nothing.

// A filter's Person and Topic are one slug, as of the person whose list is read; its
// People, Topics and Kinds are any of some. Where both are given, both hold; see
// [AppearanceFilter.Choices].

// Kinds are any of some kinds of appearances.
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
	// From and To pass an appearance whose days, from Earliest to Latest,
	// overlap those from From's earliest to To's latest. Zero is no bound; an
	// appearance without a date passes only where both are zero.
	From, To timeline.PartialDate
	Within   Range // passes an appearance whose days all lie in it
	Dated    Dated
	// Recommends passes only appearances that recommend papers. It does not go
	// together with Topic or Text.
	Recommends bool
	// Topic and Text pass an appearance with an [Entry] that has them both: its
	// own, or one of a viewpoint.
	Topic  string   // slug; empty: any
	Topics []string // any of these slugs; empty: any
	Text   string
}

// ViewpointFilter narrows a list of top-level viewpoints. The zero filter
// passes all. Dates are those of the appearance, as in [AppearanceFilter].
type ViewpointFilter struct {
	Person   string   // slug; empty: anybody
	People   []string // any of these slugs; empty: anybody
	Topic    string   // slug; empty: any
	Topics   []string // any of these slugs; empty: any
	Kinds    Kinds    // any of these; empty: any, and viewpoints of no appearance
	From, To timeline.PartialDate
	Within   Range
	Dated    Dated
	Theme    string // in the appearance's theme
	Text     string
}

// Dimension says which field of a [ViewpointFilter] a read is batched by.
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
	// Sets are words, in the form of [search.Words], of each of which one must be
	// there, beside the text. With them alone only appearances and viewpoints are
	// found, and none of them is strong.
	Sets   [][]string
	Ranked bool   // strong hits first; else by date alone
	Type   string // TypeAppearance, TypeViewpoint or TypePaper; empty: any
	// Person passes what is of the person, or recommended by the person.
	Person   string               // slug; empty: anybody
	People   []string             // any of these slugs; empty: anybody
	Topic    string               // slug; empty: any. Only viewpoints have topics.
	Topics   []string             // any of these slugs; empty: any
	Kinds    Kinds                // any of these; empty: any, and papers
	From, To timeline.PartialDate // as in AppearanceFilter; of a paper: published
	Within   Range
	Dated    Dated
}

// Hit is something that a search found: one of the three is set.
type Hit struct {
	// Strong says that the label or the title alone has all words.
	Strong     bool
	Appearance *timeline.Appearance
	Viewpoint  *timeline.Viewpoint
	Paper      *timeline.Paper
}

// Tokens are what a person must have; see [PersonTokens].
func (f PersonFilter) Tokens() []Token {
	return join(words(ClassWord, f.Text), is(ClassTopic, f.Topic), only(ClassTopic, f.Topics))
}

// Searches tells whether only entries can say which appearances pass.
func (f AppearanceFilter) Searches() bool {
	return f.Topic != "" || len(f.Topics) > 0 || len(search.Parse(f.Text)) > 0
}

// Tokens are what one entry of an appearance must have.
func (f AppearanceFilter) Tokens() []Token {
	return join(is(ClassPerson, f.Person), only(ClassPerson, f.People), only(ClassKind, f.Kinds),
		is(ClassTopic, f.Topic), only(ClassTopic, f.Topics), words(ClassWord, f.Text))
}

// Tokens are what the viewpoint's entry must have.
func (f ViewpointFilter) Tokens() []Token {
	return join(is(ClassType, TypeViewpoint), is(ClassPerson, f.Person), only(ClassPerson, f.People), only(ClassKind, f.Kinds),
		is(ClassTopic, f.Topic), only(ClassTopic, f.Topics), words(ClassTheme, f.Theme), words(ClassWord, f.Text))
}

// Tokens are what the paper's entry must have.
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

// Finds tells whether the search has a word; without one nothing is found.
func (f SearchFilter) Finds() bool { return len(f.Sets) > 0 || len(search.Parse(f.Text)) > 0 }

// Tokens are what an entry must have to be found.
func (f SearchFilter) Tokens() []Token {
	text := words(ClassWord, f.Text)
	for _, set := range f.Sets {
		text = append(text, only(ClassWord, set)...)
	}
	return join(is(ClassType, f.Type), is(ClassPerson, f.Person), only(ClassPerson, f.People),
		is(ClassTopic, f.Topic), only(ClassTopic, f.Topics), only(ClassKind, f.Kinds), text)
}

// Strong are what an entry must have, beside the Tokens, to be a strong hit.
func (f SearchFilter) Strong() []Token { return words(ClassStrong, f.Text) }

// PersonTokens are what people are found by, in the form of an entry's tokens.
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

func words(class byte, text string) []Token {
	var tokens []Token
	for _, t := range search.Parse(text) {
		tokens = append(tokens, Token{class, t})
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
