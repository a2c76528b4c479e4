package hint

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// suggestions is how many slugs are suggested for a name at most.
const suggestions = 5

// Directory has the names of all people and topics, as they were in the state in which it
// was last asked. The zero value is empty and ready to use. A directory is safe for
// concurrent use.
type Directory struct {
	mu    sync.Mutex
	state string // see [timeline.Corpus]
	names map[Kind][]spelling
}

// spelling is a name of a person or a topic, folded as [timeline.Fold] does.
type spelling struct {
	text, slug string
	letters    int    // the number of letters of the text
	mask       uint64 // see maskOf
}

func newSpelling(text, slug string) spelling {
	return spelling{text, slug, utf8.RuneCountInString(text), maskOf(text)}
}

// maskOf is a set of the letters of a text, each as one of 64 bits. An edit of the text
// changes at most two bits, so texts whose masks differ in more than 2n bits are more than
// n edits apart.
func maskOf(text string) uint64 {
	var mask uint64
	for _, r := range text {
		mask |= 1 << (r % 64)
	}
	return mask
}

// Suggest finds the slugs of the people or topics whose names are most like a name.
func (d *Directory) Suggest(ctx context.Context, st store.Reader, kind Kind, name string) ([]string, error) {
	names, err := d.of(ctx, st, kind)
	if err != nil {
		return nil, err
	}
	return nearest(timeline.Fold(name), names), nil
}

// of returns all names of a kind. It reads them anew where the corpus has another state
// than before: a revision's number can come again after a restore.
func (d *Directory) of(ctx context.Context, st store.Reader, kind Kind) ([]spelling, error) {
	corpus, err := st.Corpus(ctx)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if names, ok := d.names[kind]; ok && d.state == corpus.State {
		return names, nil
	}
	var names []spelling
	add := func(slug string, texts []string) {
		for _, text := range texts {
			names = append(names, newSpelling(text, slug))
		}
	}
	if kind == Topic {
		err = store.EachItem(func(q relay.Query) (relay.Page[*timeline.Topic], error) {
			return st.ListTopics(ctx, store.TopicsByName, q)
		}, store.TopicCursor(store.TopicsByName), func(t *timeline.Topic) { add(t.Slug, t.Names()) })
	} else {
		err = store.EachItem(func(q relay.Query) (relay.Page[*timeline.Person], error) {
			return st.ListPeople(ctx, store.PersonFilter{}, store.PeopleByName, q)
		}, store.PersonCursor(store.PeopleByName), func(p *timeline.Person) { add(p.Slug, p.Names()) })
	}
	if err != nil {
		return nil, err
	}
	if d.names == nil || d.state != corpus.State {
		d.names = map[Kind][]spelling{}
	}
	d.state, d.names[kind] = corpus.State, names
	return names, nil
}

// nearest picks the slugs whose names are most like a folded name: first the names that
// begin with the wanted one, and those with which the wanted one begins; then those that
// contain it; then those that are spelt alike.
func nearest(name string, names []spelling) []string {
	type match struct {
		slug     string
		distance int
	}
	if name == "" {
		return []string{}
	}
	best := map[string]int{}
	wanted := newSpelling(name, "")
	for _, n := range names {
		d, like := distance(wanted, n)
		if old, seen := best[n.slug]; like && (!seen || d < old) {
			best[n.slug] = d
		}
	}
	matches := make([]match, 0, len(best))
	for slug, d := range best {
		matches = append(matches, match{slug, d})
	}
	slices.SortFunc(matches, func(a, b match) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), strings.Compare(a.slug, b.slug))
	})
	slugs := make([]string, 0, suggestions)
	for _, m := range matches[:min(len(matches), suggestions)] {
		slugs = append(slugs, m.slug)
	}
	return slugs
}

// longName is from how many letters on a name may have two wrong letters; a shorter one may
// have one.
const longName = 6

// distance is how unlike two names are, 0 for the most alike. The result like is false
// where they are not alike at all.
func distance(wanted, other spelling) (d int, like bool) {
	part, whole, behind := wanted, other, 0
	if part.letters > whole.letters {
		part, whole, behind = whole, part, 1 // the wanted name is the longer one
	}
	if part.letters >= least(part.text) {
		switch {
		case strings.HasPrefix(whole.text, part.text):
			return behind, true
		case strings.Contains(whole.text, part.text):
			return 1 + behind, true
		}
	}
	most := 1
	if wanted.letters >= longName {
		most = 2
	}
	if whole.letters-part.letters > most || wanted.letters > longestCompared || bits.OnesCount64(wanted.mask^other.mask) > 2*most {
		return 0, false
	}
	n := edits([]rune(wanted.text), []rune(other.text))
	return 2 + n, n <= most && n < wanted.letters
}

// longestCompared is how many letters a wanted name may have at most to be compared letter
// by letter, as the time for that grows with the product of both lengths.
const longestCompared = 100

// least is how many letters a part of a name has at least to suggest the whole name: three,
// or two in the scripts above U+2E80, in which a character is a syllable or more.
func least(part string) int {
	if r, _ := utf8.DecodeRuneInString(part); r > 0x2e80 {
		return 2
	}
	return 3
}

// edits is how many letters have to be put in, taken out, exchanged for others or
// with their neighbour to make a of b (the optimal string alignment distance).
func edits(a, b []rune) int {
	before, last, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		next[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(next[j]+1, last[j+1]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, last, next = last, next, before
	}
	return last[len(b)]
}
