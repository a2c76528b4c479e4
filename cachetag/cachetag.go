// Package cachetag names what answers depend on, so that a kept answer can outlast an import
// that changed nothing of it. Whoever reads for an answer collects the tags of what was read
// in a [Set]; an import stores the tags of what it changed as a [Change]; a [History] of
// changes tells whether an answer is still right.
package cachetag

import (
	"context"
	"encoding/binary"
	"slices"
	"sync"

	"github.com/cespare/xxhash/v2"
)

// Tag stands for one thing that answers depend on. It is a hash, so that two things may share
// a tag: an answer is then made anew although nothing of it has changed.
type Tag uint64

// Kind is a kind of things that answers depend on.
type Kind string

// Of is the tag of the thing of a kind that has the key.
func (k Kind) Of(key string) Tag {
	var hash xxhash.Digest
	hash.Reset()
	_, _ = hash.WriteString(string(k)) // it never fails
	_, _ = hash.WriteString("\x00")
	_, _ = hash.WriteString(key)
	return Tag(hash.Sum64())
}

// How many tags an answer, and the change of an import, have at most. With more, an answer counts
// as one that depends on everything, and an import as one that changed everything. A tag takes 8
// bytes.
const (
	MostOfAnswer = 1000
	MostOfChange = 8000
)

// Set collects tags. It is safe for concurrent use. A nil Set collects nothing.
type Set struct {
	most       int // tags; a set that has more counts as one of everything
	mu         sync.Mutex
	tags       []Tag
	everything bool
}

// NewSet makes a set of at most so many tags: with more, it counts as one of everything.
func NewSet(most int) *Set { return &Set{most: most} }

// Add adds the tags of things.
func (s *Set) Add(kind Kind, keys ...string) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.everything {
		return
	}
	for _, key := range keys {
		s.tags = append(s.tags, kind.Of(key))
	}
	if len(s.tags) > 4*s.most {
		if s.sort(); len(s.tags) > s.most {
			s.everything, s.tags = true, nil
		}
	}
}

// Everything notes that the answer depends on all that is stored.
func (s *Set) Everything() {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.everything, s.tags = true, nil
}

// Basis is what the set has so far.
func (s *Set) Basis() Basis {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sort()
	if s.everything || len(s.tags) > s.most {
		return Basis{Everything: true}
	}
	return Basis{Tags: slices.Clone(s.tags)}
}

func (s *Set) sort() {
	slices.Sort(s.tags)
	s.tags = slices.Compact(s.tags)
}

// Basis is what an answer depends on. The zero value is that of an answer that depends on
// nothing that is stored.
type Basis struct {
	Tags       []Tag // sorted, each once
	Everything bool  // all that is stored; Tags is empty then
}

// And is what two answers together depend on.
func (b Basis) And(other Basis) Basis {
	s := Set{most: MostOfAnswer, tags: slices.Concat(b.Tags, other.Tags), everything: b.Everything || other.Everything}
	return s.Basis()
}

type setKey struct{}

// Collect gives a context in which reads add to a set.
func Collect(ctx context.Context) (context.Context, *Set) {
	s := NewSet(MostOfAnswer)
	return context.WithValue(ctx, setKey{}, s), s
}

// Aside gives a context in which reads add to no set.
func Aside(ctx context.Context) context.Context {
	if In(ctx) == nil {
		return ctx
	}
	return context.WithValue(ctx, setKey{}, (*Set)(nil))
}

// In is the set of a context; nil where there is none.
func In(ctx context.Context) *Set {
	s, _ := ctx.Value(setKey{}).(*Set)
	return s
}

// Change is what an import changed: an answer that depends on any of it may be another one now.
type Change struct {
	State string // of the corpus after the import
	Basis
}

// changed reports whether an answer may be another one after the import.
func (c Change) changed(b Basis) bool {
	if c.Everything || b.Everything {
		return true
	}
	few, many := b.Tags, c.Tags
	if len(few) > len(many) {
		few, many = many, few
	}
	return slices.ContainsFunc(few, func(t Tag) bool {
		_, found := slices.BinarySearch(many, t)
		return found
	})
}

// History has the changes of imports one after the other, the latest at the end.
type History []Change

// Keep reports whether an answer that was made of the state from is still right at the state
// to. It is false where the history does not know both states in this order.
func (h History) Keep(b Basis, from, to string) bool {
	if from == to {
		return true
	}
	is := func(state string) func(Change) bool { return func(c Change) bool { return c.State == state } }
	first, last := slices.IndexFunc(h, is(from)), slices.IndexFunc(h, is(to))
	if first < 0 || last < first {
		return false
	}
	return !slices.ContainsFunc(h[first+1:last+1], func(c Change) bool { return c.changed(b) })
}

// Encode is a basis as bytes: eight for each tag. It is nil for everything.
func (b Basis) Encode() []byte {
	if b.Everything {
		return nil
	}
	data := make([]byte, 0, 8*len(b.Tags))
	for _, tag := range b.Tags {
		data = binary.LittleEndian.AppendUint64(data, uint64(tag))
	}
	return data
}

// Decode reads what [Basis.Encode] wrote. What is none of its results counts as everything.
func Decode(data []byte) Basis {
	if data == nil || len(data)%8 != 0 {
		return Basis{Everything: true}
	}
	tags := make([]Tag, 0, len(data)/8)
	for ; len(data) > 0; data = data[8:] {
		tags = append(tags, Tag(binary.LittleEndian.Uint64(data)))
	}
	if !slices.IsSorted(tags) {
		return Basis{Everything: true}
	}
	return Basis{Tags: tags}
}
