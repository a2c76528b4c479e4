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
// but the set of posts. Of a post whose turn is to come, whatever was read of it,
// the keyring knows the keys that it has by now; see [keyring.update]. Keys that
// it gave out are in nobody's way any more.
type keyring struct {
	stock   *stock
	keys    map[uint32]string // by appearance: the key it was moved to
	moved   map[digest]uint32 // the same the other way round
	given   counter           // of bases
	shifted map[uint64]int    // by base: how far others have made room so far
	moves   []store.Move
}

func newKeyring(s *stock) *keyring {
	return &keyring{stock: s, keys: map[uint32]string{}, moved: map[digest]uint32{}, given: counter{more: map[uint64]int{}}, shifted: map[uint64]int{}}
}

// holder is the appearance that has a key and whose turn is to come.
func (k *keyring) holder(key string) (appearance uint32, taken bool) {
	d := digestOf(key)
	if appearance, taken = k.moved[d]; taken {
		return appearance, true
	}
	appearance, taken = k.stock.appearance(d)
	return appearance, taken && k.stock.marks[appearance] == isKept
}

// update brings a stored post, read at any time of the run, to the keys that its
// appearances have by now, and answers with their numbers. It drops appearances that
// the post did not have when the run began.
func (k *keyring) update(p *storedPost) (appearances []uint32) {
	first, end := k.stock.appearancesOf(p.number)
	refs := p.Record.Appearances[:0]
	for i, ref := range p.Record.Appearances {
		appearance := first + uint32(i)
		if appearance >= end {
			break
		}
		if key, ok := k.keys[appearance]; ok {
			ref.Key = key
		} else if holder, taken := k.holder(ref.Key); !taken || holder != appearance {
			continue
		}
		refs, appearances = append(refs, ref), append(appearances, appearance)
	}
	p.Record.Appearances = refs
	return appearances
}

// release frees all keys of a post, because it goes or its turn is over.
func (k *keyring) release(post int) {
	first, end := k.stock.appearancesOf(post)
	for appearance := first; appearance < end; appearance++ {
		if key, ok := k.keys[appearance]; ok {
			delete(k.keys, appearance)
			delete(k.moved, digestOf(key))
		}
		k.stock.marks[appearance] = isFree
	}
}

// settle is the turn of a post that stays as it is stored: it answers with the
// moves that bring its appearances to the numbers they are to have. The post is
// brought up to date.
func (k *keyring) settle(p *storedPost) []store.Move {
	k.moves = nil
	for i, appearance := range k.update(p) {
		ref := &p.Record.Appearances[i]
		ref.Key = cmp.Or(k.keys[appearance], ref.Key) // it may have made room for one before it
		base, _ := splitKey(ref.Key)
		n := k.given.add(fixed(base))
		if key := keyOf(base, n); ref.Key != key {
			k.makeRoom(base, n, n, nobody)
			k.move(appearance, cmp.Or(k.keys[appearance], ref.Key), key)
			ref.Key = key
		}
	}
	k.release(p.number)
	return k.moves
}

// nobody is no post.
const nobody = -1

// place is the turn of a post that was parsed: it gives its appearances, whose
// bases are told, their keys, and answers with the moves that free these keys
// first. What is stored of the post, nil where there is nothing, need not make
// room, for it is replaced; it is brought up to date.
func (k *keyring) place(refs []timeline.AppearanceRef, stored *storedPost, bases []string) []store.Move {
	k.moves = nil
	exempt := nobody
	if stored != nil {
		exempt = stored.number
		k.update(stored)
	}
	first, last := map[string]int{}, map[string]int{}
	for i, base := range bases {
		n := k.given.add(fixed(base))
		if first[base] == 0 {
			first[base] = n
		}
		last[base] = n
		refs[i].Key = keyOf(base, n)
	}
	for _, base := range slices.Sorted(maps.Keys(first)) {
		k.makeRoom(base, first[base], last[base], exempt)
	}
	if stored != nil {
		k.release(stored.number)
	}
	return k.moves
}

// makeRoom frees the numbers from first to last of a base, but for those that
// the exempt post holds. All appearances from the first one in the way on move
// up together, which keeps their order, and as far as all before did, so that
// the work stays small when many posts come in before many others.
func (k *keyring) makeRoom(base string, first, last, exempt int) {
	for ; first <= last; first++ {
		if h, taken := k.holder(keyOf(base, first)); taken && k.stock.postOf(h) != exempt {
			break
		}
	}
	if first > last {
		return
	}
	of := fixed(base)
	by := max(last-first+1, k.shifted[of])
	k.shifted[of] += by
	var run []int
	var holders []uint32
	for n, end := first, first+by; n <= end; n++ {
		if h, taken := k.holder(keyOf(base, n)); taken {
			run, holders, end = append(run, n), append(holders, h), n+by
		}
	}
	for i, n := range slices.Backward(run) {
		k.move(holders[i], keyOf(base, n), keyOf(base, n+by))
	}
}

func (k *keyring) move(appearance uint32, from, to string) {
	k.moves = append(k.moves, store.Move{PostPath: k.stock.path(k.stock.postOf(appearance)), From: from, To: to})
	delete(k.moved, digestOf(from))
	k.stock.marks[appearance] = isMoved
	k.keys[appearance], k.moved[digestOf(to)] = to, appearance
}
