package store

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"viewline/search"
	"viewline/timeline"
)

// PaperOrder says what a list of papers is sorted by; see [PaperCursor].
type PaperOrder string

// What papers are sorted by.
const (
	PapersByDate  PaperOrder = "" // of publication
	PapersByTitle PaperOrder = "papers by title"
	// PapersByRecommendations has the most recommended first where a query does not
	// descend, so that equals stand by slug.
	PapersByRecommendations PaperOrder = "papers by recommendations"
)

// Rank is the place of a document in a list that is sorted by what is no date: by the
// text Sort, then by the slug. The list has those documents that have the token; all,
// where the token is empty. Ranks follow from the document alone.
type Rank struct{ List, Token, Sort string }

// PaperRanks are the ranks of a paper, in the lists that [PaperFilter.Ranked] tells.
func PaperRanks(p *timeline.Paper) []Rank {
	tokens := []string{""}
	for n := range p.RecommendedBy {
		tokens = append(tokens, token(ClassRecommenders, strconv.Itoa(n+1)).String())
	}
	for _, person := range p.RecommendedBy {
		tokens = append(tokens, token(ClassPerson, person).String())
	}
	var ranks []Rank
	for _, by := range []PaperOrder{PapersByTitle, PapersByRecommendations} {
		for _, t := range tokens {
			ranks = append(ranks, Rank{string(by), t, PaperSort(by, p)})
		}
	}
	return ranks
}

// PaperSort is the text by which a paper is sorted.
func PaperSort(by PaperOrder, p *timeline.Paper) string {
	switch by {
	case PapersByTitle:
		return nameKey(p.Title)
	case PapersByRecommendations:
		return highestFirst(p.RecommendationCount)
	}
	return p.Published.String()
}

// Ranked is the token of the papers that pass the filter, as ranks have it. It is not
// ok where no single token tells which papers pass.
func (f PaperFilter) Ranked() (text string, ok bool) {
	if f.Bounds() != Unbounded || len(search.Parse(f.Text))+len(search.Parse(f.Author)) > 0 {
		return "", false
	}
	tokens := join(is(ClassPerson, f.RecommendedBy), f.recommenders())
	if len(tokens) == 0 {
		return "", true
	}
	return tokens[0].String(), len(tokens) == 1
}

// highestFirst is a text that sorts numbers from 0 to 999,999,999 from the highest
// down.
func highestFirst(n int) string { return fmt.Sprintf("%09d", 999_999_999-n) }

// maxNameKey is how many bytes of a name's key are kept, which are about 60 letters:
// cursors hold them.
const maxNameKey = 128

// collators sort names as a reader of Chinese and English expects, in the Unicode
// Collation Algorithm (https://unicode.org/reports/tr10/) with the order of CLDR for
// Chinese: by pinyin, behind all letters. Case, accents and width make no difference.
var collators = sync.Pool{New: func() any { return collate.New(language.Chinese, collate.Loose) }}

// nameKey is a text that sorts names.
func nameKey(name string) string {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	var b collate.Buffer
	key := c.KeyFromString(&b, name)
	return hex.EncodeToString(key[:min(len(key), maxNameKey)])
}
