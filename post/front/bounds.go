package front

import (
	"errors"
	"fmt"

	"github.com/goccy/go-yaml/token"

	"viewline/diagnostic"
)

// What the head of a post and the files beside the posts may hold. The YAML
// library takes time and memory that grow with the square of these, and front
// matter that a person writes has a hundredth of them.
const (
	maxHead  = 256 << 10 // bytes of front matter
	maxDepth = 100       // lists and mappings within each other
	maxKeys  = 2000      // keys of one mapping
	maxNodes = 200_000   // values, those that aliases repeat included
)

// tooMuch is an error of what is larger than a bound.
type tooMuch struct {
	at      diagnostic.Position
	message string
}

func (e *tooMuch) Error() string { return e.message }

func isTooMuch(err error) bool {
	var much *tooMuch
	return errors.As(err, &much)
}

// maxMarks is how many signs of punctuation and line breaks YAML may have: each may make
// some tokens, of 300 bytes in memory, and what the library makes of them. It is what
// 40,000 people take.
const maxMarks = 400_000

// grossDepth is how many brackets may be open at once by a mere count of bytes,
// which takes those in texts for brackets as well.
const grossDepth = 10 * maxDepth

// checkBytes is an error where so many brackets are open, or there are so many marks,
// that there is no need to cut the text into tokens.
func checkBytes(text string) error {
	depth, first := 0, 0 // first is where the bound of the tokens was passed
	marks := 0
	for i := range len(text) {
		switch text[i] {
		case '\n', ',', ':', '-', '?', '"', '\'', '&', '*', '!', '#', '[', ']', '{', '}':
			if marks++; marks > maxMarks {
				return &tooMuch{diagnostic.At([]byte(text), i), tooManyMarks}
			}
		}
		switch text[i] {
		case '[', '{':
			if depth++; depth == maxDepth+1 {
				first = i
			}
			if depth > grossDepth {
				return &tooMuch{diagnostic.At([]byte(text), first), tooDeep}
			}
		case ']', '}':
			depth = max(0, depth-1)
		}
	}
	return nil
}

var tooManyMarks = fmt.Sprintf("more than %d line breaks, commas, colons and the like", maxMarks)

var tooDeep = fmt.Sprintf("lists and mappings are nested more than %d deep", maxDepth)

// frame is a list or a mapping that is open while tokens go by.
type frame struct {
	column int
	keys   int
	flow   bool // between brackets or braces
	list   bool
}

// bounds follows the nesting of YAML by its tokens, which are cheap, before
// they are parsed, which is not.
type bounds struct {
	open  []frame
	loose int // closing brackets that close nothing
	run   int // tags and anchors, one behind the other
	last  *token.Token
}

// check is an error where the tokens nest too deep or a mapping has too many
// keys.
func check(tokens token.Tokens) error {
	var b bounds
	for _, t := range tokens {
		b.take(t)
		b.last = t
		depth := max(len(b.open), b.loose, b.run)
		if depth > maxDepth {
			return &tooMuch{place(t), tooDeep}
		}
		if n := len(b.open); n > 0 && b.open[n-1].keys > maxKeys {
			return &tooMuch{place(t), fmt.Sprintf("a mapping has more than %d keys", maxKeys)}
		}
	}
	return nil
}

func place(t *token.Token) diagnostic.Position {
	return diagnostic.Position{Line: t.Position.Line, Column: t.Position.Column}
}

func (b *bounds) take(t *token.Token) {
	switch t.Type {
	case token.TagType, token.AnchorType:
		b.run++
		return
	case token.SequenceStartType, token.MappingStartType:
		b.open = append(b.open, frame{flow: true})
	case token.SequenceEndType, token.MappingEndType:
		if b.inFlow() {
			b.open = b.open[:len(b.open)-1]
		} else {
			b.loose++
		}
	case token.SequenceEntryType:
		b.block(t.Position.Column, true)
	case token.MappingKeyType:
		b.block(t.Position.Column, false)
	case token.MappingValueType:
		column := t.Position.Column
		if b.last != nil && b.last.Position.Line == t.Position.Line {
			column = b.last.Position.Column
		}
		b.block(column, false)
	default:
		if b.last != nil && b.last.Type == token.AnchorType {
			return // the anchor's name
		}
	}
	b.run = 0
}

func (b *bounds) inFlow() bool { return len(b.open) > 0 && b.open[len(b.open)-1].flow }

// block takes an item of a list, or a key of a mapping, at a column.
func (b *bounds) block(column int, list bool) {
	if b.inFlow() {
		b.open[len(b.open)-1].keys++
		return
	}
	for n := len(b.open); n > 0 && (b.open[n-1].column > column || b.open[n-1].column == column && b.open[n-1].list && !list); n-- {
		b.open = b.open[:n-1]
	}
	if n := len(b.open); n == 0 || b.open[n-1].column != column || b.open[n-1].list != list {
		b.open = append(b.open, frame{column: column, list: list})
	}
	if !list {
		b.open[len(b.open)-1].keys++
	}
}
