package post

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"viewline/post/names"
)

// legend is a place of the body that may tell who stands behind the label of a
// turn, as in （下文王=王小明） or (AR = Ana Ruiz).
type legend struct {
	at   int // the offset at which the label starts
	from int // the offset behind the sign
}

// legendSigns stand between a label and a name.
var legendSigns = []string{"=", "＝", " = ", " ＝ "}

// legendsOf finds the legends of all labels of a talk in one pass.
func (r *reader) legendsOf(t talk) map[string][]legend {
	found := map[string][]legend{}
	for _, sign := range legendSigns {
		for from := 0; ; {
			i := bytes.Index(r.body[from:], []byte(sign))
			if i < 0 {
				break
			}
			end := from + i
			from = end + len(sign)
			for at := end; at > max(0, end-longestTurnLabel); {
				_, size := utf8.DecodeLastRune(r.body[:at])
				at -= size
				if label := string(r.body[at:end]); t.labels[label] > 0 {
					found[label] = append(found[label], legend{at, from})
				}
			}
		}
	}
	return found
}

// nameOfLegend is the first name among the legends of a label.
func (r *reader) nameOfLegend(legends []legend, label string) (names.Name, bool) {
	for _, l := range legends {
		before, _ := utf8.DecodeLastRune(r.body[:l.at])
		if label[0] < utf8.RuneSelf && before < utf8.RuneSelf && isLatinLetter(byte(before)) {
			continue
		}
		value := string(r.body[l.from:min(len(r.body), l.from+60)])
		if end := strings.IndexAny(value, "；;，,）)。\n、/|"); end >= 0 {
			value = value[:end]
		}
		if n, ok := names.Read(strings.TrimSpace(value)); ok {
			return n, true
		}
	}
	return names.Name{}, false
}

// share is the part that the turns of one label have in a talk.
type share struct {
	turns, asked int // how many there are, and how many hold a question
	ending       int // how many end in a question
	size         int // of them all, in bytes
}

// sharesOf measures the turns of each label, and all together.
func (r *reader) sharesOf(t talk) (of map[string]share, all int) {
	of = map[string]share{}
	for _, turn := range t.order {
		s := of[turn.label]
		question := false
		for _, b := range turn.blocks {
			src := r.body[max(0, b.Pos()):max(0, b.Pos(), r.blockEnd(b))]
			s.size += len(src)
			all += len(src)
			question = question || bytes.ContainsAny(src, "?？")
		}
		s.turns++
		if question {
			s.asked++
			if r.endsInQuestion(turn) {
				s.ending++
			}
		}
		of[turn.label] = s
	}
	return of, all
}

// with is the share of two labels of one speaker.
func (s share) with(o share) share {
	return share{turns: s.turns + o.turns, size: s.size + o.size, asked: s.asked + o.asked, ending: s.ending + o.ending}
}

// onlyAsks reports whether most of the turns hold a question, and they are much
// shorter than those of the others; or whether every one ends in a question, and
// they are shorter. All is the size of all turns in bytes.
func (s share) onlyAsks(all int) bool {
	others := all - s.size
	return s.turns > 0 && (10*s.asked >= 6*s.turns && 2*s.size < others || s.ending == s.turns && s.size < others)
}
