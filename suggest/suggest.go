// Package suggest finds names and titles while somebody types them. [New] makes an index of
// all of them, which stays in memory and never changes; [Index.Find] looks them up.
package suggest

import (
	"cmp"
	"slices"
	"strings"
)

// Type is the type of an item in the schema.
type Type string

// The types of items.
const (
	Person     Type = "Person"
	Topic      Type = "Topic"
	Paper      Type = "Paper"
	Post       Type = "Post"
	Appearance Type = "Appearance"
)

// Item is something that has names.
type Item struct {
	Ref
	// Count is how often the item occurs: of two items, the one with the greater count is
	// suggested first, and of two with the same count the one with the smaller slug.
	Count int
	Slug  string
	// Names are the item's name and its further names.
	Names []string
}

// Ref tells items apart.
type Ref struct {
	Type Type
	Key  string
}

// Index has the names of some items.
type Index struct {
	items []Ref  // the best first
	names []name // of the items, in their order: the smaller index is the better name
	text  string // all that names are found by, each piece with a zero byte behind it
	lists [kinds]list
}

type name struct {
	text string
	item uint32
}

// kind is what a name is found by. A find of a smaller kind is a better one.
type kind int

const (
	wholes   kind = iota // the whole name
	words                // the name from its second word on, and from each word behind that
	pinyin               // how a name in Chinese, Japanese or Korean is read
	initials             // the first letters of the words, or of their readings
	kinds
)

// list has the places of all that names are found by in one way, sorted by what stands
// there.
type list []place

// place is where something begins in the text of an index, and whose name is found by it.
type place struct{ at, name uint32 }

// New makes an index of some items, which it sorts.
func New(items []Item) *Index {
	slices.SortFunc(items, func(a, b Item) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Slug, b.Slug), strings.Compare(string(a.Type), string(b.Type)), strings.Compare(a.Key, b.Key))
	})
	x := &Index{items: make([]Ref, len(items)), names: make([]name, 0, len(items))}
	var text strings.Builder
	size := sizeOf(items)
	text.Grow(2 * size) // so much most often; more where many names are in Chinese
	for k := range x.lists {
		x.lists[k] = make(list, 0, len(items))
	}
	x.lists[words] = make(list, 0, size/bytesPerWord)
	for i, item := range items {
		x.items[i] = item.Ref
		for _, s := range item.Names {
			n := uint32(len(x.names))
			x.names = append(x.names, name{s, uint32(i)})
			r := readingsOf(s, item.Type == Person)
			for i, start := range r.starts {
				k := words
				if i == 0 {
					k = wholes
				}
				x.lists[k] = append(x.lists[k], place{uint32(text.Len() + start), n})
			}
			write(&text, r.flat)
			for _, piece := range r.pinyin {
				x.lists[pinyin] = append(x.lists[pinyin], place{uint32(text.Len()), n})
				write(&text, piece)
			}
			for _, piece := range r.initials {
				x.lists[initials] = append(x.lists[initials], place{uint32(text.Len()), n})
				write(&text, piece)
			}
		}
	}
	x.text = text.String()
	for k := range x.lists {
		x.lists[k] = x.sorted(x.lists[k])
	}
	return x
}

// bytesPerWord is how many bytes of a name there are for each word: about three in Chinese,
// in which each character is one.
const bytesPerWord = 4

// sizeOf is how many bytes the names of some items have.
func sizeOf(items []Item) int {
	n := 0
	for _, item := range items {
		for _, s := range item.Names {
			n += len(s) + 1
		}
	}
	return n
}

// write writes a piece of the text of an index.
func write(text *strings.Builder, piece string) {
	text.WriteString(piece)
	text.WriteByte(0)
}

// headed is a place, and the next bytes that the places of a list are sorted by.
type headed struct {
	head uint64
	place
}

// head is as many bytes as one number has.
const head = 8

// headOf is what stands at a place of the text: a few bytes as a number that sorts as they
// do, with zero bytes behind the first zero byte, at which a piece ends.
func (x *Index) headOf(at int) uint64 {
	var n uint64
	for i := range head {
		n <<= 8
		if at+i < len(x.text) && (i == 0 || n&(0xff<<8) != 0) {
			n |= uint64(x.text[at+i])
		}
	}
	return n
}

// sorted sorts a list by what stands at its places, up to the end of the piece there.
func (x *Index) sorted(l list) list {
	all := make([]headed, len(l))
	for i, p := range l {
		all[i].place = p
	}
	x.sort(all, 0)
	l = make(list, len(all)) // the list was longer than its places while it grew
	for i, p := range all {
		l[i] = p.place
	}
	return l
}

// sort sorts places by what stands from some bytes on behind them. Numbers are compared
// instead of texts, which are far apart in memory: each text is read once for a number, and
// once more for the next one where several have the same number.
func (x *Index) sort(all []headed, from int) {
	for i := range all {
		all[i].head = x.headOf(int(all[i].at) + from)
	}
	slices.SortFunc(all, func(a, b headed) int { return cmp.Compare(a.head, b.head) })
	for len(all) > 0 {
		first := all[0].head
		same := 1
		for same < len(all) && all[same].head == first {
			same++
		}
		if same > 1 && first&0xff != 0 { // their pieces go on
			x.sort(all[:same], from+head)
		}
		all = all[same:]
	}
}

// beginning gives the places of a list at which something begins with a text.
func (x *Index) beginning(l list, text string) list {
	compare := func(p place, text string) int {
		return strings.Compare(x.text[p.at:min(len(x.text), int(p.at)+len(text))], text)
	}
	from, _ := slices.BinarySearchFunc(l, text, compare)
	to, _ := slices.BinarySearchFunc(l[from:], text, func(p place, text string) int {
		return cmp.Or(compare(p, text), -1) // so that all that begin with it are ahead of the target
	})
	return l[from : from+to]
}
