package suggest

import (
	"slices"

	"viewline/search"
)

// Suggestion is an item, and which of its names was found.
type Suggestion struct {
	Ref
	Name string
}

// Find lists the items with a name for what somebody has typed, at most n of them, each
// once: those whose whole name it is, then those whose name begins with it, then those with
// a later word that begins with it, then those whose name is read so, then those with these
// initials. Among these the item with the greater count comes first, and then the one with
// the smaller slug. Nothing is found for a text without a word.
func (x *Index) Find(text string, n int) []Suggestion {
	flat, _ := search.Flat(text)
	if flat == "" || n <= 0 {
		return nil
	}
	b := best{index: x, most: n}
	b.take(x.beginning(x.lists[wholes], flat+"\x00"))
	b.take(x.beginning(x.lists[wholes], flat))
	b.take(x.beginning(x.lists[words], flat))
	if letters := lettersOf(flat); letters != "" {
		b.take(x.beginning(x.lists[pinyin], letters))
		b.take(x.beginning(x.lists[initials], letters))
	}
	found := make([]Suggestion, len(b.names))
	for i, name := range b.names {
		found[i] = Suggestion{x.items[x.names[name].item], x.names[name].text}
	}
	return found
}

// best are the best names that were found so far, at most one of each item.
type best struct {
	index *Index
	most  int
	names []uint32
}

// take adds the best of the names of a list. It looks at all of them: that takes less time
// than to keep lists of the best for every text.
func (b *best) take(l list) {
	done := len(b.names) // these are better than any of the list
	if done >= b.most {
		return
	}
	for _, p := range l {
		if len(b.names) == b.most && p.name >= b.names[b.most-1] {
			continue
		}
		// The better of two names of an item has the smaller index.
		if i := slices.IndexFunc(b.names, b.sameItem(p.name)); i >= 0 {
			if i < done || b.names[i] <= p.name {
				continue
			}
			b.names = slices.Delete(b.names, i, i+1)
		} else if len(b.names) == b.most {
			b.names = b.names[:b.most-1]
		}
		at, _ := slices.BinarySearch(b.names[done:], p.name)
		b.names = slices.Insert(b.names, done+at, p.name)
	}
}

// sameItem is a function that reports whether a name is of the same item as another one.
func (b *best) sameItem(as uint32) func(uint32) bool {
	item := b.index.names[as].item
	return func(other uint32) bool { return b.index.names[other].item == item }
}
