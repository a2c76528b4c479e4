// Package people finds the people that a title, a heading or a text names, and
// the part that each of them plays. [InTitle] proposes names with the words
// around them that make each a speaker, a host or nobody; [Speech] counts how
// often a text has somebody speak. Package post weighs what is proposed.
package people

import (
	"slices"
	"strings"
	"unicode/utf8"

	"viewline/post/names"
)

// Role is the part that somebody plays on an occasion.
type Role int

// The roles.
const (
	Speaker Role = iota // whose views these are
	Host                // who asks, or whose show it is
	Writer              // who wrote or translated the text
)

// Strength says how much the words around a name prove.
type Strength int

// The strengths, from the weakest to the strongest.
const (
	Mentioned Strength = iota // a name that stands somewhere in a title
	Half                      // a half of a title: "Topic – X", "X: topic", "#12 - X"
	Grammar                   // words that only a person fits: "Interview with X", X在各个场合的观点
)

// Candidate is a name that a title offers.
type Candidate struct {
	names.Name
	Role     Role
	Strength Strength
	// Form says how much the name by itself looks like a person's.
	Form names.Form
	// Unsure tells that nothing marks where the name ends, as in 韩雪松演讲全文:
	// the text has to spell the name as well.
	Unsure bool
	// Certain tells that the grammar fits nobody but somebody with views on
	// record, whatever the name: X在各个场合的观点, X's reading list.
	Certain bool
	// Why names the words around the name, for the report.
	Why string
	// Start and End are the offsets of the name in the title, in bytes.
	Start, End int
}

// Dotted reports whether the name is a foreign one in Chinese or Japanese letters,
// with a dot between its parts.
func (c Candidate) Dotted() bool { return strings.ContainsAny(c.Text, "·・•‧") }

// InTitle lists the people that a title or a heading offers, in its order; none
// where the title is longer than 600 bytes or is not valid UTF-8.
func InTitle(title string) []Candidate {
	if len(title) > longestTitle || !utf8.ValidString(title) {
		return nil
	}
	found := append(inLatin(title), inHan(title, Mentioned)...)
	slices.SortStableFunc(found, func(a, b Candidate) int { return a.Start - b.Start })
	return behindBy(title, once(found))
}

// behindBy drops whom a title only mentions ahead of a "by" that names who spoke at
// its end: “Learning from Bo Rossi” by Ana Ruiz.
func behindBy(title string, found []Candidate) []Candidate {
	by := -1
	for i, c := range found {
		if c.Role == Speaker && strings.HasSuffix(strings.ToLower(strings.TrimRight(title[:c.Start], " ")), " by") {
			by = i
		}
	}
	if by < 0 || strings.TrimSpace(title[found[len(found)-1].End:]) != "" {
		return found
	}
	kept := found[:0]
	for i, c := range found {
		if i >= by || c.Strength >= Grammar || c.Role != Speaker {
			kept = append(kept, c)
		}
	}
	return kept
}

// InProse lists the people of a sentence or a paragraph whom words name that only
// a person fits, in its order: those of [InTitle] whose strength is [Grammar].
func InProse(text string) []Candidate {
	if len(text) > longestTitle || !utf8.ValidString(text) {
		return nil
	}
	found := append(inLatin(text), inHan(text, Grammar)...)
	found = slices.DeleteFunc(found, func(c Candidate) bool { return c.Strength < Grammar })
	slices.SortStableFunc(found, func(a, b Candidate) int { return a.Start - b.Start })
	return once(found)
}

// longestTitle is the longest title, in bytes, that is read: what is longer is
// prose.
const longestTitle = 600

// once drops what overlaps with a stronger candidate.
func once(found []Candidate) []Candidate {
	kept := found[:0]
	for _, c := range found {
		if n := len(kept); n > 0 && c.Start < kept[n-1].End {
			if better(c, kept[n-1]) {
				kept[n-1] = c
			}
			continue
		}
		kept = append(kept, c)
	}
	return kept
}

func better(a, b Candidate) bool {
	if a.Strength != b.Strength {
		return a.Strength > b.Strength
	}
	if a.Unsure != b.Unsure {
		return !a.Unsure
	}
	return a.End-a.Start > b.End-b.Start
}
