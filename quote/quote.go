package quote

import (
	"cmp"
	"html"
	"strings"
)

// Verdict says how a text has a quote.
type Verdict string

// The verdicts.
const (
	Verbatim Verdict = "VERBATIM" // word for word
	Near     Verdict = "NEAR"     // most of the words, in their order
	Absent   Verdict = "ABSENT"
)

// Quote is a quote to look for. It can be used by several at once.
type Quote struct {
	text  string
	units []unit
}

// Parse reads a quote.
func Parse(text string) Quote { return Quote{text, units(text)} }

// Text is the quote as it was given.
func (q Quote) Text() string { return q.text }

// Len is how many words the quote has, and characters of scripts without blanks. In a
// quote without any nothing can be compared.
func (q Quote) Len() int { return len(q.units) }

// Match is what a text has of a quote.
type Match struct {
	Verdict Verdict
	// Same is how many of the quote's words stand in the text in their order, and
	// Extra how many others stand between them.
	Same, Extra int
	// HTML is the piece of the text, escaped. In ins elements is what only the text
	// has, in del elements what only the quote has. It is empty where the verdict is
	// [Absent].
	HTML string
}

// Compare tells which of two matches of a quote is the better one: negative for a.
func Compare(a, b Match) int {
	rank := func(m Match) int {
		switch m.Verdict {
		case Verbatim:
			return 0
		case Near:
			return 1
		}
		return 2
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(b.Same, a.Same), cmp.Compare(a.Extra, b.Extra))
}

// Of the quote's words at least so many of so many have to stand in the text.
const (
	nearSame = 3
	nearOf   = 4
)

// Missing is how many of the quote's words a text may lack that nearly has the quote.
func (q Quote) Missing() int { return q.Len() * (nearOf - nearSame) / nearOf }

// In looks for the quote in a text.
func (q Quote) In(text string) Match {
	if q.Len() == 0 {
		return Match{Verdict: Absent}
	}
	there := units(text)
	if at := q.find(there); at >= 0 {
		from, to := there[at].from, there[at+q.Len()-1].to
		return Match{Verdict: Verbatim, Same: q.Len(), HTML: html.EscapeString(text[from:to])}
	}
	pairs := align(q.units, there)
	if len(pairs)*nearOf < q.Len()*nearSame || len(pairs) == 0 {
		return Match{Verdict: Absent}
	}
	span := pairs[len(pairs)-1].there - pairs[0].there + 1
	return Match{Verdict: Near, Same: len(pairs), Extra: span - len(pairs), HTML: q.mark(text, there, pairs)}
}

// find finds the first place where all words of the quote follow each other; -1 where
// there is none.
func (q Quote) find(there []unit) int {
	for at := 0; at+q.Len() <= len(there); at++ {
		n := 0
		for n < q.Len() && there[at+n].text == q.units[n].text {
			n++
		}
		if n == q.Len() {
			return at
		}
	}
	return -1
}

// mark writes the piece of a text from its first to its last pair. What is left out
// of one of the two goes with the blanks and the punctuation behind it. Where the quote
// begins or ends otherwise, as many words of the text are there in place of its own.
func (q Quote) mark(text string, there []unit, pairs []pair) string {
	var b strings.Builder
	wrap := func(element, text string) {
		if text != "" {
			b.WriteString("<" + element + ">" + html.EscapeString(text) + "</" + element + ">")
		}
	}
	first, last := pairs[0], pairs[len(pairs)-1]
	wrap("ins", text[there[max(0, first.there-first.quote)].from:there[first.there].from])
	wrap("del", q.text[q.units[0].from:q.units[first.quote].from])
	for i, p := range pairs {
		if i > 0 {
			last := pairs[i-1]
			behind, next := there[last.there+1].from, there[p.there].from
			b.WriteString(html.EscapeString(text[there[last.there].to:behind]))
			wrap("ins", text[behind:next])
			wrap("del", q.text[q.units[last.quote+1].from:q.units[p.quote].from])
		}
		b.WriteString(html.EscapeString(text[there[p.there].from:there[p.there].to]))
	}
	end := min(len(there)-1, last.there+q.Len()-1-last.quote)
	wrap("ins", text[there[last.there].to:there[end].to])
	wrap("del", q.text[q.units[last.quote].to:q.units[q.Len()-1].to])
	return b.String()
}
