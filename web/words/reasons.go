package words

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

//go:embed reasons.json
var reasonsFile []byte

// Reason is a diagnostic, or a reason of the evidence in a report, in this language. The reader
// of posts gives them in English, and reasons.json has the forms of these sentences: %s stands
// for a value, which may be of such a form itself, else it stays as it is. It reports false, with
// the English sentence, where no form fits.
func (l *Language) Reason(english string) (said string, ok bool) {
	if l == English {
		return english, true
	}
	return reasons().say(english)
}

// forms are the forms of sentences.
type forms struct {
	whole map[string]string // those without a value, in English and then in Chinese
	rest  []form            // those that say most first
}

// form is a sentence with values.
type form struct {
	pieces  []string // what stands around the values in English: one more than there are values
	sure    bool     // whether the pieces alone tell the form, whatever the values are
	chinese string
}

// short is how many bytes stand in a form between values at both ends, where that alone does not
// tell the form, as in "%s; want %s": one of the values has to be of a form then.
const short = 10

// value is a place of a value in a form.
var value = regexp.MustCompile(`%(?:\[(\d)\])?s`)

var reasons = sync.OnceValue(func() *forms {
	var all map[string]string
	if err := json.Unmarshal(reasonsFile, &all); err != nil {
		panic(fmt.Errorf("read reasons.json: %w", err)) // cannot happen: the file is part of the program
	}
	f := &forms{whole: map[string]string{}}
	for english, chinese := range all {
		pieces := value.Split(english, -1)
		if len(pieces) == 1 {
			f.whole[english] = chinese
			continue
		}
		said := strings.Join(pieces, "")
		sure := (pieces[0]+pieces[len(pieces)-1] != "" || len(said) > short) && strings.ContainsFunc(said, unicode.IsLetter)
		f.rest = append(f.rest, form{pieces, sure, chinese})
	}
	slices.SortFunc(f.rest, func(a, b form) int {
		one, other := strings.Join(a.pieces, ""), strings.Join(b.pieces, "")
		return cmp.Or(cmp.Compare(len(other), len(one)), -cmp.Compare(len(a.pieces[0]), len(b.pieces[0])), cmp.Compare(one, other))
	})
	return f
})

// say is a sentence in Chinese. It reports false where no form fits.
func (f *forms) say(english string) (said string, ok bool) {
	if said, ok = f.whole[english]; ok {
		return said, true
	}
	for _, one := range f.rest {
		values, ok := one.values(english)
		if !ok {
			continue
		}
		known := false // whether one of the values is of a form itself
		for i := range values {
			said, ok := f.say(values[i])
			values[i] = said
			known = known || ok
		}
		if one.sure || known {
			return one.with(values), true
		}
	}
	return english, false
}

// values are what stands at the places of the values in a sentence. It reports false for a
// sentence that is not of the form.
func (f form) values(english string) (all []string, ok bool) {
	last := len(f.pieces) - 1
	rest, ok := strings.CutPrefix(english, f.pieces[0])
	if !ok {
		return nil, false
	}
	if rest, ok = strings.CutSuffix(rest, f.pieces[last]); !ok {
		return nil, false
	}
	for _, piece := range f.pieces[1:last] {
		one, after, ok := strings.Cut(rest, piece)
		if !ok {
			return nil, false
		}
		all, rest = append(all, one), after
	}
	all = append(all, rest)
	return all, !slices.Contains(all, "")
}

// with is the Chinese sentence with its values.
func (f form) with(values []string) string {
	next := 0
	return value.ReplaceAllStringFunc(f.chinese, func(place string) string {
		if place != "%s" {
			return values[place[2]-'1']
		}
		next++
		return values[next-1]
	})
}
