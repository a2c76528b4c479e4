package ingest

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"viewline/store"
	"viewline/timeline"
)

// undated stands for the date in the key of an appearance that has none.
const undated = "undated"

// baseOf is an appearance's key but for its number: <person>/<date>.
func baseOf(a *timeline.Appearance) string {
	return a.PersonSlug + "/" + cmp.Or(a.Date.String(), undated)
}

// overDates is how many numbers are passed over after 9, because with them a
// key would read as that of a finer date: 2020-10 is October, not the tenth of
// 2020.
var overDates = map[timeline.DatePrecision]int{timeline.PrecisionYear: 3, timeline.PrecisionMonth: 22}

// keyOf is the key of the n-th appearance of a base, from 1.
func keyOf(base string, n int) string {
	if n == 1 {
		return base
	}
	if n > 9 {
		n += overDates[precisionOf(base)]
	}
	return base + "-" + strconv.Itoa(n)
}

// splitKey reads what [keyOf] wrote.
func splitKey(key string) (base string, n int) {
	cut := strings.LastIndexByte(key, '-')
	if date := dateOf(key); cut < 0 || date == undated || precisionOf(key) != "" {
		return key, 1
	}
	base = key[:cut]
	n, err := strconv.Atoi(key[cut+1:])
	if err != nil {
		return key, 1
	}
	if n > 9 {
		n -= overDates[precisionOf(base)]
	}
	return base, n
}

func dateOf(key string) string { return key[strings.LastIndexByte(key, '/')+1:] }

// precisionOf is that of the key's date, empty where it has none or a number
// follows.
func precisionOf(key string) timeline.DatePrecision {
	d, err := timeline.ParsePartialDate(dateOf(key))
	if err != nil {
		return ""
	}
	return d.Precision()
}

// keyring numbers the appearances of each base 1, 2, 3 … in the order in which
// their posts come by, be it [keyring.settle] or [keyring.place]. Coming by in
// the order of their paths, all posts together get keys that depend on nothing
// but the set of posts. The keyring keeps the posts' sources in step with the
// moves it answers with. Keys that it gave out are in nobody's way any more.
type keyring struct {
	held    map[string]holder
	given   map[string]int // by base: the highest number given out
	shifted map[string]int // by base: how far others have made room so far
	moves   []store.Move
}

// holder is a stored appearance: the i-th of its post.
type holder struct {
	post *store.StoredPost
	i    int
}

// newKeyring takes stock of what is stored. Where two posts claim one key, as
// imports at the same time can leave it, only the first has it; both lose their
// hash, so that they are read again.
func newKeyring(posts []*store.StoredPost) *keyring {
	k := &keyring{held: map[string]holder{}, given: map[string]int{}, shifted: map[string]int{}}
	for _, p := range posts {
		p.Source.Appearances = slices.DeleteFunc(p.Source.Appearances, func(ref timeline.AppearanceRef) bool {
			h, clash := k.held[ref.Key]
			if clash {
				h.post.Source.Hash, p.Source.Hash = "", ""
			} else {
				k.held[ref.Key] = holder{post: p}
			}
			return clash
		})
		k.hold(p)
	}
	return k
}

func (k *keyring) hold(p *store.StoredPost) {
	for i, ref := range p.Source.Appearances {
		k.held[ref.Key] = holder{p, i}
	}
}

// release frees all keys of a post, because it goes.
func (k *keyring) release(p *store.StoredPost) {
	for _, ref := range p.Source.Appearances {
		delete(k.held, ref.Key)
	}
}

// settle is the turn of a post that stays as it is stored: it answers with the
// moves that bring its appearances to the numbers they are to have.
func (k *keyring) settle(p *store.StoredPost) []store.Move {
	k.moves = nil
	for i := range p.Source.Appearances {
		base, _ := splitKey(p.Source.Appearances[i].Key)
		k.given[base]++
		n := k.given[base]
		if p.Source.Appearances[i].Key != keyOf(base, n) {
			k.makeRoom(base, n, n, nil)
			k.move(holder{p, i}, keyOf(base, n))
		}
	}
	k.release(p)
	return k.moves
}

// place is the turn of a post that was parsed: it gives its appearances, whose
// bases are told, their keys, and answers with the moves that free these keys
// first. The stored state of the post, nil where there is none, need not make
// room, for it is replaced.
func (k *keyring) place(refs []timeline.AppearanceRef, stored *store.StoredPost, bases []string) []store.Move {
	k.moves = nil
	first := map[string]int{}
	for i, base := range bases {
		k.given[base]++
		if first[base] == 0 {
			first[base] = k.given[base]
		}
		refs[i].Key = keyOf(base, k.given[base])
	}
	for _, base := range slices.Sorted(maps.Keys(first)) {
		k.makeRoom(base, first[base], k.given[base], stored)
	}
	if stored != nil {
		k.release(stored)
	}
	return k.moves
}

// makeRoom frees the numbers from first to last of a base, but for those that
// the exempt post holds. All appearances from the first one in the way on move
// up together, which keeps their order, and as far as all before did, so that
// the work stays small when many posts come in before many others.
func (k *keyring) makeRoom(base string, first, last int, exempt *store.StoredPost) {
	for ; first <= last; first++ {
		if h, taken := k.held[keyOf(base, first)]; taken && h.post != exempt {
			break
		}
	}
	if first > last {
		return
	}
	by := max(last-first+1, k.shifted[base])
	k.shifted[base] += by
	var run []int
	for n, end := first, first+by; n <= end; n++ {
		if _, taken := k.held[keyOf(base, n)]; taken {
			run, end = append(run, n), n+by
		}
	}
	for _, n := range slices.Backward(run) {
		k.move(k.held[keyOf(base, n)], keyOf(base, n+by))
	}
}

func (k *keyring) move(h holder, to string) {
	ref := &h.post.Source.Appearances[h.i]
	k.moves = append(k.moves, store.Move{PostPath: h.post.Path, From: ref.Key, To: to})
	delete(k.held, ref.Key)
	ref.Key = to
	k.held[to] = h
}
